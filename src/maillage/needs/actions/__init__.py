"""Every write on a need, as a verb."""

from maillage.needs.actions.close import (
    close_need,
    reopen_need,
    resume_search,
    tell_late_askers,
    withdraw_unconfirmed,
)
from maillage.needs.actions.erase import erase_need, erase_old_needs
from maillage.needs.actions.qualify import qualify_need, record_cause, record_progress, split_need
from maillage.needs.actions.submit import Ask, change_words, confirm_address, enter_need, submit_need

__all__ = [
    "Ask",
    "change_words",
    "close_need",
    "confirm_address",
    "enter_need",
    "erase_need",
    "erase_old_needs",
    "qualify_need",
    "record_cause",
    "record_progress",
    "reopen_need",
    "resume_search",
    "split_need",
    "submit_need",
    "tell_late_askers",
    "withdraw_unconfirmed",
]
