"""Old workbooks, walked before they are read."""

from __future__ import annotations

import struct

import pytest
from tests.engine.tabular.files import compound, label, number, record, xls_stream

from maillage.engine.tabular import DEFAULT, Limits, TableRefused
from maillage.engine.tabular.biff import measure

SOUND = compound(xls_stream(label(0, 0, "Nom") + label(1, 0, "Atelier") + number(1, 1, 63000.0)))


def refusal(data: bytes, limits: Limits = DEFAULT) -> str:
    with pytest.raises(TableRefused) as refused:
        measure(data, limits)
    return refused.value.code


def test_a_sound_workbook_passes() -> None:
    measure(SOUND, DEFAULT)


def test_cells_far_away_are_refused() -> None:
    assert refusal(compound(xls_stream(label(0, 0, "Nom") + number(65535, 255, 1.0)))) == "too_many_cells"
    run = record(0x00BD, struct.pack("<HH", 90, 0) + bytes(6) + struct.pack("<H", 200))
    assert refusal(compound(xls_stream(run)), Limits(max_grid=9_000)) == "too_many_cells"


def test_announced_dimensions_are_bounded() -> None:
    huge = record(0x0200, struct.pack("<LLHHH", 0, 2**31, 0, 65535, 0))
    assert refusal(compound(xls_stream(huge))) == "too_many_cells"
    measure(compound(xls_stream(record(0x0200, struct.pack("<LLHHH", 0, 9, 0, 9, 0)))), DEFAULT)


def test_a_locked_workbook_is_refused() -> None:
    assert refusal(compound(xls_stream(b"", record(0x2F, bytes(6))))) == "password"
    assert refusal(compound(bytes(4096), "EncryptedPackage")) == "password"


def test_other_compound_files_are_refused() -> None:
    assert refusal(compound(bytes(4096), "WordDocument")) == "document"
    assert refusal(compound(bytes(4096), "Autre")) == "binary"


@pytest.mark.parametrize("length", [8, 60, 511, 600, 1100])
def test_a_cut_file_is_refused(length: int) -> None:
    assert refusal(SOUND[:length]) in ("workbook_broken", "binary")


def test_a_chain_that_loops_ends() -> None:
    looped = bytearray(SOUND)
    looped[512 + 12 : 512 + 16] = struct.pack("<L", 2)
    measure(bytes(looped), DEFAULT)
