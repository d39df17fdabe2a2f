"""Columns about persons: recognised so as not to be imported (GDPR art. 5: data minimisation)."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.engine.tabular.headers import Named, words
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.profile import Profile
from maillage.engine.tabular.result import Reason

LEAST = 5
"""Values from which shares mean something."""


def personal(names: Sequence[str], named: Sequence[Named], profiles: Sequence[Profile]) -> dict[int, Reason]:
    """The ranks of columns that hold names, addresses or duties of persons, with why."""
    found: dict[int, Reason] = {}
    for rank, (name, it) in enumerate(zip(named, profiles, strict=True)):
        if not it.filled or it.share("flag") > 0.7:
            continue
        if name.person and (_contact(it) or it.share("number") < 0.9):
            found[rank] = Reason("person", {"words": words(names[rank])})
        elif _names_of_persons(name, it):
            found[rank] = Reason("person", {"share": round(it.share("person"), 3)})
        elif it.filled >= LEAST and it.share("email") > 0.5 and it.share("mailbox") > 0.6:
            found[rank] = Reason("person", {"mailboxes": round(it.share("mailbox"), 3)})
    _family_names(names, named, found)
    return found


def _contact(it: Profile) -> bool:
    return max(it.share("phone"), it.share("bare_phone"), it.share("email")) > 0.3


def _names_of_persons(name: Named, it: Profile) -> bool:
    """Names of persons under a title that does not say « name of the organisation »."""
    titled = (F.NAME, F.LEGAL_NAME, F.OTHER_NAMES, F.PARENT, F.STREET, F.CITY, F.KIND, F.SKILLS)
    strongest = max((name.strengths[field][0] for field in titled if field in name.strengths), default=0.0)
    return it.filled >= LEAST and it.share("person") > 0.6 and strongest < 0.5


def _family_names(names: Sequence[str], named: Sequence[Named], found: dict[int, Reason]) -> None:
    """« Nom » beside « Prénom » is a family name, when another column names the organisation."""
    given = any(
        "prenom" in words(names[rank]) or {"first", "name"} <= set(words(names[rank])) for rank in found
    )
    others = [
        rank
        for rank, name in enumerate(named)
        if name.strengths.get(F.NAME, (0.0, ()))[0] >= 0.7
        and rank not in found
        and words(names[rank]) != ("nom",)
    ]
    if given and others:
        for rank, title in enumerate(names):
            if words(title) == ("nom",):
                found[rank] = Reason("person", {"words": ("nom", "prenom")})
