"""Human input on the records of the directory; each form calls one action."""

from maillage.actors.record_forms.events import EventForm, first_values, happening_of, values_of
from maillage.actors.record_forms.fields import ReasonForm, provenance_of
from maillage.actors.record_forms.merging import MergeForm
from maillage.actors.record_forms.people import JoinForm, LeaveForm
from maillage.actors.record_forms.records import NewRecordForm, profile_before
from maillage.actors.record_forms.rows import RecordSheet
from maillage.actors.record_forms.searching import actors_like
from maillage.actors.record_forms.ties import (
    TieEditForm,
    TieEndForm,
    TieForm,
    bond_of,
    tie_words,
)

__all__ = [
    "EventForm",
    "JoinForm",
    "LeaveForm",
    "MergeForm",
    "NewRecordForm",
    "ReasonForm",
    "RecordSheet",
    "TieEditForm",
    "TieEndForm",
    "TieForm",
    "actors_like",
    "bond_of",
    "first_values",
    "happening_of",
    "profile_before",
    "provenance_of",
    "tie_words",
    "values_of",
]
