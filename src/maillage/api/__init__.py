"""For programs: is the service alive, and the directory as open data (docs/open-data.md)."""
