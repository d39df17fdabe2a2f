"""A long list costs as many queries as a short one: the numbers are written here, in full."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories, visits
from tests.web.directory.things import directory_pages
from tests.web.imports.things import imports_pages
from tests.web.keeper.things import keeper_crowd
from tests.web.keeper.things import page as question_page
from tests.web.quarter.things import crowd as quarter_crowd
from tests.web.quarter.things import people_present
from tests.web.registry.things import registry_crowd
from tests.web.spaces.booker_things import booker_crowd, booker_doors
from tests.web.spaces.calendar_things import calendar_crowd, calendar_doors
from tests.web.spaces.desk_things import desk_crowd, desk_lists

from maillage.actors.actions import join_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor, ConfirmationAsk
from maillage.common import clock
from maillage.common.actions import claim_message, mark_failed
from maillage.needs.actions import close_need
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.places.models import Place
from maillage.pledges.actions import declare_absence, keep_apart, pause_helper
from maillage.referrals.actions import accept, propose, record_hours, send
from maillage.referrals.models import Referral
from maillage.skills.actions import propose_word

QUERIES = {
    "home": 9,
    "charter": 6,
    "ask": 5,
    "follow": 6,
    "answer": 3,
    "monday": 37,
    "needs": 10,
    "needs found": 10,
    "need": 13,
    "pledges": 10,
    "pledge": 21,
    "new pledge": 8,
    "observatory": 18,
    "quarter": 9,
    "quarter then": 9,
    "quarter map": 5,
    "quarter facts": 6,
    "quarter now": 8,
    "place": 12,
    "place, to a member": 17,
    "quarter now, to a member": 13,
    "presence": 10,
    "place phases": 11,
    "place stays": 10,
    "spaces": 7,
    "spaces for six": 13,
    "space": 8,
    "space, hers": 14,
    "space, coordinating": 12,
    "my bookings": 12,
    "booking": 10,
    "book": 10,
    "desk of bookings": 13,
    "bookings today": 13,
    "bookings of the week": 13,
    "spaces to run": 13,
    "space edited": 7,
    "space blocked": 9,
    "door": 4,
    "place with spaces": 16,
    "calendar of a space": 7,
    "calendar of a place": 9,
    "calendar of hers": 6,
    "free busy": 6,
    "her address": 9,
    "calendar taken over": 9,
    "directory": 9,
    "directory narrowed": 9,
    "directory found": 13,
    "directory past": 7,
    "directory difference": 17,
    "directory born": 7,
    "directory feed": 4,
    "actor": 17,
    "actor then": 10,
    "api actors": 12,
    "api actors found": 16,
    "api actors then": 5,
    "api actor": 13,
    "api difference": 18,
    "doubles": 13,
    "doubles decided": 11,
    "record edited": 16,
    "record events": 9,
    "record ties": 12,
    "record people": 9,
    "record path": 9,
    "record memory": 20,
    "record merge": 8,
    "imports": 10,
    "imports service": 8,
    "import": 10,
    "import checked": 10,
    "import undone": 30,
    "question": 5,
    "question changed": 7,
    "suggest": 6,
    "claim": 4,
    "my entries": 13,
    "my entry": 13,
    "desk corrections": 12,
    "desk without anyone": 13,
    "desk unconfirmed": 13,
    "desk archived": 13,
    "upkeep of an entry": 11,
    "helper home": 17,
    "partner": 13,
}


ON_POSTGRES = {"directory found": 12, "api actors found": 15}
"""There one query finds the documents, where SQLite finds their keys, then reads them."""


def crowd(city: factories.City, rows: int) -> Need:
    """``rows`` of everything a list can show; gives the need whose own page is opened."""
    pause_helper(person=city.lea, paused=True, who="system")  # so that some needs cannot be served
    for n in range(rows):
        person = factories.a_person(city.territory, f"Aidante{n} Volcan")
        actor = factories.an_actor(city.territory, f"Atelier {n}", ActorKind.COMPANY, person)
        pledge = factories.a_pledge(actor, "com-trad", hours=9, ends=20)
        factories.a_helper(pledge, person, "com-trad", "compta", per_month=9, max_open=9)
        factories.a_helper(pledge, city.marc, "com-trad", per_month=3, max_open=40)
        join_actor(actor=actor, person=city.sophie, titles={"fr": "membre"})
        factories.a_helper(city.pledge, person, "compta", per_month=2)
        keep_apart(person=city.marc, actor=actor, who="system")
        factories.a_pledge(city.forge, "compta", hours=5)
        absent = clock.today() + timedelta(days=n + 1)
        declare_absence(person=city.marc, starts_on=absent, ends_on=absent, who="system")
        propose_word(
            skill=factories.skill("compta"), word=f"mot{n}", language="fr", heard_in="…", who="system"
        )
    return needs_of_all_kinds(city, rows)


def needs_of_all_kinds(city: factories.City, rows: int) -> Need:
    """Needs to read, proposed, asked, accepted, done, unserved and late."""
    for n in range(rows):
        ask = factories.an_ask(
            f"Il faudrait traduire notre brochure numéro {n} en portugais.",
            f"Personne{n} Qui",
            actor=f"Fil {n}",
        )
        for codes in (("com-trad",), ("com-trad",), ("com-trad",), ("com-graph",)):
            factories.a_qualified_need(city.territory, *codes, hours=1, ask=ask)
        factories.a_confirmed_need(city.territory, ask)
        with clock.at(clock.now() - timedelta(days=40)):
            factories.a_confirmed_need(city.territory, ask)
    own = factories.a_qualified_need(city.territory, "com-trad", hours=min(rows, 20))
    propose(territory=city.territory, who="system", why="test")
    waiting = list(Referral.objects.filter(state="proposed").exclude(need=own).order_by("pk"))
    for number, referral in enumerate(waiting):
        step = number % 4
        if step >= 1:
            send(referral=referral, who="system")
        if step >= 2:
            accept(referral=referral, who=referral.person.ref)
        if step >= 3:
            record_hours(referral=referral, hours=1, on=clock.today(), who=referral.person.ref)
    for _ in range(rows):
        message = claim_message()
        assert message is not None
        mark_failed(message, error="refusé")
    closed = factories.a_confirmed_need(city.territory)
    close_need(need=closed, outcome=Outcome.NO_HELP_AVAILABLE, who=city.ines.ref)
    return own


def pages(
    city: factories.City, own: Need, record: Actor, ask: ConfirmationAsk
) -> dict[str, tuple[Client, str]]:
    """Every page that lists something, and who opens it."""
    anyone, ines = visits.visitor(), visits.signed_in(city.ines)
    marc, sophie, helene = (visits.signed_in(p) for p in (city.marc, city.sophie, city.helene))
    referral = Referral.objects.filter(state="sent").first()
    assert referral is not None
    return {
        "home": (anyone, reverse("public:home")),
        "charter": (anyone, reverse("public:charter")),
        "ask": (anyone, reverse("public:ask") + "?besoin=traduire+une+brochure"),
        "follow": (anyone, visits.follow_page(own)),
        "answer": (anyone, visits.answer_page(referral)),
        "monday": (ines, reverse("coordinator:monday")),
        "needs": (ines, reverse("coordinator:needs")),
        "needs found": (ines, reverse("coordinator:needs") + "?q=brochure&etat=qualified"),
        "need": (ines, reverse("coordinator:need", args=[own.ref])),
        "pledges": (ines, reverse("coordinator:pledges")),
        "pledge": (ines, reverse("coordinator:pledge", args=[city.pledge.ref])),
        "new pledge": (ines, reverse("coordinator:new_pledge")),
        "observatory": (helene, reverse("coordinator:observatory")),
        "doubles": (ines, reverse("registry:doubles")),
        "doubles decided": (ines, reverse("registry:doubles") + "?vue=decides"),
        "record edited": (ines, reverse("registry:edit", args=[record.ref])),
        "record events": (ines, reverse("registry:event", args=[record.ref])),
        "record ties": (ines, reverse("registry:tie", args=[record.ref])),
        "record path": (ines, reverse("registry:path", args=[city.sophie.ref])),
        "record people": (ines, reverse("registry:members", args=[record.ref])),
        "record memory": (ines, reverse("registry:history", args=[record.ref])),
        "record merge": (ines, reverse("registry:merge", args=[record.ref]) + "?q=foule"),
        **upkeep_pages(city, ask),
        "helper home": (marc, reverse("helper:home")),
        "partner": (sophie, reverse("helper:partner")),
    }


def upkeep_pages(city: factories.City, ask: ConfirmationAsk) -> dict[str, tuple[Client, str]]:
    """The pages that keep the directory true."""
    anyone, ines, fatou = visits.visitor(), visits.signed_in(city.ines), visits.signed_in(city.fatou)
    desk, ref = reverse("keeper:desk"), city.fil_a_fil.ref
    return {
        "question": (anyone, question_page(ask)),
        "question changed": (anyone, question_page(ask, "change")),
        "suggest": (anyone, reverse("keeper:suggest", args=[ref])),
        "claim": (anyone, reverse("keeper:claim", args=[ref])),
        "my entries": (fatou, reverse("keeper:mine")),
        "my entry": (fatou, reverse("keeper:edit", args=[ref])),
        "desk corrections": (ines, desk + "?liste=corrections"),
        "desk without anyone": (ines, desk + "?liste=sans-contact"),
        "desk unconfirmed": (ines, desk + "?liste=non-confirmees"),
        "desk archived": (ines, desk + "?liste=archivees"),
        "upkeep of an entry": (ines, reverse("keeper:entry", args=[ref])),
    }


def quarter_doors(city: factories.City, place: Place) -> dict[str, tuple[Client, str]]:
    """The quarter for everybody, and one full place in the coordinator's hands."""
    visitor, ines = visits.visitor(), visits.signed_in(city.ines)
    home = reverse("quarter:home")
    return {
        "quarter": (visitor, home),
        "quarter then": (visitor, f"{home}?le=2019-06"),
        "quarter map": (visitor, reverse("quarter:map")),
        "quarter now": (visitor, reverse("quarter:now")),
        "quarter facts": (visitor, reverse("quarter:facts")),
        "place": (visitor, reverse("quarter:place", args=[place.ref])),
        "place, to a member": (ines, reverse("quarter:place", args=[place.ref])),
        "quarter now, to a member": (ines, reverse("quarter:now")),
        "presence": (ines, reverse("quarter:presence")),
        "place phases": (ines, reverse("places:phase", args=[place.ref])),
        "place stays": (ines, reverse("places:stays", args=[place.ref])),
    }


