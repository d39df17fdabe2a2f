"""From the levels of the model to reasons a person can read: what counted, how much, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from maillage.engine.linkage import normalise
from maillage.engine.linkage.engine import Scored
from maillage.engine.linkage.model import COMPARISONS, level_at
from maillage.engine.linkage.names import Name, analyse
from maillage.engine.linkage.problem import Record
from maillage.engine.linkage.profile import Profile
from maillage.engine.linkage.result import Reason

LEAST_WEIGHT = 0.05
"""Bits under which a level says nothing worth reading."""


@dataclass(frozen=True, slots=True)
class Side:
    """A record with its profile."""

    record: Record
    profile: Profile


Word = Callable[[Side, Side, float], Reason]
"""How the reason of a level is made."""


def reasons(left: Side, right: Side, scored: Scored) -> tuple[Reason, ...]:
    """What counted in a pair, heaviest first; a level that weighs nothing is not a reason."""
    found = []
    for comparison, gamma, weight in zip(COMPARISONS, scored.gammas, scored.weights, strict=True):
        level = level_at(comparison, gamma)
        if level is not None and abs(weight) >= LEAST_WEIGHT:
            word = WORDING[level.code]
            found.append(word(left, right, round(weight, 2)))
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def metres_between(left: Profile, right: Profile) -> int | None:
    """Metres between two records, ``None`` when one has no place."""
    if left.xyz is None or right.xyz is None:
        return None
    return round(1000 * math.dist(left.xyz, right.xyz))


def _plain(code: str, value: Callable[[Record], str]) -> Word:
    def word(left: Side, right: Side, weight: float) -> Reason:
        return Reason(code, weight, value(left.record), value(right.record))

    return word


def _placed(code: str, value: Callable[[Record], str]) -> Word:
    def word(left: Side, right: Side, weight: float) -> Reason:
        metres = metres_between(left.profile, right.profile)
        return Reason(code, weight, value(left.record), value(right.record), metres)

    return word


def _usual(record: Record) -> str:
    return record.names[0]


def _door(record: Record) -> str:
    return ", ".join(part for part in (record.street, _commune(record)) if part)


def _commune(record: Record) -> str:
    return " ".join(part for part in (record.postcode, record.city) if part) or record.commune_code


def _kinds(code: str) -> Word:
    def word(left: Side, right: Side, weight: float) -> Reason:
        shared = ", ".join(sorted(left.profile.kinds & right.profile.kinds))
        return Reason(code, weight, shared, shared)

    return word


def _other_kind(left: Side, right: Side, weight: float) -> Reason:
    return Reason("different_kind", weight, _kind(left), _kind(right))


def _kind(side: Side) -> str:
    """What the name says, else what the source says."""
    return ", ".join(sorted(side.profile.said_kinds or side.profile.kinds))


def _own_name(left: Side, right: Side, weight: float) -> Reason:
    """The names that agree: the usual ones, else others (legal, former), else a part of one."""
    for mine in left.record.names:
        for yours in right.record.names:
            if _same(_name(left, mine), _name(right, yours)):
                usual = mine == _usual(left.record) and yours == _usual(right.record)
                return Reason("same_name" if usual else "same_legal_name", weight, mine, yours)
    return Reason("name_part", weight, _usual(left.record), _usual(right.record))


def _name(side: Side, text: str) -> Name:
    return analyse(text, frozenset(normalise.town(side.record.city)))


def _same(one: Name, other: Name) -> bool:
    return bool(one.own) and (sorted(one.own) == sorted(other.own) or one.compact == other.compact)


def _words(left: Side, right: Side, weight: float) -> Reason:
    shared = " ".join(sorted(left.profile.own & right.profile.own))
    return Reason("shared_words", weight, shared, shared)


def _common(get: Callable[[Record], tuple[str, ...]], read: Callable[[str], str], code: str) -> Word:
    def word(left: Side, right: Side, weight: float) -> Reason:
        theirs = {read(text): text for text in get(right.record) if read(text)}
        for text in get(left.record):
            if read(text) in theirs:
                return Reason(code, weight, text, theirs[read(text)])
        return Reason(code, weight, ", ".join(get(left.record)), ", ".join(get(right.record)))

    return word


def _domain(left: Side, right: Side, weight: float) -> Reason:
    mine = {*left.profile.hosts, *left.profile.domains}
    shared = sorted(mine & {*right.profile.hosts, *right.profile.domains})
    return Reason("same_email_domain", weight, shared[0], shared[0])


def _siren(left: Side, right: Side, weight: float) -> Reason:
    one, other = left.profile, right.profile
    sites = bool(one.siret and other.siret and one.siret != other.siret)
    code = "same_siren_other_site" if sites else "same_siren"
    return Reason(code, weight, one.siret or one.siren, other.siret or other.siren)


def _other_number(left: Side, right: Side, weight: float) -> Reason:
    one, other = left.profile, right.profile
    if one.siret and other.siret:
        return Reason("different_siret", weight, one.siret, other.siret)
    if one.siren and other.siren:
        return Reason("different_siren", weight, one.siren, other.siren)
    return Reason("different_rna", weight, one.rna, other.rna)


def _phones(record: Record) -> tuple[str, ...]:
    return record.phones


def _mails(record: Record) -> tuple[str, ...]:
    return record.emails


def _sites(record: Record) -> tuple[str, ...]:
    return record.websites


WORDING: dict[str, Word] = {
    "own_name": _own_name,
    "close_name": _plain("close_name", _usual),
    "initials": _plain("same_initials", _usual),
    "within_rare": _plain("name_within", _usual),
    "within": _plain("name_within", _usual),
    "rare_words": _words,
    "common_name": _plain("same_common_name", _usual),
    "few_words": _words,
    "other_name": _plain("different_name", _usual),
    "bare": _plain("different_name", _usual),
    "only_one": _kinds("only_one_in_town"),
    "same_kind": _kinds("same_kind"),
    "other_kind": _other_kind,
    "address": _placed("same_address", _door),
    "street": _placed("same_street", _door),
    **{code: _placed("distance_m", _door) for code in ("m50", "m200", "m1000", "km10")},
    "commune": _placed("same_commune", _commune),
    "away": _placed("different_commune", _commune),
    "phone": _common(_phones, normalise.phone, "same_phone"),
    "switchboard": _common(_phones, normalise.phone, "shared_switchboard"),
    "other_phone": _common(_phones, normalise.phone, "different_phone"),
    "email": _common(_mails, normalise.email, "same_email"),
    "host": _common(_sites, normalise.host, "same_website_host"),
    "domain": _domain,
    "other_web": _common(_sites, normalise.host, "different_website"),
    "siret": _plain("same_siret", lambda record: record.siret),
    "rna": _plain("same_rna", lambda record: record.rna),
    "siren": _siren,
    "body": _siren,
    "other_number": _other_number,
}
"""Level → how its reason is made."""
