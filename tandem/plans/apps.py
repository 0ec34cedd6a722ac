from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "tandem.plans"

    def ready(self) -> None:
        from tandem.assessments import areas_page
        from tandem.plans.again_page import on_the_areas

        areas_page.ONWARD.append(on_the_areas)
