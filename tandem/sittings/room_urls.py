"""Pages of a room; included once for each of its doors."""

from django.urls import path

from tandem.sittings.views import joining, room, waiting

urlpatterns = [
    path("outbox", waiting.outbox, name="outbox"),
    path("cover", room.cover, name="cover"),
    path("uncover", room.uncover, name="uncover"),
    path("turn", room.turn, name="turn"),
    path("hand", room.hand, name="hand"),
    path("unlock", room.unlock, name="unlock"),
    path("leave", room.leave, name="leave"),
    path("invite", joining.invite, name="invite"),
    path("invite/waiting", joining.waiting, name="waiting"),
    path("invite/<uuid:guest>", joining.answer_door, name="answer_door"),
]
