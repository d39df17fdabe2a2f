"""Actors known before lives were recorded: each gets its first trace (or its founding) and an episode."""

from datetime import date

from django.db import migrations

from maillage.actors.naming import sort_name
from maillage.common.partial_date import PartialDate, PartialDateError


def _born(actor) -> tuple[str, date]:
    try:
        founded = PartialDate.parse(actor.founded)
    except PartialDateError:
        return "", actor.created_at.date()
    return str(founded), founded.first


def tell_first_lives(apps, schema_editor) -> None:
    del schema_editor
    actor_model, event_model, episode_model, address_model = (
        apps.get_model("actors", name) for name in ("Actor", "LifeEvent", "Episode", "Address")
    )
    for actor in actor_model.objects.select_related("commune").iterator(chunk_size=500):
        founded, day = _born(actor)
        address = None
        if actor.commune is not None:
            address = address_model.objects.create(
                territory_id=actor.territory_id, commune=actor.commune, city=actor.commune.name
            )
        actor.sort_name, actor.founded, actor.address = sort_name(actor.name), founded, address
        actor.confirmed_at = actor.created_at
        actor.save(update_fields=["sort_name", "founded", "address", "confirmed_at"])
        event_model.objects.create(
            territory_id=actor.territory_id,
            actor=actor,
            kind="founded" if founded else "seen",
            happened=founded or day.isoformat(),
            counts_from=day,
            name=actor.name,
            actor_kind=actor.kind,
            address=address,
            source="coordinator",
            who="system",
            known_from=actor.created_at,
        )
        episode_model.objects.create(
            territory_id=actor.territory_id,
            actor=actor,
            valid_from=day,
            known_from=actor.created_at,
            name=actor.name,
            sort_name=actor.sort_name,
            kind=actor.kind,
            address=address,
            commune=actor.commune,
            state="active",
            opens=True,
        )


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_lives")]

    operations = [migrations.RunPython(tell_first_lives, migrations.RunPython.noop)]
