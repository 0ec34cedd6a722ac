from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "tandem.preparation"
