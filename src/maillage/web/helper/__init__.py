"""Screens for helpers and partners: answering, hours, absences, what became of the hours."""
