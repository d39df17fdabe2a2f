"""A process of its own that writes or sends a letter, and ends itself by force at the instant it is told.

python dying_worker.py INSTANT DATABASE TERRITORY MOMENT PORT
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from typing import NoReturn

INSTANTS = ("before_commit", "after_recording", "after_claiming", "after_sending", "never")


def die() -> NoReturn:
    """End as by ``kill -9``: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit("a killed process does not get here")


def live(instant: str, territory: int, moment: datetime) -> None:
    """Do one thing, and die there."""
    from django.db import transaction

    from maillage.common import actions, clock, delivery
    from maillage.common.letters import Letter
    from maillage.common.scope import territory_scope

    with territory_scope(territory), clock.at(moment):
        if instant in ("before_commit", "after_recording"):
            with transaction.atomic():
                actions.queue_letter(
                    letter=Letter(subject="Bonjour", title="Bonjour"),
                    kind="received",
                    to_email="fatou@volcanville.example",
                    language="fr",
                    territory_name="Volcanville",
                )
                if instant == "before_commit":
                    die()
            die()
        if instant == "after_claiming":
            actions.claim_message()
            die()
        if instant == "after_sending":
            actions.mark_sent = lambda message: die()
        delivery.deliver_due()


def main() -> None:
    """Read the line, open the database of the test, live."""
    instant, database, territory, moment, port = sys.argv[1:]
    from maillage.config import settings_test

    settings_test.DATABASES["default"]["NAME"] = database
    settings_test.EMAIL_HOST, settings_test.EMAIL_PORT = "127.0.0.1", int(port)  # type: ignore[attr-defined]
    os.environ["DJANGO_SETTINGS_MODULE"] = "maillage.config.settings_test"
    import django

    django.setup()
    live(instant, int(territory), datetime.fromisoformat(moment))


if __name__ == "__main__":
    main()
