"""Every page, in a real browser: no axe-core violation, no overflow, no console message, in every dress.

French and English, light and dark, 360 and 1280 pixels, each role, forms in error and empty states.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.browser import COLOURS, DESK, EVERYTHING, NARROW, PHONE, Watched, violations
from tests.monday import city_on_monday
from tests.web.directory.doors import directory_visits
from tests.web.imports.doors import imports_pages
from tests.web.keeper.things import answered_asks, keeper_crowd, open_suggestion
from tests.web.keeper.things import page as question_page
from tests.web.quarter.things import people_present, places_pages, quarter_pages, rooms_used
from tests.web.registry.doors import registry_pages
from tests.web.spaces.booker_things import booker_pages
from tests.web.spaces.calendar_things import calendar_pages
from tests.web.spaces.desk_things import desk_pages

from maillage.actors.models import Actor
from maillage.common import clock
from maillage.common.actions import claim_message, mark_failed
from maillage.needs.actions import close_need
from maillage.needs.enums import Outcome
from maillage.people.actions import make_character
from maillage.people.models import Person
from maillage.places.models import Place
from maillage.pledges.actions import declare_absence
from maillage.referrals.actions import accept, decline, propose, record_hours
from maillage.referrals.enums import DeclineReason
from maillage.skills.actions import propose_word
from maillage.web.keeper.common import PARTS

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),  # one browser at a time
]
DRESSES = (
    (DESK, "light", EVERYTHING),
    (PHONE, "light", COLOURS),
    (PHONE, "dark", EVERYTHING),
    (DESK, "dark", COLOURS),
)
SEND = """([path, inputs]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = path;
    form.innerHTML = inputs;
    document.body.append(form);
    HTMLFormElement.prototype.submit.call(form);
}"""
LONG = "Association pour la promotion des savoir-faire interprofessionnels intergénérationnels"


@dataclass(frozen=True)
class Door:
    """A page: its address, who opens it, and (for a page that answers a form) what was sent."""

    name: str
    path: str
    who: Person | None = None
    sent: dict[str, str] | None = None
    status: int = 200
    client: Client | None = field(default=None, compare=False)


@pytest.fixture
def city(db: Any, tmp_path: Path) -> Iterator[factories.City]:
    """Our characters, seen by the service in all its threads on that Monday."""
    with city_on_monday(tmp_path) as found:
        yield found


def public_doors(city: factories.City) -> list[Door]:
    """What anyone may open, empty first, then with the errors of every form."""
    routes = ("home", "ask", "asked", "charter", "data", "accessibility", "design")
    doors = [Door(f"public:{route}", reverse(f"public:{route}")) for route in routes]
    ask, late = reverse("public:ask"), factories.a_submitted_need(city.territory)
    return [
        *doors,
        Door("ask with words", ask + "?besoin=notre%20tableur%20ne%20s%E2%80%99ouvre%20plus"),
        Door("ask in error", ask, sent={"words": "", "urgency": "date", "email": "x"}, status=422),
        Door("sign in", reverse("account_login")),
        Door("sign in, in error", reverse("account_login"), sent={"email": "x"}),
        Door("not found", "/nulle-part/", status=404),
        Door("altered link", visits.follow_page(late).rstrip("/") + "x/", status=404),
        Door("broken link", reverse("public:follow", args=["abc"]), status=404),
        Door("stop", visits.stop_page(city.marc)),
        Door("stopped", visits.stop_page(city.marc), sent={"x": "1"}),
        Door("refused conflict", visits.follow_page(late) + "rouvrir/", sent={"x": "1"}, status=409),
    ]


def link_doors(city: factories.City) -> list[Door]:
    """The private pages of askers and helpers, in each state of a need and of an ask."""
    territory = city.territory
    ask = factories.an_ask(factories.FATOU_SAYS + "\n\n" + "x" * 200, actor=LONG)
    states = {
        "submitted": factories.a_submitted_need(territory, ask),
        "confirmed": factories.a_confirmed_need(territory, ask),
        "unserved": factories.a_qualified_need(territory, "com-trad"),
    }
    propose(territory=territory, who="system", why="test")
    waiting = factories.a_sent_referral(factories.a_qualified_need(territory, hours=1, ask=ask))
    declined = factories.a_sent_referral(factories.a_qualified_need(territory, hours=1))
    decline(referral=declined, reason=DeclineReason.NO_TIME, who=city.marc.ref)
    accepted = factories.a_sent_referral(factories.a_qualified_need(territory, hours=1))
    accept(referral=accepted, who=city.marc.ref)
    closed = factories.a_confirmed_need(territory)
    close_need(need=closed, outcome=Outcome.NO_HELP_AVAILABLE, who=city.ines.ref, note="Un mot.")
    states |= {"waiting": waiting.need, "answered": accepted.need, "closed": closed}
    hours = visits.hours_page(accepted)
    return [
        *[Door(f"follow {name}", visits.follow_page(need)) for name, need in states.items()],
        Door("answer", visits.answer_page(waiting)),
        Door("answered yes", visits.answer_page(accepted)),
        Door("answered no", visits.answer_page(declined)),
        Door("hours", hours),
        Door("hours in error", hours, sent={"hours": "0", "on": "x"}, status=422),
        Door("hours, nothing to note", visits.hours_page(declined)),
        Door("someone else's link", visits.answer_page(waiting), who=city.lea, status=403),
    ]


def busy(city: factories.City) -> dict[str, str]:
    """A city with something on every list; references of a need to read, one in search, and one closed."""
    territory = city.territory
    factories.a_helper(city.pledge, city.marc, "num-outils", "compta", per_month=20, max_open=20)
    with clock.at(clock.now() - timedelta(days=30)):
        factories.a_confirmed_need(territory)
        late = factories.a_sent_referral(factories.a_qualified_need(territory, hours=1))
        accept(referral=late, who=city.marc.ref)
    done = factories.a_sent_referral(factories.a_qualified_need(territory, hours=1))
    accept(referral=done, who=city.marc.ref)
    record_hours(referral=done, hours=1, on=clock.today(), who=city.marc.ref)
    factories.a_sent_referral(factories.a_qualified_need(territory, hours=1))
    proposed = factories.a_proposed_referral(factories.a_qualified_need(territory, hours=1))
    factories.a_qualified_need(territory, "com-trad")
    propose(territory=territory, who="system", why="test")
    two = factories.an_ask(
        "Notre trésorier est parti, personne ne sait faire le bilan. Et il nous faut une affiche.",
        actor=LONG,
    )
    read = factories.a_confirmed_need(territory, two)
    factories.a_confirmed_need(territory, factories.an_ask("Qqch d’autre zzz"))
    closed = factories.a_confirmed_need(territory)
    close_need(need=closed, outcome=Outcome.HELPED, who=city.ines.ref)
    factories.a_pledge(city.forge, "compta", hours=9, ends=12)
    propose_word(skill=factories.skill("compta"), word="grand livre", language="fr", heard_in="…", who="s")
    declare_absence(
        person=city.marc,
        starts_on=clock.today() + timedelta(1),
        ends_on=clock.today() + timedelta(9),
        who="s",
    )
    message = claim_message()
    assert message is not None
    mark_failed(message, error="SMTPServerDisconnected: " + "x" * 80)
    return {"read": read.ref, "proposed": proposed.need.ref, "closed": closed.ref}


def coordinator_doors(city: factories.City) -> list[Door]:
    """Inès's pages, full, with the errors of every form."""
    refs, ines = busy(city), city.ines
    need, pledge = (
        reverse("coordinator:need", args=[refs["read"]]),
        reverse("coordinator:pledge", args=[city.pledge.ref]),
    )
    return [
        Door("monday", reverse("coordinator:monday"), ines),
        Door("needs", reverse("coordinator:needs"), ines),
        Door("needs, none found", reverse("coordinator:needs") + "?q=introuvable", ines),
        Door("need to read", need, ines),
        Door("need proposed", reverse("coordinator:need", args=[refs["proposed"]]), ines),
        Door("need closed", reverse("coordinator:need", args=[refs["closed"]]), ines),
        Door("need in error", need + "qualifier/", ines, {"hours": "0", "skills": "x"}, 422),
        Door("split in error", need + "couper/", ines, {"first": ""}, 422),
        Door("by phone", reverse("coordinator:enter"), ines),
        Door("by phone in error", reverse("coordinator:enter"), ines, {"words": "", "email": "x"}, 422),
        Door("pledges", reverse("coordinator:pledges"), ines),
        Door("pledge", pledge, ines),
        Door("pledge in error", pledge + "aidant/", ines, {"email": "x"}, 422),
        Door("refusal of dates", pledge + "reporter/", ines, {"ends_on": "x"}, 422),
        Door("new pledge", reverse("coordinator:new_pledge"), ines),
        Door("new pledge in error", reverse("coordinator:new_pledge"), ines, {"hours_total": "0"}, 422),
        Door("observatory", reverse("coordinator:observatory"), ines),
        Door("no such need", reverse("coordinator:need", args=["nowhere23456"]), ines, status=404),
    ]


