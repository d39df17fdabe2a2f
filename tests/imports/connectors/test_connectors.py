"""All services alike: identical folders, fields that exist, words for everything they can leave out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from maillage.engine.tabular import FieldName
from maillage.imports import connectors
from maillage.imports.actions import ask
from maillage.imports.connectors import CONNECTORS, connector_of
from maillage.imports.connectors.base import Connector, Part, filled, text
from maillage.imports.enums import SourceType
from maillage.imports.service_forms import LABELS
from maillage.imports.words.answers import ANSWERS
from maillage.imports.words.services import SERVICES, service_in_words

HERE = Path(connectors.__file__).parent
EACH = pytest.mark.parametrize("connector", CONNECTORS.values(), ids=CONNECTORS)


def test_each_type_of_source_but_a_file_has_its_connector() -> None:
    assert set(CONNECTORS) == set(SourceType.values) - {"file"}
    assert (connector_of("file"), connector_of("overpass")) == (None, CONNECTORS["overpass"])


@EACH
def test_folders_are_identical(connector: Connector) -> None:
    files = {file.name for file in (HERE / connector.type).glob("*.py")}
    assert files == {"__init__.py", "ask.py", "shape.py"}


@EACH
def test_fields_are_those_of_tables(connector: Connector) -> None:
    source = (HERE / connector.type / "shape.py").read_text(encoding="utf-8")
    called = source[source.index("return filled(") :].split("\n    )\n")[0]
    names = set(re.findall(r"^ {8}(\w+)=", called, re.M))
    assert {"id", "name"} <= names <= {str(field) for field in FieldName}


@EACH
def test_settings_of_a_service_exist(connector: Connector) -> None:
    assert isinstance(getattr(settings, connector.address), str)
    assert not connector.token or getattr(settings, connector.token) == ""


@EACH
def test_every_part_of_a_question_has_a_label(connector: Connector) -> None:
    pieces = [piece for way in connector.ways for piece in way.pieces]
    assert all(piece.label or LABELS[piece.part] for piece in pieces)
    assert all(piece.most > 0 for piece in pieces if piece.part in (Part.RADIUS, Part.NUMBERS))


@EACH
def test_an_unknown_way_is_the_first_one(connector: Connector) -> None:
    assert connector.way("nowhere") is connector.ways[0]
    assert connector.way(connector.ways[-1].name) is connector.ways[-1]


def test_everything_left_out_has_its_words() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in HERE.rglob("*.py"))
    codes = set(re.findall(r"left(?:_out)?\[\"(\w+)\"\]", sources)) | {"mails", "beyond"}
    assert {f"left_{code}" for code in codes} | {"answer_cut"} == set(ANSWERS)


def test_every_problem_of_a_service_has_its_words() -> None:
    sources = (HERE / "http.py", HERE / "gather.py", Path(ask.__file__))
    read = "".join(file.read_text(encoding="utf-8") for file in sources)
    codes = set(re.findall(r"(?:ServiceError|_refused)\((?:connector, )?\"(\w+)\"", read))
    assert codes == set(SERVICES)
    for code in codes:
        data = {"limit": 5, "status": 500, "seconds": 3, "to": "elsewhere.example"}
        said, status = service_in_words(code, "Carte", data)
        assert ("%(" in f"{said.what}{said.why}{said.todo}", status in (422, 502, 503)) == (False, True)


def test_a_row_holds_only_what_is_said() -> None:
    row = filled(name=" Le Four ", siren=None, phone=["1", "", "2", "1"], kind=True, skills={}, latitude=0.5)
    assert row == {"name": "Le Four", "phone": "1 ; 2", "latitude": "0.5"}
    assert text([["a"], "b"]) == "a ; b"
