"""What is refused: a code and data, which the application above puts into words, and an English sentence."""

from __future__ import annotations

RULE_REFUSALS = {
    "empty": "The rule is empty, so nothing says when it repeats: write at least FREQ=WEEKLY.",
    "too_long": "The rule has {length} characters, more than {most}: no booking needs that, shorten it.",
    "bad_part": "{part!r} is not written NAME=VALUE, so it cannot be read: write for example INTERVAL=2.",
    "unknown_part": "{part} is not a part of an RFC 5545 rule: correct its name or take it out.",
    "unsupported_part": "{part} is in RFC 5545 but bookings do not repeat that way: take it out and use "
    "BYDAY, BYMONTHDAY, BYMONTH or BYSETPOS.",
    "repeated_part": "{part} is written twice, so which one counts is unknown: keep one.",
    "no_frequency": "FREQ is missing, so nothing says how often it repeats: add DAILY, WEEKLY, MONTHLY or "
    "YEARLY.",
    "unknown_frequency": "{value!r} is not a frequency: write DAILY, WEEKLY, MONTHLY or YEARLY.",
    "unsupported_frequency": "{value} repeats within a day, which a booking never does: write DAILY, "
    "WEEKLY, MONTHLY or YEARLY.",
    "bad_number": "{part} holds {value!r}, which is no whole number from {least} to {most} (0 never "
    "counts): correct it.",
    "bad_day": "{value!r} is no day of BYDAY: write MO, TU, WE, TH, FR, SA or SU, with a rank such as 2TU "
    "or -1FR where a month or a year repeats.",
    "bad_until": "{value!r} is no date of UNTIL: write a whole second between the years 1900 and 9998, as "
    "20270101T180000 or with a Z.",
    "until_needs_zone": "UNTIL={value} is in UTC, and without a time zone its local time is unknown: give "
    "the zone.",
    "count_and_until": "COUNT and UNTIL both say where the rule ends, which RFC 5545 forbids: keep one.",
    "rank_needs_month": "A rank before a day ({value}) counts within a month or a year, and {frequency} has"
    " none: take the rank out, or repeat MONTHLY or YEARLY.",
    "month_day_in_week": "BYMONTHDAY cannot be used where a week repeats (RFC 5545): use BYDAY, or repeat "
    "MONTHLY.",
    "position_alone": "BYSETPOS chooses among the days of other parts and there are none: add BYDAY, "
    "BYMONTHDAY or BYMONTH.",
}

SERIES_REFUSALS = {
    "bad_time": "{value!r} ({part}) is no naive local time of a whole second between the years {least} and "
    "{most}: give the wall clock's time, without offset.",
    "bad_length": "{value!r} is no length of at least one whole second: say how long each occurrence lasts.",
    "added_before_start": "{local} is added before the series begins ({start}), and RFC 5545 lets DTSTART "
    "be the first one: begin the series there.",
    "missing_hour": "{local} ({part}) does not exist in {zone}: clocks jump over it that night. Choose "
    "another time.",
    "out_of_step": "The series begins on {start}, which its own rule does not name; RFC 5545 leaves that "
    "undefined. Begin it on a day of the rule (`aligned` finds the first one).",
    "endless": "The rule never ends and no horizon was given, so it has endlessly many occurrences: add "
    "COUNT or UNTIL, or give a horizon.",
    "too_many": "The series has more than {most} occurrences: end it earlier, or repeat less often.",
    "too_far": "The series goes on more than {years} years after its beginning ({start}): end it earlier.",
    "overlap": "The occurrence of {first} still runs when the one of {second} begins, so it would be in its"
    " own way: make it shorter, or repeat less often.",
    "nothing": "The series has no occurrence: everything is excluded or comes after its end. Change its end"
    " or its exceptions.",
    "not_an_occurrence": "{local} is no occurrence of the series, so it cannot be cut there: give the start"
    " of one.",
    "nothing_before": "No occurrence comes before {local}, so nothing would be left of the first part: "
    "change the whole series.",
    "split_at_added": "{local} was added by hand and the rule does not name it, so no rule can begin there:"
    " cut at the next one, and move this one alone.",
}


class RuleError(ValueError):
    """A rule is not read: ``code`` (a key of ``RULE_REFUSALS``) and ``data`` say why."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(RULE_REFUSALS[code].format(**data))
        self.code = code
        self.data = data


class SeriesError(ValueError):
    """A series makes no sense: ``code`` (a key of ``SERIES_REFUSALS``) and ``data`` say why."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(SERIES_REFUSALS[code].format(**data))
        self.code = code
        self.data = data
