"""The permanent cast of the tests, and nothing else.

Organization one has a clerk, a supervisor and an administrator. The same three of another
organization are the outsiders. Beside them: a user of nothing, nobody (anonymous), a superuser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from pytest_django import Settings

from measures.choices import Role
from measures.models import Organization, User
from measures.models.append_only import creating, dropping
from tests import factories

CAST = (
    "clerk",
    "supervisor",
    "administrator",
    "outside_clerk",
    "outside_supervisor",
    "outside_administrator",
    "user_of_nothing",
    "superuser",
    "anonymous",
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """pytest-django's databases; what empties them after a test may empty the record too."""
    let_flush_empty_the_record()


def let_flush_empty_the_record() -> None:
    """Have the tests' own flush take the record's triggers away and put them back."""
    execute = connection.ops.execute_sql_flush

    def execute_without_triggers(sql_list: Iterable[str]) -> None:
        vendor = connection.vendor
        execute([*dropping(vendor), *sql_list, *creating(vendor)])

    connection.ops.execute_sql_flush = execute_without_triggers  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def fast_passwords(settings: Settings) -> None:
    """Hash passwords quickly: every test user has one, none is worth guessing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def organization(db: None) -> Organization:
    """Organization one."""
    return factories.make_organization(code="one", name="องค์การบริหารส่วนตำบลหนึ่ง")


@pytest.fixture
def other_organization(db: None) -> Organization:
    """The outsiders' organization."""
    return factories.make_organization(code="two", name="องค์การบริหารส่วนตำบลสอง")


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


@pytest.fixture
def client_of() -> Callable[[User | AnonymousUser], Client]:
    """A function: user -> a test client signed in as that user."""

    def sign_in(user: User | AnonymousUser) -> Client:
        client = Client()
        if isinstance(user, User):
            client.force_login(user)
        return client

    return sign_in
