"""Every code that an import may answer has its words, and the words say what happened."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

import maillage
from maillage.actors.enums import LifeEventKind
from maillage.engine import tabular
from maillage.engine.tabular.encoding import MARKS, SINGLE
from maillage.engine.tabular.separator import CANDIDATES
from maillage.engine.tabular.sniff import FORMATS
from maillage.imports import words
from maillage.imports.enums import RowOutcome, RunState
from maillage.imports.planning import STRONG
from maillage.imports.words import fields, file, outcomes, refused, rows

SOURCE = Path(maillage.__file__).parent
READERS = ("identifiers", "french_numbers", "national_numbers", "contact_values", "typed_text")
PLANNERS = (
    "imports/reading.py",
    "imports/planning.py",
    "imports/actions/updates.py",
    "imports/actions/undo.py",
)


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """Sentences are made in the reader's language."""
    with translation.override("fr"):
        yield


def plain(text: str) -> str:
    """A sentence with ordinary spaces."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def constants(node: ast.AST) -> set[str]:
    """The texts written inside a piece of code."""
    return {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def codes_of_refusals() -> set[str]:
    """The codes with which the readers of numbers and of addresses refuse a value."""
    found: set[str] = set()
    for name in READERS:
        tree = ast.parse((SOURCE / "actors" / f"{name}.py").read_text(encoding="utf-8"))
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id == "refusal":
                found |= constants(call.args[0])
    return found


def codes_of_rows() -> set[str]:
    """The codes of reasons, (code, field, text), that rows get from reading to undoing."""
    found: set[str] = set()
    for path in PLANNERS:
        for node in ast.walk(ast.parse((SOURCE / path).read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == 3:
                code = node.elts[0]
                if isinstance(code, ast.Constant) and isinstance(node.ctx, ast.Load):
                    found.add(str(code.value))
                elif isinstance(code, ast.JoinedStr):
                    found |= {"".join(constants(code)) + scheme for scheme in STRONG}
    return found


NO_REASON = {"founded", "legal_form", "street", "before"}
"""Lists of three names of fields, which are no reasons."""


def test_every_refusal_of_a_file_is_worded() -> None:
    assert set(tabular.REFUSALS) - set(refused.REFUSED) == set()
    assert set(refused.REFUSED) - set(tabular.REFUSALS) == {"no_rows", "file_gone", "answer_broken"}


def test_a_refusal_says_what_happened_why_and_what_to_do() -> None:
    for code in refused.REFUSED:
        said = words.refused_in_words(code, {"limit": 2000})
        assert [
            text for text in (said.what, said.why, said.todo) if not text.endswith(".") or "%(" in text
        ] == []


def test_a_refusal_says_where_and_how_much() -> None:
    said = words.refused_in_words("too_many_columns", {"line": 7, "limit": 2000})
    assert plain(said.what) == "Ce fichier a trop de colonnes : au plus 2 000."
    assert said.details == ("Ligne 7 du fichier.",)
    heavy = words.refused_in_words("too_large", {"limit": 200 * 1024 * 1024, "size": 1})
    assert plain(heavy.what) == "Ce fichier est trop lourd : au plus 200,0 Mio."


def test_a_refusal_names_the_sheets_that_there_are() -> None:
    said = words.refused_in_words("unknown_sheet", {"wanted": "Feuil9", "sheets": ["Adhérents", "Lieux"]})
    assert tuple(map(plain, said.details)) == (
        "Demandé : Feuil9.",
        "Feuilles du classeur : Adhérents, Lieux.",
    )


def test_a_refusal_of_tomorrow_still_says_something() -> None:
    said = words.refused_in_words("invented", {})
    assert (said.what, plain(said.why)) == (
        "Ce fichier n’a pas pu être lu.",
        "La raison porte le code « invented ».",
    )


def test_every_remark_and_every_guess_is_worded() -> None:
    assert set(file.REMARKS) == set(tabular.REMARKS)
    assert set(fields.WHY) == set(tabular.REASONS)
    assert set(fields.FIELDS) == {str(field) for field in tabular.FieldName}
    assert set(file.FORMATS) == set(FORMATS)
    assert set(file.ENCODINGS) == {name for _mark, name in MARKS} | set(SINGLE)
    assert set(file.SEPARATORS) == set(CANDIDATES)
    assert set(file.SYSTEMS) == {str(system) for system in tabular.System}


def test_every_item_of_a_reading_is_worded() -> None:
    assert set(file.ITEMS) - {"system"} == set(tabular.Reading.__slots__)


@pytest.mark.parametrize(
    "code", sorted({*tabular.PROBLEMS, *codes_of_refusals(), *codes_of_rows() - NO_REASON})
)
def test_every_reason_of_a_row_is_a_sentence(code: str) -> None:
    assert (code in rows.CELLS) != (code in rows.WHOLE)
    said = words.reason_in_words(code, "", "")
    assert said != code
    assert said[0].isupper()
    assert said.endswith(".")


def test_no_sentence_is_left_without_its_code() -> None:
    known = {*tabular.PROBLEMS, *codes_of_refusals(), *codes_of_rows()}
    assert {*rows.CELLS, *rows.WHOLE} - known == set()


REASONS = [
    (["no_name", "name", ""], "Aucun nom : une fiche ne peut pas se créer sans nom."),
    (["said_twice", "", "12"], "Dit exactement la même chose que la ligne 12."),
    (["not_a_phone", "phone", "12"], "Téléphone « 12 » : ce n’est pas un numéro de téléphone."),
    (["identifier_long", "siret", "1…"], "SIRET « 1… » : est trop long pour un numéro."),
    (
        ["future_date", "founded", ""],
        "Date de création : cette date n’est pas encore passée ; la case est laissée vide.",
    ),
    (["short_row", "", ""], "La ligne a moins de cases que de colonnes ; les dernières sont vides."),
    (["impossible", "point", ""], "Aucun lieu de la Terre n’a ces coordonnées."),
    (["value_empty", "", "a ; b"], "La case est vide. « a ; b »"),
    (
        ["broken", str(LifeEventKind.MOVED), "Rien n’arrive après la fin."],
        "Le fait « déménagement » n’a pas été noté. Rien n’arrive après la fin.",
    ),
    (["of_tomorrow", "", "Une phrase."], "Une phrase."),
    (["of_tomorrow", "", ""], "of_tomorrow"),
]


@pytest.mark.parametrize(("reason", "said"), REASONS)
def test_a_reason_is_said_with_its_field_and_its_cell(reason: list[str], said: str) -> None:
    assert plain(words.reason_in_words(*reason)) == said


def test_a_long_cell_is_quoted_by_its_beginning() -> None:
    said = words.reason_in_words("url_form", "website", "x" * 200)
    assert said.count("x") == rows.LONGEST - 1


def test_the_reasons_of_a_row_are_each_said_once() -> None:
    twice = [["short_row", "", ""], ["zero_zero", "point", ""], ["short_row", "", ""]]
    assert list(map(plain, words.reasons_in_words(twice))) == [
        "La ligne a moins de cases que de colonnes ; les dernières sont vides.",
        "Les coordonnées sont (0, 0) : rien n’a été mesuré.",
    ]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("separator", "\t", "tabulation"),
        ("separator", "#", "#"),
        ("header_row", 0, "ligne 1"),
        ("header_row", -1, "aucune"),
        ("newline", "crlf+lf", "comme Windows et comme Linux et macOS"),
        ("sheet", "Lieux", "Lieux"),
        ("decimal", None, ""),
    ],
)
def test_an_item_of_the_reading_is_said_as_people_say_it(name: str, value: Any, said: str) -> None:
    assert words.item_in_words(name, value) == said


def test_a_remark_says_how_many_and_where() -> None:
    said = words.remark_in_words("short_rows", {"count": 12, "rows": [3, 9]})
    assert said.endswith("(lignes 3, 9…)")
    said = words.remark_in_words("duplicate_names", {"names": ["nom", "ville"]})
    assert said.endswith("(nom, ville)")
    assert words.remark_in_words("bom", {"encoding": "utf-8"}) == str(file.REMARKS["bom"])


def test_what_a_column_may_become_is_offered_by_group() -> None:
    first, *groups = words.field_choices()
    assert first == ("", "Ne pas reprendre")
    assert [name for _group, choices in groups for name, _label in choices] == list(fields.FIELDS)


def test_how_sure_a_guess_is() -> None:
    assert [words.sure_in_words(chance) for chance in (0.99, 0.7, 0.2)] == ["sûr", "probable", "à vérifier"]


def test_why_quotes_the_words_of_the_title() -> None:
    assert plain(words.why_in_words("header", {"words": ["code", "postal"]})) == (
        "les mots du titre : « code postal »"
    )
    assert words.why_in_words("blank") == "aucune case n’est remplie"


def test_rows_are_counted_before_and_after() -> None:
    counts = {RowOutcome.CREATE: 1200, RowOutcome.UPDATE: 1, RowOutcome.REFUSE: 0, "kept": 4}
    said = [outcomes.summary_in_words(counts, state) for state in (RunState.CHECKED, RunState.DONE)]
    assert [plain(text) for text in said] == [
        "1 200 fiches à créer, 1 fiche à compléter",
        "1 200 fiches créées, 1 fiche complétée",
    ]


@pytest.mark.parametrize(
    ("state", "read", "total", "said"),
    [
        (RunState.RECEIVED, 0, 0, "Le fichier attend son tour d’être vérifié."),
        (RunState.CHECKING, 1, 0, "1 ligne vérifiée"),
        (RunState.QUEUED, 0, 10, "L’import attend son tour."),
        (RunState.RUNNING, 4, 10, "Ligne 4 sur 10"),
        (
            RunState.RUNNING,
            10,
            10,
            "Toutes les lignes sont lues ; les fiches qui étaient déjà là se complètent.",
        ),
    ],
)
def test_progress_is_said_in_a_sentence(state: str, read: int, total: int, said: str) -> None:
    assert plain(outcomes.progress_in_words(state, read=read, total=total)) == said
