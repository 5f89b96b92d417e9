"""An organization's people: invited, changed, removed, never the last administrator."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from measures.actions.invitations import accept_invitation, invite_again, token_of
from measures.choices import Role
from measures.letters import address_of_invitation
from measures.models import AuditEntry, Invitation, Membership, User
from tests import factories as make

pytestmark = pytest.mark.django_db

PEOPLE = "/one/people/"
NEW = {
    "username": "somsri.one",
    "first_name": "สมศรี",
    "last_name": "ใจตรง",
    "position_title": "นักวิชาการ",
    "password1": "krapong-sam-bai-2570",
    "password2": "krapong-sam-bai-2570",
}


def link_of(letter):
    """The link of a letter of invitation, as the portal's own address."""
    found = re.search(r"http://127\.0\.0\.1:8000(/account/invitation/\S+/)", str(letter.body))
    assert found
    return found[1]


@pytest.fixture
def invited(client_of, administrator):
    """A function: fields -> the page after inviting, by the administrator."""
    client = client_of(administrator)

    def invite(**fields):
        sent = {"email": "New@Example.go.th", "role": Role.CLERK, **fields}
        return client.post(PEOPLE, sent, follow=True)

    return invite


def actions():
    return sorted(AuditEntry.objects.values_list("action", flat=True))


def test_who_is_invited_sets_a_password_and_is_a_member(invited, client, organization):
    page = invited()
    assert "ส่งคำเชิญถึง new@example.go.th แล้ว" in page.text
    assert "คำเชิญที่ยังไม่ตอบรับ" in page.text
    (letter,) = mail.outbox
    assert letter.to == ["new@example.go.th"]
    assert "ในบทบาท “ผู้จัดทำ”" in letter.body

    link = link_of(letter)
    assert "เชิญท่าน (new@example.go.th) ในบทบาท “ผู้จัดทำ”" in client.get(link).text
    welcome = client.post(link, NEW, follow=True)
    assert "ท่านเป็นผู้จัดทำของ" in welcome.text
    user = User.objects.get(username="somsri.one")
    assert (user.email, user.get_full_name()) == ("new@example.go.th", "สมศรี ใจตรง")
    assert user.check_password(NEW["password1"])
    assert [(each.organization, each.role) for each in user.memberships.all()] == [
        (organization, Role.CLERK)
    ]
    assert actions() == ["added", "added", "invitation.accepted", "invitation.sent"]
    assert NEW["password1"] not in str(list(AuditEntry.objects.values_list("after", flat=True)))
    # The link works once.
    client.logout()
    assert "คำเชิญนี้ใช้ไปแล้ว" in client.get(link).text


def test_a_new_name_in_thai_digits_is_kept_in_arabic_ones(client, organization):
    link = address_of_invitation(make.make_invitation(organization=organization))[21:]
    client.post(link, {**NEW, "username": "somsri๒๕"})
    assert User.objects.get(first_name="สมศรี").username == "somsri25"


def test_contributor_is_invited_into_units_and_belongs_to_them(invited, client, organization):
    unit = make.make_unit(organization=organization, name="กองคลัง")
    invited(role=Role.CONTRIBUTOR, units=[unit.pk])
    client.post(link_of(mail.outbox[0]), NEW)
    membership = Membership.objects.get(user__username="somsri.one")
    assert (membership.role, list(membership.units.all())) == (Role.CONTRIBUTOR, [unit])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": ""}, "ยังไม่ได้ระบุอีเมล โปรดระบุ เช่น"),
        ({"email": "saraban"}, "ยังไม่เป็นอีเมล โปรดระบุชื่อและโดเมน"),
        ({"role": ""}, "ยังไม่ได้เลือกบทบาท โปรดเลือกหนึ่งบทบาท เช่น"),
        ({"role": "mayor"}, "บทบาทที่เลือกไม่มีในรายการ"),
        ({"role": Role.CONTRIBUTOR}, "โปรดเลือกอย่างน้อยหนึ่งแห่ง เช่น กองคลัง"),
        ({"units": ["OWN"]}, "ส่วนราชการใช้กับบทบาท “ผู้กรอกผลของส่วนราชการ” เท่านั้น"),
        ({"role": Role.CONTRIBUTOR, "units": ["OTHER"]}, "ส่วนราชการที่เลือกไม่มีในรายการแล้ว"),
        ({"email": "clerk@one.example.go.th"}, "เป็นอีเมลของสมาชิกอยู่แล้ว"),
        ({"email": "waiting@example.go.th"}, "โปรดกดส่งอีกครั้งที่รายการคำเชิญ"),
    ],
)
def test_invitation_that_cannot_be_says_why_and_keeps_what_was_typed(
    invited, organization, other_organization, clerk, fields, said
):
    clerk.email = "Clerk@one.example.go.th"
    clerk.save()
    units = {
        "OWN": make.make_unit(organization=organization).pk,
        "OTHER": make.make_unit(organization=other_organization).pk,
    }
    make.make_invitation(organization=organization, email="waiting@example.go.th")
    if "units" in fields:
        fields = {**fields, "units": [units[each] for each in fields["units"]]}
    page = invited(**fields)
    assert "<title>ข้อผิดพลาด: บุคคลของ" in page.text
    assert said in page.text
    if "email" not in fields:
        assert 'value="New@Example.go.th"' in page.text
    assert Invitation.objects.count() == 1
    assert mail.outbox == []


