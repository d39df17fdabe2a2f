"""After the assignment: fields in several columns, and fields that every directory has."""

from __future__ import annotations

from collections import defaultdict

from maillage.engine.tabular.evidence import EVIDENCE
from maillage.engine.tabular.headers import plain
from maillage.engine.tabular.lexicon import PARTS
from maillage.engine.tabular.patterns import postcode_of
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.result import Reason
from maillage.engine.tabular.study import FAINT, Work

SEVERAL = {
    F.SKILLS: 60,
    F.SOCIAL: 8,
    F.DESCRIPTION: 4,
    F.HOURS: 40,
    F.PHONE: 3,
    F.EMAIL: 3,
    F.OTHER_NAMES: 3,
}
"""Fields that may have several columns, and how many."""

NUMBER, SUFFIX, TYPE, NAME = PARTS
SHORT = 200
"""Characters up to which a text is a summary rather than a description."""


def settle(work: Work) -> None:
    """Put streets together, name what has no name, find the text and the city, add further columns."""
    _street(work)
    _postcode(work)
    _name(work)
    _city(work)
    _several(work)
    _text(work)


def _street(work: Work) -> None:
    """A street is one column, or pieces: a number or a type needs a name of way beside it."""
    whole, name = work.rank_of(F.STREET), work.rank_of(NAME)
    pieces = [rank for slot in (NUMBER, SUFFIX, TYPE) if (rank := work.rank_of(slot)) is not None]
    named = [rank for rank in (whole, name) if rank is not None]
    if not named:
        _drop(work, pieces)
        return
    best = max(named, key=lambda rank: work.logits[rank].get(F.STREET, 0.0))
    if not pieces or _is_whole(work, best):
        _drop(work, [*pieces, *named])
        work.given[best] = F.STREET
        return
    best = name if name is not None else best
    _drop(work, named)
    work.given[best] = NAME
    for rank in pieces:
        work.why[rank] = Reason("part", {"with": work.names[best]})


def _drop(work: Work, ranks: list[int]) -> None:
    for rank in ranks:
        del work.given[rank]


def _is_whole(work: Work, rank: int) -> bool:
    it = work.profiles[rank]
    return max(it.share("numbered"), it.share("in_street")) > 0.3


def _name(work: Work) -> None:
    """Every directory names its organisations: the legal name, another name, or the most name-like text."""
    if work.rank_of(F.NAME) is not None:
        return
    for slot in (F.LEGAL_NAME, F.OTHER_NAMES):
        rank = work.rank_of(slot)
        if rank is not None:
            _promote(work, rank, F.NAME)
            return
    judged = {
        rank: EVIDENCE[F.NAME](work.profiles[rank])
        + 3.0 * work.logits[rank].get(F.NAME, -4.0) / 10
        - 0.1 * rank
        for rank in work.free()
        if not work.named[rank].geocoded and work.profiles[rank].unique > 0.5
    }
    best = max(judged, key=lambda rank: judged[rank], default=None)
    if best is not None and judged[best] > 0:
        _promote(work, best, F.NAME)


def _promote(work: Work, rank: int, slot: str) -> None:
    work.given[rank] = slot
    work.why[rank] = Reason("promoted", {"field": slot})


def _postcode(work: Work) -> None:
    """Numbers that only look like postal codes are, when something goes with them as cities do."""
    rank = work.rank_of(F.POSTCODE)
    if rank is None or work.named[rank].strengths.get(F.POSTCODE, (0.0, ()))[0] >= FAINT:
        return
    others = [each for each, slot in work.given.items() if slot == F.CITY]
    texts = [each for each in work.free() if work.profiles[each].share("city") > 0.9]
    cells = [postcode_of(cell) for cell in work.cells[rank] if cell.strip()]
    come_again = len(set(cells)) < 0.9 * len(cells)
    if not (come_again and any(_goes_with(work, each, rank) for each in (*others, *texts))):
        del work.given[rank]


def _city(work: Work) -> None:
    """Without a name that says so, the city is what goes with the postal code."""
    code = work.rank_of(F.POSTCODE)
    if code is None or work.rank_of(F.CITY) is not None:
        return
    for rank in work.free():
        it = work.profiles[rank]
        unnamed = max((s for s, _ in work.named[rank].strengths.values()), default=0.0) < 0.4
        if unnamed and it.share("city") > 0.9 and it.share("flag") < 0.2 and _goes_with(work, rank, code):
            _promote(work, rank, F.CITY)
            return


def _goes_with(work: Work, rank: int, code: int) -> bool:
    """Whether a postal code nearly always goes with the same words."""
    seen: dict[str, set[str]] = defaultdict(set)
    for text, digits in zip(work.cells[rank], work.cells[code], strict=True):
        if text.strip() and postcode_of(digits):
            seen[postcode_of(digits)].add(plain(text).strip().replace("-", " "))
    values = [value for values in seen.values() for value in values]
    return len(seen) >= 3 and len(values) <= 1.7 * len(seen) and len(set(values)) >= 0.5 * len(seen)


def _several(work: Work) -> None:
    """Further columns of the fields that may have several, when they are surely of that field."""
    for slot, most in SEVERAL.items():
        if slot == F.HOURS and not _days(work):
            continue
        have = sum(each == slot for each in work.given.values())
        for rank in work.free():
            logits = work.logits[rank]
            logit = logits.get(slot, -9.0)
            if have and have < most and logit > 1.0 and logit == max(logits.values()):
                work.given[rank] = slot
                work.why[rank] = Reason("part", {"field": slot})
                have += 1


def _days(work: Work) -> bool:
    """Whether opening hours are told day by day."""
    rank = work.rank_of(F.HOURS)
    return rank is not None and work.named[rank].day


def _text(work: Work) -> None:
    """A directory without any text: the longest texts among what it lists are its presentation."""
    if work.rank_of(F.DESCRIPTION) is not None or work.rank_of(F.SUMMARY) is not None:
        return
    skills = [rank for rank, slot in work.given.items() if slot == F.SKILLS]
    said = (F.DESCRIPTION, F.SUMMARY, F.SKILLS)
    texts = [
        rank
        for rank in (*work.free(), *skills)
        if work.profiles[rank].share("long") > 0.5
        and any(work.named[rank].strengths.get(slot, (0.0, ()))[0] > 0.3 for slot in said)
    ]
    if texts:
        best = max(texts, key=lambda rank: (work.profiles[rank].length, -rank))
        _promote(work, best, F.SUMMARY if work.profiles[best].length <= SHORT else F.DESCRIPTION)
