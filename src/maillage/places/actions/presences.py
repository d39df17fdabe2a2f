"""Saying that one is in a place for a while: by choice, for the members, and gone by itself.

Unlike every other action, these write NOTHING in the journal, deliberately: a journal that kept who was where
would be the very history that nobody agreed to (docs/privacy.md, « A presence »).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from maillage.common import clock
from maillage.common.errors import Refusal
from maillage.people.models import Person
from maillage.places.models import Place, Presence
from maillage.places.queries.presences import is_member, welcoming_places

LONGEST = timedelta(hours=12)
"""A presence is of today; beyond, it would tell habits."""
ABOUT_MOST = 160


def announce_presence(*, person: Person, place: Place, until: datetime, about: str = "") -> Presence:
    """She is in this place until this moment (aware), and says what about one may interrupt her.

    Takes the place of what she said before; nothing of it remains, in the journal either. Raises Refusal:
    ``not_a_member`` (403), ``not_welcoming``, ``past``, ``too_far`` or ``about_too_long`` (422).
    """
    refuse_stranger(person)
    _refuse_place(place)
    _refuse_moment(until)
    said = " ".join(about.split())
    if len(said) > ABOUT_MOST:
        raise _refusal(
            "about_too_long",
            _("Ce que vous dites compte %(n)s signes : il en tient %(most)s.")
            % {"n": len(said), "most": ABOUT_MOST},
            _("Raccourcissez : quelques mots suffisent."),
        )
    told = {
        "territory_id": person.territory_id,
        "place": place,
        "until": until.replace(microsecond=0),
        "about": said,
    }
    presence, __ = Presence.objects.update_or_create(person=person, defaults=told)
    return presence


def take_back_presence(*, person: Person) -> bool:
    """She is no longer there, or no longer says so; False when she had said nothing that still held."""
    holds = Presence.objects.filter(person=person, until__gt=clock.now()).exists()
    Presence.objects.filter(person=person).delete()
    return holds


def forget_presences() -> int:
    """Delete what has ended; returns how many. Ended presences show nowhere even before."""
    count, __ = Presence.objects.filter(until__lte=clock.now()).delete()
    return count


def refuse_stranger(person: Person) -> None:
    """Saying that one is there, like seeing who is, is for the members of the network."""
    if not is_member(person):
        raise Refusal(
            "not_a_member",
            _("Dire que l’on est là est réservé aux membres du réseau."),
            why=_("Seuls les membres le voient : vous n’êtes encore dans l’équipe d’aucun acteur d’ici."),
            todo=_(
                "Demandez à un acteur de l’annuaire de vous compter dans son équipe, ou écrivez à %(email)s."
            )
            % {"email": person.territory.contact_email},
            status=403,
        )


def _refuse_place(place: Place) -> None:
    if not welcoming_places().filter(pk=place.pk).exists():
        raise _refusal(
            "not_welcoming",
            _("« %(place)s » n’accueille personne aujourd’hui.") % {"place": place.name},
            _("Choisissez un lieu ouvert."),
        )


def _refuse_moment(until: datetime) -> None:
    now = clock.now()
    if until <= now:
        raise _refusal("past", _("Cette heure est déjà passée."), _("Dites jusqu’à quand vous restez."))
    if until.astimezone(UTC) - now > LONGEST:  # in UTC: the night the clocks change has its real hours
        raise _refusal(
            "too_far",
            _("C’est dans plus de douze heures."),
            _("Choisissez une heure plus proche : vous pourrez le redire demain."),
        )


def _refusal(code: str, what: str, todo: str) -> Refusal:
    return Refusal(code, what, todo=todo, status=422)
