"""One round of a territory: every deadline that has passed, every letter that is due, once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from maillage.actors.actions import (
    archive_old,
    ask_due,
    find_doubles,
    forget_codes,
    forget_suggesters,
    mark_unconfirmed,
    refresh_freshness,
    remind_asked,
)
from maillage.actors.models import Membership
from maillage.bookings.actions import (
    ask_reconfirmations,
    forget_bookings,
    release_empty,
    release_unconfirmed,
)
from maillage.common import clock, journal
from maillage.common.actions import purge_bodies
from maillage.common.models import JournalEntry
from maillage.duty import letters
from maillage.imports.actions import forget_imports
from maillage.needs.actions import erase_old_needs, tell_late_askers, withdraw_unconfirmed
from maillage.needs.queries import needs_in_search
from maillage.observatory.letters import coordinator_digest
from maillage.observatory.queries import Board, monday_board
from maillage.people.actions import note_digest, write_to
from maillage.people.enums import DigestChoice, RoleKind
from maillage.people.models import Person
from maillage.people.queries import coordinators
from maillage.places.actions import forget_presences
from maillage.pledges.actions import note_lapse_notice
from maillage.pledges.models import Pledge
from maillage.pledges.queries import hours_by_pledge, pledges_about_to_lapse
from maillage.referrals.actions import ask_news_due, expire_due, forget_idle_runs, propose, remind_due
from maillage.referrals.enums import ReferralState
from maillage.referrals.letters import stop_url
from maillage.referrals.models import Referral
from maillage.referrals.queries import last_run
from maillage.territory.inside import inside
from maillage.territory.models import Territory

log = logging.getLogger(__name__)

CIVIL_HOURS = range(8, 20)  # courtesy, not a rule: what is not a deadline is not written at night
NIGHT_HOURS = range(6)
RECORD_VERBS = ("register", "describe", "record_event", "correct_event", "undo_merge", "import")
"""Facts of the journal after which two records may look alike."""
DIGEST_HOURS = range(7, 12)  # a summary is read with the first coffee, not at dinner
MORE_HOURS = ("promise", "name_helper", "extend", "resume", "cancel_absence")
"""Facts of the journal that may free hours for a need that nobody could serve."""


def run_due(territory: Territory) -> dict[str, int]:
    """Do all that is due now in a territory; returns how many times each duty was done.

    A duty that fails is logged and counted under ``failed``; the others are done all the same.
    """
    done: dict[str, int] = {"failed": 0}
    with inside(territory):
        for name, duty in DUTIES.items():
            try:
                done[name] = duty(territory)
            except Exception:
                log.exception("%s: the duty %r failed; the others go on.", territory, name)
                done[name] = 0
                done["failed"] += 1
    return done


def withdraw(territory: Territory) -> int:
    """End the needs whose address was never confirmed."""
    return withdraw_unconfirmed(days=territory.charter.confirm_address_within_days)


def remind(territory: Territory) -> int:
    """Remind, once and at a civil hour, the helpers who have not answered yet."""
    return remind_due(charter=territory.charter) if _is_civil(territory) else 0


def expire(_territory: Territory) -> int:
    """End the asks left in silence, and ask somebody else at once."""
    return expire_due()


def ask_news(territory: Territory) -> int:
    """Ask, once and at a civil hour, what became of an accepted ask."""
    return ask_news_due(charter=territory.charter) if _is_civil(territory) else 0


def tell_late(_territory: Territory) -> int:
    """Tell the truth to those to whom the promise was not kept."""
    return tell_late_askers()


def search_again(territory: Territory) -> int:
    """Look again for the needs nobody was asked for: each working day, and when hours were added."""
    if not _is_civil(territory) or not _somebody_waits():
        return 0
    run = last_run()
    if run is not None and timezone.localtime(run.at).date() == clock.today():
        if not JournalEntry.objects.filter(at__gt=run.at, verb__in=MORE_HOURS).exists():
            return 0
        why = "more hours"
    else:
        why = "daily"
    propose(territory=territory, who=journal.SYSTEM, why=why)
    return 1


def tell_partners(territory: Territory) -> int:
    """Tell each partner, once, that hours of a pledge will soon be lost."""
    if not _is_civil(territory):
        return 0
    within = territory.charter.pledge_notice_days
    pledges = list(pledges_about_to_lapse(clock.today(), within_days=within).filter(notice_sent_at=None))
    hours = hours_by_pledge(pledges)
    return sum(
        _tell_partner(pledge, hours[pledge.pk].left) for pledge in pledges if hours[pledge.pk].left > 0
    )


def send_digests(territory: Territory) -> int:
    """Write their summary to the coordinators who want one today and have something to read."""
    today = clock.today()
    if not territory.charter.is_working(today) or _hour() not in DIGEST_HOURS:
        return 0
    readers = [p for p in coordinators().distinct() if p.last_digest_on != today and _wants(p, territory)]
    if not readers:
        return 0
    board = monday_board(territory)
    return 0 if board.is_empty else sum(_send_digest(person, board) for person in readers)


def forget_bodies(territory: Territory) -> int:
    """Forget the texts of old e-mails."""
    return purge_bodies(days=territory.charter.message_body_days)


def forget_needs(territory: Territory) -> int:
    """Forget the words and the names of needs closed longer ago than the charter keeps them."""
    return erase_old_needs(months=territory.charter.closed_need_months)


def forget_runs(_territory: Territory) -> int:
    """Forget old decisions of the engine that led to nothing."""
    return forget_idle_runs()


def compare_records(territory: Territory) -> int:
    """Look for doubles when a person asked, and at night when the directory has changed since."""
    searched = JournalEntry.objects.filter(verb="find_doubles").order_by("-at").first()
    since = searched.at if searched else None
    tonight = _hour() in NIGHT_HOURS and _changed_since(since)
    return find_doubles(territory=territory) if tonight or _is_asked(since) else 0


def tell_freshness(territory: Territory) -> int:
    """Let the search know, at night, which entries have grown older."""
    return refresh_freshness(territory=territory) if _hour() in NIGHT_HOURS else 0


def forget_files(_territory: Territory) -> int:
    """Forget the files of old imports, and the records of those that were undone."""
    return forget_imports()


def ask_entries(territory: Territory) -> int:
    """Ask the keepers of entries that are due whether they still hold: so many a day, at civil hours."""
    return ask_due(territory=territory) if _is_civil(territory) else 0


def remind_entries(territory: Territory) -> int:
    """Remind, once and at a civil hour, the keepers who have not answered."""
    return remind_asked(territory=territory) if _is_civil(territory) else 0


def show_unconfirmed(territory: Territory) -> int:
    """Show as unconfirmed the entries nobody answered for."""
    return mark_unconfirmed(territory=territory)


def archive_entries(territory: Territory) -> int:
    """Archive the entries nobody confirmed for the charter's months."""
    return archive_old(territory=territory)


