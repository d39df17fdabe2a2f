"""Settings of the tests: the real ones, on the database that ``MAILLAGE_DATABASE`` names (SQLite if none)."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("MAILLAGE_DATA", tempfile.mkdtemp(prefix="maillage-tests-"))
os.environ.setdefault("MAILLAGE_SECRET_KEY", "only-for-tests")

from maillage.config.settings import *  # noqa: F403  every setting is wanted
from maillage.config.settings import DATABASES, STATIC_ROOT

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["MAILLAGE_DATA"], "test.sqlite3")}
Path(STATIC_ROOT).mkdir(
    parents=True, exist_ok=True
)  # nothing is collected in the tests, and that is said of no folder
