"""Addresses of running what can be booked, and of its doors."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.web.spaces import blocks, desk, door, poster, sheet

urlpatterns: list[URLPattern] = [
    path("reservations/", desk.desk, name="desk"),
    path("reservations/<str:ref>/accepter/", desk.approve, name="approve"),
    path("reservations/<str:ref>/refuser/", desk.decline, name="decline"),
    path("espaces/nouveau/<str:ref>/", sheet.new, name="new"),
    path("espaces/<str:ref>/modifier/", sheet.edit, name="edit"),
    path("espaces/<str:ref>/retirer/", sheet.withdraw, name="withdraw"),
    path("espaces/<str:ref>/bloquer/", blocks.block, name="block"),
    path("espaces/periodes/<str:ref>/liberer/", blocks.unblock, name="unblock"),
    path("espaces/<str:ref>/affiche/", poster.poster, name="poster"),
    path("espaces/<str:ref>/affiche/renouveler/", poster.new_codes, name="new_codes"),
    path("espaces/<str:ref>/code-du-jour/", poster.today_code, name="today_code"),
    path("porte/<str:token>/", door.door, name="door"),
    path("porte/<str:token>/venir/", door.come, name="come"),
]
