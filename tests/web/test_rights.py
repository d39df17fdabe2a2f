"""The table of rights, walked whole: every route, every role, every object, and another territory's."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests import factories, visits
from tests.web.directory import things as directory
from tests.web.imports.things import imports_things
from tests.web.keeper.things import OWN, keeper_things
from tests.web.quarter.things import quarter_things
from tests.web.registry.things import registry_things
from tests.web.spaces.booker_things import BOOKED, booker_things
from tests.web.spaces.calendar_things import calendar_things
from tests.web.spaces.desk_things import desk_things

from maillage.actors.enums import ActorKind
from maillage.common import clock
from maillage.common.links import Purpose, sign
from maillage.common.models import OutboundMessage
from maillage.common.scope import territory_scope
from maillage.people.enums import RoleKind
from maillage.people.models import Person
from maillage.pledges.actions import declare_absence
from maillage.referrals.actions import accept
from maillage.skills.actions import propose_word
from maillage.territory.models import Territory
from maillage.web.rights import ANYONE, RIGHTS, SIGNED_IN, may_open

HERE, ELSEWHERE = "volcanville.example", "rivemer.example"

# What somebody who may open the route is answered: (to GET, to a POST that says nothing).
PAGE, FORM, REDIRECTS = (200, 405), (200, 422), (302, 302)
ANSWERS: dict[str, tuple[int, int]] = {
    "public:home": PAGE,
    "public:ask": FORM,
    "public:propose": (405, 200),
    "public:asked": PAGE,
    "public:charter": PAGE,
    "public:data": PAGE,
    "public:accessibility": PAGE,
    "public:design": PAGE,
    "public:css": PAGE,
    "public:follow": PAGE,
    "public:confirm": (405, 302),
    "public:withdraw": (405, 302),
    "public:reopen": (405, 409),
    "public:words": (405, 422),
    "public:outcome": (405, 409),
    "public:stop": (200, 200),
    "helper:answer": PAGE,
    "helper:accept": (405, 302),
    "helper:decline": (405, 302),
    "helper:hours": FORM,
    "helper:home": PAGE,
    "helper:absence": (405, 422),
    "helper:cancel_absence": (405, 302),
    "helper:pause": (405, 302),
    "helper:partner": PAGE,
    "coordinator:monday": PAGE,
    "coordinator:needs": PAGE,
    "coordinator:need": PAGE,
    "coordinator:enter": FORM,
    "coordinator:qualify": (405, 422),
    "coordinator:split": (405, 422),
    "coordinator:close": (405, 404),
    "coordinator:reopen": (405, 409),
    "coordinator:propose": (405, 302),
    "coordinator:send": (405, 409),
    "coordinator:discard": (405, 409),
    "coordinator:restore": (405, 409),
    "coordinator:meet": (405, 409),
    "coordinator:news": (405, 409),
    "coordinator:pass_on": (405, 302),
    "coordinator:ask_partners": (405, 302),
    "coordinator:erase": (405, 409),  # it is still open
    "coordinator:log_hours": (405, 422),
    "coordinator:absence": (405, 422),
    "coordinator:keep_apart": (405, 422),
    "coordinator:word": (405, 404),
    "coordinator:retry_mail": (405, 302),
    "coordinator:pledges": PAGE,
    "coordinator:pledge": PAGE,
    "coordinator:new_pledge": FORM,
    "coordinator:new_helper": (405, 422),
    "coordinator:extend": (405, 422),
    "coordinator:observatory": PAGE,
    "directory:list": PAGE,
    "directory:suggest": PAGE,
    "directory:csv": PAGE,
    "directory:json": PAGE,
    "directory:changes": PAGE,
    "directory:past": PAGE,
    "directory:past_csv": PAGE,
    "directory:past_json": PAGE,
    "directory:difference": PAGE,
    "directory:difference_csv": (422, 405),  # between which dates?
    "directory:difference_json": (422, 405),
    "directory:record": (302, 405),
    "directory:actor": PAGE,
    "quarter:home": PAGE,
    "quarter:map": PAGE,
    "quarter:facts": PAGE,
    "quarter:now": PAGE,
    "quarter:place": PAGE,
    "quarter:presence": FORM,
    "quarter:presence_end": (405, 302),
    "spaces:desk": PAGE,
    "spaces:approve": (405, 302),
    "spaces:decline": FORM,
    "spaces:new": FORM,
    "spaces:edit": FORM,
    "spaces:withdraw": (200, 302),
    "spaces:block": FORM,
    "spaces:unblock": (405, 302),
    "spaces:poster": PAGE,
    "spaces:new_codes": (405, 302),
    "spaces:today_code": PAGE,
    "spaces:door": PAGE,
    "spaces:come": (405, 404),  # nobody said which date
    "places:new": FORM,
    "places:edit": FORM,
    "places:withdraw": (405, 302),
    "places:restore": (405, 302),
    "places:phase": FORM,
    "places:phase_edit": FORM,
    "places:phase_undo": (405, 302),
    "places:phase_restore": (405, 302),
    "places:stays": FORM,
    "places:stay_edit": FORM,
    "places:stay_end": FORM,
    "places:stay_move": FORM,
    "places:stay_undo": (405, 302),
    "places:stay_restore": (405, 302),
    "registry:new": FORM,
    "registry:edit": FORM,
    "registry:profile_restore": (405, 302),
    "registry:event": FORM,
    "registry:event_edit": FORM,
    "registry:event_undo": (405, 302),
    "registry:event_restore": (405, 302),
    "registry:tie": FORM,
    "registry:tie_edit": FORM,
    "registry:tie_end": FORM,
    "registry:tie_undo": (405, 302),
    "registry:tie_restore": (405, 302),
    "registry:members": FORM,
    "registry:path": PAGE,
    "registry:member_end": (200, 302),  # without a date it ends today
    "registry:merge": FORM,
    "registry:unmerge": (405, 302),
    "registry:doubles": PAGE,
    "registry:double_search": (405, 302),
    "registry:double_same": (405, 422),
    "registry:double_distinct": (405, 302),
    "registry:double_reopen": (405, 409),  # it was not decided
    "registry:history": PAGE,
    "spaces:feed": PAGE,
    "spaces:free_busy": PAGE,
    "spaces:place_feed": PAGE,
    "spaces:my_feed": PAGE,
    "spaces:subscribe": PAGE,
    "spaces:renew_feed": (405, 302),
    "spaces:stop_feed": (405, 302),
    "spaces:calendar": FORM,
    "spaces:take_calendar": (405, 409),  # no file waits
    "spaces:drop_calendar": (405, 302),
    "spaces:list": PAGE,
    "spaces:space": PAGE,
    "spaces:join": FORM,
    "spaces:book": FORM,
    "spaces:wait": (405, 422),
    "spaces:mine": PAGE,
    "spaces:leave_waiting": (405, 302),
    "spaces:booking": PAGE,
    "spaces:cancel_all": (200, 302),
    "spaces:cancel_date": (200, 302),
    "spaces:cancel_following": (200, 302),
    "spaces:change": (200, 422),
    "spaces:letter": PAGE,
    "spaces:letter_confirm": (405, 302),
    "spaces:letter_give_back": (405, 302),
    "keeper:answer": PAGE,
    "keeper:still_true": (405, 302),
    "keeper:change": FORM,
    "keeper:stopped": FORM,
    "keeper:stop_asking": (200, 200),
    "keeper:suggest": FORM,
    "keeper:suggested": PAGE,
    "keeper:claim": FORM,
    "keeper:code": REDIRECTS,  # no code was asked for
    "keeper:claimed": PAGE,
    "keeper:mine": PAGE,
    "keeper:edit": FORM,
    "keeper:confirm_mine": (405, 302),
    "keeper:close_mine": (405, 422),
    "keeper:leave": (405, 302),
    "keeper:accept": (405, 302),
    "keeper:decline": (405, 422),
    "keeper:desk": PAGE,
    "keeper:entry": PAGE,
    "keeper:confirm": (405, 302),
    "keeper:archive": (405, 302),
    "keeper:restore": (405, 409),  # it had not left
    "keeper:ask": (405, 302),
    "keeper:name": (405, 422),
    "keeper:end": (405, 302),
    "imports:home": PAGE,
    "imports:receive": (405, 422),
    "imports:connect": (200, 422),
    "imports:run": PAGE,
    "imports:map": (405, 302),  # nothing to correct: it is checked again
    "imports:start": (405, 302),
    "imports:stop": (405, 302),
    "imports:resume": (405, 302),
    "imports:undo": (200, 302),
    "imports:redo": (405, 302),
    "imports:report": PAGE,
    "account:entry": (302, 405),
    "account:preferences": (200, 200),
    "account_login": (200, 200),
    "account_request_login_code": (200, 200),
    "account_confirm_login_code": REDIRECTS,  # no code was asked for
    "account_logout": REDIRECTS,  # nobody to sign out
    "account_reauthenticate": (403, 403),  # nothing to prove again with: codes come by e-mail
    "mfa_authenticate": REDIRECTS,
    "mfa_reauthenticate": (403, 403),
    "mfa_index": PAGE,
    "mfa_activate_totp": (200, 200),
    "mfa_deactivate_totp": (404, 404),  # it was not active
    "mfa_generate_recovery_codes": (200, 200),  # the form says that it is not active yet
    "mfa_view_recovery_codes": (404, 405),
    "mfa_download_recovery_codes": (404, 404),
    "api:health": PAGE,
    "api:actors": PAGE,
    "api:actor": PAGE,
    "api:difference": (422, 405),
    "api:elements": PAGE,
}
ONCE_SIGNED_IN = {
    "account_login": REDIRECTS,
    "account_request_login_code": REDIRECTS,
    "account_logout": (200, 302),
    "spaces:join": REDIRECTS,
}
PERSONAL_LINKS = {
    "helper:answer",
    "helper:accept",
    "helper:decline",
    "helper:hours",
    "keeper:answer",
    "keeper:still_true",
    "keeper:change",
    "keeper:stopped",
    "spaces:letter",
    "spaces:letter_confirm",
    "spaces:letter_give_back",
}
"""Links that answer in a person's name: refused to whoever came in under another name."""
KEPT_ENTRIES = {f"keeper:{route}" for route in OWN}
DECISIONS = {"keeper:accept", "keeper:decline"} | {f"spaces:{route}" for route in BOOKED}
"""Routes for the keeper of the entry, or who booked (Marc); decisions are the coordinator's too. Others find
nothing."""


