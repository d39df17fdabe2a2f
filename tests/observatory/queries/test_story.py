"""One need, two readers: what its asker may read, and what the coordinator does."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import translation
from tests import factories

from maillage.common import clock, journal
from maillage.common.models import JournalEntry
from maillage.needs.actions import close_need, qualify_need, reopen_need, split_need
from maillage.needs.enums import Outcome
from maillage.needs.models import Need
from maillage.needs.queries import need_with_ref
from maillage.observatory.queries import StoryLine, story_for_asker, story_for_coordinator
from maillage.referrals.actions import (
    accept,
    decline,
    discard,
    expire_due,
    record_hours,
    remind_due,
)
from maillage.referrals.actions.end import end_need
from maillage.referrals.enums import DeclineReason
from maillage.referrals.queries import referrals_of_need
from maillage.territory.models import Territory


def asker_reads(need: Need) -> list[StoryLine]:
    """The asker's page, read now."""
    shown = need_with_ref(need.ref)
    assert shown is not None
    return story_for_asker(shown, list(referrals_of_need(shown)))


def titles(need: Need) -> list[str]:
    """What the asker reads, line by line."""
    return [line.title for line in asker_reads(need)]


def coordinator_reads(need: Need) -> list[tuple[str, str]]:
    """What the coordinator reads: sentence and reason."""
    return [(line.title, line.text) for line in story_for_coordinator(need)]


def test_asker_who_did_not_confirm_is_told_what_is_missing(territory: Territory) -> None:
    need = factories.a_submitted_need(territory)
    lines = asker_reads(need)
    assert [(line.title, line.mark) for line in lines] == [
        ("Vous avez écrit", ""),
        ("Confirmez votre adresse, et la recherche commence", "at"),
    ]


def test_asker_reads_a_search_that_goes_on_and_the_promise(city: factories.City) -> None:
    need = factories.a_confirmed_need(city.territory)
    assert titles(need) == [
        "Vous avez écrit",
        "Votre adresse est confirmée",
        "Nous cherchons la bonne personne",
        "Réponse promise au plus tard",
    ]
    assert asker_reads(need)[-1].at == need.promised_at


def test_asker_reads_no_then_silence_then_yes_without_a_name_before_the_yes(
    city: factories.City, monday: datetime
) -> None:
    need = factories.a_qualified_need(city.territory, "num-outils")
    ask = factories.a_sent_referral(need)
    for name, partner in (("Nadia Benali", "Ponts"), ("Ugo Petit", "Rives")):
        factories.another_helper(city.territory, name, partner, "num-outils")
    with clock.at(factories.after(monday, hours=1)):
        decline(referral=ask, reason=DeclineReason.CONFLICT, who=city.marc.ref, note_text="jamais")
    with clock.at(factories.after(monday, days=1, hours=2)):
        remind_due(charter=city.territory.charter)
    with clock.at(factories.after(monday, days=2, hours=10)):
        expire_due()
        said = " ".join(f"{line.title} {line.text}" for line in asker_reads(need))
        for secret in ("Marc", "Nadia", "Ugo", "Forge", "Ponts", "jamais", "préfère"):
            assert secret not in said, secret
        last = referrals_of_need(need).get(state="sent")
        accept(referral=last, who=last.person.ref)
    assert titles(need) == [
        "Vous avez écrit",
        "Votre adresse est confirmée",
        "Votre demande a été relue",
        "Une première personne a été sollicitée",
        "Cette personne n’était pas disponible",
        "Une autre personne a été sollicitée",
        "Pas encore de réponse, rappel envoyé",
        "Cette personne n’était pas disponible",
        "Une autre personne a été sollicitée",
        f"{last.person.full_name} a dit oui",
        "Vous vous rencontrez, puis vous nous dites si cela a aidé",
    ]


def test_asker_with_an_ask_under_way_reads_until_when(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory)
    ask = factories.a_sent_referral(need)
    (now,) = (line for line in asker_reads(need) if line.mark == "at")
    assert (now.title, now.at) == ("Cette personne répond au plus tard", ask.due_at)


def test_asker_nobody_can_help_reads_the_true_cause(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory, "com-trad")
    from maillage.referrals.actions import propose

    propose(territory=city.territory, who="system", why="test")
    (now,) = (line for line in asker_reads(need) if line.mark == "at")
    assert now.text == "Personne, dans le réseau, n’a promis ce savoir-faire pour l’instant."


def test_whole_story_of_help_ends_with_the_meeting_and_the_outcome(
    city: factories.City, monday: datetime
) -> None:
    need = factories.a_qualified_need(city.territory)
    ask = factories.a_sent_referral(need)
    for hour, act in enumerate(
        (
            lambda: accept(referral=ask, who=city.marc.ref),
            lambda: record_hours(referral=ask, hours=2, on=clock.today(), who=city.marc.ref),
            lambda: close_need(need=Need.objects.get(), outcome=Outcome.HELPED, who="asker", note="Merci !"),
        ),
        start=1,
    ):
        with clock.at(factories.after(monday, hours=hour)):
            act()
    lines = asker_reads(need)
    assert [line.title for line in lines][-4:] == [
        "Une première personne a été sollicitée",
        "Marc Vasseur a dit oui",
        "Vous vous êtes rencontrés",
        "Vous avez été aidé.",
    ]
    assert lines[-1].text == "Merci !"
    assert [line.at for line in lines] == sorted(line.at for line in lines if line.at)


