"""Writes on pledged hours. Every change of what is left happens under the pledge's own lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.models import Actor
from maillage.common import clock, journal
from maillage.common.errors import Refusal
from maillage.people.actions import give_role
from maillage.people.enums import RoleKind
from maillage.people.models import Person
from maillage.pledges.enums import HOLD_TRANSITIONS, HoldState
from maillage.pledges.models import Absence, Contribution, Hold, NotWith, Pledge, PledgedHelper
from maillage.pledges.queries import hours_by_pledge, hours_left, month_of
from maillage.skills.models import Skill
from maillage.territory.models import Territory

MAX_HOURS = 10_000


def promise_hours(
    *,
    territory: Territory,
    partner: Actor,
    hours_total: int,
    starts_on: date,
    ends_on: date,
    skills: Sequence[Skill],
    who: str,
    titles: dict[str, str] | None = None,
) -> Pledge:
    """Record that a partner promises hours of some skills over a period."""
    _refuse_hours(hours_total)
    _refuse_dates(starts_on, ends_on)
    if not skills:
        raise Refusal(
            "no_skill",
            _("Aucun savoir-faire n’est choisi."),
            why=_("Des heures sans savoir-faire ne peuvent aller à personne."),
            todo=_("Choisissez-en au moins un."),
            status=422,
        )
    with transaction.atomic():
        pledge: Pledge = Pledge.objects.create(
            territory=territory,
            partner=partner,
            hours_total=hours_total,
            starts_on=starts_on,
            ends_on=ends_on,
            titles=titles or {},
        )
        pledge.skills.set(skills)
        journal.record(who=who, verb="promise", kind="pledge", ref=pledge.ref, data={"hours": hours_total})
    return pledge


def name_helper(
    *,
    pledge: Pledge,
    person: Person,
    hours_per_month: int,
    skills: Sequence[Skill],
    who: str,
    max_open: int = 2,
    languages: Sequence[str] = ("fr",),
) -> PledgedHelper:
    """Name a person who gives a pledge's hours; her skills are added to the pledge if they were not in it."""
    _refuse_hours(hours_per_month)
    with transaction.atomic():
        helper, _created = PledgedHelper.objects.update_or_create(
            pledge=pledge,
            person=person,
            defaults={
                "territory": pledge.territory,
                "hours_per_month": hours_per_month,
                "max_open": max_open,
                "languages": list(languages),
            },
        )
        helper.skills.set(skills)
        pledge.skills.add(*skills)
        give_role(person=person, kind=RoleKind.HELPER, who=who)
        journal.record(
            who=who, verb="name_helper", kind="pledge", ref=pledge.ref, data={"person": person.ref}
        )
    return helper


def extend_pledge(*, pledge: Pledge, ends_on: date, who: str) -> Pledge:
    """Carry a pledge's hours over to a later end."""
    with transaction.atomic():
        pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
        _refuse_dates(pledge.starts_on, ends_on)
        before = pledge.ends_on
        pledge.ends_on, pledge.notice_sent_at = ends_on, None
        pledge.save(update_fields=["ends_on", "notice_sent_at"])
        journal.record(
            who=who,
            verb="extend",
            kind="pledge",
            ref=pledge.ref,
            data={"from": before.isoformat(), "to": ends_on.isoformat()},
        )
    return pledge


def declare_absence(*, person: Person, starts_on: date, ends_on: date, who: str) -> Absence:
    """A helper is away, both days included."""
    _refuse_dates(starts_on, ends_on)
    with transaction.atomic():
        absence: Absence = Absence.objects.create(
            territory=person.territory, person=person, starts_on=starts_on, ends_on=ends_on
        )
        journal.record(who=who, verb="declare_absence", kind="person", ref=person.ref)
    return absence


def cancel_absence(*, absence: Absence, who: str) -> None:
    """The helper is here after all."""
    with transaction.atomic():
        journal.record(who=who, verb="cancel_absence", kind="person", ref=absence.person.ref)
        absence.delete()


