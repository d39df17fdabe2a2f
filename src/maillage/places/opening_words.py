"""Hours in the reader's language: the ordinary week in sentences, and what is wrong with a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from maillage.places.opening_nights import Spans, days_of, wall_spans
from maillage.places.opening_rules import HoursError, Rule, rules_of

MONDAY = datetime(2026, 1, 5)  # noqa: DTZ001  # any ordinary week: wall-clock time, no zone
ONE_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
WEEKLY = re.compile(rf"(?:24/7|{ONE_DAY}(?:-{ONE_DAY})?(?:,{ONE_DAY}(?:-{ONE_DAY})?)*)?")
PLAIN_TIMES = re.compile(r"(?:\d\d:\d\d-\d\d:\d\d(?:,(?=\d)|$))*")
EXAMPLE = "Mo-Fr 09:00-18:00; Sa 10:00-12:00; PH off"


def in_words(error: HoursError) -> str:
    """What happened, why, and what to write instead."""
    if error.code == "unreadable" and error.data["hint"]:
        return _(
            "Ces horaires ne sont pas écrits comme OpenStreetMap les attend, à partir de « %(near)s ». "
            "Vouliez-vous dire « %(hint)s » ? Si oui, écrivez-le ainsi."
        ) % _safe(error)
    return WORDS[error.code](error)


def _safe(error: HoursError) -> dict[str, object]:
    return {**error.data, "near": error.data["near"] or error.data["text"], "example": EXAMPLE}


def _unreadable(error: HoursError) -> str:
    if not error.data["text"]:
        return _(
            "Il n’y a pas d’horaires : écrivez-les, par exemple « %(example)s », ou « off » si c’est fermé."
        ) % {"example": EXAMPLE}
    return _(
        "Nous n’avons pas pu lire ces horaires à partir de « %(near)s ». Écrivez les jours en anglais abrégé "
        "(Mo, Tu, We, Th, Fr, Sa, Su), les jours fériés PH et les heures avec quatre chiffres, par exemple "
        "« %(example)s »."
    ) % _safe(error)


def _too_long(error: HoursError) -> str:
    return (
        _(
            "Ces horaires font %(length)d signes, alors qu’OpenStreetMap en accepte %(limit)d. Gardez la "
            "semaine ordinaire et les jours fériés, et dites le reste dans la description."
        )
        % error.data
    )


def _no_calendar(error: HoursError) -> str:
    return (
        _(
            "Nous ne connaissons pas les jours fériés du pays « %(country)s », donc « PH » ne voudrait "
            "rien dire. Écrivez les dates, par exemple « Jan 1,May 1 off »."
        )
        % error.data
    )


def _school_holidays(_error: HoursError) -> str:
    return _(
        "Nous ne connaissons pas les vacances scolaires, donc « SH » ne s’appliquerait jamais. Écrivez les "
        "dates, par exemple « Jul 4-Aug 31 off »."
    )


def _fallback(_error: HoursError) -> str:
    return _(
        "Nous ne savons pas appliquer « || » avec certitude. Séparez les règles par « ; », l’exception après "
        "la règle, par exemple « Mo-Fr 09:00-18:00; We off »."
    )


def _contradiction(error: HoursError) -> str:
    return (
        _(
            "Ces horaires se contredisent : « %(rule)s » ne s’applique jamais, parce que « %(hidden_by)s », "
            "écrit après, le remplace entièrement. Supprimez l’un des deux, ou écrivez l’exception après la "
            "règle, par exemple « Mo-Fr 09:00-18:00; We off »."
        )
        % error.data
    )


def _overlap(error: HoursError) -> str:
    one, other = error.data["spans"]
    return _(
        "Dans « %(rule)s », les plages « %(one)s » et « %(other)s » se chevauchent. Réunissez-les en une "
        "seule, ou séparez-les, par exemple « 09:00-12:00,14:00-18:00 »."
    ) % {"rule": error.data["rule"], "one": one, "other": other}


def _never_open(error: HoursError) -> str:
    return (
        _(
            "Avec « %(text)s », ce lieu n’ouvrirait jamais dans l’année qui vient. Vérifiez les dates ; si "
            "c’est voulu, écrivez « off »."
        )
        % error.data
    )


WORDS: dict[str, Callable[[HoursError], str]] = {
    "unreadable": _unreadable,
    "too_long": _too_long,
    "no_calendar": _no_calendar,
    "school_holidays": _school_holidays,
    "fallback": _fallback,
    "contradiction": _contradiction,
    "overlap": _overlap,
    "never_open": _never_open,
}


def is_weekly(text: str) -> bool:
    """Whether a week says it all: days, hours and public holidays; no months, dates, words or fallbacks."""
    rules = rules_of(text)
    plain = all(_is_plain(rule) for rule in rules)
    holidays = [place for place, rule in enumerate(rules) if "PH" in rule.selectors]
    if not plain or not holidays:
        return plain
    told, later = rules[holidays[-1]], rules[holidays[-1] + 1 :]
    shut = told.state == "closed" and not told.times
    replaces = shut or (told.before != ", " and told.state != "closed")
    return replaces and all(shut and rule.state == "closed" for rule in later)


def _is_plain(rule: Rule) -> bool:
    known = WEEKLY.fullmatch(rule.selectors) and PLAIN_TIMES.fullmatch(rule.times)
    return bool(known) and "||" not in rule.before and rule.state != "unknown" and not rule.comment


def summary_lines(text: str) -> list[str]:
    """« du lundi au vendredi, 9 h – 18 h », « fermé le dimanche », « jours fériés : fermé ».

    A text that a week cannot say comes back as it was written, alone in the list.
    """
    if not is_weekly(text):
        return [text]
    week = _ordinary_week(text)
    if len(set(week)) == 1 and not week[0]:
        return [_("fermé")]
    lines = [_line(spans, week) for spans in dict.fromkeys(week) if spans]
    if () in week:
        lines.append(_("fermé %(days)s") % {"days": _days([i for i in range(7) if not week[i]])})
    return lines + _holiday_line(text)


def _ordinary_week(text: str) -> list[Spans]:
    """The hours of seven days without any public holiday."""
    day = timedelta(days=1)
    spans = wall_spans(text, None, MONDAY - 2 * day, MONDAY + 9 * day)
    return [hours for _day, hours in days_of(spans, MONDAY.date())]


def _line(spans: Spans, week: list[Spans]) -> str:
    days = [i for i in range(7) if week[i] == spans]
    named = _("tous les jours") if len(days) == 7 else _days(days)
    return _("%(days)s, %(hours)s") % {"days": named, "hours": _hours(spans)}


def _holiday_line(text: str) -> list[str]:
    told = [rule for rule in rules_of(text) if "PH" in rule.selectors]
    if not told:
        return []
    if told[-1].state == "closed":
        return [_("jours fériés : fermé")]
    spans = [tuple(_time(moment) for moment in span.split("-")) for span in told[-1].spans]
    whole: Spans = ((time.min, time.min),)
    hours = tuple((a, b) for a, b in spans) or whole
    return [_("jours fériés : %(hours)s") % {"hours": _hours(hours)}]


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour) % 24, int(minute))


def _hours(spans: Spans) -> str:
    if spans == ((time.min, time.min),):
        return _("jour et nuit")
    return _listed(
        [_("%(start)s – %(end)s") % {"start": _clock(start), "end": _clock(end)} for start, end in spans]
    )


def _clock(moment: time) -> str:
    if moment == time.min:
        return _("minuit")
    told = {"hour": moment.hour, "minute": f"{moment.minute:02d}"}
    return (_("%(hour)s h %(minute)s") if moment.minute else _("%(hour)s h")) % told


def _days(days: list[int]) -> str:
    """Days of the week (0 is Monday): three in a row or more become « du … au … »."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [part for run in runs for part in _run(run)]
    return _listed(parts)


def _run(run: list[int]) -> list[str]:
    if len(run) > 2:
        ends = {"first": _day_name(run[0]), "last": _day_name(run[-1])}
        return [_("du %(first)s au %(last)s") % ends]
    return [_("le %(day)s") % {"day": _day_name(day)} for day in run]


def _day_name(day: int) -> str:
    return str(WEEKDAYS[day])


def _listed(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s et %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
