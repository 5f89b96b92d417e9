"""The masthead says where a person stands."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from measures.choices import Role
from measures.queries.people import Standing, standing_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_standing_of_a_member_is_organization_role_and_position(organization):
    user = make.make_member(organization=organization, position_title="ปลัด อบต.")
    edits = frozenset({organization.pk})
    assert standing_of(user) == Standing(organization.name, "ผู้จัดทำ · ปลัด อบต.", edits)


def test_standing_of_a_member_of_several_is_the_role_in_the_pages_organization(
    clerk, organization, other_organization
):
    make.make_membership(user=clerk, organization=other_organization, role=Role.SUPERVISOR)

    edits = frozenset({organization.pk})
    assert standing_of(clerk) == Standing("สมาชิกของ ๒ หน่วยงาน", "", edits)
    assert standing_of(clerk, organization) == Standing(organization.name, "ผู้จัดทำ", edits)
    assert standing_of(clerk, other_organization) == Standing(other_organization.name, "ผู้ตรวจ")


def test_standing_of_others_says_what_they_are(superuser, user_of_nothing, organization):
    assert standing_of(superuser) == Standing("", "ผู้ดูแลระบบ")
    assert standing_of(superuser, organization) == Standing(organization.name, "ผู้ดูแลระบบ")
    assert standing_of(user_of_nothing) == Standing("", "ยังไม่สังกัดหน่วยงาน")
    assert standing_of(AnonymousUser()) == Standing("", "ยังไม่ได้เข้าสู่ระบบ")
