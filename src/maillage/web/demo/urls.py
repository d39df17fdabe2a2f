"""Addresses of the demonstration."""

from django.urls import path

from maillage.web.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("entrer/<str:ref>/", views.become, name="become"),
    path("courrier/", views.mailbox, name="mailbox"),
    path("courrier/<str:ref>/", views.letter, name="letter"),
]
