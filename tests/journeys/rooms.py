"""A quarter through time and its room, and how people act there: with a mouse, or the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.request import urlopen

import icalendar
from playwright.sync_api import Locator, expect
from tests import visits
from tests.bookings.stage import a_space
from tests.journeys.stage import Play, Somebody
from tests.places.stage import a_place, open_phase

from maillage.actors.actions import Whereabouts
from maillage.bookings.door_codes import door_code
from maillage.bookings.models import Space
from maillage.places.enums import PhaseState, PlaceKind
from maillage.places.models import Place
from maillage.territory.models import Territory

STREETS = {"Le Bivouac": ("3 rue Basse", "Hôtel de Région", "rue du Four"), "Totem": ("rue du Four",)}


@dataclass(frozen=True)
class Quarter:
    """The Bivouac, which moves twice; the Totem, which opens; its room for eight; Cataroux, to come."""

    bivouac: Place
    totem: Place
    cataroux: Place
    room: Space


def a_quarter(territory: Territory) -> Quarter:
    """From 2016 to 2030. The room asks six hours before whether one comes, so that one day tells it all."""
    bivouac = a_place(territory, "Le Bivouac", PlaceKind.INCUBATOR)
    first, between, last = (Whereabouts(street=street) for street in STREETS["Le Bivouac"])
    open_phase(bivouac, "2016", until="2017-08", where=first)
    open_phase(bivouac, "2017-08", until="2021-06", where=between, state=PhaseState.TRANSITIONAL)
    open_phase(bivouac, "2021-06", where=last, hours="Mo-Fr 08:30-18:00")
    totem = a_place(territory, "Totem", PlaceKind.BUILDING)
    open_phase(totem, "2017", where=last, state=PhaseState.DECIDED)
    open_phase(totem, "2019-03", where=last, state=PhaseState.WORKS)
    said = {"hours": "Mo-Su 08:00-23:00", "capacity": 220, "services": ("wifi", "coffee")}
    open_phase(totem, "2021-06", where=last, **said)
    cataroux = a_place(territory, "Cataroux", PlaceKind.AREA)
    open_phase(cataroux, "2017-07-25", state=PhaseState.IMAGINED)
    open_phase(cataroux, "2029-09")
    return Quarter(bivouac, totem, cataroux, a_space(territory, "Salle Lave", totem, reconfirm_hours=6))


class Guest(Somebody):
    """Somebody who books: what she does is done with the mouse, or with the keyboard alone."""

    def __init__(self, play: Play, name: str, email: str, *, by_keyboard: bool = False) -> None:
        super().__init__(play, name, email, play.language)
        self.by_keyboard = by_keyboard
        play.cast.append(self)

    def goes(self, words: str) -> None:
        """Follow the link, or press the button, that says these words in her language."""
        if self.by_keyboard:
            self.tabs_to(words)
            self._enters()
        else:
            named = [self.page.get_by_role(role, name=words) for role in ("button", "link")]  # type: ignore[arg-type]
            self._goes_on_by(named[0].or_(named[1]).filter(visible=True).first)

    def presses_on(self, french: str) -> None:
        """The same for a text of the service, said in French."""
        self.goes(self.said(french).replace("\u00a0", " "))

    def fills(self, name: str, words: str) -> None:
        """Put these words in a field, in place of what it says."""
        if self.by_keyboard:
            self.tabs_to(name)
            self.presses("Control+a")
            self.page.keyboard.type(words)
        else:
            self.page.fill(f"main [name={name}]", words)

    def picks_the_next(self, name: str) -> None:
        """Choose, in a list, what follows what is chosen."""
        if self.by_keyboard:
            self.tabs_to(name)
            self.presses("ArrowDown")
        else:
            field = self.page.locator(f"main select[name={name}]")
            field.select_option(index=field.evaluate("list => list.selectedIndex") + 1)

    def sends(self) -> None:
        """Press the main button of the form."""
        button = self.page.locator("main form button.now").first
        if self.by_keyboard:
            self.tabs_to(button.inner_text().replace("\u00a0", " "))
            expect(button).to_be_focused()
            self._enters()
        else:
            self._goes_on_by(button)

    def _enters(self) -> None:
        with self.page.expect_navigation():
            self.presses("Enter")
        self._reads_without_sliding_sideways()

    def _goes_on_by(self, button: Locator) -> None:
        super()._goes_on_by(button)
        self._reads_without_sliding_sideways()

    def _reads_without_sliding_sideways(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # -- the quarter through time ------------------------------------------------------------------

    def slides_to(self, day: str) -> None:
        """Bring the page to a day: by the slider and its keys where scripts run, else by typing the date."""
        if not self.play.scripts:
            self.page.fill("[name=le]", day)
            self.presses_on("Voir ce jour")
            return
        slider = self.page.locator("#jour")
        stops: list[str] = slider.evaluate("range => JSON.parse(range.dataset.days)")
        steps = stops.index(day) - int(slider.input_value())
        if not slider.evaluate("range => range === document.activeElement"):
            self.tabs_to("jour")
        self.presses(*["ArrowRight" if steps > 0 else "ArrowLeft"] * abs(steps))
        self.page.wait_for_url(f"**?le={day}")

    def reads_of(self, place: Place, title: str, state: str) -> None:
        """The list says this of a place: its name and street, then what it is that day."""
        line = self.page.locator(f"li[data-place='{place.ref}']")
        expect(line.locator("h3")).to_have_text(title)
        expect(line.locator(".ph")).to_contain_text(self.said(state), ignore_case=True)

    # -- a room ------------------------------------------------------------------------------------

    def looks_for_tonight(self, people: int) -> None:
        """Where to meet tonight, for so many."""
        self.opens("quarter:home")
        self.presses_on("Où travailler, où se voir maintenant ?")
        self.picks_the_next("quand")
        self.fills("pour", str(people))
        self.sends()

    def says_who_she_is(self) -> None:
        """A given name, an address, then the code that comes by e-mail."""
        self.fills("given_name", self.name)
        self.fills("email", self.email)
        self.sends()
        self.fills("code", visits.last_letter(self.email, kind="login_code").subject.split()[-1])
        self.sends()

    def asks_for_it(self, people: int, purpose: str) -> None:
        """End the form that the link has begun to fill, and send it."""
        self.fills("people", str(people))
        self.fills("purpose", purpose)
        self.sends()

    def stands_at_the_door(self, space: Space) -> None:
        """Scan the code of the poster."""
        self.opens("spaces:door", door_code(space))


def calendar_at(url: str) -> icalendar.Calendar:
    """What a calendar program reads at an address."""
    with urlopen(url) as answer:  # noqa: S310  our own address
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return icalendar.Calendar.from_ical(answer.read())


def events_of(url: str) -> list[tuple[str, str, str]]:
    """The events of a calendar: what they are called, from when to when by their own clocks."""
    rows = calendar_at(url).walk("VEVENT")
    return [
        (str(row["SUMMARY"]), row["DTSTART"].dt.isoformat(timespec="minutes"), str(row["DTEND"].dt.time()))
        for row in rows
    ]


def uids_of(url: str) -> list[str]:
    """By what a calendar knows its events."""
    return [str(row["UID"]) for row in calendar_at(url).walk("VEVENT")]
