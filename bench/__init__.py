"""Measures: CPU seconds and ratios, on this machine, now. Run with ``make bench``."""
