"""The directory as open data: actors, past states and differences as records, as tables, as files.

Pure serialisation: what is asked is in ``queries.choice`` and ``queries.time_machine``; the addresses that
serve it are in ``web.directory`` and ``api``. The fields are documented in docs/open-data.md.
"""
