"""Rooms, desks and workshops: finding one, booking it, running them, their calendars."""