def other_doors(city: factories.City) -> list[Door]:
    """Helpers, partners, the official, accounts; and Monday when nobody waits."""
    empty = Door("monday, nobody waits", reverse("coordinator:monday"), city.ines)
    doors = [
        empty,
        Door("needs, none", reverse("coordinator:needs"), city.ines),
        Door("imports, none", reverse("imports:home"), city.ines),
        Door("desk, nothing to decide", reverse("keeper:desk"), city.ines),
        Door("desk, nobody to phone", reverse("keeper:desk") + "?liste=sans-contact", city.ines),
        Door("helper home", reverse("helper:home"), city.marc),
        Door("helper dates refused", reverse("helper:absence"), city.marc, {"starts_on": "x"}, 422),
        Door("partner", reverse("helper:partner"), city.sophie),
        Door("official", reverse("coordinator:observatory"), city.helene),
        Door("not hers", reverse("coordinator:monday"), city.marc, status=403),
        Door("account", reverse("account:preferences"), city.ines),
        Door("double check", reverse("mfa_index"), city.ines),
        Door("double check on", reverse("mfa_activate_totp"), city.ines),
        Door("double check in error", reverse("mfa_activate_totp"), city.ines, {"code": "1"}),
        Door("new recovery codes", reverse("mfa_generate_recovery_codes"), city.ines),
        Door("sign out", reverse("account_logout"), city.ines),
    ]
    code = visits.visitor()
    code.post(reverse("account_login"), {"email": city.ines.email})
    return [*doors, Door("code", reverse("account_confirm_login_code"), client=code)]


