from django.urls import path

from tandem.home import views

app_name = "home"
urlpatterns = [
    path("", views.people, name="people"),
    path("owed", views.owed, name="owed"),
    path("people/<uuid:person>/", views.person, name="person"),
]
