"""The door of the web server."""

import os

from django.core.wsgi import get_wsgi_application

from maillage.common.collector import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
application = get_wsgi_application()
settle()
