from django.apps import AppConfig


class GlancesConfig(AppConfig):
    name = "tandem.glances"