def forget_keeper_codes(_territory: Territory) -> int:
    """Forget the codes of long ago, and who asked for them."""
    return forget_codes()


def forget_who_suggested(_territory: Territory) -> int:
    """Forget who suggested the corrections of long ago."""
    return forget_suggesters()


def forget_who_is_there(_territory: Territory) -> int:
    """Delete what people said of where they are, once it has ended."""
    return forget_presences()


def ask_whether_they_come(_territory: Territory) -> int:
    """Ask, in the day, who has booked and comes soon whether she still does."""
    return ask_reconfirmations() if _hour() in CIVIL_HOURS else 0


def give_back_unconfirmed(_territory: Territory) -> int:
    """Give back, to who waits, what nobody said she comes to."""
    return release_unconfirmed()


def give_back_empty(_territory: Territory) -> int:
    """Give back what nobody came to."""
    return release_empty()


def forget_who_booked(territory: Territory) -> int:
    """Forget who booked a space long ago, and what for."""
    return forget_bookings(months=territory.charter.past_booking_months)


DUTIES: dict[str, Callable[[Territory], int]] = {
    "withdrawn": withdraw,
    "expired": expire,
    "reminded": remind,
    "news_asked": ask_news,
    "told_late": tell_late,
    "searched": search_again,
    "partners_told": tell_partners,
    "digests": send_digests,
    "forgotten": forget_bodies,
    "needs_forgotten": forget_needs,
    "runs_forgotten": forget_runs,
    "entries_asked": ask_entries,
    "entries_reminded": remind_entries,
    "entries_unconfirmed": show_unconfirmed,
    "entries_archived": archive_entries,
    "codes_forgotten": forget_keeper_codes,
    "suggesters_forgotten": forget_who_suggested,
    "presences_forgotten": forget_who_is_there,
    "doubles_found": compare_records,
    "freshness_told": tell_freshness,
    "imports_forgotten": forget_files,
    "comers_asked": ask_whether_they_come,
    "times_given_back": give_back_unconfirmed,
    "empty_given_back": give_back_empty,
    "bookings_forgotten": forget_who_booked,
}
"""What the service owes, in the order it is done."""


