"""Tests run on a real PostgreSQL, connected as the web role, with no way out of the machine."""

import os
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
os.environ.setdefault("TANDEM_SECRET_KEY", secrets.token_urlsafe(50))

# How long an example takes says how busy the machine is, not whether it is right.
settings.register_profile(
    "thorough", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
# Every run tries the same examples: a change is judged by what it changes, not by chance.
settings.register_profile("every", settings.get_profile("thorough"), derandomize=True)

# Walks that may be walked once more in one run (decision 50).
SECOND_WALKS = 3

pytest_plugins = ["tests.cast", "tests.rooms"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pairs", type=int, default=8, help="pairs of worlds that differ in what is hidden"
    )
    parser.addoption("--thorough", action="store_true", help="every scene in every manner")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("thorough" if config.getoption("--thorough") else "every")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no core waits for another at the end."""
    if not config.getoption("--thorough"):
        config.hook.pytest_deselected(
            items=[one for one in items if one.get_closest_marker("thorough")]
        )
        items[:] = [one for one in items if not one.get_closest_marker("thorough")]
    items.sort(key=lambda item: "journeys" not in item.path.parts and not is_machine(item))


def walked_again(config: pytest.Config) -> list[pytest.TestReport]:
    """How each walk failed that was then walked once more (`flaky`, which only journeys are)."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("rerun", ())) if reporter else []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if len(walked_again(session.config)) > SECOND_WALKS and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = walked_again(terminalreporter.config)
    for report in reports:
        terminalreporter.section(f"failed, and was walked again: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)
    if len(reports) > SECOND_WALKS:
        terminalreporter.write_line(
            f"More than {SECOND_WALKS} walks were walked again: that is no chance any more.",
            red=True,
        )


def is_machine(item: pytest.Item) -> bool:
    return item.get_closest_marker("machine") is not None


def as_role(connection: Any, role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}" if role else "RESET ROLE")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After migrating as the owner: grants, releases, the cache; then every connection is the web
    role's, so that a missing privilege fails here and not in the field."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.backends.signals import connection_created

    from tandem.config.grants import apply_grants
    from tandem.instruments.actions import register_releases

    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        register_releases()
        apply_grants(connection)

        def web_only(sender: Any, connection: Any, **kwargs: Any) -> None:
            if connection.settings_dict["NAME"]:  # none: taking the test database down
                as_role(connection, settings.WEB_ROLE)

        connection_created.connect(web_only, weak=False, dispatch_uid="web role in tests")
        connection.close()


@pytest.fixture(autouse=True, scope="session")
def assets_are_listed_once() -> Iterator[None]:
    """Each test client makes the whole chain of middleware anew, and WhiteNoise looks at every file
    in its folder each time. While tests run, what is built there stays as it is."""
    from whitenoise.base import WhiteNoise

    listed: dict[tuple[str, str], dict[str, Any]] = {}
    look = WhiteNoise.update_files_dictionary

    def look_once(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in listed:
            before = dict(self.files)
            look(self, root, prefix)
            listed[root, prefix] = {
                url: file for url, file in self.files.items() if before.get(url) is not file
            }
        self.files.update(listed[root, prefix])

    WhiteNoise.update_files_dictionary = look_once
    yield
    WhiteNoise.update_files_dictionary = look


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """The real hash takes its time on purpose; that it is set is tested where it is set."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_are_emptied_by_the_owner() -> Iterator[None]:
    """Tests that commit clean up after themselves as the owner: the web role cannot, by design."""
    from django.db import connection
    from django.test import TransactionTestCase

    def empty(self: TransactionTestCase) -> None:
        as_role(connection, "")
        kept = {"django_migrations", "instruments_release", "django_content_type", "cache"}
        with connection.cursor() as cursor:
            # Partitions too: each has a trigger of its own.
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
                " AND relnamespace = 'public'::regnamespace"
            )
            tables = [name for (name,) in cursor.fetchall() if name not in kept]
        quoted = connection.ops.quote_name
        listed = ", ".join(map(quoted, tables))
        with connection.cursor() as cursor:
            for name in tables:
                cursor.execute(
                    f"ALTER TABLE {connection.ops.quote_name(name)} DISABLE TRIGGER USER"
                )
            cursor.execute(f"TRUNCATE {listed} RESTART IDENTITY CASCADE")
            for name in tables:
                cursor.execute(f"ALTER TABLE {quoted(name)} ENABLE TRIGGER USER")
        connection.close()

    before = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = before  # type: ignore[method-assign]