def test_a_unit_of_no_possible_key_is_none_of_the_list(invited):
    page = invited(role=Role.CONTRIBUTOR, units=["99999999999999999999"])
    assert "ส่วนราชการที่เลือกไม่มีในรายการแล้ว" in page.text
    assert not mail.outbox


def test_a_letter_sent_again_ends_the_link_of_the_first(invited, client, client_of, administrator):
    invited()
    own = client_of(administrator)
    invitation = Invitation.objects.get()
    again = own.post(f"{PEOPLE}invitations/{invitation.pk}/send/", follow=True)
    assert "ส่งคำเชิญถึง new@example.go.th แล้ว" in again.text
    first, second = map(link_of, mail.outbox)
    gone = client.get(first)
    assert (gone.status_code, "โปรดใช้ลิงก์ในอีเมลฉบับล่าสุด" in gone.text) == (410, True)
    assert client.get(second).status_code == 200


def test_an_invitation_is_gone_after_seven_days(client, organization, time_machine):
    time_machine.move_to("2026-01-15T09:00:00+07:00", tick=False)
    link = address_of_invitation(make.make_invitation(organization=organization))[21:]
    time_machine.move_to("2026-01-22T08:59:59+07:00", tick=False)
    assert client.get(link).status_code == 200
    time_machine.move_to("2026-01-22T09:00:01+07:00", tick=False)
    for answer in (client.get(link), client.post(link, NEW)):
        assert answer.status_code == 410
        assert "คำเชิญนี้หมดอายุแล้ว ลิงก์ใช้ได้ ๗ วัน โปรดแจ้งผู้ดูแลหน่วยงานให้ส่งคำเชิญอีกครั้ง" in answer.text
    assert not User.objects.filter(username="somsri.one").exists()


def test_a_withdrawn_invitation_lets_nobody_in(invited, client, client_of, administrator):
    invited()
    invitation = Invitation.objects.get()
    own = client_of(administrator)
    page = own.post(f"{PEOPLE}invitations/{invitation.pk}/withdraw/", follow=True)
    assert "ยกเลิกคำเชิญถึง new@example.go.th แล้ว" in page.text
    assert "คำเชิญที่ยังไม่ตอบรับ" not in page.text
    assert "หน่วยงานยกเลิกคำเชิญนี้แล้ว" in client.get(link_of(mail.outbox[0])).text
    for step in ("send", "withdraw"):
        late = own.post(f"{PEOPLE}invitations/{invitation.pk}/{step}/", follow=True)
        assert "ตอบรับหรือยกเลิกไปแล้ว" in late.text
    # The address may be invited anew.
    assert "ส่งคำเชิญถึง" in invited().text


def test_half_a_link_is_explained(client, organization):
    link = address_of_invitation(make.make_invitation(organization=organization))[21:]
    assert "โปรดคัดลอกทั้งบรรทัดจากอีเมล หรือแจ้งผู้ดูแลหน่วยงาน" in client.get(link[:-4] + "/").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"username": ""}, "ยังไม่ได้ระบุชื่อผู้ใช้ โปรดระบุ เช่น"),
        ({"username": "clerk"}, "มีผู้อื่นใช้ชื่อผู้ใช้นี้แล้ว"),
        ({"first_name": ""}, "ยังไม่ได้ระบุชื่อ โปรดระบุชื่อของท่าน"),
        ({"password1": "1234", "password2": "1234"}, 'href="#id_password2"'),
        ({"password2": "other"}, 'href="#id_password2"'),
    ],
)
def test_an_account_that_cannot_be_says_why(client, clerk, organization, fields, said):
    link = address_of_invitation(make.make_invitation(organization=organization))[21:]
    page = client.post(link, {**NEW, **fields})
    assert said in page.text
    assert (page.status_code, Invitation.objects.get().is_open) == (200, True)


def test_who_has_an_account_takes_the_role_with_it(client_of, outside_clerk, organization):
    link = address_of_invitation(make.make_invitation(organization=organization))[21:]
    client = client_of(outside_clerk)
    assert "ท่านเข้าสู่ระบบอยู่ในชื่อ outside-clerk" in client.get(link).text
    assert "ท่านเป็นผู้จัดทำของ" in client.post(link, follow=True).text
    assert outside_clerk.memberships.filter(organization=organization, role=Role.CLERK).exists()


