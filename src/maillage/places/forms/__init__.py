"""What is typed of places: each form validates and calls exactly one action."""

from maillage.places.forms.phases import PhaseForm, phase_sheet_of
from maillage.places.forms.places import PlaceForm
from maillage.places.forms.presences import PresenceForm
from maillage.places.forms.stays import MoveForm, StayEditForm, StayEndForm, StayForm

__all__ = [
    "MoveForm",
    "PhaseForm",
    "PlaceForm",
    "PresenceForm",
    "StayEditForm",
    "StayEndForm",
    "StayForm",
    "phase_sheet_of",
]
