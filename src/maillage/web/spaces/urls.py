"""Every address of what can be booked; those of running it come before ``espaces/<ref>/``."""

from maillage.web.spaces import urls_booker, urls_calendars, urls_desk

app_name = "spaces"
urlpatterns = [*urls_desk.urlpatterns, *urls_calendars.urlpatterns, *urls_booker.urlpatterns]
