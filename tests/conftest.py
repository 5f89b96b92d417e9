"""The permanent cast of the tests, and nothing else.

Organization one has a clerk, a contributor of the unit that is responsible in its rows and one of
another unit, a supervisor, a signer and an administrator. Three of another organization are the
outsiders. Oversight readers are charged with the first organization's province, another province,
or the nation. Beside them: one who left organization one, one put out of service, a user of
nothing, nobody (anonymous), a superuser.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from measures.choices import Role
from measures.models import Organization, User
from measures.models.append_only import creating, dropping
from reports.exports_kept import KEPT_EXPORTS
from tests import factories

# Where the organizations are, by their codes.
PROVINCES = {"one": "เลย", "two": "สระบุรี"}

# No timing in tests: a busy machine is no failure.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

# Folders of tests that look at screens: these ask through queries and actions, whose own tests run
# on both databases.
SCREENS = {"admin", "views"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """For the second database: what uses none gives the same there."""
    parser.addoption(
        "--database-only", action="store_true", help="only tests that use the database"
    )


# Of a table over the database the first case is counted for coverage. Counting takes nearly twice
# as long, and the other cases run the same lines.
COUNTED_CASES = 1
# The longest tests of one process each, beside the journeys.
LONG = {"test_permissions.py", "test_isolation_of_entry_forms.py", "test_conformance.py"}


def asks_for_database(item: pytest.Item) -> bool:
    """Whether the test uses the database, by a fixture or by its mark."""
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db"))


# After pytest-django, which puts the tests of transactions last.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--database-only`, leave out what neither asks for the database nor is marked for it.

    Neither is there anything new to see where the test is marked `one_database`.
    """
    cases: Counter[str] = Counter()
    for item in filter(asks_for_database, items):
        name = item.nodeid.partition("[")[0]
        cases[name] += 1
        if cases[name] > COUNTED_CASES:
            item.add_marker("no_cover")
    if config.getoption("--database-only"):
        chosen: dict[bool, list[pytest.Item]] = {True: [], False: []}
        for item in items:
            once = item.get_closest_marker("one_database") or SCREENS & set(item.path.parts)
            chosen[bool(asks_for_database(item) and not once)].append(item)
        items[:] = chosen[True]
        config.hook.pytest_deselected(items=chosen[False])
    items[:] = spread(items, processes=int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def spread(items: list[pytest.Item], *, processes: int) -> list[pytest.Item]:
    """The tests in an order in which each process begins with as many long ones as the others.

    pytest-xdist gives each process a stretch of the list, and later to the idle what others have
    left: a long one at the end would keep one process busy and the others waiting.
    """
    long: list[pytest.Item] = []
    short: list[pytest.Item] = []
    for item in items:
        is_long = item.path.name in LONG or item.path.parent.name == "journeys"
        (long if is_long else short).append(item)
    size = -(-len(short) // processes)
    return [
        item
        for number in range(processes)
        for item in (*long[number::processes], *short[number * size : (number + 1) * size])
    ]


def counter_of(config: pytest.Config) -> Any:
    """What counts coverage in this process, pytest-cov's controller; None where nothing does."""
    return getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop the counter that pytest-cov 7 leaves running below its own in each process of xdist.

    Whatever is left uncounted would be traced by that one, to no purpose and in twice the time.
    """
    counter = counter_of(session.config)
    if counter is not None and hasattr(session.config, "workerinput"):
        counter.cov.stop()


@contextmanager
def uncounted(item: pytest.Item) -> Iterator[None]:
    """A phase of a test that is not counted for coverage: it is not what the test is about."""
    counter = counter_of(item.config)
    if counter is None:
        yield
        return
    counter.pause()
    try:
        yield
    finally:
        counter.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Fixtures."""
    with uncounted(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """What fixtures put away."""
    with uncounted(item):
        return (yield)


CAST = (
    "clerk",
    "contributor",
    "contributor_of_another_unit",
    "supervisor",
    "signer",
    "administrator",
    "outside_clerk",
    "outside_supervisor",
    "outside_administrator",
    "oversight_of_province",
    "oversight_of_nation",
    "oversight_elsewhere",
    "former_member",
    "inactive_user",
    "user_of_nothing",
    "superuser",
    "anonymous",
)


@pytest.fixture(scope="session", autouse=True)
def quick_settings() -> None:
    """Spare every test what would take longer than most requests.

    Passwords are hashed quickly: every test user has one, none is worth guessing. WhiteNoise looks
    for a file when it is asked for, instead of listing all of them for every test client.
    """
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """pytest-django's databases; what empties them after a test may empty the record too."""
    let_flush_empty_the_record()


def let_flush_empty_the_record() -> None:
    """Have the tests' own flush take the record's triggers away and put them back."""
    execute = connection.ops.execute_sql_flush

    def execute_without_triggers(sql_list: Iterable[str]) -> None:
        vendor = connection.vendor
        # Attempts to sign in are counted in a table that is no model's.
        execute([*dropping(vendor), *sql_list, "DELETE FROM shared_cache", *creating(vendor)])

    connection.ops.execute_sql_flush = execute_without_triggers  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this process of the tests keeps uploaded files: they are named by their content."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def uploads_of_tests(settings: Settings, files_of_tests: Path) -> None:
    """Keep uploaded files away from those of people."""
    settings.MEDIA_ROOT = files_of_tests


@pytest.fixture(autouse=True)
def no_exports_kept(settings: Settings) -> None:
    """Make every export anew, unless a test is of those that are kept."""
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, KEPT_EXPORTS: dummy}


@pytest.fixture
def organization(db: None) -> Organization:
    """Organization one."""
    return factories.make_organization(
        code="one", name="องค์การบริหารส่วนตำบลหนึ่ง", province=PROVINCES["one"]
    )


@pytest.fixture
def other_organization(db: None) -> Organization:
    """The outsiders' organization."""
    return factories.make_organization(
        code="two", name="องค์การบริหารส่วนตำบลสอง", province=PROVINCES["two"]
    )


@pytest.fixture
def clerk(organization: Organization) -> User:
    """Edits plans and scores of organization one."""
    return factories.make_member(organization=organization, username="clerk")


@pytest.fixture
def supervisor(organization: Organization) -> User:
    """Reads organization one."""
    return factories.make_member(
        organization=organization, role=Role.SUPERVISOR, username="supervisor"
    )


@pytest.fixture
def administrator(organization: Organization) -> User:
    """Edits organization one itself, its units and members."""
    return factories.make_member(
        organization=organization, role=Role.ADMINISTRATOR, username="administrator"
    )


@pytest.fixture
def contributor(organization: Organization) -> User:
    """Enters results in rows of สำนักปลัด, which the factories make responsible."""
    return factories.make_contributor(
        organization=organization, unit="สำนักปลัด", username="contributor"
    )


@pytest.fixture
def contributor_of_another_unit(organization: Organization) -> User:
    """Enters results in rows of กองช่าง, which is responsible for none."""
    return factories.make_contributor(
        organization=organization, unit="กองช่าง", username="contributor-of-another-unit"
    )


@pytest.fixture
def signer(organization: Organization) -> User:
    """Reads organization one."""
    return factories.make_member(organization=organization, role=Role.SIGNER, username="signer")


@pytest.fixture
def former_member(organization: Organization) -> User:
    """Was a clerk of organization one, staff still."""
    user = factories.make_member(organization=organization, username="former-member")
    user.memberships.all().delete()
    return user


@pytest.fixture
def inactive_user(organization: Organization) -> User:
    """A clerk of organization one put out of service."""
    return factories.make_member(
        organization=organization, username="inactive-user", is_active=False
    )


@pytest.fixture
def oversight_of_province(organization: Organization) -> User:
    """Reads what is approved in the province of organization one."""
    return factories.make_oversight(province=PROVINCES["one"], username="oversight-of-province")


@pytest.fixture
def oversight_elsewhere(db: None) -> User:
    """Reads what is approved in a province where neither organization is."""
    return factories.make_oversight(province="สุโขทัย", username="oversight-elsewhere")


@pytest.fixture
def oversight_of_nation(db: None) -> User:
    """Reads what is approved anywhere."""
    return factories.make_oversight(username="oversight-of-nation")


@pytest.fixture
def outside_clerk(other_organization: Organization) -> User:
    """A clerk of the other organization."""
    return factories.make_member(organization=other_organization, username="outside-clerk")


@pytest.fixture
def outside_supervisor(other_organization: Organization) -> User:
    """A supervisor of the other organization."""
    return factories.make_member(
        organization=other_organization, role=Role.SUPERVISOR, username="outside-supervisor"
    )


@pytest.fixture
def outside_administrator(other_organization: Organization) -> User:
    """An administrator of the other organization."""
    return factories.make_member(
        organization=other_organization,
        role=Role.ADMINISTRATOR,
        username="outside-administrator",
    )


@pytest.fixture
def user_of_nothing(db: None) -> User:
    """Signed in, staff even, but a member of no organization."""
    return factories.make_user(username="user-of-nothing", is_staff=True)


@pytest.fixture
def superuser(db: None) -> User:
    """Sees and changes everything."""
    return factories.make_user(username="superuser", is_staff=True, is_superuser=True)


@pytest.fixture
def anonymous() -> AnonymousUser:
    """Nobody: not signed in."""
    return AnonymousUser()


class ReadingClient(Client):
    """A test client that reads to the end what is sent in parts: such answers have a text too."""

    def request(self, **request: Any) -> Any:
        """The answer; a page in parts is read while queries of the test are counted."""
        response: Any = super().request(**request)
        if response.streaming and response["Content-Type"].startswith("text/html"):
            content = response.getvalue()
            response.__class__ = HttpResponse
            response.content = content
        return response


@pytest.fixture
def client_of() -> Callable[[User | AnonymousUser], Client]:
    """A function: user -> a test client signed in as that user."""

    def sign_in(user: User | AnonymousUser) -> Client:
        client = ReadingClient()
        if isinstance(user, User):
            client.force_login(user)
        return client

    return sign_in
