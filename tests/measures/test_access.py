"""The doors: 404 for what one may not know of, 403 for what one may not do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from measures.access import get_organization, get_plan, has_right, require
from measures.actions.people import system_user
from measures.choices import Right, Role
from measures.models import Organization, User
from measures.rules.permissions import RIGHTS, roles_with
from tests import factories as make

pytestmark = pytest.mark.django_db

CLERK_MAY = {
    Right.VIEW,
    Right.EDIT_PLAN,
    Right.ENTER_RESULTS,
    Right.EDIT_SCORES,
    Right.COMMENT,
    Right.SUBMIT_PLAN,
}


def test_every_role_has_its_rights_and_no_more() -> None:
    assert {
        Role.CLERK: CLERK_MAY,
        Role.CONTRIBUTOR: {Right.VIEW, Right.ENTER_RESULTS},
        Role.SUPERVISOR: {Right.VIEW, Right.COMMENT, Right.RETURN_PLAN},
        Role.SIGNER: {
            Right.VIEW,
            Right.COMMENT,
            Right.SUBMIT_PLAN,
            Right.RETURN_PLAN,
            Right.APPROVE_PLAN,
            Right.REOPEN_PLAN,
        },
        Role.ADMINISTRATOR: {Right.VIEW, Right.EDIT_ORGANIZATION, Right.VIEW_AUDIT},
    } == RIGHTS
    assert roles_with(Right.EDIT_PLAN) == {Role.CLERK}
    assert roles_with(Right.EDIT_REFERENCE) == set()


def test_rights_hold_in_the_own_organization_only(
    clerk: User, organization: Organization, other_organization: Organization
) -> None:
    assert {right for right in Right if has_right(clerk, right, organization)} == CLERK_MAY
    assert {right for right in Right if has_right(clerk, right, other_organization)} == set()
    assert {right for right in Right if has_right(clerk, right, None)} == set()


def test_a_user_put_out_of_service_has_no_right(clerk: User, organization: Organization) -> None:
    clerk.is_active = False
    assert not has_right(clerk, Right.VIEW, organization)


def test_a_superuser_put_out_of_service_has_no_right(
    superuser: User, organization: Organization
) -> None:
    assert has_right(superuser, Right.EDIT_REFERENCE, None)
    superuser.is_active = False
    assert not has_right(superuser, Right.EDIT_REFERENCE, None)


def test_the_system_user_may_work_but_not_sign_in(organization: Organization) -> None:
    system = system_user()
    assert {right for right in Right if has_right(system, right, organization)} == set(Right)
    assert not system.is_active
    assert str(system) == "ระบบ"


def test_require_says_what_is_missing_and_where(
    supervisor: User, organization: Organization
) -> None:
    require(supervisor, Right.VIEW, organization)
    with pytest.raises(PermissionDenied, match="“แก้ไขแผนและผล” ในองค์การบริหารส่วนตำบลหนึ่ง"):
        require(supervisor, Right.EDIT_PLAN, organization)
    with pytest.raises(PermissionDenied, match="ข้อมูลอ้างอิงกลาง"):
        require(supervisor, Right.EDIT_REFERENCE, None)


def test_doors_open_to_members_and_answer_404_to_others(
    clerk: User, outside_clerk: User, organization: Organization
) -> None:
    plan = make.make_plan(organization=organization)
    assert get_organization(clerk, "one") == organization
    assert get_plan(clerk, "one", 2568) == plan
    for user in (outside_clerk, AnonymousUser()):
        with pytest.raises(Http404):
            get_organization(user, "one")
        with pytest.raises(Http404):
            get_plan(user, "one", 2568)
    with pytest.raises(Http404):
        get_plan(clerk, "one", 2567)
