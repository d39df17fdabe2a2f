"""Screens for anyone: home, asking, following one's own need, the charter."""
