"""Limits on signing in, and the ways to a new password."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from measures.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db

NEW = "krapong-sam-bai-2570"
TOO_OFTEN = "ลองหลายครั้งเกินกำหนดแล้ว โปรดรอห้านาที"


def sign_in(client, password, username="clerk", **extra):
    return client.post("/login/", {"username": username, "password": password}, **extra)


@pytest.fixture
def addressed_clerk(clerk):
    """A clerk whose e-mail address is known."""
    clerk.email = "clerk@one.example.go.th"
    clerk.save()
    return clerk


def reset_link(client):
    """Ask for a new password and give the link of the letter."""
    asked = client.post("/account/password/reset/", {"email": "Clerk@one.example.go.th"})
    assert (asked.status_code, asked.url) == (302, "/account/password/reset/sent/")
    (letter,) = mail.outbox
    assert letter.to == ["clerk@one.example.go.th"]
    assert "บัญชี clerk" in letter.body
    assert letter.subject == "[ระบบมาตรการ ITA] ตั้งรหัสผ่านใหม่"
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(letter.body))
    assert link
    return link[1]


def test_the_sixth_wrong_password_within_five_minutes_closes_the_account_to_the_right_one(
    client, clerk, supervisor
):
    for _ in range(5):
        assert "ไม่ตรงกับที่ระบบมี" in sign_in(client, "wrong").text
    assert TOO_OFTEN in sign_in(client, "wrong").text
    closed = sign_in(client, make.PASSWORD)
    assert TOO_OFTEN in closed.text
    # Another's account is not closed with it.
    assert sign_in(client, make.PASSWORD, username="supervisor").status_code == 302


def test_the_account_opens_again_after_five_minutes(client, clerk, time_machine):
    time_machine.move_to("2026-01-15T09:00:00+07:00", tick=False)
    for _ in range(6):
        sign_in(client, "wrong")
    time_machine.move_to("2026-01-15T09:05:01+07:00", tick=False)
    assert sign_in(client, make.PASSWORD).status_code == 302


def test_the_entry_forms_are_behind_the_same_door(client, clerk):
    """They have no sign-in page of their own that would count for itself."""
    for _ in range(5):
        client.post("/admin/login/", {"username": "clerk", "password": "wrong"})
        sign_in(client, "wrong")
    refused = client.post("/admin/login/", {"username": "clerk", "password": make.PASSWORD})
    assert (refused.status_code, refused.url) == (302, "/login/?next=%2Fadmin%2F")
    assert client.get("/admin/").status_code == 302
    assert TOO_OFTEN in sign_in(client, make.PASSWORD).text


def test_an_address_that_tries_many_accounts_is_told_to_wait(client, db):
    answers = [sign_in(client, "wrong", username=f"name-{n}") for n in range(31)]
    assert [each.status_code for each in answers] == [200] * 30 + [429]
    assert "<h1" in answers[-1].text
    assert "โปรดรอห้านาที" in answers[-1].text
    elsewhere = sign_in(client, "wrong", username="name-1", REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, addressed_clerk):
    link = reset_link(client)
    form = client.get(link, follow=True)
    assert "ตั้งรหัสผ่านใหม่" in form.text
    action = form.redirect_chain[-1][0]

    too_simple = client.post(action, {"password1": "1234", "password2": "1234"})
    assert "<title>ข้อผิดพลาด: ตั้งรหัสผ่านใหม่" in too_simple.text
    done = client.post(action, {"password1": NEW, "password2": NEW})
    assert (done.status_code, done.url) == (302, "/account/password/reset/done/")

    entry = AuditEntry.objects.get(subject_kind="user")
    assert (entry.actor, entry.after) == (addressed_clerk, {"password": "ตั้งรหัสผ่านใหม่"})
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in client.get(link).text
    assert sign_in(client, make.PASSWORD).status_code == 200
    assert sign_in(client, NEW).status_code == 302
    assert not EmailAddress.objects.exists()


def test_a_link_for_a_new_password_is_gone_after_three_days(client, addressed_clerk, time_machine):
    time_machine.move_to("2026-01-15T09:00:00+07:00", tick=False)
    link = reset_link(client)
    time_machine.move_to("2026-01-18T09:00:01+07:00", tick=False)
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in client.get(link).text


@pytest.mark.parametrize("email", ["nobody@example.go.th", "gone@one.example.go.th"])
def test_a_stranger_and_one_put_out_of_service_get_no_letter_and_the_same_answer(
    client, inactive_user, email
):
    inactive_user.email = "gone@one.example.go.th"
    inactive_user.save()
    asked = client.post("/account/password/reset/", {"email": email})
    assert (asked.status_code, asked.url) == (302, "/account/password/reset/sent/")
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("typed", "said"), [("", "ยังไม่ได้ระบุอีเมล"), ("clerk", "ยังไม่เป็นอีเมล โปรดระบุชื่อและโดเมน")]
)
def test_what_is_no_address_is_explained(client, db, typed, said):
    page = client.post("/account/password/reset/", {"email": typed}).text
    assert "<title>ข้อผิดพลาด: ขอตั้งรหัสผ่านใหม่" in page
    assert said in page


def test_ones_own_password_is_changed_by_who_knows_the_present_one(client_of, clerk, client):
    own = client_of(clerk)
    wrong = own.post(
        "/account/password/change/", {"oldpassword": "x", "password1": NEW, "password2": NEW}
    )
    assert "รหัสผ่านปัจจุบันไม่ตรงกับที่ระบบมี" in wrong.text
    done = own.post(
        "/account/password/change/",
        {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW},
        follow=True,
    )
    assert "ตั้งรหัสผ่านใหม่แล้ว" in done.text
    assert own.get("/").status_code == 200
    assert sign_in(client, NEW).status_code == 302
    assert AuditEntry.objects.filter(subject_kind="user", actor=clerk).count() == 1
