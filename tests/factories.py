"""Characters and things of the tests, made through the real actions, with names that read as sentences."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier

from maillage.actors.actions import join_actor, register_actor
from maillage.actors.enums import ActorKind
from maillage.actors.models import Actor
from maillage.common import clock
from maillage.needs.actions import Ask, confirm_address, qualify_need, submit_need
from maillage.needs.enums import Urgency
from maillage.needs.models import Need
from maillage.people.actions import give_role, register_person
from maillage.people.enums import RoleKind
from maillage.people.models import Person
from maillage.pledges.actions import name_helper, promise_hours
from maillage.pledges.models import Pledge, PledgedHelper
from maillage.referrals.actions import propose, send
from maillage.referrals.models import Referral
from maillage.skills.actions import load_skills
from maillage.skills.models import Skill
from maillage.territory.actions import open_territory
from maillage.territory.models import Territory

VOLCANVILLE = """
slug = "volcanville"
name.fr = "Volcanville"
name.en = "Volcanville"
of_name.fr = "de Volcanville"
short_name = "Volcanville"
country = "FR"
languages = ["fr", "en"]
time_zone = "Europe/Paris"
contact_email = "reseau@volcanville.example"
sender = "Maillage <maillage@volcanville.example>"
[look]
colour = "#f3c63f"
on_colour = "#15181c"
[charter]
qualify_within = 1
good_answer = 3
promised_answer = 5
helper_reminder_after = 1
helper_answer_within = 2
answer_hour = 18
meeting_news_after = 7
confirm_address_within_days = 7
pledge_notice_days = 30
group_floor = 0.98
default_hours = 2
min_cell = 5
[groups]
startup = ["startup"]
association = ["association", "collective"]
independent = ["freelancer", "artist", "project"]
other = ["company", "large_company", "cooperative", "public_body", "funder"]
[group_names.fr]
startup = "Start-up"
association = "Associations et collectifs"
independent = "Indépendants et artistes"
other = "Autres"
"""
COMMUNES = "insee_code,name,population,lat,lon\n99001,Volcanville,1000,45.78,3.08\n"
FAMILIES = """
[[family]]
id = "num"
name.fr = "Numérique"
name.en = "Digital"
[[family]]
id = "fin"
name.fr = "Argent"
name.en = "Money"
[[family]]
id = "com"
name.fr = "Communication"
name.en = "Communication"
"""
SKILLS = """
[[skill]]
id = "num-outils"
family = "num"
pref.fr = "Outils collaboratifs et bureautique"
pref.en = "Collaborative and office tools"
alt.fr = ["tableur", "fichier des adhérents", "agenda partagé"]
alt.en = ["spreadsheet"]
said.fr = ["plus personne n'arrive à ouvrir le fichier"]
description.fr = "Choisir et installer des outils numériques de travail."
description.en = "Choose and set up digital work tools."
[[skill]]
id = "compta"
family = "fin"
pref.fr = "Comptabilité"
pref.en = "Accounting"
alt.fr = ["bilan", "trésorier", "tenue des comptes"]
alt.en = ["bookkeeping"]
said.fr = ["notre trésorier est parti, personne ne sait faire le bilan"]
description.fr = "Tenir la comptabilité et clôturer les comptes."
description.en = "Keep the books."
[[skill]]
id = "com-graph"
family = "com"
pref.fr = "Graphisme et identité visuelle"
pref.en = "Graphic design"
alt.fr = ["logo", "affiche", "flyer"]
alt.en = ["poster"]
said.fr = ["il nous faut une belle affiche pour la fête"]
description.fr = "Créer des visuels."
description.en = "Create visuals."
[[skill]]
id = "com-trad"
family = "com"
pref.fr = "Traduction et langues"
pref.en = "Translation and languages"
alt.fr = ["traducteur", "interprète", "portugais"]
alt.en = ["translator"]
said.fr = ["il faudrait traduire notre brochure en portugais"]
description.fr = "Traduire des documents."
description.en = "Translate documents."
"""
FATOU_SAYS = (
    "On tient nos 140 adhérents dans un vieux tableur et plus personne n’arrive à ouvrir le fichier. "
    "Il nous faudrait quelqu’un pour remettre ça d’aplomb."
)


def open_volcanville(folder: Path, *, slug: str = "volcanville", host: str = "") -> Territory:
    """A small territory with four skills, opened from real files."""
    from maillage.common.scope import territory_scope

    place = folder / slug
    (place / "skills").mkdir(parents=True, exist_ok=True)
    (place / "territory.toml").write_text(VOLCANVILLE.replace('"volcanville"', f'"{slug}"'), encoding="utf-8")
    (place / "communes.csv").write_text(COMMUNES, encoding="utf-8")
    (place / "skills" / "families.toml").write_text(FAMILIES, encoding="utf-8")
    (place / "skills" / "all.toml").write_text(SKILLS, encoding="utf-8")
    territory = open_territory(folder=place, host=host)
    with territory_scope(territory.pk):
        load_skills(territory=territory, folder=place / "skills")
    return territory


def skill(code: str) -> Skill:
    """A skill of the current territory, by its code."""
    found: Skill = Skill.objects.get(code=code)
    return found


def a_person(territory: Territory, name: str, *roles: RoleKind, language: str = "fr") -> Person:
    """Somebody, known by an address of the reserved domain, with these roles."""
    given, _, family = name.partition(" ")
    slug = name.lower().replace(" ", ".").replace("è", "e").replace("é", "e").replace("'", "")
    person = register_person(
        territory=territory,
        given_name=given,
        family_name=family,
        email=f"{slug}@{territory.slug}.example",
        language=language,
    )
    for role in roles:
        give_role(person=person, kind=role, who="system")
    return person


def an_actor(territory: Territory, name: str, kind: ActorKind, *people: Person) -> Actor:
    """An actor with these people in it."""
    actor = register_actor(territory=territory, name=name, kind=kind)
    for person in people:
        join_actor(actor=actor, person=person, titles={"fr": "membre", "en": "member"})
    return actor


def a_pledge(
    partner: Actor, *codes: str, hours: int = 40, starts: int = -90, ends: int = 90, who: str = "system"
) -> Pledge:
    """Hours promised by a partner, from ``starts`` to ``ends`` days from today."""
    today = clock.today()
    return promise_hours(
        territory=partner.territory,
        partner=partner,
        hours_total=hours,
        starts_on=today + timedelta(days=starts),
        ends_on=today + timedelta(days=ends),
        skills=[skill(code) for code in codes],
        who=who,
    )


def a_helper(
    pledge: Pledge,
    person: Person,
    *codes: str,
    per_month: int = 4,
    max_open: int = 2,
    languages: tuple[str, ...] = ("fr",),
) -> PledgedHelper:
    """A person named in a pledge, with her monthly hours."""
    return name_helper(
        pledge=pledge,
        person=person,
        hours_per_month=per_month,
        max_open=max_open,
        languages=languages,
        skills=[skill(code) for code in codes],
        who="system",
    )


def an_ask(
    words: str = FATOU_SAYS,
    name: str = "Fatou Diallo",
    kind: ActorKind = ActorKind.ASSOCIATION,
    *,
    actor: str = "",
    email: str | None = None,
    urgency: Urgency = Urgency.MONTH,
    wanted_by: date | None = None,
    hours: int | None = None,
) -> Ask:
    """What a person says when she asks."""
    address = email if email is not None else name.lower().replace(" ", ".") + "@volcanville.example"
    return Ask(
        words=words,
        asker_name=name,
        actor_kind=kind,
        actor_name=actor,
        email=address,
        urgency=urgency,
        wanted_by=wanted_by,
        hours=hours,
    )


def a_submitted_need(territory: Territory, ask: Ask | None = None) -> Need:
    """A need whose address is not confirmed yet."""
    return submit_need(territory=territory, ask=ask or an_ask(), language="fr")


def a_confirmed_need(territory: Territory, ask: Ask | None = None) -> Need:
    """A need that waits to be read."""
    return confirm_address(need=a_submitted_need(territory, ask))


def a_qualified_need(
    territory: Territory, *codes: str, hours: int = 2, ask: Ask | None = None, who: str = "system"
) -> Need:
    """A need in search, for these skills."""
    need = a_confirmed_need(territory, ask)
    return qualify_need(need=need, skills=codes or ("num-outils",), hours=hours, who=who)


def a_proposed_referral(need: Need) -> Referral:
    """The engine's proposal for a need."""
    propose(territory=need.territory, who="system", why="test")
    found: Referral = Referral.objects.get(need=need, state="proposed")
    return found


