"""Who plays: actors, people, roles and pledges become known, each at its date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from maillage.actors.actions import join_actor, register_actor
from maillage.actors.models import Actor
from maillage.common import journal
from maillage.people.actions import give_role, make_character, register_person
from maillage.people.enums import RoleKind
from maillage.people.models import Person
from maillage.pledges.actions import declare_absence, keep_apart, name_helper, promise_hours
from maillage.scenario.data import ActorRow, DemoData, HelperRow, PersonRow, PledgeRow, ScenarioError
from maillage.scenario.stage import FIRST_DAY, Stage
from maillage.skills.models import Skill
from maillage.skills.queries import active_skills
from maillage.territory.queries import commune_with_code

SAID_BEFORE = 12  # days between the moment a helper says she will be away and her first day away


@dataclass(slots=True)
class Cast:
    """Everybody, by the names the data give them."""

    stage: Stage
    data: DemoData
    actors: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, PersonRow] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    _slugs: dict[int, str] = field(default_factory=dict)

    def enter(self) -> None:
        """Plan the moment at which each becomes known."""
        stage = self.stage
        self.rows = {row.slug: row for row in self.data.people}
        stage.at(stage.moment(FIRST_DAY, 9), self._open)
        for number, actor in enumerate(self.data.actors):
            stage.at(self._morning(0, number), partial(self._register_actor, actor))
        for number, person in enumerate(self.data.people):
            stage.at(self._morning(1, number), partial(self._register_person, person))
        for pledge in self.data.pledges:
            stage.at(stage.moment(pledge.starts, 8, 30), partial(self._promise, pledge))

    @property
    def coordinator(self) -> str:
        """The reference of the person who runs the service day to day."""
        for row in self.data.people:
            if RoleKind.COORDINATOR in row.roles:
                return self.people[row.slug].ref
        raise ScenarioError("people.csv gives nobody the role coordinator: nobody could read the needs.")

    def person(self, slug: str) -> Person:
        """The person with this name."""
        return self.people[slug]

    def slug_of(self, key: int) -> str:
        """The name in the data of the person with this primary key."""
        if key not in self._slugs:
            self._slugs = {person.pk: slug for slug, person in self.people.items()}
        return self._slugs[key]

    def actor_of(self, slug: str) -> Actor:
        """The actor a person speaks for."""
        return self.actors[self.rows[slug].actor]

    def _morning(self, day: int, number: int) -> datetime:
        """One after the other, in the first days."""
        return self.stage.moment(FIRST_DAY + day, 9, 10) + timedelta(minutes=number)

    def _open(self) -> None:
        self.skills = {skill.code: skill for skill in active_skills()}

    def _register_actor(self, row: ActorRow) -> None:
        self.actors[row.slug] = register_actor(
            territory=self.stage.territory,
            name=row.name,
            kind=row.kind,
            commune=commune_with_code(row.commune),
            founded=row.founded,
            descriptions=row.descriptions,
            is_invented=True,
        )

    def _register_person(self, row: PersonRow) -> None:
        person = register_person(
            territory=self.stage.territory,
            given_name=row.given_name,
            family_name=row.family_name,
            email=row.email,
            language=row.language,
            paths=row.paths,
            is_invented=True,
        )
        self.people[row.slug] = person
        join_actor(actor=self.actors[row.actor], person=person, titles=row.titles)
        for role in row.roles:
            give_role(person=person, kind=RoleKind(role), who=journal.SYSTEM)
        if row.is_character:
            make_character(person=person)

    def _promise(self, row: PledgeRow) -> None:
        stage = self.stage
        pledge = promise_hours(
            territory=stage.territory,
            partner=self.actors[row.partner],
            hours_total=row.hours_total,
            starts_on=stage.base + timedelta(days=row.starts),
            ends_on=stage.base + timedelta(days=row.ends),
            skills=self._skills(row.skills),
            titles=row.titles,
            who=self.coordinator,
        )
        for helper in row.helpers:
            name_helper(
                pledge=pledge,
                person=self.people[helper.person],
                hours_per_month=helper.hours_per_month,
                max_open=helper.max_open,
                languages=helper.languages,
                skills=self._skills(helper.skills),
                who=self.coordinator,
            )
            self._habits(helper, row.starts)

    def _habits(self, row: HelperRow, starts: int) -> None:
        person, stage = self.people[row.person], self.stage
        for slug in row.not_with:
            keep_apart(person=person, actor=self.actors[slug], who=self.coordinator)
        for first, last in row.absences:
            said = stage.awake(stage.moment(min(max(first - SAID_BEFORE, starts), -2), 12, 20))
            stage.at(
                max(said, stage.moment(starts, 8, 40)),
                partial(self._declare, person, first, last),
            )

    def _declare(self, person: Person, first: int, last: int) -> None:
        base = self.stage.base
        declare_absence(
            person=person,
            starts_on=base + timedelta(days=first),
            ends_on=base + timedelta(days=last),
            who=person.ref,
        )

    def _skills(self, codes: tuple[str, ...]) -> list[Skill]:
        if unknown := [code for code in codes if code not in self.skills]:
            raise ScenarioError(f"pledges.toml names {unknown[0]!r}, which the skill list does not hold.")
        return [self.skills[code] for code in codes]
