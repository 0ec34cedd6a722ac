"""What became of a question of the version before that is not asked any more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tandem.instruments.fates import Told, became_of


class FateForm(forms.Form):
    def __init__(self, data: Any, key: str, told: Told, new: list[tuple[str, str]]) -> None:
        """new: the questions that the version before did not have, by key."""
        super().__init__(data)
        self.key, self.told = key, told
        self.fields["fate"] = forms.ChoiceField(
            label=_("What became of it?"),
            choices=[
                ("gone", _("It is no longer asked")),
                *([("now", _("It is asked as this now:"))] if new else []),
            ],
            widget=forms.RadioSelect,
            initial=("now" if told[key] else "gone") if key in told else None,
            error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
        )
        if new:
            self.fields["now"] = forms.MultipleChoiceField(
                label=_("Asked now as"),
                choices=new,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=list(told.get(key, ())),
                error_messages={"invalid_choice": _("Choose from the questions here.")},
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("fate") == "now" and "now" not in self.errors:
            if not found.get("now"):
                self.add_error("now", _("Choose the question that asks it now."))
            else:
                self._fits(tuple(found["now"]))
        return found

    def _fits(self, now: tuple[str, ...]) -> None:
        try:
            became_of(self.told | {self.key: now})
        except ValueError:
            self.add_error(
                "now",
                _("A question is split, or it is one with others now. It cannot be both."),
            )

    def now(self) -> tuple[str, ...]:
        is_now = self.cleaned_data["fate"] == "now"
        return tuple(self.cleaned_data["now"]) if is_now else ()
