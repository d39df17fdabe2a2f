"""Keeping entries true: asking whether they still hold, hearing the answer, and saying so when none comes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.actors import letters
from maillage.actors.actions.indexing import reindex
from maillage.actors.actions.register import refuse_absorbed
from maillage.actors.enums import LISTING_TRANSITIONS, Listing
from maillage.actors.models import Actor, ConfirmationAsk
from maillage.actors.queries import (
    entries_in_silence,
    entries_to_archive,
    entries_to_ask,
    open_asks,
    own_address,
    reachable_keepers,
)
from maillage.common import clock, journal
from maillage.common.actions import queue_letter
from maillage.common.errors import Refusal
from maillage.people.actions import write_to
from maillage.people.models import Person
from maillage.territory.models import Territory

ASKS_A_DAY = 200
"""E-mails of a day to the keepers of a territory: a directory of 5,000 that came in at once takes a month."""
BATCH = 500
"""Entries whose listing one round changes; the next round does the next ones."""


def ask_keepers(*, actor: Actor, who: str) -> int:
    """Ask an entry's keepers, or its own address, whether it still holds; returns how many were asked.

    A question that waits for its answer is dropped for the new one. Refuses when nobody can be asked.
    """
    with transaction.atomic():
        held = _held(actor)
        end_asks(held)
        asked = _ask(held, who)
        if not asked:
            raise Refusal(
                "nobody_to_ask",
                _("Nous n’avons aucune adresse où demander pour « %(name)s ».") % {"name": actor.name},
                why=_(
                    "La fiche n’a ni personne qui la tient, ni e-mail, ou l’on a demandé à ne plus l’être."
                ),
                todo=_("Téléphonez, puis confirmez la fiche ; ou nommez qui la tient."),
            )
    return asked


def ask_due(*, territory: Territory, a_day: int = ASKS_A_DAY) -> int:
    """Ask about the entries that are due, the oldest first, up to ``a_day`` letters since midnight."""
    now = clock.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    left = a_day - ConfirmationAsk.objects.filter(sent_at__gte=midnight).count()
    asked = 0
    for actor in entries_to_ask(territory, now)[: max(left, 0)]:
        if asked >= left:
            break
        with transaction.atomic():
            if _held(actor).listing == Listing.LISTED and not open_asks(actor).exists():
                asked += _ask(actor, journal.SYSTEM)
    return asked


def remind_asked(*, territory: Territory) -> int:
    """Remind, once, those who were asked and have not answered after the charter's days."""
    before = clock.now() - timedelta(days=territory.charter.confirm_reminder_days)
    waiting = ConfirmationAsk.objects.filter(answered_at=None, ended_at=None, reminded_at=None)
    rows = waiting.filter(sent_at__lte=before, actor__listing=Listing.LISTED).order_by("pk")
    return sum(_remind(ask) for ask in rows.select_related("actor__address", "person", "territory"))


def mark_unconfirmed(*, territory: Territory) -> int:
    """Show as unconfirmed the entries for which the charter's days passed without an answer."""
    rows = entries_in_silence(territory, clock.now())
    return _move_all(rows, Listing.UNCONFIRMED, verb="mark_unconfirmed")


def archive_old(*, territory: Territory) -> int:
    """Archive the entries that nobody confirmed for the charter's months; they are kept, never dropped."""
    return _move_all(entries_to_archive(territory, clock.now()), Listing.ARCHIVED, verb="archive")


def confirm_entry(*, actor: Actor, who: str, how: str = "") -> Actor:
    """Say that an entry holds today: it is fresh, and back in the directory if it had left it.

    ``how`` is kept in the journal: an ask's reference, or how the coordinator knows.
    """
    with transaction.atomic():
        held = _held(actor)
        if held.listing == Listing.WITHHELD:
            raise _no_move(held)
        held.confirmed_at, held.listing = clock.now(), Listing.LISTED
        held.save(update_fields=["confirmed_at", "listing"])
        end_asks(held)
        reindex([held])
        data = {"how": how} if how else {}
        journal.record(who=who, verb="confirm", kind="actor", ref=held.ref, data=data)
    return held


def archive_entry(*, actor: Actor, who: str, why: str = "") -> Actor:
    """Take an entry out of the directory's lists; its page, its history and its links stay."""
    return _move(actor, Listing.ARCHIVED, who=who, verb="archive", why=why)


