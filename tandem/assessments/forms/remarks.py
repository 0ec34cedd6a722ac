""" "I see this differently": what was written, kept, or given back with its sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.assessments.forms.answers import new_act
from tandem.assessments.rules.remarks import STILL, THAT_IS_IT
from tandem.instruments.clean import LONGEST, clean_text
from tandem.lib.refused import Refused
from tandem.voices.models import Party


class WordsForm(forms.Form):
    """The remark, the answer to it, and what is said to that."""

    words = forms.CharField(
        required=False,
        widget=forms.Textarea,
        max_length=LONGEST,
        strip=False,
        error_messages={
            "max_length": gettext_lazy("That is too long. Please make it shorter."),
        },
    )
    act = forms.UUIDField(widget=forms.HiddenInput)
    party = forms.ChoiceField(choices=Party.choices[:2])
    to = forms.UUIDField(required=False)
    is_it = forms.ChoiceField(choices=[(THAT_IS_IT, THAT_IS_IT), (STILL, STILL)], required=False)

    def clean_words(self) -> str:
        """What is said to an answer needs no words."""
        words = clean_text(self.cleaned_data["words"])
        if not words and not self.data.get("is_it"):
            raise forms.ValidationError(_("Write how you see it. A few words are enough."))
        return words


@dataclass(frozen=True, slots=True)
class Written:
    form: WordsForm
    is_kept: bool = False
    status: int = 200
    # Words whose box may be gone, answered meanwhile: they are given back by themselves.
    lost: tuple[str, ...] = ()

    @property
    def context(self) -> dict[str, Any]:
        """What `remark_parts.html` and the page around it need."""
        summary = self._summary()
        return {"form": self.form, "lost": self.lost, "summary": summary, "new_act": new_act}

    def _summary(self) -> list[dict[str, str]]:
        """What is wrong, with a link to the box that it was written in."""
        form = self.form
        sentences = [str(text) for texts in form.errors.values() for text in texts][:1]
        party, to = form.data.get("party"), form.data.get("to")
        if party not in ("person", "worker") or "words" not in form.errors:
            return [{"text": text} for text in sentences]
        box = f"#words-{party}-{to}" if to else f"#words-{party}"
        return [{"text": text, "href": box} for text in sentences]


def written(request: HttpRequest, keep: Callable[[dict[str, Any]], object]) -> Written:
    """What this request wrote, once `keep` has kept it or has refused it."""
    form = WordsForm(request.POST or None)
    if request.method != "POST":
        return Written(form)
    if not form.is_valid():
        return Written(form, status=400)
    try:
        keep(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return Written(form, status=409, lost=(form.cleaned_data["words"],))
    return Written(form, is_kept=True)
