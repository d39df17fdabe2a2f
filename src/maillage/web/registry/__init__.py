"""The coordinator's hands on the directory: records, lives, ties, people, merges, doubles, memory."""
