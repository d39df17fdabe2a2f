"""French typography of displayed texts: a no-break space before : ; ? ! » and after «.

python tools/typography.py         # lists the texts that lack one
python tools/typography.py --fix   # writes them
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "maillage"
NBSP = "\u00a0"
STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"')
BLOCKS = re.compile(
    r"({% (?:translate|trans) \".*?\"|{% blocktranslate.*?%}.*?{% endblocktranslate %})", re.S
)
BEFORE = re.compile(r"(?<=[\w’)»”}>.%]) (?=[:;?!»](?:[\s\"<]|$|\\))")
AFTER = re.compile(r"« ")
ACCENTED = re.compile(r"[àâçéèêëîïôùûüœÀÉÈÊ’«»]| (?:de|la|le|les|vous|est|un|une|pas|pour|qui|que) ")


def corrected(text: str) -> str:
    """The text with its no-break spaces."""
    return AFTER.sub(f"«{NBSP}", BEFORE.sub(NBSP, text))


def fixed(file: Path) -> str:
    """The file's text with every displayed French sentence corrected."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return STRINGS.sub(lambda m: corrected(m.group()) if ACCENTED.search(m.group()) else m.group(), text)
    return BLOCKS.sub(lambda m: corrected(m.group()), text)


def main() -> int:
    """List or fix."""
    wrong = []
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "migrations" in file.parts or "engine" in file.parts:
            continue
        better = fixed(file)
        if better != file.read_text(encoding="utf-8"):
            wrong.append(str(file.relative_to(ROOT)))
            if "--fix" in sys.argv:
                file.write_text(better, encoding="utf-8")
    print("\n".join(wrong) or "Every French text has its no-break spaces.")
    return 1 if wrong and "--fix" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
