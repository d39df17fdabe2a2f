"""The official lists: labels, forms of codes, and what legal forms and words say of a kind."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.actors.enums import ActorKind
from maillage.actors.nomenclatures import (
    ACTIVITY_VERSIONS,
    FOLDER,
    ActivityVersion,
    activity_label,
    activity_section,
    activity_versions,
    folded,
    kind_of_legal_form,
    kind_of_words,
    legal_form_label,
    lines_of,
    normalise_activity,
    normalise_legal_form,
    normalise_size,
    size_label,
    sizes_are_counts,
)

FILES = {
    "naf_rev2.csv": 732,
    "naf_2025.csv": 747,
    "naf_sections.csv": 21,
    "legal_forms.csv": 308,
    "sizes.csv": 16,
}


@pytest.mark.parametrize(("name", "count"), FILES.items())
def test_list_has_each_code_once_with_a_label(name: str, count: int) -> None:
    lines = lines_of(name)
    assert len({line["code"] for line in lines}) == len(lines) == count
    assert [line for line in lines if not line["label"] or line["label"] != line["label"].strip()] == []


def test_every_file_of_the_folder_is_read_and_documented() -> None:
    names = {file.name for file in FOLDER.glob("*.csv")}
    assert names == {*FILES, "kinds.csv", "mailboxes.csv"}
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", ["kinds.csv", "mailboxes.csv", *FILES])
def test_file_is_plain_csv(name: str) -> None:
    raw = (FOLDER / name).read_bytes()
    assert (raw[:3] == b"\xef\xbb\xbf", b"\r" in raw, raw[-1:]) == (False, False, b"\n")
    rows = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("version", ACTIVITY_VERSIONS)
def test_every_activity_code_is_its_own_canonical_form(version: ActivityVersion) -> None:
    codes = [line["code"] for line in lines_of(f"naf_{version}.csv")]
    assert [code for code in codes if not re.fullmatch(r"[0-9]{2}\.[0-9]{2}[A-Z]", code)] == []
    assert [code for code in codes if normalise_activity(code) != code] == []
    assert [code for code in codes if activity_versions(code) != (version,)] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6201Z", "62.01Z"),
        ("62.01z", "62.01Z"),
        ("APE 62.01 Z", "62.01Z"),
        ("9499Z - Autres organisations", "94.99Z"),
        ("0111Y", "01.11Y"),
        ("722C", None),
        ("62.01", None),
        ("162.01Z", None),
        ("99.98Z", None),
        ("informatique", None),
        ("", None),
    ],
)
def test_activity_is_read_from_a_text(text: str, code: str | None) -> None:
    assert normalise_activity(text) == code


def test_activity_labels_are_those_of_their_version() -> None:
    assert activity_label("01.12Z", "rev2") == "Culture du riz"
    assert activity_label("01.12Y", "2025") == "Culture du riz"
    assert (activity_label("01.12Z", "2025"), activity_versions("99.98Z")) == ("", ())


def test_every_old_activity_has_a_section_and_no_new_one() -> None:
    assert activity_section("62.01Z") == ("J", "Information et communication")
    assert [line["code"] for line in lines_of("naf_rev2.csv") if not activity_section(line["code"])[0]] == []
    assert (activity_section("01.12Y"), activity_section("bonjour")) == (("", ""), ("", ""))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5710", "5710"),
        (" 5710.0 ", "5710"),
        ("5710 - SAS", "5710"),
        ("57", "57"),
        ("5", "5"),
        ("SAS, société par actions simplifiée", "5710"),
        ("association declaree", "9220"),
        ("Fondation", "9300"),
        ("9999", None),
        ("57100", None),
        ("une société", None),
        ("", None),
    ],
)
def test_legal_form_is_read_from_a_text(text: str, code: str | None) -> None:
    assert normalise_legal_form(text) == code


def test_legal_form_has_three_levels() -> None:
    lengths = Counter(len(line["code"]) for line in lines_of("legal_forms.csv"))
    assert lengths == {1: 9, 2: 39, 4: 260}
    assert [legal_form_label(code) for code in ("9", "92", "9220", "999")] == [
        "Groupement de droit privé",
        "Association loi 1901 ou assimilé",
        "Association déclarée",
        "",
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NN", "NN"),
        ("Unité non employeuse", "NN"),
        ("12", "12"),
        ("2", "02"),
        ("12.0", "12"),
        ("7", "03"),
        ("15", "11"),
        (12, "11"),
        (0, "00"),
        (10_000, "53"),
        ("10 à 19 salariés", "11"),
        ("10-19", "11"),
        ("1 000 à 1 999 salariés", "42"),
        ("10 000 salariés et plus", "53"),
        ("12,5 ETP", "11"),
        ("19,5 ETP", "12"),
        ("moins de 10", None),
        ("50 et plus", None),
        ("10 à 49", None),
        ("1.200", None),
        ("-3", None),
        ("2024-01-31", None),
        ("plusieurs", None),
        ("", None),
    ],
)
def test_size_is_read_from_a_text_or_a_number(value: str | int, code: str | None) -> None:
    assert normalise_size(value) == code


@pytest.mark.parametrize(
    ("text", "code"), [("12", "11"), ("2", "01"), ("0", "00"), ("NN", "NN"), ("21", "12")]
)
def test_size_of_a_column_that_counts(text: str, code: str) -> None:
    assert normalise_size(text, counted=True) == code


def test_every_size_and_every_size_label_is_its_code() -> None:
    codes = [line["code"] for line in lines_of("sizes.csv")]
    assert [code for code in codes if normalise_size(code) != code] == []
    assert [code for code in codes if normalise_size(size_label(code)) != code] == []


@settings(deadline=None)
@given(st.integers(0, 50_000))
def test_number_of_employees_falls_in_the_range_that_holds_it(count: int) -> None:
    line = next(line for line in lines_of("sizes.csv") if line["code"] == normalise_size(count))
    assert int(line["first"]) <= count <= float(line["last"] or "inf")


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        (["NN", "01", "12"], False),
        (["1", "2", "12", "21"], False),
        (["1", "7", "120"], True),
        (["01", "7"], False),
        (["10 à 19", ""], False),
        ([], False),
    ],
)
def test_column_of_counts_is_told_from_a_column_of_codes(values: list[str], counts: bool) -> None:
    assert sizes_are_counts(values) is counts


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("1000", ActorKind.FREELANCER),
        ("5499", ActorKind.COMPANY),
        ("5710", ActorKind.COMPANY),
        ("57", ActorKind.COMPANY),
        ("5458", ActorKind.COOPERATIVE),
        ("5558", ActorKind.COOPERATIVE),
        ("6317", ActorKind.COOPERATIVE),
        ("6220", ActorKind.COMPANY),
        ("6411", ActorKind.FUNDER),
        ("7210", ActorKind.PUBLIC_BODY),
        ("7331", ActorKind.SCHOOL),
        ("7383", ActorKind.SCHOOL),
        ("8210", ActorKind.FUNDER),
        ("9220", ActorKind.ASSOCIATION),
        ("9230", ActorKind.ASSOCIATION),
        ("9300", ActorKind.FUNDER),
        ("9110", None),
        ("5", ActorKind.COMPANY),
        ("9999", None),
        ("", None),
    ],
)
def test_legal_form_means_a_kind(code: str, kind: ActorKind | None) -> None:
    assert kind_of_legal_form(code) == kind


def test_flags_change_a_company_and_nothing_else() -> None:
    assert kind_of_legal_form("5710", flags={"social_economy"}) == ActorKind.SOCIAL_ENTERPRISE
    assert kind_of_legal_form("5599", flags={"large"}) == ActorKind.LARGE_COMPANY
    assert kind_of_legal_form("5558", flags={"social_economy", "large"}) == ActorKind.COOPERATIVE
    assert kind_of_legal_form("9220", flags={"social_economy"}) == ActorKind.ASSOCIATION


def test_few_legal_forms_say_nothing() -> None:
    mute = [
        line["code"]
        for line in lines_of("legal_forms.csv")
        if len(line["code"]) == 4 and kind_of_legal_form(line["code"]) is None
    ]
    assert mute == [
        *("0000", "2110", "2120", "2400", "2700", "2800", "3290"),
        *("8310", "8311", "9110", "9900", "9970"),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Association loi 1901", ActorKind.ASSOCIATION),
        ("ASSOCIATIONS", ActorKind.ASSOCIATION),
        ("Associatif", ActorKind.ASSOCIATION),
        ("Collectivité", ActorKind.PUBLIC_BODY),
        ("Collectivités territoriales", ActorKind.PUBLIC_BODY),
        ("SARL", ActorKind.COMPANY),
        ("Service public", ActorKind.PUBLIC_BODY),
        ("Entreprise", ActorKind.COMPANY),
        ("Collège", ActorKind.SCHOOL),
        ("Tiers-lieu", ActorKind.THIRD_PLACE),
        ("TIERS_LIEUX", ActorKind.THIRD_PLACE),
        ("Fablab", ActorKind.THIRD_PLACE),
        ("Groupe informel", ActorKind.COLLECTIVE),
        ("Fondation", ActorKind.FUNDER),
        ("coopérative", ActorKind.COOPERATIVE),
        ("SCIC", ActorKind.COOPERATIVE),
        ("Mediathèque", ActorKind.PUBLIC_BODY),
        ("CCAS", ActorKind.PUBLIC_BODY),
        ("mairie", ActorKind.PUBLIC_BODY),
        ("Chambre consulaire", ActorKind.PUBLIC_BODY),
        ("start-up", ActorKind.STARTUP),
        ("Auto-entrepreneuse", ActorKind.FREELANCER),
        ("indépendant·e", ActorKind.FREELANCER),
        ("artiste", ActorKind.ARTIST),
        ("Radio associative", ActorKind.MEDIA),
        ("laboratoire", ActorKind.LAB),
        ("Porteur de projet", ActorKind.PROJECT),
        ("grande entreprise", ActorKind.LARGE_COMPANY),
        ("entreprise d'insertion", ActorKind.SOCIAL_ENTERPRISE),
        ("Public", ActorKind.PUBLIC_BODY),
        ("town hall", ActorKind.PUBLIC_BODY),
        ("Sole trader", ActorKind.FREELANCER),
        ("informal group", ActorKind.COLLECTIVE),
        ("Autre", None),
        ("", None),
    ],
)
def test_words_of_a_type_column_mean_a_kind(words: str, kind: ActorKind | None) -> None:
    assert kind_of_words(words) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("École de commerce", ActorKind.SCHOOL),
        ("commerce", ActorKind.COMPANY),
        ("Fondation d’entreprise", ActorKind.FUNDER),
        ("Chambre de commerce et d'industrie", ActorKind.PUBLIC_BODY),
        ("SARL SCOP", ActorKind.COOPERATIVE),
        ("Collectif d’artistes", ActorKind.COLLECTIVE),
        ("Société coopérative d'intérêt collectif (SCIC)", ActorKind.COOPERATIVE),
        ("jeune public", None),
    ],
)
def test_longest_rule_comes_first(words: str, kind: ActorKind | None) -> None:
    assert kind_of_words(words) == kind


def test_label_of_a_legal_form_means_what_the_form_means() -> None:
    wrong = {
        line["code"]: line["label"]
        for line in lines_of("legal_forms.csv")
        if kind_of_words(line["label"]) != kind_of_legal_form(str(normalise_legal_form(line["label"])))
    }
    assert wrong == {}


def test_rules_of_kinds_are_sound() -> None:
    rules = lines_of("kinds.csv")
    assert {rule["by"] for rule in rules} == {"legal_form", "whole", "words"}
    assert {rule["kind"] for rule in rules} == set(ActorKind)
    assert {rule["flag"] for rule in rules} == {"", "large", "social_economy"}
    forms = [rule["pattern"] for rule in rules if rule["by"] == "legal_form"]
    known = [line["code"] for line in lines_of("legal_forms.csv")]
    assert [form for form in forms if not any(code.startswith(form) for code in known)] == []


def test_no_two_rules_say_different_things_of_the_same_words() -> None:
    meanings: dict[tuple[str, str], set[str]] = {}
    for rule in lines_of("kinds.csv"):
        if rule["by"] != "legal_form":
            meanings.setdefault((rule["by"], folded(rule["pattern"])), set()).add(rule["kind"])
    assert {said: kinds for said, kinds in meanings.items() if len(kinds) > 1 or not said[1]} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chambre de l’Agriculture", "chambre agriculture"),
        ("ŒUVRES  sociales", "oeuvre sociale"),
        ("Tiers-Lieux", "tier lieu"),
        ("SAS", "sas"),
        ("…", ""),
    ],
)
def test_folded_keeps_bare_words(text: str, words: str) -> None:
    assert folded(text) == words
