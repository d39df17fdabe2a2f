"""From the files and services a city already has to its directory, with a dry run and a way back.

Nouns: Source (where entries come from), ImportRun (one file, or one answer of a service, from reception to
undo), ImportRow (what one row became, and why), SourceRecord (which entry of ours an entry of a source is).
Life of a run: received → checked → queued → running → done, → undone; it can be stopped and resumed.
"""
