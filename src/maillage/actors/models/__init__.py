"""Tables of actors: who they are, what happened to them, what ties them, who keeps them true."""

from maillage.actors.models.actor import (
    Actor,
    ActorName,
    ActorSkill,
    Address,
    Contact,
    Identifier,
    Membership,
)
from maillage.actors.models.history import FOREVER, Episode, LifeEvent, PastProfile, RecordMerge
from maillage.actors.models.network import Double, Tie
from maillage.actors.models.upkeep import ConfirmationAsk, Keeper, KeeperCode, Suggestion

__all__ = [
    "FOREVER",
    "Actor",
    "ActorName",
    "ActorSkill",
    "Address",
    "ConfirmationAsk",
    "Contact",
    "Double",
    "Episode",
    "Identifier",
    "Keeper",
    "KeeperCode",
    "LifeEvent",
    "Membership",
    "PastProfile",
    "RecordMerge",
    "Suggestion",
    "Tie",
]
