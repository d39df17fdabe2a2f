"""Every address of an installation. French has no prefix; English pages begin with /en/."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("maillage.api.urls")),
    *i18n_patterns(
        path("", include("maillage.web.public.urls")),
        path("", include("maillage.web.helper.urls")),
        path("", include("maillage.web.coordinator.urls")),
        path("", include("maillage.web.registry.urls")),  # before any annuaire/<ref>/
        path("", include("maillage.web.keeper.urls")),
        path("annuaire/", include("maillage.web.directory.urls")),
        path("", include("maillage.web.spaces.urls")),  # before any quartier/<ref>/
        path("quartier/", include("maillage.web.places.urls")),  # before any quartier/<ref>/
        path("quartier/", include("maillage.web.quarter.urls")),
        path("", include("maillage.web.imports.urls")),
        path("", include("maillage.web.account.urls")),
        path("entrer/", account.request_login_code, name="account_login"),
        path("entrer/par-code/", account.request_login_code, name="account_request_login_code"),
        path("entrer/code/", account.confirm_login_code, name="account_confirm_login_code"),
        path("sortir/", account.logout, name="account_logout"),
        path("entrer/encore/", account.reauthenticate, name="account_reauthenticate"),
        path("entrer/double/", mfa.authenticate, name="mfa_authenticate"),
        path("entrer/double/encore/", mfa.reauthenticate, name="mfa_reauthenticate"),
        path("compte/double/", mfa.index, name="mfa_index"),
        path("compte/double/activer/", totp.activate_totp, name="mfa_activate_totp"),
        path("compte/double/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
        path("compte/double/secours/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
        path(
            "compte/double/secours/nouveaux/",
            codes.generate_recovery_codes,
            name="mfa_generate_recovery_codes",
        ),
        path(
            "compte/double/secours/fichier/",
            codes.download_recovery_codes,
            name="mfa_download_recovery_codes",
        ),
        prefix_default_language=False,
    ),
]

if settings.DEMO:
    urlpatterns += i18n_patterns(
        path("demo/", include("maillage.web.demo.urls")), prefix_default_language=False
    )
