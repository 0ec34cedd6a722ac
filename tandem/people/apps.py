from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tandem.people"

    def ready(self) -> None:
        from tandem.people import signin_log

        signin_log.listen()
