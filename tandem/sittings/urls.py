from django.urls import path

from tandem.sittings.views import desk, joining

app_name = "sittings"
urlpatterns = [
    path("people/<uuid:person>/start", desk.start, name="start"),
    path("sitting/<uuid:sitting>/resume", desk.resume, name="resume"),
    path("sitting/<uuid:sitting>/finish", desk.finish, name="finish"),
    path("join", joining.join, name="join"),
    path("join/door", joining.door, name="door"),
    path("join/go", joining.go, name="go"),
    path("join/<str:token>", joining.join, name="join_token"),
]