SIGNED_FOR = {
    "keeper:": Purpose.KEEP,
    "spaces:letter": Purpose.BOOKING,
    "spaces:door": Purpose.DOOR,
    "spaces:come": Purpose.DOOR,
}
"""What the link of a route is signed for, by how its name begins; its object is in ``more``."""


@dataclass(frozen=True)
class Things:
    """One object of each kind, by the reference or the token that an address holds."""

    need: str
    referral: str
    pledge: str
    absence: str
    word: str
    person: str
    more: Mapping[str, str] = field(default_factory=dict)  # by route

    def of(self, route: str, names: tuple[str, ...]) -> list[str]:
        """The arguments of a route's address."""
        if not names:
            return []
        if names == ("token",):
            signed = next((told for start, told in SIGNED_FOR.items() if route.startswith(start)), None)
            if signed is not None:
                return [sign(signed, self.more.get(route, self.need))]
            purpose = {
                "public:stop": Purpose.STOP,
                "helper:hours": Purpose.HOURS,
                **dict.fromkeys(("helper:answer", "helper:accept", "helper:decline"), Purpose.ANSWER),
            }.get(route, Purpose.FOLLOW)
            ref = {Purpose.STOP: self.person, Purpose.FOLLOW: self.need}.get(purpose, self.referral)
            return [sign(purpose, ref)]
        kinds = {"helper:cancel_absence": self.absence, "coordinator:word": self.word}
        kinds |= dict.fromkeys(
            (
                "coordinator:pledge",
                "coordinator:new_helper",
                "coordinator:extend",
                "coordinator:absence",
                "coordinator:keep_apart",
            ),
            self.pledge,
        )
        kinds |= dict.fromkeys(
            (
                "coordinator:send",
                "coordinator:discard",
                "coordinator:restore",
                "coordinator:meet",
                "coordinator:news",
                "coordinator:pass_on",
                "coordinator:log_hours",
            ),
            self.referral,
        )
        kinds |= self.more
        if names == ("ref", "slug"):
            return [kinds.get(route, self.need), directory.SLUG]
        return [kinds.get(route, self.need)]