def counted(doors: dict[str, tuple[Client, str]]) -> dict[str, int]:
    """Queries of the second visit of each page (the first one builds what is kept in memory)."""
    found: dict[str, int] = {}
    for name, (client, path) in doors.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        found[name] = len(queries)
    return found


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_at_1_and_at_30_rows(city: factories.City, rows: int) -> None:
    own = crowd(city, rows)
    record = registry_crowd(city.territory, rows)
    doors = pages(city, own, record, keeper_crowd(city, rows))
    doors |= imports_pages(city, rows) | directory_pages(city.territory, rows, record)
    full = quarter_crowd(city.territory, rows)
    people_present(city, full, rows)
    doors |= quarter_doors(city, full)
    doors |= desk_lists(city, desk_crowd(city.territory, city.fatou, rows))
    doors |= booker_doors(city, booker_crowd(city, rows))
    doors |= calendar_doors(city, calendar_crowd(city.territory, city.fatou, rows))
    board = doors["monday"][0].get(doors["monday"][1]).context["board"]
    sections = (board.late, board.yours, board.others, board.unserved, board.hours, board.entries)
    assert min(len(section) for section in sections) >= min(rows, 20)
    assert counted(doors) == QUERIES | (ON_POSTGRES if connection.vendor == "postgresql" else {})
