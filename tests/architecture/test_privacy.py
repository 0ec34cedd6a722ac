"""Every field of every table says what becomes of it, once; what shows people is watched."""

from django.apps import apps

from tandem.audit.guard import personal_tables
from tandem.config.grants import of
from tandem.privacy import document
from tandem.privacy.fate import Fate, Kind, Subject
from tandem.privacy.others import OTHERS


def ours():
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model.__module__.startswith("tandem.")]


def fields(model):
    return {field.name for field in model._meta.concrete_fields}


def test_every_field_of_ours_declares_its_fate_and_nothing_else_does():
    for model in ours():
        assert set(model.FATES) == fields(model), model._meta.label
        assert all(isinstance(fate, Fate) for fate in model.FATES.values())
        # A field of the database that is no field of a model would have no fate.
        assert not model._meta.many_to_many, model._meta.label


def test_every_table_of_ours_says_what_the_running_product_may_do():
    for model in ours():
        assert "WEB_MAY" in vars(model), model._meta.label
        of(model)


def test_the_tables_of_libraries_are_declared_in_one_place():
    theirs = {
        model._meta.label: fields(model)
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("tandem.")
    }
    assert {label: set(fates) for label, fates in OTHERS.items()} == theirs
    assert not any(f.subject is Subject.PERSON for fates in OTHERS.values() for f in fates.values())


def test_every_table_that_says_something_about_a_person_is_watched():
    about_people = {
        model._meta.db_table
        for model in ours()
        for fate in model.FATES.values()
        if fate.subject in (Subject.PERSON, Subject.OTHERS)
        and fate.kind in (Kind.FACT, Kind.OPINION)
    }
    assert about_people == personal_tables()
    assert {"people_person", "voices_saying", "plans_goal", "sittings_sitting"} <= about_people


def test_only_what_may_be_shared_is_marked_so():
    """Written out, so that a word given to the shared screen is seen by whoever reviews it."""
    shared = {
        f"{model._meta.label}.{name}"
        for model in ours()
        for name, fate in model.FATES.items()
        if fate.shared_screen and fate.kind is Kind.OPINION
    }
    assert shared == {
        "voices.Saying.value",
        *("plans.Goal.words", "plans.Goal.why", "plans.Step.words", "plans.Step.stuck"),
        *("fund.Request.what", "fund.Request.why", "fund.Happening.words"),
    }
    exported = [name for model in ours() for name, fate in model.FATES.items() if fate.export]
    assert exported == []


def test_the_page_about_privacy_is_current():
    said = document.FILE.read_text("utf-8")
    assert said == document.document(document.declared()), "run: python -m tandem.privacy.document"
