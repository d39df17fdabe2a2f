"""Addresses of the coordinator's hands on the directory; fixed words come before references."""

from django.urls import path

from maillage.web.registry import doubles, events, history, members, merges, records, ties

app_name = "registry"
urlpatterns = [
    path("annuaire/nouveau/", records.new, name="new"),
    path("annuaire/doubles/", doubles.doubles, name="doubles"),
    path("annuaire/doubles/chercher/", doubles.double_search, name="double_search"),
    path("annuaire/doubles/<str:ref>/reunir/", doubles.double_same, name="double_same"),
    path("annuaire/doubles/<str:ref>/ecarter/", doubles.double_distinct, name="double_distinct"),
    path("annuaire/doubles/<str:ref>/rouvrir/", doubles.double_reopen, name="double_reopen"),
    path("annuaire/evenements/<str:ref>/corriger/", events.event_edit, name="event_edit"),
    path("annuaire/evenements/<str:ref>/retirer/", events.event_undo, name="event_undo"),
    path("annuaire/evenements/<str:ref>/redire/", events.event_restore, name="event_restore"),
    path("annuaire/liens/<str:ref>/corriger/", ties.tie_edit, name="tie_edit"),
    path("annuaire/liens/<str:ref>/finir/", ties.tie_end, name="tie_end"),
    path("annuaire/liens/<str:ref>/retirer/", ties.tie_undo, name="tie_undo"),
    path("annuaire/liens/<str:ref>/redire/", ties.tie_restore, name="tie_restore"),
    path("annuaire/fonctions/<str:number>/finir/", members.member_end, name="member_end"),
    path("annuaire/personnes/<str:ref>/", members.path, name="path"),
    path("annuaire/reunions/<str:ref>/separer/", merges.unmerge, name="unmerge"),
    path("annuaire/memoire/<str:number>/revenir/", records.profile_restore, name="profile_restore"),
    path("annuaire/<str:ref>/modifier/", records.edit, name="edit"),
    path("annuaire/<str:ref>/evenement/", events.event, name="event"),
    path("annuaire/<str:ref>/lien/", ties.tie, name="tie"),
    path("annuaire/<str:ref>/personnes/", members.members, name="members"),
    path("annuaire/<str:ref>/reunir/", merges.merge, name="merge"),
    path("annuaire/<str:ref>/memoire/", history.history, name="history"),
]
