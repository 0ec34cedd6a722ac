"""What every page may link to, whoever is signed in."""

from django.urls import path

from tandem.ui import views

app_name = "ui"
urlpatterns = [
    path("language", views.language, name="language"),
    path("design", views.design, name="design"),
]
