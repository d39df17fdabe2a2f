"""Tables of people, accounts and roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from maillage.common import clock
from maillage.common.scope import ScopedManager
from maillage.people.enums import DigestChoice, PathKind, RoleKind
from maillage.territory.models import TerritoryOwned


class UserManager(BaseUserManager["User"]):
    """Makes logins; there is no password to set."""

    def create_user(self, email: str, **extra: Any) -> User:
        """A login for this address, in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A login: an address one can prove, nothing else. The human is :class:`Person`."""

    email = models.EmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.email


class Person(TerritoryOwned):
    """A human known to a territory: asks, helps, coordinates, or several of these."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="persons"
    )
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=8, default="fr")
    paths = models.JSONField(default=list, help_text=", ".join(PathKind.values))
    digest = models.CharField(max_length=10, choices=DigestChoice.choices, default=DigestChoice.DAILY)
    last_digest_on = models.DateField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)
    is_character = models.BooleanField(default=False)  # one may enter as her in a demonstration
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["family_name", "given_name"]
        constraints = [
            models.UniqueConstraint(
                "territory", Lower("email"), name="person_email_once", condition=~models.Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class Role(models.Model):
    """What a person may do in her territory, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=RoleKind.choices)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    territory_path = "person__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
