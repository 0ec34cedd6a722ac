from django.apps import AppConfig


class OwnPageConfig(AppConfig):
    name = "tandem.own_page"
