"""Users for superusers; memberships for the administrators of the organization."""

from __future__ import annotations

import pytest
from django.urls import reverse

from measures.actions.passwords import set_password
from measures.actions.people import system_user
from measures.choices import AuditAction, Role
from measures.models import AuditEntry, Membership, ResponsibleUnit, User
from tests import factories as make

from .pages import address, errors_of, form_data, new_item, open_and_send

NEW_PASSWORD = "makut-dok-mai-2569"


@pytest.fixture
def of_administrator(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def of_superuser(superuser, client_of):
    return client_of(superuser)


def actions():
    return {(entry.action, entry.subject_kind) for entry in AuditEntry.objects.all()}


def test_administrator_adds_an_existing_user_by_name(of_administrator, organization):
    newcomer = make.make_user(username="somjai9")
    url = address(Membership, "add", organization=organization.pk)
    response = open_and_send(of_administrator, url, username="somjai๙", role=Role.CLERK)
    assert response.status_code == 302, errors_of(response)
    membership = Membership.objects.get(user=newcomer)
    assert (membership.organization, membership.role) == (organization, Role.CLERK)
    assert actions() == {(AuditAction.ADDED, "membership")}


@pytest.mark.parametrize("username", ["nobody-here", "superuser", "system"])
def test_unknown_users_superusers_and_the_system_user_do_not_become_members(
    of_administrator, organization, superuser, username
):
    system_user()
    url = address(Membership, "add", organization=organization.pk)
    response = open_and_send(of_administrator, url, username=username, role=Role.CLERK)
    assert errors_of(response) == [
        (
            f"ไม่พบผู้ใช้ “{username}” ที่ใช้งานอยู่ โปรดระบุชื่อผู้ใช้ให้ตรงทุกตัวอักษร เช่น clerk.chaiburi "
            "หรือขอให้ผู้ดูแลระบบเพิ่มผู้ใช้ก่อน"
        )
    ]


def test_member_is_not_added_twice(of_administrator, organization, clerk):
    url = address(Membership, "add", organization=organization.pk)
    response = open_and_send(of_administrator, url, username="clerk", role=Role.SUPERVISOR)
    assert errors_of(response) == ["ผู้ใช้ “clerk” เป็นสมาชิกของหน่วยงานนี้แล้ว โปรดแก้บทบาทที่รายการเดิม"]


def test_role_is_changed_and_the_user_stays(of_administrator, clerk, outside_clerk):
    membership = clerk.memberships.get()
    url = address(membership, "change", membership.pk)
    data = form_data(of_administrator.get(url)) | {"role": "supervisor"}
    response = of_administrator.post(url, data | {"username": "outside-clerk", "user": "1"})
    assert response.status_code == 302, errors_of(response)
    membership.refresh_from_db()
    assert (membership.user, membership.role) == (clerk, Role.SUPERVISOR)


def test_administrator_keeps_units_and_members_on_the_page_of_the_organization(
    of_administrator, organization
):
    make.make_user(username="somjai")
    url = address(organization, "change", organization.pk)
    page = of_administrator.get(url)
    data = new_item(form_data(page), "units", name="กองช่าง", position="2")
    data = new_item(data, "memberships", username="somjai", role="clerk")
    data |= {"district": "เมือง", "province": "เชียงใหม่", "code": "stolen", "is_demo": "on"}
    province = organization.province
    response = of_administrator.post(url, data)
    assert response.status_code == 302, errors_of(response)
    organization.refresh_from_db()
    assert organization.province == province  # else it would choose who oversees it
    assert (organization.district, organization.code, organization.is_demo) == (
        "เมือง",
        "one",
        False,
    )
    assert ResponsibleUnit.objects.get().name == "กองช่าง"
    assert organization.memberships.filter(user__username="somjai").exists()
    assert actions() == {
        (AuditAction.CHANGED, "organization"),
        (AuditAction.ADDED, "responsibleunit"),
        (AuditAction.ADDED, "membership"),
    }


def test_clerk_reads_the_page_of_the_organization_only(organization, clerk, client_of):
    client = client_of(clerk)
    url = address(organization, "change", organization.pk)
    page = client.get(url)
    assert page.status_code == 200
    assert client.post(url, form_data(page)).status_code == 403


def test_unit_in_use_is_not_removed_and_the_page_says_why(of_administrator, organization):
    unit = make.make_unit(organization=organization, name="กองคลัง")
    row = make.make_row(section=make.make_section(plan=make.make_plan(organization=organization)))
    make.make_responsibility(row=row, unit=unit)
    page = of_administrator.post(address(unit, "delete", unit.pk), {"post": "yes"})
    assert page.status_code == 200
    assert ResponsibleUnit.objects.filter(pk=unit.pk).exists()
    url = address(organization, "change", organization.pk)
    data = form_data(of_administrator.get(url)) | {"units-0-DELETE": "on"}
    response = of_administrator.post(url, data)
    assert response.status_code == 200
    assert "กองคลัง" in " ".join(errors_of(response))
    assert ResponsibleUnit.objects.filter(pk=unit.pk).exists()


@pytest.mark.parametrize("page", ["changelist", "add", "change", "history", "delete"])
def test_administrator_of_an_organization_does_not_see_users(of_administrator, clerk, page):
    arguments = () if page in ("changelist", "add") else (clerk.pk,)
    assert of_administrator.get(address(User, page, *arguments)).status_code == 403


def test_administrator_cannot_raise_anybody_to_superuser(of_administrator, clerk):
    url = address(clerk, "change", clerk.pk)
    assert of_administrator.get(url).status_code == 403
    assert (
        of_administrator.post(url, {"username": "clerk", "is_superuser": "on"}).status_code == 403
    )
    clerk.refresh_from_db()
    assert not clerk.is_superuser


def test_superuser_adds_a_user_with_a_password(of_superuser):
    url = address(User, "add")
    data = form_data(of_superuser.get(url))
    data |= {
        "username": "somjai",
        "usable_password": "true",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "is_staff": "on",
    }
    response = of_superuser.post(url, data)
    assert response.status_code == 302, errors_of(response)
    user = User.objects.get(username="somjai")
    assert user.check_password(NEW_PASSWORD)
    assert user.is_staff
    entry = AuditEntry.objects.get()
    assert entry.action == AuditAction.ADDED
    assert "password" not in entry.after


def test_superuser_changes_a_user_and_the_memberships(of_superuser, clerk, other_organization):
    url = address(clerk, "change", clerk.pk)
    data = form_data(of_superuser.get(url)) | {"position_title": "นักวิเคราะห์"}
    data = new_item(data, "memberships", organization=str(other_organization.pk), role="clerk")
    response = of_superuser.post(url, data)
    assert response.status_code == 302, errors_of(response)
    clerk.refresh_from_db()
    assert clerk.position_title == "นักวิเคราะห์"
    assert clerk.memberships.count() == 2


def test_superuser_sets_a_password_and_the_record_does_not_hold_it(of_superuser, clerk, superuser):
    url = reverse("admin:auth_user_password_change", args=(clerk.pk,))
    assert of_superuser.get(url).status_code == 200
    sent = {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    response = of_superuser.post(url, sent | {"set-password": "1"})
    assert response.status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(NEW_PASSWORD)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.subject_pk) == (superuser, str(clerk.pk))
    assert entry.after == {"password": "ตั้งรหัสผ่านใหม่"}


def test_password_of_another_is_not_set_without_the_right(administrator, clerk, client_of):
    url = reverse("admin:auth_user_password_change", args=(clerk.pk,))
    assert client_of(administrator).get(url).status_code == 403


def test_anybody_changes_their_own_password(clerk, client_of):
    client = client_of(clerk)
    url = reverse("admin:password_change")
    assert "โปรดกรอกรหัสผ่านเดิม" in client.get(url).content.decode()
    sent = {
        "old_password": make.PASSWORD,
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
    }
    assert client.post(url, sent).status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(NEW_PASSWORD)
    assert AuditEntry.objects.get().actor == clerk


def test_password_can_be_taken_away(clerk, superuser):
    set_password(clerk, None, by=superuser)
    clerk.refresh_from_db()
    assert not clerk.has_usable_password()
    assert AuditEntry.objects.get().after == {"password": "ยกเลิกรหัสผ่าน"}


def test_system_user_is_shown_and_not_changed(of_superuser):
    system = system_user()
    url = address(system, "change", system.pk)
    assert of_superuser.get(url).status_code == 200
    assert of_superuser.post(url, {}).status_code == 403


def test_member_list_takes_as_many_queries_for_three_rows_as_for_one(
    of_administrator, organization, django_assert_num_queries
):
    url = address(Membership, "changelist")
    of_administrator.get(url)
    with django_assert_num_queries(7):
        of_administrator.get(url)
    make.make_member(organization=organization)
    make.make_member(organization=organization)
    with django_assert_num_queries(7):
        of_administrator.get(url)


def test_the_last_administrator_is_kept_on_the_page_of_members(of_administrator, administrator):
    membership = administrator.memberships.get()
    url = address(membership, "change", membership.pk)
    response = of_administrator.post(url, form_data(of_administrator.get(url)) | {"role": "clerk"})
    (error,) = errors_of(response)
    assert "คนเดียวของ" in error
    membership.refresh_from_db()
    assert membership.role == Role.ADMINISTRATOR


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("กอง\u200bช่าง", "กองช่าง"),
        ("\ufeffกอง\u00a0ช่าง\t๒", "กอง ช่าง ๒"),
        ("ส\u0e4d\u0e32นัก", "สำนัก"),
    ],
)
def test_a_pasted_name_loses_what_nobody_sees(of_administrator, organization, typed, stored):
    url = address(ResponsibleUnit, "add", organization=organization.pk)
    response = open_and_send(of_administrator, url, name=typed, position="1")
    assert response.status_code == 302, errors_of(response)
    assert ResponsibleUnit.objects.get().name == stored


def test_a_name_that_no_report_could_print_is_refused(of_administrator, organization):
    url = address(ResponsibleUnit, "add", organization=organization.pk)
    response = open_and_send(of_administrator, url, name="กอง\u202eช่าง", position="1")
    (error,) = errors_of(response)
    assert "U+202E" in error
    assert "หลังคำว่า “กอง”" in error
