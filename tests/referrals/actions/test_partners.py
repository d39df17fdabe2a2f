"""When nobody in the network can: partners are asked for a skill, never told whose need it is."""

from __future__ import annotations

from tests import factories
from tests.visits import letters_to

from maillage.common.queries import journal_of
from maillage.people.actions import choose_digest
from maillage.people.enums import DigestChoice
from maillage.referrals.actions.partners import ask_partners


def test_partners_are_told_the_skill_and_neither_the_asker_nor_her_words(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad", ask=factories.an_ask(actor="Fil à Fil"))
    assert ask_partners(need=need, who=city.ines.ref) == 1
    (letter,) = letters_to(city.sophie.email)
    assert "Traduction et langues" in letter.text
    assert bool(letter.unsubscribe_url)
    for secret in ("Fatou", "Fil à Fil", "tableur", "adhérents"):
        assert secret not in letter.subject + letter.text + letter.html, secret
    entry = journal_of("need", need.ref).last()
    assert entry is not None
    assert (entry.verb, entry.who, entry.data) == ("ask_partners", city.ines.ref, {"partners": 1})


def test_partner_who_wants_no_more_letters_gets_none(city: factories.City) -> None:
    choose_digest(person=city.sophie, choice=DigestChoice.NEVER, who=city.sophie.ref)
    need = factories.a_qualified_need(city.territory, "com-trad")
    assert ask_partners(need=need, who=city.ines.ref) == 0
    assert letters_to(city.sophie.email) == []
