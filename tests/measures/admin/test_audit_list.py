"""The list of changes: for administrators their organization's, for superusers all."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from itaportal.thai.dates import thai_date
from measures.audit import record
from measures.choices import AuditAction
from measures.models import AuditEntry
from tests import factories as make

from .pages import address

LIST = address(AuditEntry, "changelist")


@pytest.fixture
def entries(organization, other_organization, clerk, outside_clerk, superuser):
    """A change of each organization, and one of shared reference data."""
    row = make.make_row(section=make.make_section(plan=make.make_plan(organization=organization)))
    return {
        "own": record(
            AuditAction.CHANGED,
            row,
            before={"printed_number": "๗", "period_start": None},
            after={"printed_number": "๘", "period_start": "2024-10-01"},
            by=clerk,
        ),
        "own name": record(AuditAction.CHANGED, organization, after={"name": "ก"}, by=clerk),
        "other": record(
            AuditAction.CHANGED, other_organization, after={"name": "ข"}, by=outside_clerk
        ),
        "shared": record(AuditAction.ADDED, make.make_year(2570), after={}, by=superuser),
    }


def shown(client, entries, **query):
    """The names of the entries that the list shows."""
    listed = client.get(LIST, query).context["cl"].queryset
    names = {entry.pk: name for name, entry in entries.items()}
    return {names[entry.pk] for entry in listed}


def test_administrator_lists_the_own_organization_and_the_superuser_everything(
    administrator, superuser, client_of, entries
):
    assert shown(client_of(administrator), entries) == {"own", "own name"}
    assert shown(client_of(superuser), entries) == set(entries)


@pytest.mark.parametrize("member", ["clerk", "contributor", "supervisor", "signer"])
def test_the_list_is_closed_to_other_members(request, client_of, entries, member):
    client = client_of(request.getfixturevalue(member))
    assert client.get(LIST).status_code == 403
    assert client.get(address(AuditEntry, "change", entries["other"].pk)).status_code == 403


def test_it_is_searched_by_object_user_and_day(superuser, client_of, entries):
    client = client_of(superuser)
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    found = {
        words: shown(client, entries, q=words)
        for words in ("แถวที่ ๑", "outside-clerk", "superuser", thai_date(today))
    }
    assert found == {
        "แถวที่ ๑": {"own"},
        "outside-clerk": {"other"},
        "superuser": {"shared"},
        thai_date(today): set(entries),
    }
    assert shown(client, entries, q=thai_date(yesterday)) == set()


def test_it_is_narrowed_to_a_kind_by_its_thai_name(administrator, client_of, entries):
    client = client_of(administrator)
    page = client.get(LIST).content.decode()
    assert "ตาม แถวมาตรการ" in page or "แถวมาตรการ</a>" in page
    assert shown(client, entries, subject_kind="row") == {"own"}


def test_an_entry_shows_each_field_by_its_thai_label_before_and_after(
    administrator, client_of, entries
):
    page = client_of(administrator).get(address(AuditEntry, "change", entries["own"].pk))
    content = " ".join(page.content.decode().split())
    assert "<dd>๗</dd>" in content
    assert "<dd>๘</dd>" in content
    assert "<dt>เริ่มดำเนินการ</dt><dd>–</dd>" in content


def test_a_kind_that_is_no_more_is_shown_by_its_code(superuser, client_of):
    entry = AuditEntry.objects.create(
        actor=superuser,
        actor_name="ผู้ดูแล",
        action=AuditAction.REMOVED,
        subject_kind="gone",
        subject_pk="1",
        subject_label="รายการ",
        before={"name": "ก"},
    )
    client = client_of(superuser)
    assert "gone" in client.get(LIST).content.decode()
    assert client.get(address(AuditEntry, "change", entry.pk)).status_code == 200


def test_the_list_takes_as_many_queries_for_three_rows_as_for_one(
    administrator, client_of, organization, clerk, django_assert_num_queries
):
    client = client_of(administrator)
    record(AuditAction.CHANGED, organization, after={"name": "ก"}, by=clerk)
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)
    for name in ("ข", "ค"):
        record(AuditAction.CHANGED, organization, after={"name": name}, by=clerk)
    with django_assert_num_queries(8):
        client.get(LIST)