NOTHING = Things(*["nowhere23456"] * 6)


@dataclass(frozen=True)
class Scene:
    """Two territories: what each role may open in the first, and what it must never see of the second."""

    people: dict[str, Person | None]
    own: Things
    foreign: Things


def things_of(territory: Territory, helper: Person, pledge_ref: str) -> Things:
    """A need to read, an ask in a helper's hands, an absence of hers, a word to approve."""
    need = factories.a_confirmed_need(territory)
    referral = factories.a_sent_referral(factories.a_qualified_need(territory))
    today = clock.today()
    absence = declare_absence(person=helper, starts_on=today, ends_on=today, who="system")
    word = propose_word(
        skill=factories.skill("compta"), word="compte", language="fr", heard_in="…", who="system"
    )
    assert word is not None
    more = registry_things(territory, helper) | keeper_things(territory, helper)
    more |= imports_things(territory) | directory.directory_things(territory) | quarter_things(territory)
    more |= booker_things(territory, helper)
    more |= calendar_things(territory, helper)
    more |= desk_things(territory, helper)
    return Things(need.ref, referral.ref, pledge_ref, absence.ref, word.ref, helper.ref, more)


@pytest.fixture
def scene(city: factories.City, tmp_path: Path, settings: Any) -> Scene:
    """Volcanville with its people, and Rivemer beside it."""
    settings.ALLOWED_HOSTS = ["*"]
    Territory.objects.filter(pk=city.territory.pk).update(host=HERE)
    own = things_of(city.territory, city.marc, city.pledge.ref)
    rivemer = factories.open_volcanville(tmp_path, slug="rivemer", host=ELSEWHERE)
    with territory_scope(rivemer.pk):
        there = factories.city(rivemer)
        foreign = things_of(rivemer, there.marc, there.pledge.ref)
    people = {
        "visitor": None,
        "nobody": city.fatou,
        "helper": city.marc,
        "partner": city.sophie,
        "official": city.helene,
        "coordinator": city.ines,
    }
    return Scene(people, own, foreign)


