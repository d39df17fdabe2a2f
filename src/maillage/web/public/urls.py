"""Addresses for anyone."""

from django.urls import path

from maillage.web.public import ask, follow, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("territoire.css", views.css, name="css"),
    path("charte/", views.charter, name="charter"),
    path("vos-donnees/", views.data, name="data"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("design/", views.design, name="design"),
    path("demander/", ask.ask, name="ask"),
    path("demander/compris/", ask.propose, name="propose"),
    path("demander/recu/", ask.asked, name="asked"),
    path("suivi/<str:token>/", follow.follow, name="follow"),
    path("suivi/<str:token>/confirmer/", follow.confirm, name="confirm"),
    path("suivi/<str:token>/mots/", follow.words, name="words"),
    path("suivi/<str:token>/retirer/", follow.withdraw, name="withdraw"),
    path("suivi/<str:token>/rouvrir/", follow.reopen, name="reopen"),
    path("suivi/<str:token>/issue/", follow.outcome, name="outcome"),
    path("arret/<str:token>/", follow.stop, name="stop"),
]
