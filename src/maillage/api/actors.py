"""Actors as open data: lists of today and of any day, and one actor with its life and its ties."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from maillage.actors.enums import Listing
from maillage.actors.exports.actors import actor_records
from maillage.actors.exports.addresses import Addresses
from maillage.actors.exports.files import heading, times_of
from maillage.actors.exports.records import Record, episode_record, event_record, tie_record
from maillage.actors.models import Actor
from maillage.actors.queries import (
    Moment,
    actor_with_ref,
    count_on,
    current_ties,
    episode_on,
    known_events,
    root_of,
    ties_on,
)
from maillage.actors.queries.choice import Choice, chosen, found, page_by_name
from maillage.actors.queries.moments import page_after
from maillage.api.answers import ApiRequest, open_data
from maillage.api.asked import choice_of, cursor, moment_asked, narrowing_of, place_after, size_of
from maillage.common.errors import Refusal
from maillage.common.links import absolute
from maillage.imports.queries import origins


@open_data
def actors(request: ApiRequest) -> Record:
    """A page of the directory: today's, or that of another day (``as_of``, ``known_at``)."""
    moment = moment_asked(request.GET, "as_of", "known_at")
    if moment is not None:
        return _past_page(request, moment)
    choice = choice_of(request.GET)
    return _found_page(request, choice) if choice.has_words else _page(request, choice)


@open_data
def actor(request: ApiRequest, ref: str) -> Record | HttpResponseBase:
    """One actor with its events and its ties, today or as of another day."""
    row = actor_with_ref(ref)
    if row is None or row.listing == Listing.WITHHELD:
        raise _nobody()
    moment = moment_asked(request.GET, "as_of", "known_at")
    if moment is not None and root_of(row, moment.known_at) == row.pk and row.listing != Listing.WITHDRAWN:
        return _past_record(request, row, moment)
    if row.listing == Listing.WITHDRAWN:
        raise _gone()
    if row.merged_into is not None:
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(Addresses.here().record(row.merged_into.ref) + asked)
    return {
        **heading(request.territory, _here(request), 1, origins()),
        **actor_records([row.pk])[0],
        "events": [event_record(event) for event in _events(row, None)],
        "ties": [tie_record(tie) for tie in _shown(current_ties(row))],
    }


def _page(request: ApiRequest, choice: Choice) -> Record:
    """A page by name; the cursor is the last actor read, so that nothing is skipped nor read twice."""
    size, after = size_of(request.GET), place_after(request.GET)
    place = (after[1], _key_of(after[0])) if after else None
    rows = page_by_name(choice, size=size + 1, after=place, shown=QuerySet.all)
    last = rows[size - 1] if len(rows) > size else None
    following = cursor(last.ref, last.sort_name) if last else ""
    return _list(request, chosen(choice).count(), actor_records([row.pk for row in rows[:size]]), following)


def _found_page(request: ApiRequest, choice: Choice) -> Record:
    """A page of what answers words, the nearest first."""
    answer, size, after = found(choice), size_of(request.GET), place_after(request.GET)
    start = answer.refs.index(after[0]) + 1 if after and after[0] in answer.refs else 0
    refs = answer.refs[start : start + size]
    keys = dict(chosen(choice).filter(ref__in=refs).values_list("ref", "pk"))
    by_ref = {record["ref"]: record for record in actor_records(list(keys.values()))}
    following = cursor(refs[-1], "") if start + size < len(answer.refs) else ""
    page = _list(request, len(answer.refs), [by_ref[ref] for ref in refs if ref in by_ref], following)
    return page | {
        "read_as": [{"typed": typed, "used": used} for typed, used in answer.corrected],
        "has_all_words": not answer.is_relaxed,
        "is_capped": answer.is_capped,
    }


def _past_page(request: ApiRequest, moment: Moment) -> Record:
    """A page of the directory of a day, by name."""
    size, after = size_of(request.GET), place_after(request.GET)
    only = narrowing_of(request.GET)
    name, actor_key = (after[1], _key_of(after[0])) if after else ("", 0)
    page = page_after(moment, only, name=name, actor=actor_key, size=size + 1)
    last = page[size - 1] if len(page) > size else None
    following = cursor(last.actor.ref, last.sort_name) if last else ""
    records = [episode_record(one) for one in page[:size]]
    return _list(request, count_on(moment, only), records, following, **times_of(moment))


def _past_record(request: ApiRequest, row: Actor, moment: Moment) -> Record:
    """What an actor was on a day (``state`` is null when it was not), its life and its ties until then."""
    episode = episode_on(row, moment.day, moment.known_at)
    events = [one for one in _events(row, moment) if one.counts_from <= moment.day]
    return {
        **heading(request.territory, _here(request), 1, origins(), **times_of(moment)),
        "ref": row.ref,
        "state": episode_record(episode) if episode else None,
        "events": [event_record(event) for event in events],
        "ties": [tie_record(tie) for tie in _shown(ties_on(row, moment.day, moment.known_at))],
    }


def _list(request: ApiRequest, count: int, records: list[Record], following: str, **asked: Any) -> Record:
    """A page of records, with the address of the page that follows (null on the last one)."""
    query = request.GET.copy()
    query["after"] = following
    address = absolute(f"{request.path}?{query.urlencode()}") if following else None
    head = heading(request.territory, _here(request), count, origins(), **asked)
    return {**head, "next": address, "actors": records}


def _events(row: Actor, moment: Moment | None) -> list[Any]:
    known_at = moment.known_at if moment else None
    return list(known_events(row, known_at).select_related("other__merged_into"))


def _shown(ties: Any) -> list[Any]:
    """The ties whose two ends the directory shows."""
    hidden = (Listing.WITHHELD, Listing.WITHDRAWN)
    return [one for one in ties if one.actor.listing not in hidden and one.other.listing not in hidden]


def _key_of(ref: str) -> int:
    return Actor.objects.filter(ref=ref).values_list("pk", flat=True).first() or 0


def _here(request: ApiRequest) -> str:
    return absolute(request.get_full_path())


def _nobody() -> Refusal:
    return Refusal(
        "unknown_actor",
        _("Aucun acteur n’a cette référence ici."),
        why=_("Elle a pu être mal recopiée, ou vient d’un autre territoire."),
        todo=_("Cherchez l’acteur par son nom : %(address)s") % {"address": "/api/v1/actors?q=…"},
        status=404,
    )


def _gone() -> Refusal:
    return Refusal(
        "withdrawn",
        _("Cette fiche a été retirée."),
        why=_("Elle venait d’un fichier importé, puis repris en entier : ce qu’elle disait n’était pas sûr."),
        todo=_("Cherchez l’acteur par son nom : %(address)s") % {"address": "/api/v1/actors?q=…"},
        status=410,
    )
