"""The parts of an area that is being written, and what questions are a sign of."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tandem.assessments.forms.manuscripts import Written
from tandem.instruments.content import FIRST, Content, Place, at
from tandem.instruments.manuscript import set_value, set_words

MOST_TIMES = 100


class ListForm(Written):
    """A name in each language for each thing of a list, by its key."""

    def __init__(self, data: Any, content: Content, place: Place) -> None:
        super().__init__(data, content)
        self.place, self.keys = place, list(at(content, place) or {})
        for number, key in enumerate(self.keys, 1):
            self.add_one(number, key)

    def anew(self, content: Content) -> ListForm:
        return type(self)(None, content, self.place)

    @abstractmethod
    def name_at(self, key: str) -> Place:
        """Where the name of one of them stands."""

    @abstractmethod
    def add_one(self, number: int, key: str) -> None:
        """The fields of one of them."""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for key in self.keys:
            name = f"name-{key}-{FIRST}"
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("Give it a name."))
        return found

    @property
    def places(self) -> tuple[Place, ...]:
        """All that a save writes."""
        return tuple(self.name_at(key) for key in self.keys)

    def write(self, content: Content, _taken: Any) -> None:
        for key in self.keys:
            set_words(content, self.name_at(key), self.words(f"name-{key}"))


class PartsForm(ListForm):
    def name_at(self, key: str) -> Place:
        return (*self.place, key, "name")

    def most_at(self, key: str) -> Place:
        return (*self.place, key, "at_most")

    def add_one(self, number: int, key: str) -> None:
        self.add_words(f"name-{key}", _("Part %(n)s") % {"n": number}, self.name_at(key))
        self.fields[f"at_most-{key}"] = forms.IntegerField(
            label=_("How many times may it be answered?"),
            min_value=1,
            max_value=MOST_TIMES,
            initial=at(self.content, self.most_at(key)) or 1,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                _("Write a number from 1 to %(most)s.") % {"most": MOST_TIMES},
            ),
        )

    @property
    def places(self) -> tuple[Place, ...]:
        return (*super().places, *map(self.most_at, self.keys))

    def write(self, content: Content, _taken: Any) -> None:
        super().write(content, _taken)
        for key in self.keys:
            times = self.cleaned_data[f"at_most-{key}"]
            set_value(content, self.most_at(key), times if times > 1 else None)


class ConstructsForm(ListForm):
    def name_at(self, key: str) -> Place:
        return (*self.place, key)

    def add_one(self, number: int, key: str) -> None:
        self.add_words(f"name-{key}", _("Sign %(n)s") % {"n": number}, self.name_at(key))
