"""An organization is never left without somebody who keeps its members and data."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from measures.actions.entries import change_entry, remove_entry
from measures.choices import Role
from measures.models import AuditEntry, Membership, Organization, User
from tests import factories as make

pytestmark = pytest.mark.django_db


def lose(membership: Membership, way: str, *, by: User) -> None:
    """Take the administrator's role away, in one of the two ways there are."""
    if way == "removed":
        remove_entry(membership, by=by)
    else:
        membership.role = Role.CLERK
        change_entry(membership, by=by)


WAYS = pytest.mark.parametrize("way", ["removed", "demoted"])


@WAYS
def test_the_last_administrator_stays(
    way: str, organization: Organization, administrator: User, clerk: User
) -> None:
    make.make_member(
        organization=organization, role=Role.ADMINISTRATOR, username="left", is_active=False
    )
    elsewhere = make.make_organization(code="elsewhere")
    make.make_member(organization=elsewhere, role=Role.ADMINISTRATOR, username="of-elsewhere")
    with pytest.raises(ValidationError, match=r"ผู้ดูแลหน่วยงานคนเดียว.*โปรดเพิ่มผู้ดูแลหน่วยงานอีกคนก่อน"):
        lose(administrator.memberships.get(), way, by=administrator)
    assert administrator.memberships.get().role == Role.ADMINISTRATOR
    assert not AuditEntry.objects.exists()


@WAYS
def test_one_of_two_administrators_may_go(
    way: str, organization: Organization, administrator: User
) -> None:
    other = make.make_member(
        organization=organization, role=Role.ADMINISTRATOR, username="second-administrator"
    )
    lose(administrator.memberships.get(), way, by=other)
    remaining = organization.memberships.filter(role=Role.ADMINISTRATOR)
    assert [membership.user for membership in remaining] == [other]


@WAYS
def test_a_superuser_may_take_the_last_administrator(
    way: str, organization: Organization, administrator: User, superuser: User
) -> None:
    lose(administrator.memberships.get(), way, by=superuser)
    assert not organization.memberships.filter(role=Role.ADMINISTRATOR).exists()


def test_other_members_come_and_go_without_question(administrator: User, clerk: User) -> None:
    membership = clerk.memberships.get()
    membership.role = Role.SUPERVISOR
    change_entry(membership, by=administrator)
    remove_entry(membership, by=administrator)
    assert not clerk.memberships.exists()
