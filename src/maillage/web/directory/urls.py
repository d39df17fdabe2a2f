"""Addresses of the directory."""

from django.urls import path

from maillage.web.directory import actor, difference, downloads, feed, listing, past

app_name = "directory"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("proposer/", listing.suggest, name="suggest"),
    path("annuaire.csv", downloads.actors, {"shape": "csv"}, name="csv"),
    path("annuaire.json", downloads.actors, {"shape": "json"}, name="json"),
    path("changements.atom", feed.changes, name="changes"),
    path("le/", past.past, name="past"),
    path("le/annuaire.csv", downloads.past, {"shape": "csv"}, name="past_csv"),
    path("le/annuaire.json", downloads.past, {"shape": "json"}, name="past_json"),
    path("difference/", difference.difference, name="difference"),
    path("difference/difference.csv", downloads.difference, {"shape": "csv"}, name="difference_csv"),
    path("difference/difference.json", downloads.difference, {"shape": "json"}, name="difference_json"),
    path("<str:ref>/", actor.record, name="record"),
    path("<str:ref>/<str:slug>/", actor.record, name="actor"),
]
