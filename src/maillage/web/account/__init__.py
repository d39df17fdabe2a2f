"""Entering with a code received by e-mail, and one's own preferences."""
