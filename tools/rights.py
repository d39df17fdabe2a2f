"""The table of rights as a page: docs/rights.md is made from maillage.web.rights and the addresses.

python tools/rights.py           # writes the page
python tools/rights.py --check   # fails if the page is not what the table says
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
PAGE = ROOT / "docs" / "rights.md"

HEAD = """# Who may open what

<!-- Made by `python tools/rights.py` from src/maillage/web/rights.py: do not edit by hand. -->

`RightsMiddleware` refuses every route that is not in this table, so a new screen without a line here cannot
be opened by anybody. What a person sees *inside* a route is decided by the signed link she holds or by the
scoped queries of her territory: the last column says which.

*anyone*: no account needed. *signed_in*: any login. Other words are roles, given per territory. A code sent
by e-mail lets a person in; the second factor is hers to switch on
([decision 0007](decisions/0007-accounts.md)). English pages have the same address behind `/en`. The `demo:`
routes exist in demo mode only.
"""


def addresses(patterns: list[Any], *, before: str = "/", space: str = "") -> Iterator[tuple[str, str]]:
    """Every named route of a list of patterns, with its address."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, before=here, space=inside)
        elif pattern.name:
            yield f"{space}{pattern.name}", here


def known_addresses() -> dict[str, str]:
    """All routes, those of the demonstration too, wherever it is switched off."""
    demo: Any = import_module("maillage.web.demo.urls")
    known = dict(addresses(demo.urlpatterns, before="/demo/", space="demo:"))
    urls: Any = import_module("maillage.config.urls")
    return known | dict(addresses(urls.urlpatterns))


def document() -> str:
    """The whole page (Django must be set up)."""
    from django.utils import translation

    from maillage.web.rights import RIGHTS

    with translation.override("fr"):
        where = known_addresses()
    lines = ["| Route | Address | Who | Why | Sees |", "|---|---|---|---|---|"]
    for route, right in RIGHTS.items():
        address = where.get(route, "(no address yet)").replace("<str:", "<")
        who = ", ".join(sorted(right.roles))
        lines.append(f"| `{route}` | `{address}` | {who} | {right.ground} | {right.sees} |")
    return HEAD + "\n" + "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or compare it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings_test")
    import django

    django.setup()
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == document()
        print("docs/rights.md agrees." if same else "Run: python tools/rights.py")
        return 0 if same else 1
    PAGE.write_text(document(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
