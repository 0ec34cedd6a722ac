"""The sentences that every form says when an answer is missing or cannot be right."""

from django.apps import AppConfig
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    ProhibitNullCharactersValidator,
)
from django.forms import ChoiceField, EmailField, Field, FileField, MultipleChoiceField
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "tandem.ui"

    def ready(self) -> None:
        # Django reads these from the class when a field is made, so this is the one place.
        Field.default_error_messages["required"] = _("This needs an answer.")
        ChoiceField.default_error_messages["invalid_choice"] = _("Choose one of these answers.")
        MultipleChoiceField.default_error_messages |= {
            "invalid_choice": _("Choose from these answers."),
            "invalid_list": _("Choose from these answers."),
        }
        FileField.default_error_messages |= {
            "invalid": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "empty": _("This file is empty. Choose another one."),
        }
        EmailField.default_validators = [EmailValidator(_("Write it like this: sam@example.org."))]
        MaxLengthValidator.message = _(
            "That is too long. Please use %(limit_value)d letters at most."
        )
        ProhibitNullCharactersValidator.message = _(
            "There is a letter here that cannot be kept. Take it out."
        )