def test_asker_who_withdrew_does_not_read_that_somebody_was_not_available(
    city: factories.City, monday: datetime
) -> None:
    need = factories.a_qualified_need(city.territory)
    factories.a_sent_referral(need)
    with clock.at(factories.after(monday, hours=1)):
        end_need(need=need, outcome=Outcome.WITHDRAWN, who=journal.ASKER, tells_asker=False)
    assert titles(need)[-2:] == ["Une première personne a été sollicitée", "Votre demande est retirée."]


def test_asker_we_failed_reads_that_we_said_it(city: factories.City, monday: datetime) -> None:
    from maillage.needs.actions import tell_late_askers

    need = factories.a_qualified_need(city.territory)
    with clock.at(factories.after(monday, days=8)):
        tell_late_askers()
    assert "Nous n’avons pas tenu notre délai" in titles(need)


def test_coordinator_reads_the_journal_in_sentences_with_the_reasons(
    city: factories.City, monday: datetime
) -> None:
    need = factories.a_confirmed_need(city.territory)
    need = qualify_need(need=need, skills=["num-outils"], hours=2, who=city.ines.ref)
    ask = factories.a_sent_referral(need)
    factories.another_helper(city.territory, "Nadia Benali", "Ponts", "num-outils")
    decline(referral=ask, reason=DeclineReason.NO_TIME, who=city.marc.ref)
    close_need(need=need, outcome=Outcome.ANSWERED_BY_AID, who=city.ines.ref, note="Chèque numérique")
    assert coordinator_reads(need) == [
        ("Demande écrite", ""),
        ("Adresse confirmée", ""),
        ("Qualifié par Inès", ""),
        ("Marc est sollicité(e) par le service", ""),
        ("Marc n’était pas disponible", "Pas le temps en ce moment"),
        ("Nadia est sollicité(e) par le service", ""),
        ("Clos par Inès", ""),
    ]


def test_coordinator_reads_what_was_cut_set_aside_and_reopened(city: factories.City) -> None:
    need = factories.a_confirmed_need(city.territory)
    need, part = split_need(need=need, first="Un fichier", second="Une affiche", who=city.ines.ref)
    need = qualify_need(need=need, skills=["num-outils"], hours=2, who="somebody gone")
    discard(referral=factories.a_proposed_referral(need), who=city.ines.ref)
    close_need(need=need, outcome=Outcome.WITHDRAWN, who=journal.ASKER)
    reopen_need(need=need, who=journal.ASKER)
    assert [title for title, _ in coordinator_reads(need)][2:] == [
        "Coupé en deux par Inès",
        "Qualifié par quelqu’un",
        "Marc écarté(e) par Inès",
        "Clos par la personne qui demande",
        "Rouvert par la personne qui demande",
    ]
    assert coordinator_reads(part)[0][0] == "Issu d’un besoin coupé par Inès"


VERBS = sorted(
    {
        "submit", "enter", "confirm_address", "change_words", "qualify", "split", "split_from", "send",
        "remind", "accept", "decline", "expire", "discard", "restore", "cancel", "meet", "log_hours",
        "ask_news", "nobody_left", "tell_late", "tell_nobody", "not_helped", "close", "reopen",
        "pass_on", "ask_partners", "erase",
    }
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_fact_of_a_need_has_its_sentence(territory: Territory, verb: str, language: str) -> None:
    need = Need(ref="need23456789", territory=territory)
    journal.record(who=journal.SYSTEM, verb=verb, kind="need", ref=need.ref)
    with translation.override(language):
        (line,) = story_for_coordinator(need)
    assert line.title != verb
    assert "%(" not in line.title


def test_every_verb_of_the_sources_is_in_this_list() -> None:
    import re
    from pathlib import Path

    import maillage

    folder = Path(maillage.__file__).parent
    text = "".join(
        file.read_text(encoding="utf-8")
        for app in ("needs", "referrals")
        for file in sorted((folder / app).rglob("*.py"))
    )
    kinds = re.findall(r'verb="(\w+)"(?:, kind="(\w+)")?', text.replace("\n", " "))
    verbs = {verb for verb, kind in kinds if kind in ("", "need")}
    assert verbs - {"match"} == set(VERBS)


def test_need_without_a_journal_shows_what_was_tried(city: factories.City) -> None:
    need = factories.a_qualified_need(city.territory)
    factories.a_sent_referral(need)
    JournalEntry.objects.filter(object_ref=need.ref)._raw_delete(using="default")
    assert [title for title, _ in coordinator_reads(need)] == ["demandé"]
