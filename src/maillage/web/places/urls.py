"""Addresses of the coordinator's hands on places; fixed words come before references."""

from django.urls import path

from maillage.web.places import phases, records, stays

app_name = "places"
urlpatterns = [
    path("nouveau/", records.new, name="new"),
    path("phases/<str:ref>/corriger/", phases.phase_edit, name="phase_edit"),
    path("phases/<str:ref>/retirer/", phases.phase_undo, name="phase_undo"),
    path("phases/<str:ref>/redire/", phases.phase_restore, name="phase_restore"),
    path("presences/<str:ref>/corriger/", stays.stay_edit, name="stay_edit"),
    path("presences/<str:ref>/finir/", stays.stay_end, name="stay_end"),
    path("presences/<str:ref>/demenager/", stays.stay_move, name="stay_move"),
    path("presences/<str:ref>/retirer/", stays.stay_undo, name="stay_undo"),
    path("presences/<str:ref>/redire/", stays.stay_restore, name="stay_restore"),
    path("<str:ref>/modifier/", records.edit, name="edit"),
    path("<str:ref>/retirer/", records.withdraw, name="withdraw"),
    path("<str:ref>/remettre/", records.restore, name="restore"),
    path("<str:ref>/phase/", phases.phase, name="phase"),
    path("<str:ref>/occupants/", stays.stays, name="stays"),
]
