"""A question to a service, from the button to the directory; and every way it may fail."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from tests.imports import files
from tests.imports.connectors.companies.answers import COMPANY, OFFICE, company, page, second
from tests.imports.connectors.gogocarto.test_shape import ELEMENT, LICENCE, full
from tests.imports.connectors.server import Said, in_turn, service

from maillage.actors.enums import LifeState
from maillage.actors.models import Actor
from maillage.common.errors import Refusal
from maillage.common.models import JournalEntry
from maillage.imports import actions, storage
from maillage.imports.connectors import CONNECTORS
from maillage.imports.models import ImportRun, Source
from maillage.imports.words import remark_in_words, why_in_words
from maillage.territory.models import Territory

COMPANIES, GOGOCARTO, INCLUSION = (CONNECTORS[name] for name in ("companies", "gogocarto", "data_inclusion"))
ASKED = {"words": "fil", "commune": "63113"}


def asked(territory: Territory, **more: Any) -> ImportRun:
    """A question to the company search."""
    said: dict[str, Any] = {"connector": COMPANIES, "way": "name", "asked": ASKED, "who": "ines"}
    return actions.ask_service(territory=territory, **{**said, **more})


def answered(territory: Territory, settings: Any, *answers: Any, **more: Any) -> ImportRun:
    """A question to a company search that gives these answers."""
    with service(in_turn(*map(Said, answers))) as there:
        settings.COMPANIES_URL = there.url
        return asked(territory, **more)


def imported(run: ImportRun) -> ImportRun:
    """The answer in the directory."""
    checked = actions.check_run(run=run, who="ines")
    return actions.advance_run(run=actions.queue_run(run=checked, who="ines"))


def test_an_answer_is_kept_as_a_file_is(territory: Territory, settings: Any) -> None:
    run = answered(territory, settings, page(COMPANY))
    source = run.source
    assert (source.name, source.type, source.licence, source.url) == (
        "Recherche d’entreprises — fil, 63113",
        "companies",
        "Licence Ouverte 2.0 (Etalab)",
        "https://recherche-entreprises.api.gouv.fr/",
    )
    assert (run.state, run.file_name, run.who) == ("received", "companies-name.json", "ines")
    assert run.options == {"kind": "company", "service": "companies"}
    assert (run.size, len(run.digest)) == (storage.path_of(run.ref).stat().st_size, 64)


def test_a_question_is_told_in_the_journal(territory: Territory, settings: Any) -> None:
    run = answered(territory, settings, page(COMPANY))
    entry = JournalEntry.objects.get(verb="ask_service")
    assert (entry.who, entry.kind, entry.object_ref) == ("ines", "import", run.ref)
    assert entry.data == {"service": "companies", "way": "name", "asked": ASKED, "pages": 1}


def test_an_answer_goes_to_a_dry_run_with_every_column_in_its_place(
    territory: Territory, settings: Any
) -> None:
    run = actions.check_run(run=answered(territory, settings, page(COMPANY, second())), who="ines")
    assert (run.state, files.outcomes(run), run.reading["system"]["value"]) == (
        "checked",
        ["create", "create"],
        "wgs84",
    )
    assert {column["name"]: column["field"] for column in run.columns} == {
        column["name"]: column["name"] for column in run.columns
    }
    assert {(column["use"], column["chance"], column["reasons"][0]["code"]) for column in run.columns} == {
        ("used", 1.0, "service")
    }
    assert (why_in_words("service"), run.reading["system"]["reason"]) == (
        "le service le dit ainsi",
        "service",
    )
    assert Actor.objects.count() == 0


def test_a_person_may_still_correct_a_column_and_the_system(territory: Territory, settings: Any) -> None:
    run = answered(territory, settings, page(COMPANY))
    actions.map_columns(run=run, mapping={"other_names": ""}, hints={"system": "wgs84"}, who="ines")
    run = actions.check_run(run=run, who="ines")
    assert {c["name"]: c["field"] for c in run.columns if c["name"] in ("name", "other_names")} == {
        "name": "name",
        "other_names": "",
    }
    assert run.reading["system"]["reason"] == "given"


def test_the_same_question_twice_changes_nothing(territory: Territory, settings: Any) -> None:
    imported(answered(territory, settings, page(COMPANY, second())))
    assert sorted(Actor.objects.values_list("name", flat=True)) == ["FIL A FIL", "LA FORGE"]
    with translation.override("en"):
        again = answered(territory, settings, page(COMPANY, second()))
    again = actions.check_run(run=again, who="ines")
    assert (files.outcomes(again), Source.objects.count()) == (["same", "same"], 1)


def test_an_answer_taken_back_leaves_nothing(territory: Territory, settings: Any) -> None:
    run = imported(answered(territory, settings, page(COMPANY)))
    undone = actions.undo_run(run=run, who="ines")
    assert (undone.state, Actor.objects.filter(listing="listed").count()) == ("undone", 0)


def test_a_company_that_has_ceased_ends_here_too(territory: Territory, settings: Any) -> None:
    numbers = {"way": "number", "asked": {"numbers": "900000019"}}
    imported(answered(territory, settings, page(COMPANY), **numbers))
    ended = company(
        etat_administratif="C",
        date_fermeture="2026-02-28",
        siege={**OFFICE, "etat_administratif": "F"},
        matching_etablissements=[],
    )
    run = imported(answered(territory, settings, page(ended), **numbers))
    assert files.outcomes(run) == ["update"]
    assert Actor.objects.get().life == LifeState.ENDED


def test_what_was_cut_and_left_out_is_said_in_the_dry_run(territory: Territory, settings: Any) -> None:
    said = page(COMPANY, company(statut_diffusion="P"), pages=40)
    run = answered(territory, settings, said, go_on=lambda: False)
    run = actions.check_run(run=run, who="ines")
    told = [remark_in_words(r["code"], r["data"]).replace("\u00a0", " ") for r in run.remarks]
    assert told == [
        "La réponse a été coupée. Fiches prises : 1 ; résultats que le service annonce : 80. "
        "Posez une question plus étroite pour avoir le reste.",
        "Entreprises ou établissements qui ont demandé à ne pas être diffusés, non repris : 1.",
    ]


def test_a_cut_answer_of_a_service_that_does_not_count_is_said_too() -> None:
    said = remark_in_words("answer_cut", {"kept": 1200, "total": 0}).replace("\u00a0", " ")
    assert said.partition(". Posez")[0].replace("\u202f", " ") == (
        "La réponse a été coupée. Fiches prises : 1 200"
    )


def test_a_service_is_told_who_asks(territory: Territory, settings: Any) -> None:
    settings.SITE_URL = "https://reseau.example"
    with service(in_turn(Said(page(COMPANY)))) as there:
        settings.COMPANIES_URL = there.url
        asked(territory)
    agent = there.asked[0].headers["User-Agent"]
    assert agent == f"Maillage/0.1.0 (+https://reseau.example; {territory.contact_email})"


def test_a_map_gives_its_own_licence(territory: Territory, settings: Any) -> None:
    with service(in_turn(Said(full(ELEMENT)))) as there:
        settings.GOGOCARTO_URL = there.url
        run = asked(
            territory, connector=GOGOCARTO, way="map", asked={"address": there.url}, kind="collective"
        )
    assert (run.source.name, run.source.licence, run.source.url) == (
        f"Carte GoGoCarto — {there.url}",
        LICENCE,
        there.url,
    )
    assert (run.options["kind"], files.outcomes(imported(run))) == ("collective", ["create"])


def test_a_service_with_a_token_sends_it(territory: Territory, settings: Any) -> None:
    structure = {"id": "7", "source": "dora", "nom": "Le Four"}
    with service(in_turn(Said({"items": [structure], "total": 1, "pages": 1}))) as there:
        settings.DATA_INCLUSION_URL, settings.DATA_INCLUSION_TOKEN = there.url, "secret"
        run = asked(territory, connector=INCLUSION, way="place", asked={"commune": "63113"})
    assert there.asked[0].headers["Authorization"] == "Bearer secret"
    assert "secret" not in storage.path_of(run.ref).read_text(encoding="utf-8")


def refusal(territory: Territory, **more: Any) -> Refusal:
    """Why a question was not answered; nothing is kept of it."""
    with pytest.raises(Refusal) as raised:
        asked(territory, **more)
    assert (ImportRun.objects.count(), Source.objects.count()) == (0, 0)
    return raised.value


def test_without_a_network_it_is_said_with_what_to_do(territory: Territory, settings: Any) -> None:
    with service(in_turn(Said())) as there:
        settings.COMPANIES_URL = there.url
    told = refusal(territory)
    assert (told.code, told.status) == ("network_absent", 503)
    assert told.what.replace("\u00a0", " ") == "« Recherche d’entreprises » n’a pas pu être joint."
    assert told.todo.startswith("Vous pouvez aussi télécharger un fichier")


@pytest.mark.parametrize(
    ("answer", "code", "status"),
    [
        (Said(status=500), "refused", 502),
        (Said(status=429, headers={"Retry-After": "60"}), "too_many", 503),
        (Said(b"<html>"), "not_understood", 502),
        (Said(status=301, headers={"Location": "https://elsewhere.example"}), "moved", 502),
        (Said(page()), "nothing_found", 422),
    ],
)
def test_a_service_that_says_no_is_refused_in_words(
    territory: Territory, settings: Any, answer: Said, code: str, status: int
) -> None:
    with service(in_turn(answer)) as there:
        settings.COMPANIES_URL = there.url
        told = refusal(territory)
    assert (told.code, told.status) == (code, status)
    assert "%" not in str(told)


def test_an_answer_that_is_too_large_says_how_much_is_taken(
    territory: Territory, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.ask, "MOST_BYTES", 1000)
    with service(in_turn(Said(b" " * 2000))) as there:
        settings.COMPANIES_URL = there.url
        told = refusal(territory)
    assert (told.code, told.what.rpartition(":")[2].strip()) == ("too_large", "plus de 1000\u00a0octets.")


def test_a_service_that_is_not_set_is_not_asked(territory: Territory, settings: Any) -> None:
    settings.COMPANIES_URL = ""
    assert refusal(territory).code == "no_service"
    told = refusal(territory, connector=INCLUSION, way="place", asked={"commune": "63113"})
    assert (told.code, told.status) == ("no_token", 503)


def test_a_map_that_a_person_types_may_not_be_inside(territory: Territory) -> None:
    with service(in_turn(Said(full(ELEMENT)))) as there:
        told = refusal(territory, connector=GOGOCARTO, way="map", asked={"address": there.url})
    assert (told.code, there.asked) == ("bad_address", [])


def test_a_stored_answer_that_was_damaged_is_refused_in_its_dry_run(
    territory: Territory, settings: Any
) -> None:
    run = answered(territory, settings, page(COMPANY))
    storage.path_of(run.ref).write_bytes(b"{")
    run = actions.check_run(run=run, who="ines")
    assert (run.state, run.refusal["code"]) == ("refused", "answer_broken")


def test_a_file_given_under_the_name_of_a_service_is_read_as_a_file(
    territory: Territory, settings: Any
) -> None:
    name = answered(territory, settings, page(COMPANY)).source.name
    assert files.checked(territory, files.text(), source=name).state == "checked"
