"""The record of changes: only ever added to, on either database."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from measures.audit import record
from measures.choices import AuditAction
from measures.models import AuditEntry, Organization, User
from measures.models.append_only import REFUSAL, TABLE, TRIGGERS
from tests.conftest import let_flush_empty_the_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(organization: Organization, clerk: User) -> AuditEntry:
    """One entry of the record."""
    return record(AuditAction.CHANGED, organization, after={"name": "ใหม่"}, by=clerk)


def refused(statement: str) -> bool:
    """Whether the database refuses a statement, saying why."""
    with (
        pytest.raises(IntegrityError, match=REFUSAL),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return True


def test_an_entry_is_not_changed_through_the_model(entry: AuditEntry) -> None:
    entry.actor_name = "ผู้อื่น"
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        AuditEntry.objects.update(actor_name="ผู้อื่น")
    assert AuditEntry.objects.get().actor_name == "clerk"


def test_an_entry_is_not_removed_through_the_model(entry: AuditEntry) -> None:
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        entry.delete()
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert AuditEntry.objects.count() == 1


def test_the_databases_own_statements_are_refused_too(entry: AuditEntry) -> None:
    assert refused(f"UPDATE {TABLE} SET actor_name = 'x'")
    assert refused(f"DELETE FROM {TABLE}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for no check
        assert refused(f"TRUNCATE {TABLE}")
    else:
        assert refused(f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}")
    assert AuditEntry.objects.get() == entry


def test_every_trigger_is_there_after_all_migrations() -> None:
    """SQLite drops them with the table that a migration makes anew."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        assert {name for (name,) in cursor.fetchall()} == set(TRIGGERS[connection.vendor])


def test_who_made_an_entry_and_whose_it_is_stay(
    entry: AuditEntry, organization: Organization, clerk: User
) -> None:
    for part in (clerk, organization):
        with pytest.raises(ProtectedError):
            part.delete()
    assert (entry.actor, entry.organization) == (clerk, organization)


def test_an_unknown_action_is_not_recorded(organization: Organization, clerk: User) -> None:
    with pytest.raises(ValueError, match="no-such-action"):
        record("no-such-action", organization, by=clerk)  # type: ignore[arg-type]
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_flush_does_not_empty_the_record_but_between_tests_it_can(entry: AuditEntry) -> None:
    """The production command is refused; the tests' own emptying is the fixture's in conftest."""
    del connection.ops.execute_sql_flush  # the tests' own
    try:
        with pytest.raises(CommandError):
            call_command("flush", interactive=False, verbosity=0)
    finally:
        let_flush_empty_the_record()
    assert AuditEntry.objects.count() == 1
