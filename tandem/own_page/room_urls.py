"""A page of a room; included once for each of its doors."""

from django.urls import path

from tandem.own_page.views import room

urlpatterns = [
    path("own-page", room.own_page, name="own_page"),
]