def upkeep_doors(city: factories.City) -> list[Door]:
    """Answering for an entry, suggesting, claiming, keeping; and the coordinator's desk."""
    desk, ines, fatou = reverse("keeper:desk"), city.ines, city.fatou
    asks, ask = answered_asks(city), keeper_crowd(city, 2)
    Actor.objects.filter(pk=city.fil_a_fil.pk).update(name=LONG, descriptions={"fr": LONG * 3})
    correction = open_suggestion(city.fil_a_fil)
    about = {
        route: reverse(f"keeper:{route}", args=[city.fil_a_fil.ref])
        for route in ("suggest", "suggested", "claim", "claimed", "edit", "close_mine", "entry", "name")
    }
    decline = reverse("keeper:decline", args=[correction.ref])
    code = visits.visitor()
    sent = {"given_name": "Nora", "email": "nora@exemple.example", "contact": "1"}
    assert code.post(about["claim"], sent).status_code == 302
    return [
        *[Door(f"ask {name}", question_page(found)) for name, found in asks.items()],
        Door("ask", question_page(ask)),
        Door("change", question_page(ask, "change")),
        Door("change in error", question_page(ask, "change"), sent={"name": "", "email": "x"}, status=422),
        Door("change by the address", question_page(asks["address"], "change")),
        Door("stopped", question_page(ask, "stopped")),
        Door("stopped in error", question_page(ask, "stopped"), sent={"closed_on": "x"}, status=422),
        Door("stop asking", question_page(ask, "stop_asking")),
        Door("no more", question_page(asks["no more"], "stop_asking"), sent={"x": "1"}),
        Door("suggest", about["suggest"]),
        Door("suggest in error", about["suggest"], sent={"phone": "x"}, status=422),
        Door("suggested", about["suggested"]),
        Door("claim", about["claim"]),
        Door("claim in error", about["claim"], sent={"email": "x"}, status=422),
        Door("code", reverse("keeper:code", args=[city.fil_a_fil.ref]), client=code),
        Door("claimed", about["claimed"]),
        Door("mine", reverse("keeper:mine"), fatou),
        Door("mine, none", reverse("keeper:mine"), city.lea),
        Door("edit", about["edit"], fatou),
        Door("edit in error", about["edit"], fatou, {"name": "", "phone": "x"}, 422),
        Door("end in error", about["close_mine"], fatou, {"closed_on": "x"}, 422),
        Door("decline in error", decline, fatou, {"reply": ""}, 422),
        *[Door(f"desk {part}", f"{desk}?liste={part}", ines) for part in PARTS],
        Door("upkeep of an entry", about["entry"], ines),
        Door("keeper in error", about["name"], ines, {"email": "x"}, 422),
        Door("monday with entries", reverse("coordinator:monday"), ines),
    ]


