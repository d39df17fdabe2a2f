"""Screens for coordinators: Monday, needs, hours, words; and the official's observatory."""
