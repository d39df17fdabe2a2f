"""``maillage actors``: the directory of any day, as known now or then; or the life of one actor."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from maillage.cli.errors import CommandError
from maillage.cli.where import ask_format, ask_territory, day_of, in_territory, moment_of, tell

HELP = "Print the directory as of a date, as known then or now; or the life of one actor."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    ask_territory(parser)
    parser.add_argument("--as-of", default="", metavar="DATE", help="2017, 2017-05 or 2017-05-12 (today)")
    parser.add_argument("--known-at", default="", metavar="DATE", help="as it was known that day (now)")
    parser.add_argument("--actor", default="", metavar="REF", help="one actor: its state, ties and life")
    ask_format(parser)


def run(options: argparse.Namespace) -> int:
    """Print it."""
    with in_territory(options.territory):
        rows = _life(options) if options.actor else _directory(options)
        tell(rows, options.format)
    return 0


def _directory(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from maillage.actors.queries import Moment, directory_on
    from maillage.common import clock

    day = day_of(options.as_of) if options.as_of else clock.today()
    moment = Moment(day, moment_of(options.known_at))
    for episode in directory_on(moment).iterator(chunk_size=1000):
        yield {
            "ref": episode.actor.ref,
            "name": episode.name,
            "kind": episode.kind,
            "state": episode.state,
            "commune": episode.commune.name if episode.commune else "",
            "since": episode.valid_from.isoformat(),
        }


def _life(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from maillage.actors.queries import actor_with_ref, episode_on, known_events, ties_on
    from maillage.common import clock

    actor = actor_with_ref(options.actor)
    if actor is None:
        raise CommandError(f"there is no actor {options.actor!r} here. Run: maillage actors")
    actor = actor.merged_into or actor
    known_at = moment_of(options.known_at)
    day = day_of(options.as_of) if options.as_of else clock.today()
    episode = episode_on(actor, day, known_at)
    state = f"{episode.name}, {episode.kind}, {episode.state}" if episode else "did not exist"
    yield {"date": day.isoformat(), "what": "state", "detail": state, "source": ""}
    for tie in ties_on(actor, day, known_at):
        detail = f"{tie.actor} {tie.kind} {tie.other}"
        yield {"date": tie.since, "what": "tie", "detail": detail, "source": tie.source}
    for event in known_events(actor, known_at):
        detail = event.name or event.actor_kind or (str(event.address) if event.address else "")
        yield {"date": event.happened, "what": event.kind, "detail": detail, "source": event.source}
