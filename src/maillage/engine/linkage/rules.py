"""When a pair may be called « sure »: each rule is a sentence, and one objection has it read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from maillage.engine.linkage.engine import Scored
from maillage.engine.linkage.model import COMPARISONS, level_at
from maillage.engine.linkage.profile import Profile
from maillage.engine.linkage.result import READ, SURE, Reason

SURE_AT = 0.97
"""Least probability of a sure pair."""

READ_AT = 0.25
"""Probability from which a pair is worth a person's minute, unless the caller says otherwise."""

FEWEST_CLUES = 2
PARTLY = frozenset(("within_rare", "within", "rare_words"))
NAMED_ALIKE = PARTLY | {"own_name", "close_name", "initials", "common_name"}
ALIASES = frozenset(("same_legal_name", "name_part"))
FAR = frozenset(("m1000", "commune", "km10", "away"))
IDENTITY = frozenset(("siret", "rna"))
HELD = IDENTITY | {"siren", "email", "host"}


@dataclass(frozen=True)
class Case:
    """All that is known of a pair when its verdict is given."""

    left: Profile
    right: Profile
    scored: Scored
    reasons: tuple[Reason, ...]

    @cached_property
    def levels(self) -> dict[str, str]:
        """Comparison → level, the unknown left out."""
        found = zip(COMPARISONS, self.scored.gammas, strict=True)
        return {one.name: level.code for one, gamma in found if (level := level_at(one, gamma)) is not None}

    def at(self, comparison: str) -> str:
        """The level of one comparison, empty when unknown."""
        return self.levels.get(comparison, "")


def verdict(case: Case, probability: float) -> str:
    """``"sure"`` when the pair is likely enough and no rule objects, else ``"read"``."""
    return SURE if probability >= SURE_AT and not any(rule(case) for rule in RULES) else READ


def sites_differ(case: Case) -> bool:
    """Two valid SIRET that differ, at two addresses, are two sites."""
    numbers = bool(case.left.siret and case.right.siret and case.left.siret != case.right.siret)
    return numbers and case.at("where") != "address"


def bodies_differ(case: Case) -> bool:
    """Two different SIREN, or numbers of association, are two organisations until a person says otherwise."""
    return case.at("identity") == "other_number"


def kinds_differ(case: Case) -> bool:
    """A library and a town hall are two things, even in one house."""
    return case.at("kind") == "other_kind"


def unnamed(case: Case) -> bool:
    """Names must agree, or both be the only one of a kind in town, or a number of identity be the same."""
    named = case.at("name") in NAMED_ALIKE or case.at("identity") in IDENTITY
    return not named and not (case.at("name") == "bare" and case.at("alone") == "only_one")


def known_otherwise(case: Case) -> bool:
    """A legal name, or a part of a name, may be that of the body behind: only a number then makes it sure."""
    alias = any(reason.code in ALIASES for reason in case.reasons)
    return alias and case.at("identity") not in IDENTITY


def partly_named(case: Case) -> bool:
    """Names that only share words need a telephone, a number, a site on the web, or one door and one kind."""
    contact = case.at("phone") == "phone" or case.at("identity") in HELD
    housed = case.at("where") == "address" and case.at("kind") == "same_kind"
    return case.at("name") in PARTLY and not contact and not housed


def apart(case: Case) -> bool:
    """Far from one another they may be two sites, unless the town has only one, or the SIRET is the same."""
    alone = case.at("alone") == "only_one" or case.at("identity") == "siret"
    return case.at("where") in FAR and not alone


def one_clue(case: Case) -> bool:
    """One comparison alone, however strong, is not enough: two must speak for the pair."""
    return sum(weight > 1 for weight in case.scored.weights) < FEWEST_CLUES


RULES: tuple[Callable[[Case], bool], ...] = (
    sites_differ,
    bodies_differ,
    kinds_differ,
    unnamed,
    known_otherwise,
    partly_named,
    apart,
    one_clue,
)
"""What keeps a pair from being sure."""
