"""Calendars as text (RFC 5545): what is booked, and when a space is taken.

Data goes in (``Event``, ``Busy``), bytes come out; the same data gives the same bytes, whenever it is asked.
"""

from maillage.bookings.exports.busy import Busy, BusyKind, busy_text, taken_whole
from maillage.bookings.exports.calendar import calendar_text
from maillage.bookings.exports.event import Change, Event

__all__ = ["Busy", "BusyKind", "Change", "Event", "busy_text", "calendar_text", "taken_whole"]
