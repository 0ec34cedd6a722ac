"""Pages of a room; included once for each of its doors."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