def test_a_member_already_is_told_so(client_of, supervisor, organization):
    link = address_of_invitation(make.make_invitation(organization=organization))[21:]
    page = client_of(supervisor).post(link)
    assert "อยู่แล้ว หากต้องเปลี่ยนบทบาท โปรดแจ้งผู้ดูแลหน่วยงาน" in page.text
    assert supervisor.memberships.get().role == Role.SUPERVISOR
    assert Invitation.objects.get().is_open


def test_a_letter_that_the_server_does_not_take_is_said(invited, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = invited()
    assert "แต่ส่งอีเมลไม่ได้ โปรดกดส่งอีกครั้งภายหลัง" in page.text
    assert Invitation.objects.get().is_open


def test_a_members_role_and_units_are_changed_and_recorded(
    client_of, administrator, clerk, organization
):
    unit = make.make_unit(organization=organization, name="กองคลัง")
    client = client_of(administrator)
    address = f"{PEOPLE}{clerk.memberships.get().pk}/"
    assert 'value="clerk" id="id_role_0" checked' in client.get(address).text
    page = client.post(address, {"role": Role.CONTRIBUTOR, "units": [unit.pk]}, follow=True)
    assert "บันทึกบทบาทของ clerk แล้ว" in page.text
    membership = clerk.memberships.get()
    assert (membership.role, list(membership.units.all())) == (Role.CONTRIBUTOR, [unit])
    client.post(address, {"role": Role.SUPERVISOR})
    assert not clerk.memberships.get().units.exists()
    changes = AuditEntry.objects.order_by("pk").values_list("action", "subject_label", "after")
    assert [(action, after.get("role")) for action, _, after in changes] == [
        ("changed", "contributor"),
        ("added", None),
        ("changed", "supervisor"),
        ("removed", None),
    ]
    assert {label for _, label, _ in changes[1::2]} == {"clerk · กองคลัง"}


def test_a_contributor_without_units_is_refused(client_of, administrator, clerk):
    address = f"{PEOPLE}{clerk.memberships.get().pk}/"
    page = client_of(administrator).post(address, {"role": Role.CONTRIBUTOR})
    assert "โปรดเลือกอย่างน้อยหนึ่งแห่ง เช่น กองคลัง" in page.text
    assert clerk.memberships.get().role == Role.CLERK


def test_a_removed_member_is_out_at_once_and_the_account_stays(client_of, administrator, clerk):
    own, address = client_of(clerk), f"{PEOPLE}{clerk.memberships.get().pk}/remove/"
    page = client_of(administrator).post(address, follow=True)
    assert "นำ clerk ออกจากหน่วยงานแล้ว" in page.text
    assert own.get(PEOPLE).status_code == 404
    assert User.objects.filter(username="clerk", is_active=True).exists()
    assert actions() == ["removed"]


def test_the_last_administrator_stays_on_the_page_too(client_of, administrator, organization):
    client, membership = client_of(administrator), administrator.memberships.get()
    removed = client.post(f"{PEOPLE}{membership.pk}/remove/", follow=True)
    assert "ผู้ดูแลหน่วยงานคนเดียว" in removed.text
    demoted = client.post(f"{PEOPLE}{membership.pk}/", {"role": Role.CLERK})
    assert "ผู้ดูแลหน่วยงานคนเดียว" in demoted.text
    assert administrator.memberships.get().role == Role.ADMINISTRATOR
    make.make_member(organization=organization, role=Role.ADMINISTRATOR, username="second")
    assert client.post(f"{PEOPLE}{membership.pk}/remove/").url == "/"
    assert not administrator.memberships.exists()


def test_another_organizations_people_are_not_found(client_of, administrator, outside_clerk):
    client = client_of(administrator)
    theirs = outside_clerk.memberships.get()
    assert client.get(f"{PEOPLE}{theirs.pk}/").status_code == 404
    assert client.post(f"{PEOPLE}{theirs.pk}/remove/").status_code == 404
    invitation = make.make_invitation(organization=theirs.organization)
    assert client.post(f"{PEOPLE}invitations/{invitation.pk}/send/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_costs_the_same_whatever_their_number(
    client_of, administrator, organization, count, django_assert_num_queries
):
    for number in range(count):
        make.make_contributor(organization=organization, unit=f"กอง {number}")
        make.make_invitation(organization=organization, email=f"n{number}@example.go.th")
    client = client_of(administrator)
    with django_assert_num_queries(10):
        assert client.get(PEOPLE).status_code == 200


def test_sending_again_takes_the_right_also_without_the_page(clerk, organization):
    invitation = make.make_invitation(organization=organization)
    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ"):
        invite_again(invitation, by=clerk)
    assert accept_invitation(token_of(invitation), by=make.make_user()).role == Role.CLERK


def test_an_administrator_finds_people_and_settings_from_the_own_account(
    client_of, administrator, clerk
):
    links = ("/one/people/", "/one/settings/", "/one/wording/")
    page = client_of(administrator).get("/account/2fa/").text
    assert [link for link in links if f'href="{link}"' in page] == [*links]
    others = client_of(clerk).get("/account/2fa/").text
    assert [link for link in links if f'href="{link}"' in others] == []
