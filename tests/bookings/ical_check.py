"""The referee of calendars: what RFC 5545 asks of the bytes, read here without any calendar library.

``faults`` returns a sentence for each promise that is broken; an empty list means that the text is correct.
Recurrence instances are found with the engine's own referee, which walks day by day.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from maillage.engine.recurrence import Rule, RuleError, named_days

NAME = re.compile(r"[A-Za-z0-9-]+")
HEAD = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*))*):(.*)'
)
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')
LOCAL = re.compile(r"\d{8}T\d{6}")
UTC = re.compile(r"\d{8}T\d{6}Z")
OFFSET = re.compile(r"(?!-0000)[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
DURATION = re.compile(r"P(?:(\d+)W|(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)")
ESCAPED = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
PARTS = {
    "VCALENDAR": {"VTIMEZONE", "VEVENT", "VFREEBUSY"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
    "VEVENT": set(),
    "VFREEBUSY": set(),
    "STANDARD": set(),
    "DAYLIGHT": set(),
}
REQUIRED = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VTIMEZONE": ("TZID",),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VFREEBUSY": ("UID", "DTSTAMP"),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
}
ONCE = {
    "PRODID", "VERSION", "CALSCALE", "METHOD", "TZID", "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION",
    "CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PRIORITY",
    "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL", "RECURRENCE-ID", "RRULE", "REFRESH-INTERVAL",
}  # fmt: skip
KNOWN = ONCE | {
    "EXDATE",
    "RDATE",
    "FREEBUSY",
    "TZNAME",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "COMMENT",
    "CATEGORIES",
}
TEXTS = {"SUMMARY", "LOCATION", "DESCRIPTION", "UID", "TZNAME", "PRODID", "COMMENT", "X-WR-CALNAME", "TZID"}
SHAPES = {
    **dict.fromkeys(TEXTS, ESCAPED),
    **dict.fromkeys(("DTSTAMP", "LAST-MODIFIED", "CREATED"), UTC),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), OFFSET),
    "SEQUENCE": re.compile(r"\d{1,10}"),
    "STATUS": re.compile("TENTATIVE|CONFIRMED|CANCELLED"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
    "CALSCALE": re.compile("GREGORIAN"),
    "VERSION": re.compile(r"2\.0"),
}
FREE = {"FREE", "BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"}


@dataclass
class Line:
    """A content line: its name, its parameters, its value as written."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Part:
    """A component, with its lines and what it holds."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        """Its properties of this name."""
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> str:
        """The value of a property; empty when it is not there."""
        found = self.all(name)
        return found[0].value if found else ""


def faults(data: bytes) -> list[str]:
    """Every promise of RFC 5545 that the bytes of a calendar break."""
    found = _folding(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return [*found, "it is not UTF-8"]
    lines, wrong = _lines(text)
    calendar, broken = _tree(lines)
    found += wrong + broken
    if calendar is None:
        return found
    zones = [part.one("TZID") for part in calendar.parts if part.name == "VTIMEZONE"]
    found += [f"VTIMEZONE {zone} is told twice" for zone, n in Counter(zones).items() if n > 1]
    found += _component(calendar, set(zones))
    if not calendar.parts:
        found.append("a calendar holds at least one component")
    return found or _families([part for part in calendar.parts if part.name == "VEVENT"])


def _folding(data: bytes) -> list[str]:
    found = [] if data.endswith(b"\r\n") else ["the last line does not end with CRLF"]
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        found.append("a line does not end with CRLF")
    rows = data.split(b"\r\n")[:-1]
    found += [f"line {n} has {len(row)} octets" for n, row in enumerate(rows, 1) if len(row) > 75]
    found += [f"line {n} is empty" for n, row in enumerate(rows, 1) if not row]
    for n, row in enumerate(rows, 1):
        try:
            row.decode("utf-8")
        except UnicodeDecodeError:
            found.append(f"line {n} is folded inside a letter")
    return found


def _lines(text: str) -> tuple[list[Line], list[str]]:
    lines, found = [], []
    for row in text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        if not row:
            continue
        parsed = HEAD.fullmatch(row)
        if parsed is None:
            found.append(f"{row!r} is no content line")
            continue
        pairs = [(name.upper(), value.strip('"')) for name, value in PARAMETER.findall(parsed[2])]
        found += [f"{name} twice in {row!r}" for name, n in Counter(n for n, _ in pairs).items() if n > 1]
        lines.append(Line(parsed[1].upper(), dict(pairs), parsed[3]))
    return lines, found


def _tree(lines: list[Line]) -> tuple[Part | None, list[str]]:
    stack: list[Part] = []
    calendar: Part | None = None
    for line in lines:
        if line.name == "BEGIN":
            part = Part(line.value)
            if not stack:
                if calendar is not None or line.value != "VCALENDAR":
                    return calendar, [f"BEGIN:{line.value} outside of one calendar"]
                calendar = part
            elif line.value not in PARTS[stack[-1].name]:
                return calendar, [f"{line.value} inside {stack[-1].name}"]
            else:
                stack[-1].parts.append(part)
            stack.append(part)
        elif not stack:
            return calendar, [f"{line.name} outside of a calendar"]
        elif line.name == "END":
            if stack.pop().name != line.value:
                return calendar, [f"END:{line.value} closes nothing"]
        else:
            stack[-1].lines.append(line)
    return calendar, [f"{part.name} is not closed" for part in stack] or ([] if calendar else ["no calendar"])


def _component(part: Part, zones: set[str]) -> list[str]:
    counts = Counter(line.name for line in part.lines)
    found = [f"{part.name} without {name}" for name in REQUIRED[part.name] if not counts[name]]
    found += [f"{part.name} has {n} {name}" for name, n in counts.items() if name in ONCE and n > 1]
    found += [f"{name} is unknown" for name in counts if name not in KNOWN and not name.startswith("X-")]
    for line in part.lines:
        found += [f"{part.name}: {line.name}: {wrong}" for wrong in _value(line, part, zones)]
    if part.name == "VEVENT":
        found += _event(part)
    if part.name == "VFREEBUSY":
        found += _busy(part)
    if part.name == "VTIMEZONE" and not part.parts:
        found.append("VTIMEZONE without STANDARD nor DAYLIGHT")
    for inner in part.parts:
        found += _component(inner, zones)
    return found


def _value(line: Line, part: Part, zones: set[str]) -> list[str]:
    """What is wrong with one value, by the type of its property."""
    value, name = line.value, line.name
    told = f"{value!r} is not as {name} is written"
    if name in ("DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"):
        return [wrong for one in value.split(",") for wrong in _moment(one, line, part, zones)]
    if name in ("DURATION", "REFRESH-INTERVAL") and not length(value):
        return [told]
    if name in SHAPES and not SHAPES[name].fullmatch(value):
        return [told]
    if SHAPES.get(name) is UTC and not _is_time(value, UTC):
        return [told]
    if name == "REFRESH-INTERVAL" and line.parameters.get("VALUE") != "DURATION":
        return ["VALUE=DURATION is missing"]
    return _rule(value, part) if name == "RRULE" else []


def _is_time(value: str, shape: re.Pattern[str]) -> bool:
    if not shape.fullmatch(value):
        return False
    try:
        at(value)
    except ValueError:
        return False
    return True


def _moment(value: str, line: Line, part: Part, zones: set[str]) -> list[str]:
    zone = line.parameters.get("TZID")
    if line.parameters.get("VALUE", "DATE-TIME") != "DATE-TIME":
        return [f"VALUE={line.parameters['VALUE']} is not what is written here"]
    if zone is None:
        local = part.name in ("STANDARD", "DAYLIGHT")
        return [] if _is_time(value, LOCAL if local else UTC) else [f"{value!r} floats, or is no time"]
    if zone not in zones:
        return [f"TZID={zone} has no VTIMEZONE"]
    return [] if _is_time(value, LOCAL) else [f"{value!r} is no local time"]


def _rule(value: str, part: Part) -> list[str]:
    pairs = [piece.split("=") for piece in value.split(";")]
    if any(len(pair) != 2 for pair in pairs) or len({pair[0] for pair in pairs}) < len(pairs):
        return [f"{value!r} is no rule"]
    until = dict(pairs).get("UNTIL")
    if until is not None and not _is_time(until, UTC):
        return [f"UNTIL={until} is not in UTC, beside a DTSTART with a time zone"]
    try:
        Rule.parse(value.replace(f"UNTIL={until}", f"UNTIL={(until or '')[:-1]}"))
    except RuleError as error:
        return [str(error)]
    return [] if part.all("DTSTART") else ["a rule without DTSTART"]


def _event(part: Part) -> list[str]:
    found = []
    if part.all("DTEND") and part.all("DURATION"):
        found.append("DTEND beside DURATION")
    start, end = part.all("DTSTART"), part.all("DTEND")
    if start and end:
        if start[0].parameters.get("TZID") != end[0].parameters.get("TZID"):
            found.append("DTSTART and DTEND are not told by the same clock")
        elif at(end[0].value) <= at(start[0].value):
            found.append(f"DTEND {end[0].value} is not after DTSTART {start[0].value}")
    if not (end or part.all("DURATION")):
        found.append("it has no length")
    if part.all("RECURRENCE-ID") and (part.all("RRULE") or part.all("RDATE") or part.all("EXDATE")):
        found.append("one date of a series repeats")
    return found


def _busy(part: Part) -> list[str]:
    """Periods in UTC, in order, apart from each other, within DTSTART and DTEND."""
    found, last = [], part.one("DTSTART")
    if [line for line in part.all("DTSTART") + part.all("DTEND") if not UTC.fullmatch(line.value)]:
        found.append("a free/busy time is told in UTC")
    for line in part.all("FREEBUSY"):
        if line.parameters.get("FBTYPE", "BUSY") not in FREE:
            found.append(f"FBTYPE={line.parameters['FBTYPE']}")
        for period in line.value.split(","):
            first, slash, second = period.partition("/")
            if not (slash and _is_time(first, UTC) and _is_time(second, UTC)):
                found.append(f"{period!r} is no period in UTC")
            elif not last <= first < second:
                found.append(f"{period!r} is not after {last}")
            last = second
    if part.all("DTEND") and last > part.one("DTEND"):
        found.append(f"{last} is after the end")
    return found


def _families(events: list[Part]) -> list[str]:
    """One main event a UID; every EXDATE and RECURRENCE-ID names one of its instances, each at most once."""
    found = []
    by_uid: dict[str, list[Part]] = {}
    for event in events:
        by_uid.setdefault(event.one("UID"), []).append(event)
    for uid, family in by_uid.items():
        mains = [event for event in family if not event.all("RECURRENCE-ID")]
        if len(mains) != 1:
            found.append(f"{uid} has {len(mains)} main events")
            continue
        if len({event.one("SEQUENCE") for event in family}) > 1:
            found.append(f"{uid} has several SEQUENCE")
        clock, named = mains[0].all("DTSTART")[0].parameters.get("TZID"), starts(mains[0])
        for name in ("EXDATE", "RECURRENCE-ID"):
            lines = [line for event in family for line in event.all(name)]
            told = [one for line in lines for one in line.value.split(",")]
            found += [f"{uid}: {name} {one} twice" for one, n in Counter(told).items() if n > 1]
            found += [f"{uid}: {name} {one} is no instance" for one in told if at(one) not in named]
            found += [f"{uid}: {name} by another clock" for x in lines if x.parameters.get("TZID") != clock]
    return found


def starts(main: Part) -> set[datetime]:
    """The starts that an event names by its DTSTART, RRULE and RDATE, by its own clock; UNTIL is not cut."""
    start = at(main.one("DTSTART"))
    named = {start} | {at(one) for line in main.all("RDATE") for one in line.value.split(",")}
    for line in main.all("RRULE"):
        text = re.sub(r"(UNTIL=\d{8})T\d{6}Z", r"\1", line.value)
        rule = Rule.parse(text)
        last = rule.until or start + timedelta(days=3660)
        days = list(named_days(rule, start.date(), last.date()))[: rule.count]
        named |= {datetime.combine(day, start.time()) for day in days}
    return named


def at(value: str) -> datetime:
    """A time as written, without its zone."""
    return datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - the zone is elsewhere


def length(value: str) -> timedelta:
    """A positive duration; nothing for what is none."""
    found = DURATION.fullmatch(value)
    if found is None:
        return timedelta()
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
