"""Every write on actors, as a verb."""

from maillage.actors.actions.doubles import find_doubles, reopen_double, settle_as_distinct
from maillage.actors.actions.life import Happening, correct_event, record_event, take_back_event
from maillage.actors.actions.merges import merge_records, undo_merge
from maillage.actors.actions.people import join_actor, leave_actor
from maillage.actors.actions.profile import Profile, describe_actor
from maillage.actors.actions.register import Provenance, Whereabouts, register_actor
from maillage.actors.actions.ties import Bond, correct_tie, end_tie, take_back_tie, tie_actors

__all__ = [
    "Bond",
    "Happening",
    "Profile",
    "Provenance",
    "Whereabouts",
    "correct_event",
    "correct_tie",
    "describe_actor",
    "end_tie",
    "find_doubles",
    "join_actor",
    "leave_actor",
    "merge_records",
    "record_event",
    "register_actor",
    "reopen_double",
    "settle_as_distinct",
    "take_back_event",
    "take_back_tie",
    "tie_actors",
    "undo_merge",
]