ROLES = ("visitor", "nobody", "helper", "partner", "official", "coordinator")


def enter(scene: Scene, role: str) -> Client:
    """A browser of somebody in this role."""
    person = scene.people[role]
    client = visits.visitor(host=HERE) if person is None else visits.signed_in(person, host=HERE)
    client.raise_request_exception = False
    return client


def answered(client: Client, route: str, arguments: list[str]) -> tuple[int, int]:
    """The status of a GET and of an empty POST; nothing of what they did remains."""
    cookies = client.cookies.copy()
    codes = []
    for method in (client.get, client.post):
        with transaction.atomic():
            codes.append(method(reverse(route, args=arguments)).status_code)
            transaction.set_rollback(True)
        client.cookies = cookies.copy()
    return codes[0], codes[1]


def roles_held(role: str) -> frozenset[str]:
    """The roles of the table that a role of this test holds."""
    return frozenset({role} - {"visitor", "nobody"})


def expected(route: str, role: str) -> tuple[int, int]:
    """What the table promises for one's own object."""
    signed = role != "visitor"
    if not may_open(route, roles_held(role), signed_in=signed):
        return (403, 403) if signed else (302, 302)
    if route in PERSONAL_LINKS and role in ("nobody", "partner", "official"):
        get, post = ANSWERS[route]
        return (get if get == 405 else 403, post if post == 405 else 403)
    if (route in KEPT_ENTRIES and role != "helper") or (
        route in DECISIONS and role not in ("helper", "coordinator")
    ):
        return expected_without_object(route, role)
    return ONCE_SIGNED_IN.get(route, ANSWERS[route]) if signed else ANSWERS[route]


