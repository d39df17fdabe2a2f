"""Addresses of the booker screens."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.web.spaces import book, change, join, letter, mine, rooms

urlpatterns: list[URLPattern] = [
    path("espaces/", rooms.spaces, name="list"),
    path("espaces/entrer/", join.join, name="join"),
    path("espaces/<str:ref>/", rooms.space, name="space"),
    path("espaces/<str:ref>/reserver/", book.book, name="book"),
    path("espaces/<str:ref>/attendre/", book.wait, name="wait"),
    path("mes-reservations/", mine.mine, name="mine"),
    path("mes-reservations/attentes/<str:ref>/fin/", mine.stop_waiting, name="leave_waiting"),
    path("reservations/<str:ref>/", mine.booking, name="booking"),
    path("reservations/<str:ref>/annuler/", mine.cancel_all, name="cancel_all"),
    path("reservations/dates/<str:ref>/deplacer/", change.change, name="change"),
    path("reservations/dates/<str:ref>/annuler/", mine.cancel_date, name="cancel_date"),
    path("reservations/dates/<str:ref>/arreter/", mine.cancel_following, name="cancel_following"),
    path("reservation/<str:token>/", letter.letter, name="letter"),
    path("reservation/<str:token>/je-viens/", letter.confirm, name="letter_confirm"),
    path("reservation/<str:token>/rendre/", letter.give_back, name="letter_give_back"),
]