def restore_entry(*, actor: Actor, who: str) -> Actor:
    """Put an archived entry back as it was; it is not fresher for that, and will be asked about again."""
    with transaction.atomic():
        end_asks(actor)
        return _move(actor, Listing.LISTED, who=who, verb="restore")


def end_asks(actor: Actor) -> None:
    """Drop the questions about an entry that wait for an answer: it came from elsewhere."""
    open_asks(actor).update(ended_at=clock.now())


def _ask(actor: Actor, who: str) -> int:
    people: list[Person | None] = [keeper.person for keeper in reachable_keepers(actor)]
    address = None if people else own_address(actor)
    for person in people or ([None] if address else []):
        ask: ConfirmationAsk = ConfirmationAsk.objects.create(
            territory=actor.territory,
            actor=actor,
            person=person,
            to_email="" if person or not address else address.value,
        )
        _send(ask, "still_true")
        data = {"ask": ask.ref, "person": person.ref if person else ""}
        journal.record(who=who, verb="ask", kind="actor", ref=actor.ref, data=data)
    return len(people) or int(address is not None)


def _remind(ask: ConfirmationAsk) -> bool:
    with transaction.atomic():
        waiting = ConfirmationAsk.objects.filter(pk=ask.pk, reminded_at=None, answered_at=None, ended_at=None)
        if not waiting.update(reminded_at=clock.now()):
            return False
        _send(ask, "still_true_again")
        journal.record(
            who=journal.SYSTEM, verb="remind", kind="actor", ref=ask.actor.ref, data={"ask": ask.ref}
        )
    return True


def _send(ask: ConfirmationAsk, kind: str) -> None:
    again = kind == "still_true_again"
    stop = letters.ask_url(ask, "stop_asking")
    if ask.person is not None:
        write_to(
            person=ask.person,
            compose=lambda: letters.still_true(ask, again=again),
            kind=kind,
            about=ask.ref,
            stop_url=stop,
        )
        return
    language = letters.language_of(ask)
    with translation.override(language), timezone.override(ask.territory.zone):
        letter, name = letters.still_true(ask, again=again), ask.territory.name
    queue_letter(
        letter=letter,
        kind=kind,
        to_email=ask.to_email,
        to_name=ask.actor.name,
        language=language,
        territory_name=name,
        about=ask.ref,
        reply_to=ask.territory.contact_email,
        sender=ask.territory.sender,
        unsubscribe_url=stop,
    )


def _move_all(rows: QuerySet[Actor], listing: Listing, *, verb: str) -> int:
    """Move the first of the entries that are due; the search is told of all of them at once."""
    with transaction.atomic():
        actors = list(Actor.objects.select_for_update(of=("self",)).filter(pk__in=_first_keys(rows)))
        Actor.objects.filter(pk__in=[actor.pk for actor in actors]).update(listing=listing)
        for actor in actors:
            journal.record(who=journal.SYSTEM, verb=verb, kind="actor", ref=actor.ref)
        reindex(actors)
    return len(actors)


def _first_keys(rows: QuerySet[Actor]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _move(actor: Actor, listing: Listing, *, who: str, verb: str, why: str = "") -> Actor:
    with transaction.atomic():
        held = _held(actor)
        if listing not in LISTING_TRANSITIONS[held.listing]:
            raise _no_move(held)
        held.listing = listing
        held.save(update_fields=["listing"])
        reindex([held])
        journal.record(who=who, verb=verb, kind="actor", ref=held.ref, why=why)
    return held


def _held(actor: Actor) -> Actor:
    """The entry, held for this transaction; refuses one that was merged away or withdrawn."""
    rows = Actor.objects.select_for_update(of=("self",)).select_related("territory", "merged_into")
    held: Actor = rows.get(pk=actor.pk)
    refuse_absorbed(held)
    return held


def _no_move(actor: Actor) -> Refusal:
    return Refusal(
        "listing",
        _("Ce n’est plus possible : cette fiche est « %(state)s ».") % {"state": actor.get_listing_display()},
        why=_("Elle a changé entre-temps."),
        todo=_("Rechargez la page pour voir où elle en est."),
    )
