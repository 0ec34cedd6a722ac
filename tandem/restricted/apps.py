from django.apps import AppConfig


class RestrictedConfig(AppConfig):
    name = "tandem.restricted"