def expected_without_object(route: str, role: str) -> tuple[int, int]:
    """What the table promises for an object that is not there, or not in this territory."""
    signed = role != "visitor"
    if not may_open(route, roles_held(role), signed_in=signed):
        return (403, 403) if signed else (302, 302)
    get, post = ANSWERS[route]
    return (405 if get == 405 else 404, 405 if post == 405 else 404)


def test_every_route_is_in_the_table_and_the_table_holds_no_other() -> None:
    demo = {route for route in RIGHTS if route.startswith("demo:")}
    assert set(visits.routes()) == set(RIGHTS) - demo
    assert set(ANSWERS) == set(RIGHTS) - demo


def test_every_right_says_its_ground_and_what_is_seen() -> None:
    assert [
        route for route, right in RIGHTS.items() if not (right.roles and right.ground and right.sees)
    ] == []


def test_an_unknown_route_is_refused_to_everybody() -> None:
    assert not may_open("public:invented", frozenset({"coordinator", ANYONE, SIGNED_IN}), signed_in=True)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_what_the_table_says(scene: Scene, role: str) -> None:
    client = enter(scene, role)
    found = {
        route: answered(client, route, scene.own.of(route, names)) for route, names in visits.routes().items()
    }
    assert found == {route: expected(route, role) for route in visits.routes()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("whose", ["unknown", "foreign"])
def test_what_is_not_there_and_what_is_elsewhere_look_the_same(scene: Scene, role: str, whose: str) -> None:
    things = NOTHING if whose == "unknown" else scene.foreign
    client = enter(scene, role)
    with_object = {route: names for route, names in visits.routes().items() if names}
    found = {route: answered(client, route, things.of(route, names)) for route, names in with_object.items()}
    assert found == {route: expected_without_object(route, role) for route in with_object}


def test_an_address_that_holds_a_nul_is_nowhere(scene: Scene) -> None:
    client = enter(scene, "coordinator")
    with_object = {route: names for route, names in visits.routes().items() if names}
    paths = {route: reverse(route, args=["a\x00b"] * len(names)) for route, names in with_object.items()}
    assert {path for path in paths.values() if client.get(path).status_code != 404} == set()
    assert {path for path in paths.values() if client.post(path).status_code != 404} == set()


def test_a_link_that_was_altered_or_made_for_another_purpose_opens_nothing(scene: Scene) -> None:
    client = enter(scene, "visitor")
    links = {route: names for route, names in visits.routes().items() if names == ("token",)}
    for route, names in links.items():
        token = scene.own.of(route, names)[0]
        reference = token.split("~")[0]
        wrong = [
            token[:-1],
            token + "x",
            reference,
            f"{reference}~",
            "é" * 300,
            "~",
            sign_for_another(route, token),
        ]
        for altered in wrong:
            get, post = ANSWERS[route]
            promised = (405 if get == 405 else 404, 405 if post == 405 else 404)
            assert (route, answered(client, route, [altered])) == (route, promised)


def sign_for_another(route: str, token: str) -> str:
    """The same reference, signed for a purpose the route does not serve."""
    reference = token.split("~", maxsplit=1)[0]
    return sign(Purpose.STOP if route != "public:stop" else Purpose.FOLLOW, reference)


def test_a_helper_cannot_cancel_the_absence_of_another(scene: Scene, city: factories.City) -> None:
    lea = visits.signed_in(city.lea, host=HERE)
    assert lea.post(reverse("helper:cancel_absence", args=[scene.own.absence])).status_code == 404


def test_a_coordinator_here_is_nobody_there(scene: Scene, city: factories.City, settings: Any) -> None:
    client = visits.signed_in(city.ines, host=ELSEWHERE)
    assert client.get(reverse("coordinator:monday")).status_code == 403
    assert client.get(reverse("account:preferences")).status_code == 404


# -- two cities side by side -----------------------------------------------------------------------

CANARIES = ("Zéphyrine", "Quetzalcóatl", "Kumquatière", "ornithorynque", "hippocampe", "zephyrine.quetzal")


@pytest.fixture
def two_cities(
    city: factories.City, tmp_path: Path, settings: Any
) -> Iterator[tuple[factories.City, Things]]:
    """Our city, and another whose every word is a canary."""
    settings.ALLOWED_HOSTS = ["*"]
    Territory.objects.filter(pk=city.territory.pk).update(host=HERE)
    rivemer = factories.open_volcanville(tmp_path, slug="rivemer", host=ELSEWHERE)
    with territory_scope(rivemer.pk):
        boss = factories.a_person(rivemer, "Zéphyrine Quetzalcóatl", RoleKind.COORDINATOR)
        actor = factories.an_actor(rivemer, "Kumquatière", ActorKind.LARGE_COMPANY, boss)
        pledge = factories.a_pledge(actor, "num-outils")
        factories.a_helper(pledge, boss, "num-outils", per_month=20, max_open=9)
        ask = factories.an_ask(
            "Un ornithorynque a mangé le tableur, plus personne n’arrive à ouvrir le fichier.",
            "Zéphyrine Demande",
            actor="Hippocampe hippocampe",
            email="zephyrine.quetzal@rivemer.example",
        )
        need = factories.a_confirmed_need(rivemer, ask)
        referral = factories.a_sent_referral(factories.a_qualified_need(rivemer, ask=ask))
        things = things_of(rivemer, boss, pledge.ref)
        accept(referral=referral, who=boss.ref)
    yield city, Things(need.ref, referral.ref, pledge.ref, things.absence, things.word, boss.ref)


def test_nothing_of_another_city_is_ever_seen_nor_written(
    two_cities: tuple[factories.City, Things], settings: Any
) -> None:
    city, foreign = two_cities
    factories.a_sent_referral(factories.a_qualified_need(city.territory))
    client = visits.signed_in(city.ines, host=HERE)
    client.raise_request_exception = False
    seen: dict[str, str] = {}
    todo = [reverse(route) for route, names in visits.routes().items() if not names]
    todo += [reverse(r, args=foreign.of(r, names)) for r, names in visits.routes().items() if names]
    todo.remove(reverse("account_logout"))
    while todo:
        path = todo.pop()
        if path in seen or path.startswith(("/sortir", "/static")):
            continue
        assert len(seen) < 1_000, f"links without end: {sorted(seen, key=len)[-1]}"
        response = client.get(path, follow=False)
        seen[path] = b"".join(response).decode()  # some are sent as they are made
        todo += [link for link in links_of(seen[path]) if link.startswith("/") and link not in seen]
    assert len(seen) > 70
    assert [(path, bird) for path, text in seen.items() for bird in CANARIES if bird in text] == []
    found = client.get(reverse("coordinator:needs"), {"q": "ornithorynque"})
    assert list(found.context["page"]) == []
    written = OutboundMessage.objects.all()
    assert written.count() == 3
    assert [m.subject for m in written if any(bird in m.text + m.html + m.subject for bird in CANARIES)] == []


def links_of(page: str) -> list[str]:
    """The addresses a page leads to."""
    return [html.unescape(link).split("#")[0] for link in re.findall(r'href="([^"]+)"', page)]


def test_the_canaries_sing_in_their_own_city(two_cities: tuple[factories.City, Things]) -> None:
    _, foreign = two_cities
    page = visits.visitor(host=ELSEWHERE).get(
        reverse("public:follow", args=[sign(Purpose.FOLLOW, foreign.need)])
    )
    assert "ornithorynque" in page.content.decode()
