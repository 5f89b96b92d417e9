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
    """Take the administrator away, in one of the ways there are."""
    if way == "removed":
        remove_entry(membership, by=by)
        return
    if way == "demoted":
        membership.role = Role.CLERK
    elif way == "given to another":
        membership.user = make.make_user(username="nobody-of-here", is_active=False)
    else:
        there = make.make_organization(code="somewhere")
        make.make_membership(user=by, organization=there, role=Role.ADMINISTRATOR)
        membership.organization, membership.user = there, make.make_user(username="moved")
    change_entry(membership, by=by)


WAYS = pytest.mark.parametrize("way", ["removed", "demoted", "given to another", "moved away"])


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
    stored = administrator.memberships.get(organization=organization)
    assert stored.role == Role.ADMINISTRATOR
    assert not AuditEntry.objects.exists()


@WAYS
def test_one_of_two_administrators_may_go(
    way: str, organization: Organization, administrator: User
) -> None:
    other = make.make_member(
        organization=organization, role=Role.ADMINISTRATOR, username="second-administrator"
    )
    lose(administrator.memberships.get(), way, by=other)
    remaining = organization.memberships.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    assert [membership.user for membership in remaining] == [other]


@WAYS
def test_a_superuser_may_take_the_last_administrator(
    way: str, organization: Organization, administrator: User, superuser: User
) -> None:
    lose(administrator.memberships.get(), way, by=superuser)
    remaining = organization.memberships.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    assert not remaining.exists()


def test_other_members_come_and_go_without_question(administrator: User, clerk: User) -> None:
    membership = clerk.memberships.get()
    membership.role = Role.SUPERVISOR
    change_entry(membership, by=administrator)
    remove_entry(membership, by=administrator)
    assert not clerk.memberships.exists()


def test_a_member_of_units_does_not_take_them_to_another_organization(
    organization: Organization, superuser: User
) -> None:
    membership = make.make_membership(
        user=make.make_user(username="helper"), organization=organization, role=Role.CONTRIBUTOR
    )
    unit = make.make_unit(organization=organization)
    membership.units.add(unit)
    membership.organization = make.make_organization(code="elsewhere")
    with pytest.raises(ValidationError, match="จึงย้ายหน่วยงานไม่ได้ โปรดลบสมาชิกรายการนี้"):
        change_entry(membership, by=superuser)
    membership.refresh_from_db()
    assert (membership.organization, list(membership.units.all())) == (organization, [unit])
    membership.units.clear()
    membership.organization = Organization.objects.get(code="elsewhere")
    change_entry(membership, by=superuser)
    assert Membership.objects.get(pk=membership.pk).organization.code == "elsewhere"
