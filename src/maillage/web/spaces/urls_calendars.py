"""Addresses of calendars: those that programs read, and the one a space had before."""

from __future__ import annotations

from django.urls import URLPattern, path

from maillage.web.spaces import calendar, feeds

urlpatterns: list[URLPattern] = [
    path("espaces/<str:ref>.ics", feeds.feed, name="feed"),
    path("espaces/<str:ref>/occupation.ics", feeds.free_busy, name="free_busy"),
    path("quartier/<str:ref>.ics", feeds.of_place, name="place_feed"),
    path("agenda/<str:key>.ics", feeds.mine, name="my_feed"),
    path("mes-reservations/agenda/", feeds.subscribe, name="subscribe"),
    path("mes-reservations/agenda/changer/", feeds.renew, name="renew_feed"),
    path("mes-reservations/agenda/arreter/", feeds.stop, name="stop_feed"),
    path("espaces/<str:ref>/agenda-existant/", calendar.calendar, name="calendar"),
    path("espaces/<str:ref>/agenda-existant/reprendre/", calendar.take, name="take_calendar"),
    path("espaces/<str:ref>/agenda-existant/retirer/", calendar.drop, name="drop_calendar"),
]
