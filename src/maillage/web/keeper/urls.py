"""Addresses of upkeep: by a link of an e-mail, by anyone, by a keeper, by the coordinator."""

from django.urls import path

from maillage.web.keeper import answer, claim, desk, mine, suggest

app_name = "keeper"
urlpatterns = [
    path("fiche/<str:token>/", answer.answer, name="answer"),
    path("fiche/<str:token>/toujours-vrai/", answer.still_true, name="still_true"),
    path("fiche/<str:token>/changer/", answer.change, name="change"),
    path("fiche/<str:token>/arret/", answer.stopped, name="stopped"),
    path("fiche/<str:token>/ne-plus-demander/", answer.stop_asking, name="stop_asking"),
    path("annuaire/<str:ref>/corriger/", suggest.suggest, name="suggest"),
    path("annuaire/<str:ref>/corriger/merci/", suggest.suggested, name="suggested"),
    path("annuaire/<str:ref>/tenir/", claim.claim, name="claim"),
    path("annuaire/<str:ref>/tenir/code/", claim.code, name="code"),
    path("annuaire/<str:ref>/tenir/bienvenue/", claim.claimed, name="claimed"),
    path("mes-fiches/", mine.mine, name="mine"),
    path("mes-fiches/corrections/<str:ref>/accepter/", mine.accept, name="accept"),
    path("mes-fiches/corrections/<str:ref>/refuser/", mine.decline, name="decline"),
    path("mes-fiches/<str:ref>/", mine.edit, name="edit"),
    path("mes-fiches/<str:ref>/confirmer/", mine.confirm_mine, name="confirm_mine"),
    path("mes-fiches/<str:ref>/arret/", mine.close_mine, name="close_mine"),
    path("mes-fiches/<str:ref>/quitter/", mine.leave, name="leave"),
    path("annuaire-a-tenir/", desk.desk, name="desk"),
    path("annuaire-a-tenir/<str:ref>/", desk.entry, name="entry"),
    path("annuaire-a-tenir/<str:ref>/confirmer/", desk.confirm, name="confirm"),
    path("annuaire-a-tenir/<str:ref>/archiver/", desk.archive, name="archive"),
    path("annuaire-a-tenir/<str:ref>/archiver/annuler/", desk.restore, name="restore"),
    path("annuaire-a-tenir/<str:ref>/demander/", desk.ask, name="ask"),
    path("annuaire-a-tenir/<str:ref>/nommer/", desk.name, name="name"),
    path("annuaire-a-tenir/<str:ref>/fin/", desk.end, name="end"),
]