def demo_doors(city: factories.City) -> list[Door]:
    """Only in a demonstration: who one can be, and the e-mails."""
    Person.objects.update(is_invented=True)
    for person in (city.ines, city.fatou, city.marc):
        person.is_invented = True
        make_character(person=person)
    referral = factories.a_sent_referral(factories.a_qualified_need(city.territory))
    letter = visits.last_letter(referral.person.email)
    return [
        Door("demo", "/demo/"),
        Door("mailbox", "/demo/courrier/"),
        Door("mailbox, none", "/demo/courrier/?a=nobody@volcanville.example"),
        Door("letter", f"/demo/courrier/{letter.ref}/"),
        Door("home of a demonstration", "/"),
        Door("asked in a demonstration", reverse("public:asked")),
    ]


def registry_doors(city: factories.City) -> list[Door]:
    """The coordinator's hands on the directory, empty, full and in error."""
    return [Door(name, path, city.ines, sent, status) for name, path, sent, status in registry_pages(city)]


def imports_doors(city: factories.City) -> list[Door]:
    """From a list to the directory and back, in each state of an import."""
    return [Door(name, path, city.ines, sent, status) for name, path, sent, status in imports_pages(city)]


def directory_doors(city: factories.City) -> list[Door]:
    """The directory as everybody reads it."""
    return [Door(name, path, who, status=status) for name, path, who, status in directory_visits(city)]


def quarter_doors(city: factories.City) -> list[Door]:
    """The quarter of any day as everybody reads it, and as the coordinator does."""
    pages = quarter_pages(city)
    public = [Door(name, path) for name, path in pages]
    people_present(city, Place.objects.get(name="La Ruche"), 3)
    say, wrong = reverse("quarter:presence"), {"until": "08:00", "place": "", "about": ""}
    rooms_used(city, 6)
    members = [
        Door("observatory of rooms", reverse("coordinator:observatory"), city.ines),
        Door("place, coordinating", pages[7][1], city.ines),
        Door("now, to a member", reverse("quarter:now"), city.fatou),
        Door("presence", say, city.fatou),
        Door("presence in error", say, city.fatou, wrong, 422),
        Door("presence refused", say, factories.a_person(city.territory, "Nora Nulle"), status=403),
    ]
    return [*public, *members]


def places_doors(city: factories.City) -> list[Door]:
    """The coordinator's hands on places, empty, full and in error."""
    return [Door(name, path, city.ines, sent, status) for name, path, sent, status in places_pages(city)]