def keep_apart(*, person: Person, actor: Actor, who: str) -> NotWith:
    """Never put this helper and this actor together; known only to the coordinators."""
    with transaction.atomic():
        rule, _created = NotWith.objects.get_or_create(
            person=person, actor=actor, defaults={"territory": person.territory}
        )
        journal.record(who=who, verb="keep_apart", kind="person", ref=person.ref)
    return rule


def pause_helper(*, person: Person, paused: bool, who: str) -> None:
    """Stop asking this person, or start again; what she has accepted goes on."""
    with transaction.atomic():
        PledgedHelper.objects.filter(person=person).update(is_paused=paused)
        journal.record(who=who, verb="pause" if paused else "resume", kind="person", ref=person.ref)


def hold_hours(*, helper: PledgedHelper, hours: int, key: str) -> Hold:
    """Keep hours for an ask, or refuse: when two ask for the last hour, exactly one gets it."""
    with transaction.atomic():
        _lock(helper)
        left = _left(helper)
        if hours > left:
            raise Refusal(
                "hours_taken",
                ngettext(
                    "Il ne reste que %(left)s heure à %(name)s ce mois-ci.",
                    "Il ne reste que %(left)s heures à %(name)s ce mois-ci.",
                    left,
                )
                % {"left": left, "name": helper.person.full_name},
                why=_("Une autre demande vient de les prendre."),
                todo=_("Relancez la recherche : elle tiendra compte de ce qui reste."),
            )
        hold: Hold = Hold.objects.create(helper=helper, key=key, hours=hours, month=month_of(clock.today()))
        return hold


def release_hold(*, key: str) -> None:
    """Give the kept hours back: she declined, did not answer, or the ask was cancelled."""
    _end_hold(key, HoldState.RELEASED)


def record_contribution(*, key: str, hours: int, on: date, who: str) -> Contribution:
    """Hours were really given for an ask: they draw the pledge down, once."""
    _refuse_hours(hours)
    with transaction.atomic():
        hold = Hold.objects.select_related("helper__pledge", "helper__person").get(key=key)
        _lock(hold.helper)
        if Contribution.objects.filter(key=key).exists():
            raise Refusal(
                "hours_logged",
                _("Ces heures sont déjà notées."),
                why=_("Quelqu’un les a enregistrées avant vous."),
                todo=_("Rien à faire. Pour corriger, écrivez à la coordination."),
            )
        _end_hold(key, HoldState.USED)
        contribution: Contribution = Contribution.objects.create(
            territory=hold.helper.territory, helper=hold.helper, key=key, hours=hours, on=on
        )
        journal.record(
            who=who,
            verb="contribute",
            kind="pledge",
            ref=hold.helper.pledge.ref,
            data={"hours": hours, "on": on.isoformat(), "referral": key},
        )
    return contribution


def note_lapse_notice(*, pledge: Pledge) -> bool:
    """Say that the partner is being told about hours soon lost; False if she was told already."""
    rows = Pledge.objects.filter(pk=pledge.pk, notice_sent_at=None)
    return bool(rows.update(notice_sent_at=clock.now()))


def _lock(helper: PledgedHelper) -> None:
    Pledge.objects.select_for_update().get(pk=helper.pledge_id)


def _left(helper: PledgedHelper) -> int:
    alone = hours_left([helper], clock.today())[helper.pk]
    return min(alone, hours_by_pledge([helper.pledge])[helper.pledge_id].left)


def _end_hold(key: str, state: HoldState) -> None:
    hold = Hold.objects.filter(key=key).first()
    if hold is not None and state in HOLD_TRANSITIONS[hold.state]:
        hold.state = state
        hold.save(update_fields=["state"])


def _refuse_hours(hours: int) -> None:
    if not 1 <= hours <= MAX_HOURS:
        raise Refusal(
            "hours",
            _("%(hours)s heures : ce n’est pas possible.") % {"hours": hours},
            why=_("Un engagement compte au moins une heure."),
            todo=_("Écrivez un nombre entier d’heures, à partir de 1."),
            status=422,
        )


def _refuse_dates(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refusal(
            "dates",
            _("La fin tombe avant le début."),
            why=_("Les deux dates sont sans doute inversées."),
            todo=_("Vérifiez-les : la fin peut être le jour même, pas avant."),
            status=422,
        )
