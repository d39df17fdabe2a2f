"""Translations: gather every French text of the project into the English catalogue, and compile it.

python tools/messages.py update    # new texts arrive in django.po, to be translated
python tools/messages.py compile   # django.po → django.mo (done at set-up)
python tools/messages.py missing   # lists what has no English yet; fails if anything is listed
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "maillage"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def gathered() -> Catalog:
    """Every text marked for translation in the code and the templates."""
    catalog = Catalog(project="maillage", domain="django")
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "migrations" in file.parts or "data" in file.relative_to(SOURCE).parts[:1]:
            continue
        for line, message, _comments, context in extract("python", _as_python(file), KEYWORDS):
            catalog.add(message, locations=[(str(file.relative_to(ROOT)), line)], context=context)
    return catalog


def _as_python(file: Path) -> io.BytesIO:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        text = _template_calls(text)
    return io.BytesIO(text.encode())


def _template_calls(text: str) -> str:
    """A template's translatable texts, as calls that Babel reads, each on its own line."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    calls = re.findall(
        r"\b(?:n?p?gettext|_)\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\([^()]*\))*\)",
        templatize(text),
    )
    return "\n".join(call.replace("\n", " ") for call in calls)


def known() -> Catalog:
    """The English catalogue as it stands."""
    if not PO.exists():
        return Catalog(locale="en", domain="django", fuzzy=False)
    with PO.open("rb") as stream:
        return read_po(stream, locale="en", domain="django")


def missing() -> list[str]:
    """Texts without English, or whose English is doubtful, or that no longer exist."""
    english = known()
    wanted = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in gathered() if m.id}
    have = {
        (m.id if isinstance(m.id, str) else m.id[0], m.context)
        for m in english
        if m.id and not m.fuzzy and all(m.string if isinstance(m.string, tuple) else (m.string,))
    }
    return sorted(f"no English: {text}" for text, _ in wanted - have) + sorted(
        f"no longer used: {text}" for text, _ in have - wanted
    )


def update() -> None:
    """Bring the catalogue up to date; what is new has an empty English."""
    english = known()
    english.update(gathered(), no_fuzzy_matching=True)
    english.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as stream:
        write_po(stream, english, width=100, omit_header=False, sort_by_file=True, include_lineno=False)


def compile_catalogues() -> None:
    """Write the compiled form that the program reads."""
    for po in (SOURCE / "locale").glob("*/LC_MESSAGES/django.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


def main() -> int:
    """Run one of the three commands."""
    command = sys.argv[1] if len(sys.argv) > 1 else "missing"
    if command == "update":
        update()
    elif command == "compile":
        compile_catalogues()
    else:
        lines = missing()
        print("\n".join(lines) or "Every text has its English.")
        return 1 if lines else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
