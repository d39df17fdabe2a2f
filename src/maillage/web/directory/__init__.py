"""The directory for everybody: its list, its actors, its past, what changed, and its open data."""
