"""What the engine answers: pairs to be decided by a person, each with the reasons that made its weight."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.engine.linkage.problem import LinkageError

SURE, READ = "sure", "read"
VERDICTS = (SURE, READ)
"""« sure »: so likely that a glance is enough; « read »: a person must compare the two. Never a decision."""

CODES = frozenset(
    (
        "same_name", "same_legal_name", "name_part", "close_name", "same_initials", "name_within",
        "shared_words", "same_common_name", "different_name", "only_one_in_town", "same_kind",
        "different_kind", "same_address", "same_street", "distance_m", "same_commune", "different_commune",
        "same_phone", "shared_switchboard", "different_phone", "same_email", "same_website_host",
        "same_email_domain", "different_website", "same_siret", "same_rna", "same_siren",
        "same_siren_other_site", "different_siret", "different_siren", "different_rna",
    )
)  # fmt: skip
"""Every reason the engine can give; the application words them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """``code`` (of ``CODES``) counted for ``weight`` bits: for the pair, or against it when negative.

    ``left_value`` and ``right_value`` are what stands in the two records (for ``shared_words``, the words);
    ``metres`` is the distance when the reason rests on one.
    """

    code: str
    weight: float
    left_value: str = ""
    right_value: str = ""
    metres: int | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise LinkageError(
                f"The reason {self.code!r} is not one the engine gives, so it could not be worded. "
                f"Use one of: {', '.join(sorted(CODES))}."
            )


@dataclass(frozen=True, slots=True)
class Pair:
    """``left`` and ``right`` (keys) are one organisation with chance ``probability``.

    ``weight`` is the model's, in bits: the log2 of the odds, sum of the reasons' weights and of the prior.
    ``probability`` may be lower than the weight tells: a new record is one known record at most, so known
    records compete for it. When linking, ``left`` is always the new record. Reasons come heaviest first.
    """

    left: str
    right: str
    probability: float
    weight: float
    reasons: tuple[Reason, ...]
    verdict: str

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise LinkageError(
                f"A pair holds {self.left!r} twice, and a record is no double of itself. Give two keys."
            )
        if not 0 <= self.probability <= 1:
            raise LinkageError(
                f"The pair {self.left!r}, {self.right!r} has the probability {self.probability}, which is "
                "not a chance. Give a number between 0 and 1."
            )
        if self.verdict not in VERDICTS:
            raise LinkageError(
                f"The pair {self.left!r}, {self.right!r} has the verdict {self.verdict!r}, which is "
                f"unknown. Use one of: {', '.join(VERDICTS)}."
            )


@dataclass(frozen=True, slots=True)
class LinkageResult:
    """``pairs`` most likely first, and ``clusters``: keys held together by sure pairs, largest group first.

    ``compared`` candidate pairs were looked at; ``set_aside`` counts the keys borne by too many records
    to make candidates (a switchboard, a network's SIRET), and the pairs of far places that share nothing but
    what three towns do; comparisons in ``withheld`` were not used.
    """

    pairs: tuple[Pair, ...]
    clusters: tuple[tuple[str, ...], ...]
    compared: int
    set_aside: int
    withheld: frozenset[str] = frozenset()

    def of(self, key: str) -> tuple[Pair, ...]:
        """The pairs of one record, most likely first."""
        return tuple(pair for pair in self.pairs if key in (pair.left, pair.right))
