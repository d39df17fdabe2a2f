"""Named readings of the whole service."""

from maillage.observatory.queries.board import Board, Line, monday_board
from maillage.observatory.queries.charter import Figures, Row, charter_figures
from maillage.observatory.queries.cloth import Thread, month_threads
from maillage.observatory.queries.partner import PledgeAccount, partner_accounts
from maillage.observatory.queries.rooms import RoomRow, RoomUse, room_use
from maillage.observatory.queries.story import StoryLine, story_for_asker, story_for_coordinator

__all__ = [
    "Board",
    "Figures",
    "Line",
    "PledgeAccount",
    "RoomRow",
    "RoomUse",
    "Row",
    "StoryLine",
    "Thread",
    "charter_figures",
    "monday_board",
    "month_threads",
    "partner_accounts",
    "room_use",
    "story_for_asker",
    "story_for_coordinator",
]
