"""Deadlines: an administrator sets the organization's own, a superuser those of all."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from measures.choices import AuditAction, DueFor
from measures.models import AuditEntry, Deadline, OrganizationDeadline
from tests import factories as make

pytestmark = pytest.mark.django_db

SENT = {"due_for": str(DueFor.TWELVE_MONTHS.value), "due_on": "๒๐ มีนาคม ๒๕๖๙"}


def test_administrator_adds_an_own_deadline_and_sees_it_listed(
    client_of, administrator, organization
):
    year = make.make_year()
    client = client_of(administrator)
    add = reverse("admin:measures_organizationdeadline_add")
    answer = client.post(
        f"{add}?organization={organization.pk}", {**SENT, "fiscal_year": str(year.pk)}
    )
    assert answer.status_code == 302
    deadline = OrganizationDeadline.objects.get()
    assert (deadline.organization, deadline.due_on) == (organization, datetime.date(2026, 3, 20))
    assert AuditEntry.objects.get().action == AuditAction.ADDED
    listed = client.get(reverse("admin:measures_organizationdeadline_changelist")).text
    assert "๒๐ มีนาคม ๒๕๖๙" in listed


@pytest.mark.parametrize("member", ["clerk", "supervisor", "contributor"])
def test_who_is_no_administrator_changes_no_deadline(request, client_of, member, organization):
    deadline = make.make_own_deadline(organization=organization)
    address = reverse("admin:measures_organizationdeadline_change", args=(deadline.pk,))
    client = client_of(request.getfixturevalue(member))
    answer = client.post(address, {**SENT, "fiscal_year": str(deadline.fiscal_year.pk)})
    assert answer.status_code == 403
    assert not AuditEntry.objects.exists()


def test_deadlines_of_all_are_reference_data(client_of, superuser, administrator):
    year = make.make_year()
    add = reverse("admin:measures_deadline_add")
    sent = {**SENT, "fiscal_year": str(year.pk)}
    assert client_of(administrator).post(add, sent).status_code == 403
    assert client_of(superuser).post(add, sent).status_code == 302
    assert str(Deadline.objects.get()) == ("รายงานผลรอบ ๑๒ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๘ ๒๐ มีนาคม ๒๕๖๙")
    listed = client_of(superuser).get(reverse("admin:measures_deadline_changelist")).text
    assert "๒๐ มีนาคม ๒๕๖๙" in listed
