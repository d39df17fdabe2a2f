"""The addresses of a demonstration, for the tests (which run on the settings of a real service)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from maillage.config.urls import urlpatterns as of_a_service

urlpatterns = [
    *of_a_service,
    *i18n_patterns(path("demo/", include("maillage.web.demo.urls")), prefix_default_language=False),
]
