"""Every write on a referral, as a verb."""

from maillage.referrals.actions.answer import accept, decline, record_hours, record_meeting
from maillage.referrals.actions.deadlines import (
    ask_news,
    ask_news_due,
    expire_due,
    pass_on,
    remind_due,
)
from maillage.referrals.actions.end import end_need, say_whether_helped, search_anew
from maillage.referrals.actions.partners import ask_partners
from maillage.referrals.actions.propose import cancel_for_need, discard, propose, reroute, restore, send
from maillage.referrals.actions.runs import forget_idle_runs

__all__ = [
    "accept",
    "ask_news",
    "ask_news_due",
    "ask_partners",
    "cancel_for_need",
    "decline",
    "discard",
    "end_need",
    "expire_due",
    "forget_idle_runs",
    "pass_on",
    "propose",
    "record_hours",
    "record_meeting",
    "remind_due",
    "reroute",
    "restore",
    "say_whether_helped",
    "search_anew",
    "send",
]