def a_sent_referral(need: Need) -> Referral:
    """An ask in a helper's hands."""
    return send(referral=a_proposed_referral(need), who="system")


def another_helper(
    territory: Territory,
    name: str,
    partner: str,
    *codes: str,
    hours: int = 40,
    per_month: int = 4,
    max_open: int = 2,
    languages: tuple[str, ...] = ("fr",),
) -> PledgedHelper:
    """Somebody else who gives hours, through an association's own pledge."""
    person = a_person(territory, name)
    actor = an_actor(territory, partner, ActorKind.ASSOCIATION, person)
    pledge = a_pledge(actor, *codes, hours=hours)
    return a_helper(pledge, person, *codes, per_month=per_month, max_open=max_open, languages=languages)


def after(moment: datetime, *, days: int = 0, hours: int = 0, minutes: int = 0) -> datetime:
    """A later moment, for ``clock.at``."""
    return moment + timedelta(days=days, hours=hours, minutes=minutes)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do these acts in as many threads at the same instant; each result, or the exception it ended with."""
    from django.db import connection

    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        gate.wait(timeout=20)
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        running = [pool.submit(copy_context().run, one, act) for act in acts]
        return [future.result(timeout=60) for future in running]


@dataclass(frozen=True)
class City:
    """Our characters, their actors and pledges."""

    territory: Territory
    ines: Person
    fatou: Person
    karim: Person
    lea: Person
    marc: Person
    sophie: Person
    helene: Person
    fil_a_fil: Actor
    bourrasque: Actor
    studio_lave: Actor
    forge: Actor
    pledge: Pledge
    marc_hours: PledgedHelper
    lea_hours: PledgedHelper


def city(territory: Territory) -> City:
    """Inès coordinates; Fatou and Karim ask; Marc and Léa help; Sophie is a partner; Hélène is elected."""
    ines = a_person(territory, "Inès Morel", RoleKind.COORDINATOR)
    fatou = a_person(territory, "Fatou Diallo")
    karim = a_person(territory, "Karim Haddad")
    lea = a_person(territory, "Léa Perrin")
    marc = a_person(territory, "Marc Vasseur")
    sophie = a_person(territory, "Sophie Lenoir", RoleKind.PARTNER)
    helene = a_person(territory, "Hélène Roux", RoleKind.OFFICIAL)
    fil_a_fil = an_actor(territory, "Fil à Fil", ActorKind.ASSOCIATION, fatou)
    bourrasque = an_actor(territory, "Bourrasque", ActorKind.STARTUP, karim)
    studio_lave = an_actor(territory, "Studio Lave", ActorKind.FREELANCER, lea)
    forge = an_actor(territory, "Forge & Cie", ActorKind.LARGE_COMPANY, marc, sophie)
    pledge = a_pledge(forge, "num-outils", "compta")
    marc_hours = a_helper(pledge, marc, "num-outils", "compta")
    lea_hours = a_helper(a_pledge(studio_lave, "com-graph", hours=12), lea, "com-graph", per_month=3)
    return City(
        territory,
        ines,
        fatou,
        karim,
        lea,
        marc,
        sophie,
        helene,
        fil_a_fil,
        bourrasque,
        studio_lave,
        forge,
        pledge,
        marc_hours,
        lea_hours,
    )
