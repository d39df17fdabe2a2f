"""The stage on which the stories are played: people, browsers, mailboxes, and the time that passes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page, expect
from tests import factories, visits
from tests.browser import DESK, Watched, time_shifted

from maillage.common import clock
from maillage.common.models import JournalEntry
from maillage.duty.rounds import run_due
from maillage.needs.models import Need
from maillage.people.models import Person

MOST_TABS = 80


class Somebody:
    """A person with her own browser; what she does reads as a sentence, what she must see is asserted."""

    def __init__(self, play: Play, name: str, email: str, language: str) -> None:
        self.play, self.name, self.email, self.language = play, name, email, language
        context = play.browser.new_context(
            viewport=play.size,  # type: ignore[arg-type]  # a plain dictionary
            java_script_enabled=play.scripts,
            reduced_motion="reduce",
            locale=language,
        )
        context.set_default_timeout(8_000)
        self.window = Watched(context)
        self.page: Page = self.window.page

    def said(self, french: str) -> str:
        """A text of the service in this person's language."""
        with translation.override(self.language):
            return gettext(french)

    # -- what anybody does -------------------------------------------------------------------------

    def opens(self, route: str, *arguments: str) -> None:
        """Open a page of the service by its name."""
        with translation.override(self.language):
            self.page.goto(self.play.url + reverse(route, args=arguments))

    def opens_the_letter(self, kind: str, *, link: str) -> None:
        """Open the latest e-mail of a kind, and follow its link."""
        letter = visits.last_letter(self.email, kind=kind)
        self.page.goto(self.play.url + visits.link_in(letter, link))

    def clicks(self, french: str) -> None:
        """Click the button or the link that says this."""
        words = self.said(french)
        button = self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words))
        self._goes_on_by(button.filter(visible=True).first)

    def _goes_on_by(self, button: Locator) -> None:
        """Click, and wait for the page that answers."""
        with self.page.expect_navigation():
            button.click()

    def sees(self, *french: str) -> None:
        """These words are on the page, in her language."""
        for words in french:
            expect(self.page.locator("body")).to_contain_text(self.said(words).replace("\u00a0", " "))

    def does_not_see(self, *words: str) -> None:
        """These words are nowhere on the page."""
        text = self.page.locator("body").inner_text()
        assert [word for word in words if word in text] == []

    def presses(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tabs_to(self, name: str) -> None:
        """Go from control to control with the Tab key, up to the one with this name (or this text)."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(
                "(here => [here.name || here.id || '', here.innerText || ''])(document.activeElement)"
            )
            if name == here[0] or (here[1] and name in here[1].replace("\u00a0", " ")):
                return
        raise AssertionError(f"{name!r} cannot be reached with the Tab key in {MOST_TABS} steps.")

    def comes_in_with_a_code(self) -> None:
        """Give one's address, read the code in the e-mail, copy it."""
        self.opens("account_login")
        self.page.fill("[name=email]", self.email)
        self.clicks("Recevoir un code")
        self.page.fill("[name=code]", visits.last_letter(self.email, kind="login_code").subject.split()[-1])
        self._goes_on_by(self.page.locator("main button.now"))

    # -- what somebody who asks does ------------------------------------------------------------------

    def asks(self, words: str, *, for_whom: str = "", kind: str = "association") -> None:
        """Fill the public form: three questions, no account."""
        self.opens("public:ask")
        self.page.fill("[name=words]", words)
        self.page.locator("[name=urgency][value=month]").check(force=True)
        self.page.fill("[name=asker_name]", self.name)
        self.page.fill("[name=actor_name]", for_whom)
        self.page.select_option("[name=actor_kind]", kind)
        self.page.fill("[name=email]", self.email)
        self.clicks("Envoyer ma demande")

    def asks_with_the_keyboard_alone(self, words: str, *, for_whom: str, kind: str) -> None:
        """The same, without ever touching a mouse or a screen."""
        self.opens("public:ask")
        typed = self.page.keyboard.type
        self.tabs_to("words")
        typed(words)
        self.tabs_to("urgency")
        self.presses("ArrowUp")
        for name, answer in (("asker_name", self.name), ("actor_name", for_whom)):
            self.tabs_to(name)
            typed(answer)
        self.tabs_to("actor_kind")
        typed(kind)
        self.tabs_to("email")
        typed(self.email)
        self.tabs_to(self.said("Envoyer ma demande"))
        with self.page.expect_navigation():
            self.presses("Enter")

    def confirms_her_address(self) -> None:
        """Open the e-mail, then press the button of the page."""
        self.opens_the_letter("confirm_address", link="/suivi/")
        self.clicks("Confirmer mon adresse")

    def looks_at_her_page(self) -> None:
        """Open the private page again."""
        self.page.goto(self.play.url + urlsplit(self.play.follow_page_of(self)).path)

    # -- what the coordinator does --------------------------------------------------------------------

    def opens_monday(self) -> None:
        """Open the Monday page."""
        self.opens("coordinator:monday")

    def qualifies_and_asks_with_the_keyboard(self) -> None:
        """J takes the first line, Enter acts: once to qualify, once to ask."""
        for said in ("Qualifier ainsi", "Demander à"):
            expect(self.page.locator("html[data-ready]")).to_be_attached()
            self.presses("j", "k", "j")
            focused = self.page.locator("[data-row].sel [data-primary]")
            expect(focused).to_contain_text(self.said(said).split(" %")[0])
            with self.page.expect_navigation():
                self.presses("Enter")

    def qualifies_and_asks(self, helper: str) -> None:
        """The same by clicking."""
        self.clicks("Qualifier ainsi")
        with translation.override(self.language):
            self.clicks_exactly(gettext("Demander à %(name)s") % {"name": helper})

    def clicks_exactly(self, words: str) -> None:
        """Click the button with these very words."""
        self._goes_on_by(self.page.get_by_role("button", name=words).filter(visible=True).first)

    def waits_for_nobody(self) -> None:
        """Monday says that nobody waits for her."""
        self.opens_monday()
        self.sees("Personne n’attend.")

    # -- what a helper does ---------------------------------------------------------------------------

    def says_yes_from_the_letter(self) -> None:
        """Open the e-mail's link, then the one button."""
        self.opens_the_letter("ask", link="/r/")
        self._goes_on_by(self.page.locator("form[action$='/oui/'] button"))

    def notes_the_hour_in_one_click(self) -> None:
        """Open the link of the thank-you letter, then the one button."""
        self.opens_the_letter("introduce_to_helper", link="/h/")
        self._goes_on_by(self.page.locator("main form button.now"))


class Play:
    """A city, a browser, a language and a screen: where a story is played."""

    def __init__(
        self,
        city: factories.City,
        browser: Browser,
        url: str,
        *,
        language: str = "fr",
        size: dict[str, int] = DESK,
        scripts: bool = True,
    ) -> None:
        self.city, self.browser, self.url = city, browser, url
        self.language, self.size, self.scripts = language, size, scripts
        self.cast: list[Somebody] = []

    def has(self, person: Person) -> Somebody:
        """Somebody the city knows comes on stage."""
        Person.objects.filter(pk=person.pk).update(language=self.language)
        somebody = Somebody(self, person.full_name, person.email, self.language)
        self.cast.append(somebody)
        return somebody

    def follow_page_of(self, somebody: Somebody) -> str:
        """The private page of her latest need."""
        need = Need.objects.filter(asker__email=somebody.email).latest("pk")
        with translation.override(somebody.language):
            return visits.follow_page(need)

    @contextmanager
    def later(self, **delay: float) -> Iterator[None]:
        """Time passes, and what is due by itself is done."""
        with time_shifted(clock.now() + timedelta(**delay)):
            run_due(self.city.territory)
            yield

    def journal(self) -> list[tuple[str, str]]:
        """What the journal keeps of the needs: who, and which verb."""
        names = dict(Person.objects.values_list("ref", "given_name"))
        entries = JournalEntry.objects.filter(kind="need").order_by("pk")
        return [(names.get(entry.who, entry.who), entry.verb) for entry in entries]

    def ends(self) -> None:
        """Close the browsers; nothing went wrong in any of them."""
        trouble = [f"{who.name}: {line}" for who in self.cast for line in who.window.trouble]
        for who in self.cast:
            who.window.context.close()
        assert trouble == []


@contextmanager
def a_play(city: factories.City, browser: Browser, live_server: Any, **how: Any) -> Iterator[Play]:
    """A play on this stage; the addresses in the e-mails lead to it."""
    before, settings.SITE_URL = settings.SITE_URL, live_server.url
    play = Play(city, browser, live_server.url, **how)
    try:
        yield play
    finally:
        settings.SITE_URL = before
        play.ends()
