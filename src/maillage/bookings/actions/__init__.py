"""Every write on spaces and bookings."""

from maillage.bookings.actions.book import book
from maillage.bookings.actions.calendars import drop_calendar, import_calendar
from maillage.bookings.actions.cancel import cancel_booking, cancel_following, cancel_occurrence
from maillage.bookings.actions.change import change_following
from maillage.bookings.actions.codes import new_codes
from maillage.bookings.actions.decide import approve, decline_booking
from maillage.bookings.actions.door import (
    ask_reconfirmation,
    ask_reconfirmations,
    check_in,
    reconfirm,
    release_empty,
    release_unconfirmed,
)
from maillage.bookings.actions.feeds import renew_feed, stop_feed
from maillage.bookings.actions.forget import forget_bookings
from maillage.bookings.actions.rules import Wish
from maillage.bookings.actions.spaces import (
    SpaceSheet,
    block_period,
    describe_space,
    open_space,
    unblock_period,
    withdraw_space,
)
from maillage.bookings.actions.waiting import fill_waiting, leave_waiting, wait_for

__all__ = [
    "SpaceSheet",
    "Wish",
    "approve",
    "ask_reconfirmation",
    "ask_reconfirmations",
    "block_period",
    "book",
    "cancel_booking",
    "cancel_following",
    "cancel_occurrence",
    "change_following",
    "check_in",
    "decline_booking",
    "describe_space",
    "drop_calendar",
    "fill_waiting",
    "forget_bookings",
    "import_calendar",
    "leave_waiting",
    "new_codes",
    "open_space",
    "reconfirm",
    "release_empty",
    "release_unconfirmed",
    "renew_feed",
    "stop_feed",
    "unblock_period",
    "wait_for",
    "withdraw_space",
]
