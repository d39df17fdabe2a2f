"""How far data spread, before they are laid out."""

from __future__ import annotations

import pytest
from tests.engine.tabular.files import _NAMES, ods_row

from maillage.engine.tabular import Limits, TableRefused
from maillage.engine.tabular.sheetsize import OdsSize, XlsxSize, bound

LIMITS = Limits(max_grid=10_000)


def xlsx_refused(*pieces: bytes, limits: Limits = LIMITS) -> bool:
    size = XlsxSize(limits)
    try:
        for piece in (*pieces, b""):
            size.watch("xl/worksheets/sheet1.xml", piece)
    except TableRefused as refused:
        assert refused.code == "too_many_cells"
        return True
    return False


def test_a_rectangle_is_bounded_by_size_and_by_emptiness() -> None:
    bound(20_000_000, 20_000_000, Limits())
    bound(4_000_000, 1, Limits())
    for area, filled in ((20_000_001, 20_000_001), (4_000_100, 40_000)):
        with pytest.raises(TableRefused) as refused:
            bound(area, filled, Limits())
        assert refused.value.code == "too_many_cells"


@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        (b'<c r="CV100"><v>1</v></c>', False),
        (b'<c r="CV101"><v>1</v></c>', True),
        (b"<c r='XFD1048576'><v>1</v></c>", True),
        (b'<x:c s="1" r = "XFD1048576"><x:v>1</x:v></x:c>', True),
        (b'<c r="XFD1048576" s="4"/>', False),
        (b'<c r="xfd1048576"><v>1</v></c>', True),
        (b'<col min="1" max="16384"/>', False),
    ],
)
def test_the_farthest_cell_decides(cell: bytes, refused: bool) -> None:
    assert xlsx_refused(b'<row r="1"><c r="A1"><v>1</v></c></row>', cell) is refused


def test_a_row_far_away_counts_though_its_cells_have_no_place() -> None:
    cells = b"<c><v>1</v></c>" * 30
    assert xlsx_refused(b'<row r="2">' + cells + b"</row>") is False
    assert xlsx_refused(cells * 400) is True


def test_a_cell_cut_between_two_pieces_is_seen() -> None:
    assert xlsx_refused(b'<c r="A1"><v>1</v></c><c r="XFD10', b'48576"><v>1</v></c>') is True


def test_parts_are_counted_apart() -> None:
    size = XlsxSize(LIMITS)
    for name in ("xl/a.xml", "xl/b.xml"):
        size.watch(name, b'<c r="A90"><v>1</v></c>')
        size.watch(name, b"")
    size.watch("xl/c.bin", b'<c r="XFD1048576"><v>1</v></c>')
    assert size.errors == 0


def test_errors_are_counted() -> None:
    size = XlsxSize(LIMITS)
    size.watch("a.xml", b'<c r="A1" t="e"><v>#N/A</v></c><c r="A2"><v>1</v></c>')
    assert size.errors == 1


def ods_refused(table: str) -> bool:
    size = OdsSize(LIMITS)
    content = f"<a {_NAMES}><table:table>{table}</table:table></a>".encode()
    try:
        size.watch("content.xml", content)
        size.watch("content.xml", b"")
    except TableRefused as refused:
        assert refused.code == "too_many_cells"
        return True
    return False


@pytest.mark.parametrize(
    ("table", "refused"),
    [
        (ods_row(["a"], 100, 100), False),
        (ods_row(["a"], 101, 100), True),
        (ods_row(["a"]) + ods_row([""], 1_048_575, 16_384), False),
        (ods_row(["a"]) + ods_row([""], 10_000) + ods_row(["", "b"]), True),
        (ods_row(["", "a"], 1, 9_999), True),
        ("<table:table-row><table:table-cell table:number-columns-repeated='x'/></table:table-row>", False),
    ],
)
def test_repetitions_count_as_many_times(table: str, refused: bool) -> None:
    assert ods_refused(table) is refused


def test_two_tables_are_counted_apart() -> None:
    one = ods_row(["a"], 90, 100)
    assert ods_refused(f"{one}</table:table><table:table>{one}") is False


def test_broken_xml_is_refused() -> None:
    with pytest.raises(TableRefused) as refused:
        OdsSize(LIMITS).watch("content.xml", b"<a><b></a>")
    assert refused.value.code == "workbook_broken"
    OdsSize(LIMITS).watch("styles.xml", b"<a><b></a>")
