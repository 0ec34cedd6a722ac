"""The skills of a worker by name: the six of SEED, and settling a difference beside them. No score
stands next to any of them: a worker thinks about a talk in their own words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Skill(models.TextChoices):
    RELATIONSHIP = "relationship", _("Getting to know each other")
    STRUCTURE = "structure", _("Giving a session a shape")
    RISK_NEED = "risk_need", _("Working by risk, need and what suits the person")
    MOTIVATION = "motivation", _("Finding someone's own reasons to change")
    EXAMPLE = "example", _("Showing how, and saying what went well")
    THINKING = "thinking", _("Working on thoughts and choices")
    SETTLING = "settling", _("Settling a difference")


# The one thing that is asked after a talk.
PROMPT = _(
    "What did you hear in this talk that you had not seen before, and what did you do with it?"
)
