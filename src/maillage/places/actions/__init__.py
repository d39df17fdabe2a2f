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

__all__ = [
    "PhaseSheet",
    "PlaceSheet",
    "Stay",
    "add_phase",
    "correct_phase",
    "correct_stay",
    "describe_place",
    "end_stay",
    "enter_place",
    "move_occupant",
    "restore_place",
    "settle_in",
    "take_back_phase",
    "take_back_stay",
    "withdraw_place",
]
