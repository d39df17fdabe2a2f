"""Taking a file in, and saying how it is to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.common import ids, journal
from maillage.common.errors import Refusal
from maillage.imports import storage
from maillage.imports.actions.common import move
from maillage.imports.enums import RunState, SourceType
from maillage.imports.models import ImportRun, Source
from maillage.territory.models import Territory


def name_source(
    *,
    territory: Territory,
    name: str,
    type: SourceType = SourceType.FILE,
    licence: str = "",
    url: str = "",
) -> Source:
    """The source of this name, made if it is new; what is said of it is kept."""
    if not name.strip():
        raise Refusal(
            "no_source",
            _("D’où vient ce fichier ?"),
            todo=_("Donnez un nom à la source : « Annuaire de la mairie », par exemple."),
            status=422,
        )
    source, _made = Source.objects.get_or_create(
        territory=territory, name=name.strip()[:120], defaults={"type": type}
    )
    told = {key: value for key, value in (("licence", licence[:120]), ("url", url[:400])) if value}
    if any(getattr(source, key) != value for key, value in told.items()):
        for key, value in told.items():
            setattr(source, key, value)
        source.save(update_fields=list(told))
    return source


def receive_file(
    *, source: Source, file_name: str, chunks: Iterable[bytes], who: str, kind: str = "", service: str = ""
) -> ImportRun:
    """Take a file in. Nothing is read yet; what was corrected the last time for this source is remembered.

    ``service`` is the connector whose answer it is; a file that a person gives has none.
    """
    ref = ids.new_ref()
    try:
        digest, size = storage.keep(ref, chunks)
    except storage.TooLargeError:
        raise Refusal(
            "too_large",
            _("Ce fichier est trop lourd : plus de 200 Mo."),
            why=_("Un annuaire de cent mille lignes pèse rarement plus de 30 Mo."),
            todo=_("Découpez-le, ou ôtez les colonnes qui ne parlent pas des acteurs."),
            status=413,
        ) from None
    if size == 0:
        storage.forget(ref)
        raise Refusal("empty", _("Ce fichier est vide."), todo=_("Choisissez-en un autre."), status=422)
    with transaction.atomic():
        run: ImportRun = ImportRun.objects.create(
            ref=ref,
            territory=source.territory,
            source=source,
            file_name=file_name[:200],
            digest=digest,
            size=size,
            mapping=source.mapping,
            options={name: value for name, value in (("kind", kind), ("service", service)) if value},
            who=who,
        )
        data = {"source": source.ref, "bytes": size}
        journal.record(who=who, verb="receive_file", kind="import", ref=run.ref, data=data)
    return run


def map_columns(
    *,
    run: ImportRun,
    mapping: Mapping[str, str],
    who: str,
    hints: Mapping[str, Any] | None = None,
    kind: str = "",
) -> ImportRun:
    """Correct how a file is read: the meaning of its columns, its separator… The dry run is to be done again.

    ``mapping`` goes from the name of a column to a field, or to an empty text for « not taken ».
    """
    with transaction.atomic():
        options = {**run.options, **({"kind": kind} if kind else {})}
        told = dict(mapping)
        hinted = dict(run.hints if hints is None else hints)
        if run.state != RunState.RECEIVED:
            move(run, RunState.RECEIVED, refusal={})
        run.mapping, run.hints, run.options = told, hinted, options
        run.save(update_fields=["mapping", "hints", "options"])
        run.source.mapping = {**run.source.mapping, **told}
        run.source.save(update_fields=["mapping"])
        journal.record(
            who=who, verb="map_columns", kind="import", ref=run.ref, data={"columns": sorted(told)}
        )
    return run


def redo_run(*, run: ImportRun, who: str) -> ImportRun:
    """Take an import that was undone up again, from its dry run."""
    if not storage.path_of(run.ref).exists():
        raise Refusal(
            "file_gone",
            _("Le fichier de cet import n’est plus là."),
            why=_("Les fichiers des imports annulés sont effacés après un délai."),
            todo=_("Déposez-le à nouveau : rien ne sera créé en double."),
        )
    with transaction.atomic():
        move(run, RunState.RECEIVED, rows_read=0, last_number=0, counts={}, undone_at=None, done_at=None)
        run.rows.all().delete()
        journal.record(who=who, verb="redo", kind="import", ref=run.ref)
    return run
