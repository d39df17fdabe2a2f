"""Addresses of imports."""

from django.urls import path

from maillage.web.imports import connect, home, report, run, steps

app_name = "imports"
urlpatterns = [
    path("imports/", home.home, name="home"),
    path("imports/deposer/", home.receive, name="receive"),
    path("imports/service/", connect.connect, name="connect"),
    path("imports/<str:ref>/", run.run, name="run"),
    path("imports/<str:ref>/corriger/", run.correct, name="map"),
    path("imports/<str:ref>/importer/", steps.start, name="start"),
    path("imports/<str:ref>/arreter/", steps.stop, name="stop"),
    path("imports/<str:ref>/reprendre/", steps.resume, name="resume"),
    path("imports/<str:ref>/annuler/", steps.undo, name="undo"),
    path("imports/<str:ref>/refaire/", steps.redo, name="redo"),
    path("imports/<str:ref>/rapport.csv", report.report, name="report"),
]
