"""Screens that keep the directory true: answering, suggesting, keeping an entry, and the desk of upkeep."""
