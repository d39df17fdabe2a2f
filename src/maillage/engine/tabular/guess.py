"""From a table to fields: each column's name and cells are weighed, then one field goes to one column."""

from __future__ import annotations

import math

from maillage.engine.tabular.assign import FORBIDDEN, assign
from maillage.engine.tabular.headers import Named
from maillage.engine.tabular.lexicon import PARTS
from maillage.engine.tabular.pairs import pair_columns
from maillage.engine.tabular.problem import FieldName as F
from maillage.engine.tabular.result import ColumnGuess, GuessedColumn, Reason
from maillage.engine.tabular.settle import settle
from maillage.engine.tabular.study import SLOTS, SURE, Work, study
from maillage.engine.tabular.table import Table


def guess_columns(table: Table, *, sample: int = 2000) -> ColumnGuess:
    """The field of each column, if it has one, from at most ``sample`` rows spread over the table.

    Each field goes to one column at most, except street (pieces), skills, social, description, hours (days),
    phone, email and other names. Deterministic. Raises ``ValueError`` when ``sample`` is not positive.
    """
    if sample < 1:
        raise ValueError(f"A sample of {sample} rows shows nothing of the columns. Give at least 1.")
    work = study(table, sample)
    pairing = pair_columns(work.cells, _seen(work), work.profiles)
    if pairing:
        work.pair = pairing
        work.given |= {pairing.first: pairing.fields[0], pairing.second: pairing.fields[1]}
    free = work.free()
    weights = [[work.logits[rank].get(slot, FORBIDDEN) for rank in free] for slot in SLOTS]
    for slot, place in zip(SLOTS, assign(weights), strict=True):
        if place is not None:
            work.given[free[place]] = slot
    settle(work)
    return _result(work)


def _seen(work: Work) -> list[Named]:
    nothing = Named({}, geocoded=False, person=True, day=False, elsewhere=True)
    return [nothing if rank in work.barred else name for rank, name in enumerate(work.named)]


def chance(logit: float) -> float:
    """A probability from a logit, never certain."""
    return round(min(0.99, 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))), 3)


def _result(work: Work) -> ColumnGuess:
    _name_empty(work)
    columns = tuple(_column(work, rank) for rank in range(len(work.names)))
    order: dict[F, tuple[int, ...]] = {}
    slots = {slot: place for place, slot in enumerate((*PARTS, *F))}
    for rank, slot in sorted(work.given.items(), key=lambda each: (slots[each[1]], each[0])):
        key = F.STREET if slot in PARTS else F(slot)
        order[key] = (*order.get(key, ()), rank)
    return ColumnGuess(columns, order)


def _name_empty(work: Work) -> None:
    """An empty column whose name is sure has its field, when no other has: the next file may fill it."""
    taken = set(work.given.values())
    for rank, it in enumerate(work.profiles):
        if it.filled or work.named[rank].person or work.named[rank].geocoded:
            continue
        said = {
            slot: s for slot, (s, _) in work.named[rank].strengths.items() if slot not in (*PARTS, *taken)
        }
        best = max(said, key=lambda slot: said[slot], default=None)
        if best is not None and said[best] >= SURE:
            work.given[rank] = best
            taken.add(best)


def _column(work: Work, rank: int) -> GuessedColumn:
    name, it = work.names[rank], work.profiles[rank]
    if not it.filled:
        said = work.given.get(rank)
        return GuessedColumn(rank, name, F(said) if said else None, 1.0, "empty", (Reason("blank", {}),))
    if rank in work.barred:
        return GuessedColumn(rank, name, None, 0.9, "personal", (work.barred[rank],))
    logits = work.logits[rank]
    slot = work.given.get(rank)
    others = _others(logits, slot)
    if slot is None:
        sure = 1.0 - max((share for _, share in others), default=0.05)
        return GuessedColumn(rank, name, None, round(sure, 3), "extra", (_no_field(work, rank),), others)
    found = F.STREET if slot in PARTS else F(slot)
    return GuessedColumn(
        rank, name, found, _sure(work, rank, slot), "used", _reasons(work, rank, slot), others
    )


def _sure(work: Work, rank: int, slot: str) -> float:
    if work.pair and rank in (work.pair.first, work.pair.second):
        return chance(work.pair.logit)
    logit = work.logits[rank].get(slot, 0.0)
    return chance(max(0.2, logit) if rank in work.why else logit)


def _others(logits: dict[str, float], slot: str | None) -> tuple[tuple[F, float], ...]:
    known = {key: value for key, value in logits.items() if key != slot and key not in PARTS}
    ranked = sorted(known.items(), key=lambda each: (-each[1], each[0]))
    return tuple((F(key), chance(value)) for key, value in ranked[:3] if chance(value) >= 0.05)


def _no_field(work: Work, rank: int) -> Reason:
    if work.named[rank].geocoded:
        return Reason("geocoder", {})
    if work.profiles[rank].share("flag") > 0.7:
        return Reason("flag", {})
    best = max(work.logits[rank].items(), key=lambda each: each[1], default=None)
    return Reason("taken", {"field": best[0]}) if best and best[1] > 0 else Reason("nothing", {})


def _reasons(work: Work, rank: int, slot: str) -> tuple[Reason, ...]:
    strength, words = work.named[rank].strengths.get(slot, (0.0, ()))
    reasons = [Reason("header", {"words": words, "strength": round(strength, 3)})] if words else []
    shares = sorted(work.profiles[rank].shares.items(), key=lambda each: -each[1])[:4]
    reasons.append(Reason("values", {name: round(share, 3) for name, share in shares}))
    if work.pair and rank in (work.pair.first, work.pair.second):
        other = work.pair.second if rank == work.pair.first else work.pair.first
        code = "contradicted" if work.pair.contradicted else "pair"
        reasons.append(Reason(code, {"with": work.names[other], "share": round(work.pair.share, 3)}))
    if rank in work.why:
        reasons.append(work.why[rank])
    return tuple(reasons)
