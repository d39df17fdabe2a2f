"""Every write on actors, as a verb."""

from maillage.actors.actions.answers import (
    answer_changed,
    answer_no_more,
    answer_still_true,
    answer_stopped,
    update_entry,
)
from maillage.actors.actions.corrections import apply_changes
from maillage.actors.actions.doubles import ask_doubles, find_doubles, reopen_double, settle_as_distinct
from maillage.actors.actions.freshness import (
    archive_entry,
    archive_old,
    ask_due,
    ask_keepers,
    confirm_entry,
    mark_unconfirmed,
    remind_asked,
    restore_entry,
)
from maillage.actors.actions.indexing import refresh_freshness
from maillage.actors.actions.keepers import (
    ask_keeper_code,
    end_keeper,
    forget_codes,
    name_keeper,
    use_keeper_code,
)
from maillage.actors.actions.life import Happening, correct_event, record_event, take_back_event
from maillage.actors.actions.merges import merge_records, undo_merge
from maillage.actors.actions.people import join_actor, leave_actor
from maillage.actors.actions.profile import Profile, describe_actor
from maillage.actors.actions.register import Provenance, Whereabouts, register_actor
from maillage.actors.actions.suggestions import (
    Said,
    accept_suggestion,
    decline_suggestion,
    forget_suggesters,
    suggest_correction,
)
from maillage.actors.actions.ties import Bond, correct_tie, end_tie, take_back_tie, tie_actors

__all__ = [
    "Bond",
    "Happening",
    "Profile",
    "Provenance",
    "Said",
    "Whereabouts",
    "accept_suggestion",
    "answer_changed",
    "answer_no_more",
    "answer_still_true",
    "answer_stopped",
    "apply_changes",
    "archive_entry",
    "archive_old",
    "ask_doubles",
    "ask_due",
    "ask_keeper_code",
    "ask_keepers",
    "confirm_entry",
    "correct_event",
    "correct_tie",
    "decline_suggestion",
    "describe_actor",
    "end_keeper",
    "end_tie",
    "find_doubles",
    "forget_codes",
    "forget_suggesters",
    "join_actor",
    "leave_actor",
    "mark_unconfirmed",
    "merge_records",
    "name_keeper",
    "record_event",
    "refresh_freshness",
    "register_actor",
    "remind_asked",
    "reopen_double",
    "restore_entry",
    "settle_as_distinct",
    "suggest_correction",
    "take_back_event",
    "take_back_tie",
    "tie_actors",
    "undo_merge",
    "update_entry",
    "use_keeper_code",
]
