"""Addresses for coordinators and officials."""

from django.urls import path

from maillage.web.coordinator import hours, monday, needs, observatory

app_name = "coordinator"
urlpatterns = [
    path("lundi/", monday.monday, name="monday"),
    path("lundi/mots/<str:ref>/", monday.word, name="word"),
    path("lundi/courriers/", monday.retry_mail, name="retry_mail"),
    path("lundi/chercher/", monday.propose, name="propose"),
    path("besoins/", needs.listing, name="needs"),
    path("besoins/saisir/", needs.enter, name="enter"),
    path("besoins/<str:ref>/", needs.detail, name="need"),
    path("besoins/<str:ref>/qualifier/", needs.qualify, name="qualify"),
    path("besoins/<str:ref>/couper/", needs.split, name="split"),
    path("besoins/<str:ref>/clore/", needs.close, name="close"),
    path("besoins/<str:ref>/rouvrir/", needs.reopen, name="reopen"),
    path("besoins/<str:ref>/effacer/", needs.erase, name="erase"),
    path("mises-en-relation/<str:ref>/envoyer/", needs.send, name="send"),
    path("mises-en-relation/<str:ref>/ecarter/", needs.discard, name="discard"),
    path("mises-en-relation/<str:ref>/reprendre/", needs.restore, name="restore"),
    path("mises-en-relation/<str:ref>/rencontre/", needs.meet, name="meet"),
    path("mises-en-relation/<str:ref>/heures/", needs.log_hours, name="log_hours"),
    path("mises-en-relation/<str:ref>/nouvelles/", needs.news, name="news"),
    path("mises-en-relation/<str:ref>/passer/", needs.pass_on, name="pass_on"),
    path("besoins/<str:ref>/partenaires/", needs.ask_partners, name="ask_partners"),
    path("heures/", hours.pledges, name="pledges"),
    path("heures/nouvelles/", hours.new_pledge, name="new_pledge"),
    path("heures/<str:ref>/", hours.pledge, name="pledge"),
    path("heures/<str:ref>/aidant/", hours.new_helper, name="new_helper"),
    path("heures/<str:ref>/absence/", hours.absence, name="absence"),
    path("heures/<str:ref>/jamais-avec/", hours.keep_apart, name="keep_apart"),
    path("heures/<str:ref>/reporter/", hours.extend, name="extend"),
    path("observatoire/", observatory.observatory, name="observatory"),
]
