"""Workbooks made by hand, sound and hostile, for the tests: no library writes what an attacker would."""

from __future__ import annotations

import io
import struct
import zipfile

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Cell = str | float | bool | None


def cell_xml(place: str, value: Cell) -> str:
    """One cell of a sheet; ``None`` is a formatted cell without value, "#…" an error."""
    if value is None:
        return f'<c r="{place}" s="1"/>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str) and value.startswith("#"):
        return f'<c r="{place}" t="e"><v>{value}</v></c>'
    if isinstance(value, str):
        escaped = value.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def sheet_xml(rows: list[list[Cell]], first: int = 1) -> str:
    """The rows of a sheet, from row ``first`` on."""
    lines = []
    for number, cells in enumerate(rows, first):
        parts = "".join(
            cell_xml(f"{chr(65 + rank)}{number}", cell) for rank, cell in enumerate(cells) if cell != ""
        )
        lines.append(f'<row r="{number}">{parts}</row>')
    return "".join(lines)


def xlsx(sheets: dict[str, str], hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook of raw sheets by title."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{LINKS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{title}" sheetId="{rank}" r:id="rId{rank}"'
            f"{' state=' + chr(34) + 'hidden' + chr(34) if title in hidden else ''}/>"
            for rank, title in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>',
        )
        targets = "".join(
            f'<Relationship Id="rId{rank}" Type="{LINKS}/worksheet" Target="worksheets/sheet{rank}.xml"/>'
            for rank in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>'
        )
        for rank, data in enumerate(sheets.values(), 1):
            archive.writestr(
                f"xl/worksheets/sheet{rank}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>',
            )
    return kept.getvalue()


def workbook(rows: list[list[Cell]], title: str = "Feuille") -> bytes:
    """A workbook of one sheet."""
    return xlsx({title: sheet_xml(rows)})


_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def ods(table: str, mime: str = "application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    """An OpenDocument workbook of the raw rows of one table."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mime, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_NAMES}><office:body><office:spreadsheet>'
            f'<table:table table:name="Feuille">{table}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return kept.getvalue()


def ods_row(cells: list[str], times: int = 1, across: int = 1) -> str:
    """A row of texts, repeated ``times`` down, each cell ``across``."""
    made = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{across}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        if cell
        else f'<table:table-cell table:number-columns-repeated="{across}"/>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{made}</table:table-row>'


def record(kind: int, body: bytes) -> bytes:
    """A BIFF record."""
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    """A BIFF8 cell with a text."""
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))


def number(row: int, column: int, value: float) -> bytes:
    """A BIFF8 cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def xls_stream(cells: bytes, extra: bytes = b"") -> bytes:
    """The workbook stream of one sheet with these cell records; ``extra`` stands in the globals."""
    begin = record(0x0809, struct.pack("<HHHHLL", 0x0600, 5, 0, 0, 0, 0)) + extra
    title = b"Feuille"
    length = len(begin) + 4 + 8 + len(title) + 4
    sheet = record(0x0085, struct.pack("<LHBB", length, 0, len(title), 0) + title)
    end = record(0x000A, b"")
    body = record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x10, 0, 0, 0, 0)) + cells + end
    return (begin + sheet + end + body).ljust(4096, b"\0")


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file (MS-CFB) that holds one large stream."""
    stream += bytes(-len(stream) % 512)
    count = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    table = struct.pack("<128L", *chain, *[0xFFFFFFFF] * (128 - len(chain)))

    def entry(title: str, kind: int, first: int, size: int, child: int) -> bytes:
        coded = title.encode("utf-16-le")
        links = (0xFFFFFFFF, 0xFFFFFFFF, child)
        head = coded.ljust(64, b"\0") + struct.pack("<HBB3L", len(coded) + 2, kind, 1, *links)
        return head + bytes(36) + struct.pack("<LL4x", first, size)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(name, 2, 2, len(stream), 0xFFFFFFFF)
    return header + table + directory.ljust(512, b"\0") + stream