def _is_asked(since: datetime | None) -> bool:
    """True when a person asked for the search of doubles since a moment (None: ever)."""
    facts = JournalEntry.objects.filter(verb="ask_doubles")
    return (facts if since is None else facts.filter(at__gt=since)).exists()


def _changed_since(moment: datetime | None) -> bool:
    """True when a record was made or changed since a moment (None: ever)."""
    facts = JournalEntry.objects.filter(kind__in=("actor", "import"), verb__in=RECORD_VERBS)
    return (facts if moment is None else facts.filter(at__gt=moment)).exists()


def _hour() -> int:
    return timezone.localtime(clock.now()).hour


def _is_civil(territory: Territory) -> bool:
    return territory.charter.is_working(clock.today()) and _hour() in CIVIL_HOURS


def _somebody_waits() -> bool:
    in_hand = Referral.objects.filter(state=ReferralState.SENT).values("need")
    return needs_in_search().exclude(pk__in=in_hand).exists()


def _tell_partner(pledge: Pledge, left: int) -> bool:
    person = _contact(pledge)
    with transaction.atomic():
        if not note_lapse_notice(pledge=pledge):
            return False
        if person is not None:
            letter = partial(letters.pledge_lapses, pledge, person, left)
            write_to(person=person, compose=letter, kind="pledge_lapses", about=pledge.ref)
    return True


def _contact(pledge: Pledge) -> Person | None:
    """Who answers for a partner's hours: the member with that role, else the first who was known."""
    members = Membership.objects.filter(actor=pledge.partner_id, until="").select_related("person")
    members = members.exclude(person__email="").order_by("pk")
    named = members.filter(person__roles__kind=RoleKind.PARTNER, person__roles__until=None).first()
    found = named or members.first()
    return found.person if found else None


def _wants(person: Person, territory: Territory) -> bool:
    if person.digest == DigestChoice.WEEKLY:
        return _is_first_of_week(territory)
    return person.digest == DigestChoice.DAILY


def _is_first_of_week(territory: Territory) -> bool:
    """True on the week's first working day (its Monday, unless that is a public holiday)."""
    today = clock.today()
    earlier = (today - timedelta(days=n) for n in range(1, today.weekday() + 1))
    return not any(territory.charter.is_working(day) for day in earlier)


def _send_digest(person: Person, board: Board) -> bool:
    with transaction.atomic():
        if not note_digest(person=person):
            return False
        stop = stop_url(person)
        letter = partial(coordinator_digest, person, board, stop)
        write_to(person=person, compose=letter, kind="digest", stop_url=stop)
    return True
