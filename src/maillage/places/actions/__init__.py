"""Every write on places."""

from maillage.places.actions.occupancies import (
    Stay,
    correct_stay,
    end_stay,
    move_occupant,
    settle_in,
    take_back_stay,
)
from maillage.places.actions.phases import PhaseSheet, add_phase, correct_phase, take_back_phase
from maillage.places.actions.places import (
    PlaceSheet,
    describe_place,
    enter_place,
    restore_place,
    withdraw_place,
)
from maillage.places.actions.presences import announce_presence, forget_presences, take_back_presence

__all__ = [
    "PhaseSheet",
    "PlaceSheet",
    "Stay",
    "add_phase",
    "announce_presence",
    "correct_phase",
    "correct_stay",
    "describe_place",
    "end_stay",
    "enter_place",
    "forget_presences",
    "move_occupant",
    "restore_place",
    "settle_in",
    "take_back_phase",
    "take_back_presence",
    "take_back_stay",
    "withdraw_place",
]
