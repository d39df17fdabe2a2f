"""Reads another calendar: the lines of a file become events. Writes nothing, expands nothing."""

from maillage.bookings.connectors.events import MOST_BYTES, MOST_EVENTS, Calendar, Happening, read
from maillage.bookings.connectors.remarks import REMARKS, CalendarError, Remark

__all__ = [
    "MOST_BYTES",
    "MOST_EVENTS",
    "REMARKS",
    "Calendar",
    "CalendarError",
    "Happening",
    "Remark",
    "read",
]
