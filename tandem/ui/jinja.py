"""The page environment: escaping on, missing names are errors, words go through gettext."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.forms import BoundField
from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext, npgettext, override, pgettext
from django.utils.translation import gettext as _
from jinja2 import (
    ChainableUndefined,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

# Filled as templates escape, so that a name reads the same wherever it stands.
NAME: Markup = escape(format_html("<bdi>{}</bdi>", "%s"))
COMPONENTS = {
    "button": "govukButton",
    "character-count": "govukCharacterCount",
    "checkboxes": "govukCheckboxes",
    "date-input": "govukDateInput",
    "details": "govukDetails",
    "error-summary": "govukErrorSummary",
    "file-upload": "govukFileUpload",
    "input": "govukInput",
    "notification-banner": "govukNotificationBanner",
    "password-input": "govukPasswordInput",
    "radios": "govukRadios",
    "select": "govukSelect",
    "summary-list": "govukSummaryList",
    "tag": "govukTag",
    "textarea": "govukTextarea",
}


def environment(**options: Any) -> Environment:
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    env = Environment(autoescape=True, extensions=["jinja2.ext.i18n"], **options)
    # The extension adds this method when it is loaded.
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals["_"] = said_once(env.globals["gettext"])  # type: ignore[arg-type]
    env.filters |= {"bdi": bdi, "day": day, "short_day": short_day, "when": when}
    env.globals |= {
        # Files are named by what is in them when the process starts, so each is looked up once.
        "static": lru_cache(maxsize=256)(static),
        "url": url,
        "language": language,
        "widget_kind": widget_kind,
        "govuk": components(env),
    }
    return env


def said_once(gettext: Callable[..., Markup]) -> Callable[..., Markup]:
    """`_` as the extension has it, but each message is looked up once in each language: pages say
    a hundred and fifty. All messages are written out in templates, so there is an end of them."""
    patterns: dict[tuple[str | None, ...], Markup] = {}

    @pass_context
    def said(context: Context, message: str, /, **named: Any) -> Markup:
        if named and "%%" in message:
            return gettext(context, message, **named)
        key = (get_language(), message, *named)
        if key not in patterns:
            # What is put in is left standing as it is written, so the message stays a pattern.
            patterns[key] = gettext(context, message, **{one: f"%({one})s" for one in named})
        return patterns[key] % named if named else patterns[key]

    return said


def engine() -> Environment:
    """The one environment of this process, for what draws a part of a page by itself."""
    found: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return found


def components(env: Environment) -> dict[str, Any]:
    """The GOV.UK macros, loaded apart: they ask for parameters that nobody gave, ours never do."""
    lenient = env.overlay(
        undefined=ChainableUndefined,
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    )
    found = {}
    for component, macro in COMPONENTS.items():
        template = lenient.get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
        found[component.replace("-", "_")] = getattr(template.module, macro)
    return found


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def language() -> str:
    return get_language() or "en"


def bdi(name: object) -> Markup:
    """A person's name, set apart so that its direction never reorders the words around it."""
    return NAME % (name,)


def day(value: date) -> str:
    """3 March 2026, in the language of the page."""
    return date_format(_local(value), "j F Y")


def short_day(value: date) -> str:
    """3 March: for dates whose year is plain."""
    return date_format(_local(value), "j F")


def when(value: datetime) -> str:
    """3 March at 10:30; the year only when it is another one."""
    here = timezone.get_default_timezone()
    local = value.astimezone(here).replace(second=0, microsecond=0)
    return _when(local, local.year == datetime.now(here).year, language())


@lru_cache(maxsize=1024)
def _when(local: datetime, is_this_year: bool, language: str) -> str:
    """Said once for all that happened in a minute: a page says it for each of its answers."""
    with override(language):
        on = date_format(local, "j F" if is_this_year else "j F Y")
        return _("%(day)s at %(time)s") % {"day": on, "time": date_format(local, "H:i")}


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def widget_kind(bound: BoundField) -> str:
    """Which component a form field is drawn with; a new widget must be given a name here."""
    widget = bound.field.widget
    for kind in type(widget).__mro__:
        if kind.__name__ in KINDS:
            return KINDS[kind.__name__]
    raise LookupError(f"No component for {type(widget).__name__}")


# Looked up along the classes of a widget, most special first.
KINDS = {
    "DayInput": "day",
    "CheckboxSelectMultiple": "checkboxes",
    "RadioSelect": "radios",
    "Select": "select",
    "CheckboxInput": "checkbox",
    "Textarea": "textarea",
    "PasswordInput": "password",
    "FileInput": "file",
    "HiddenInput": "hidden",
    "Input": "text",
}