def calendar_doors(city: factories.City) -> list[Door]:
    """One's own secret address, and the calendar that a space had before."""
    return [Door(name, path, who, sent, status) for name, path, who, sent, status in calendar_pages(city)]


def desk_doors(city: factories.City) -> list[Door]:
    """The coordinator's hands on spaces, and the doors that everybody opens."""
    return [Door(name, path, who, sent, status) for name, path, who, sent, status in desk_pages(city)]


def booker_doors(city: factories.City) -> list[Door]:
    """Finding a space, booking it, waiting, giving back; with and without an account."""
    return [Door(*opened) for opened in booker_pages(city)]


GROUPS = {
    "spaces": booker_doors,
    "desk of spaces": desk_doors,
    "calendars": calendar_doors,
    "quarter": quarter_doors,
    "places": places_doors,
    "directory": directory_doors,
    "demo": demo_doors,
    "public": public_doors,
    "links": link_doors,
    "coordinator": coordinator_doors,
    "upkeep": upkeep_doors,
    "others": other_doors,
    "registry": registry_doors,
    "imports": imports_doors,
}


def opened(window: Watched, url: str, door: Door, language: str) -> int:
    """Open a page, by its address or by sending a form to it; gives the status."""
    path = door.path if language == "fr" or door.path.startswith("/en/") else "/en" + door.path
    if door.client is not None:
        window.take_session_of(door.client, url)
    else:
        window.enter_as(door.who, url)
    if door.sent is None:
        response = window.page.goto(url + path)
        assert response is not None
        return response.status
    window.page.goto(url + ("" if language == "fr" else "/en") + reverse("public:asked"))
    fields = {**door.sent, "csrfmiddlewaretoken": token_of(window, url)}
    inputs = "".join(f'<input name="{n}" value="{html.escape(v)}">' for n, v in fields.items())
    with window.page.expect_navigation() as going:
        window.page.evaluate(
            SEND,
            [path, inputs],
        )
    assert going.value is not None
    return going.value.status


def token_of(window: Watched, url: str) -> str:
    """The protection token of this window; a page with a form gives one."""
    if not any(cookie.get("name") == "csrftoken" for cookie in window.context.cookies()):
        window.page.goto(url + reverse("public:ask"))
    return next(str(c["value"]) for c in window.context.cookies() if c.get("name") == "csrftoken")


def faults(window: Watched, door: Door, language: str) -> list[str]:
    """What is wrong with the page in any of its dresses."""
    page, found = window.page, []
    if page.locator("html").get_attribute("lang") != language:
        found.append(f"lang is {page.locator('html').get_attribute('lang')}")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} titles of first rank")
    for size, scheme, rules in DRESSES:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dictionary
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
        found += [f"{size['width']} {scheme} {text}" for text in violations(page, rules)]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dictionary
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 320:
        found.append(f"{width} pixels wide on a screen of 320")
    found += window.trouble
    window.trouble.clear()
    return found


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_in_every_dress(
    city: factories.City, live_server: Any, browser: Any, settings: Any, group: str
) -> None:
    if group == "demo":
        settings.DEMO, settings.ROOT_URLCONF = True, "tests.web.demo_urls"
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    window = Watched(context)
    wrong: list[str] = []
    titles: dict[str, set[str]] = {"fr": set(), "en": set()}
    doors = GROUPS[group](city)
    try:
        for door in doors:
            for language in ("fr", "en"):
                status = opened(window, live_server.url, door, language)
                label = f"[{door.name}, {language}]"
                if status != door.status:
                    wrong.append(f"{label} answered {status}, not {door.status}")
                titles[language].add(f"{window.page.url.split('?')[0]} {window.page.title()}")
                wrong += [f"{label} {fault}" for fault in faults(window, door, language)]
        assert not wrong, "\n".join(sorted(wrong))
        assert window.hosts <= {re.sub(r"^https?://", "", live_server.url), "image"}
    finally:
        context.close()
