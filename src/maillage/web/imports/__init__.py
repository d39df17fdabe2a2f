"""Screens of imports: from a file to the directory, and back."""
