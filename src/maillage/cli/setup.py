"""``maillage setup``: opens a territory from its folder and names its first coordinator."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from maillage.cli.errors import CommandError
from maillage.cli.prepare import SKILLS, TERRITORIES, migrate, start_django

HELP = "Open a territory from its folder, or read its settings again."


def describe(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--territory",
        required=True,
        metavar="FOLDER",
        help="folder that holds territory.toml, or a name we ship",
    )
    parser.add_argument(
        "--host", default="", metavar="NAME", help="host name it is served at (needed from two on)"
    )
    parser.add_argument(
        "--coordinator", required=True, metavar="EMAIL", help="address of who will run the service"
    )
    parser.add_argument("--name", required=True, help="her name, in quotes")


def run(options: argparse.Namespace) -> int:
    """Do it; doing it twice changes nothing more."""
    start_django()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    name, email = options.name.strip(), options.coordinator.strip().lower()
    if not name:
        raise CommandError("--name is empty: write the coordinator’s name in quotes.")
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(
            f"--coordinator {email!r} is not an e-mail address. Example: ines@city.example"
        ) from None
    folder = _folder(options.territory)
    migrate()
    slug = _open(folder, options.host, email, name)
    print(f"{slug} is open; {name} <{email}> runs it. Next:")
    print("  maillage serve     the site (set MAILLAGE_URL and MAILLAGE_HOSTS to its public address)")
    print("  maillage worker    sends the e-mails and keeps the deadlines (set MAILLAGE_SMTP)")
    print(f"  then enter at /entrer/ with {email}: a code is sent there, no password is needed.")
    return 0


def _folder(given: str) -> Path:
    folder = Path(given).expanduser()
    shipped = TERRITORIES / given
    return shipped if not folder.exists() and shipped.is_dir() else folder


def _open(folder: Path, host: str, email: str, name: str) -> str:
    from maillage.common.journal import SYSTEM
    from maillage.common.scope import territory_scope
    from maillage.people.actions import give_role, register_person
    from maillage.people.enums import RoleKind
    from maillage.people.queries import roles_of
    from maillage.skills.actions import SkillListError, load_skills
    from maillage.territory.actions import TerritoryError, open_territory

    try:
        territory = open_territory(folder=folder, host=host or _host_known(folder))
        with territory_scope(territory.pk):
            load_skills(territory=territory, folder=SKILLS)
            given, _, family = name.partition(" ")
            person = register_person(
                territory=territory,
                given_name=given,
                family_name=family,
                email=email,
                language=territory.languages[0],
            )
            if RoleKind.COORDINATOR not in roles_of(person):
                give_role(person=person, kind=RoleKind.COORDINATOR, who=SYSTEM)
    except (TerritoryError, SkillListError) as error:
        raise CommandError(str(error)) from None
    return territory.slug


def _host_known(folder: Path) -> str:
    """The host a territory is already served at: reading its settings again does not forget it."""
    from maillage.territory.models import Territory

    try:
        settings = tomllib.loads((folder / "territory.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""  # opening it says what is wrong
    return str(
        Territory.objects.filter(slug=settings.get("slug", "")).values_list("host", flat=True).first() or ""
    )
