"""What the layers' check cannot see: foreign keys by name, rows of the picture, app lists."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def rows():
    """App to its row, counted from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    return {name.strip(" ()"): row for row, layer in enumerate(layers) for name in layer.split("|")}


def drawn():
    """The rows of the picture on the page, each with its apps: words up to the wide gap before what
    they are."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    picture = page.split("## The picture")[1].split("```")[1]
    apps_of = (line.strip().split(" " * 5)[0] for line in picture.splitlines() if line.strip())
    return [set(line.split()) for line in apps_of]


def test_the_picture_on_the_page_is_the_contract():
    built = {}
    for name, row in rows().items():
        if (ROOT / "tandem" / name / "__init__.py").exists():
            built.setdefault(row, set()).add(name)
    assert drawn() == [built[row] for row in sorted(built)]


def test_the_page_names_the_places_that_are_kept():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    kept = {name for name in rows() if not (ROOT / "tandem" / name / "__init__.py").exists()}
    said = page.split("keeps places for apps that are not built yet:")[1].split(". ")[0]
    assert {name for name in kept if f"`{name}`" in said} == kept


def test_foreign_keys_look_down():
    row = rows()
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("tandem."):
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation:
                here, there = model._meta.app_label, field.related_model._meta.app_label
                assert here == there or row[here] < row[there], field


def test_only_apps_above_sittings_point_at_sittings():
    """Voices stands below and names its sitting by a bare id."""
    sitting = apps.get_model("sittings.Sitting")
    pointing = {
        relation.related_model._meta.app_label for relation in sitting._meta.related_objects
    }
    assert pointing <= {"sittings", "assessments", "plans"}


def test_every_app_is_in_the_picture():
    row = rows()
    for app in settings.INSTALLED_APPS:
        if app.startswith("tandem."):
            assert app.removeprefix("tandem.") in row
    folders = {path.parent.name for path in (ROOT / "tandem").glob("*/__init__.py")}
    assert folders <= set(row)


def test_actions_know_nothing_of_pages():
    for path in ROOT.glob("tandem/*/actions*/**/*.py"):
        words = path.read_text("utf-8")
        assert "django.http" not in words, path
        assert "django.forms" not in words, path
    for path in ROOT.glob("tandem/*/actions.py"):
        assert "django.http" not in path.read_text("utf-8"), path


def test_models_are_tables_and_nothing_more():
    for path in [*ROOT.glob("tandem/*/models.py"), *ROOT.glob("tandem/*/models/*.py")]:
        words = path.read_text("utf-8")
        for word in ("def save(", "signals", ".actions", "ManyToManyField"):
            assert word not in words, f"{path}: {word}"
