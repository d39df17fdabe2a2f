"""What the coordinator types of places: each form validates and calls exactly one action."""

from maillage.places.forms.phases import PhaseForm, phase_sheet_of
from maillage.places.forms.places import PlaceForm
from maillage.places.forms.stays import MoveForm, StayEditForm, StayEndForm, StayForm

__all__ = [
    "MoveForm",
    "PhaseForm",
    "PlaceForm",
    "StayEditForm",
    "StayEndForm",
    "StayForm",
    "phase_sheet_of",
]
