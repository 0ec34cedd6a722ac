from django.apps import AppConfig


class FundConfig(AppConfig):
    name = "tandem.fund"

    def ready(self) -> None:
        from tandem.fund.paper import under_goals
        from tandem.fund.queries import head_of
        from tandem.plans import paper
        from tandem.sittings import listening

        paper.UNDER_GOALS.append(under_goals)
        listening.BESIDES["fund"] = head_of
