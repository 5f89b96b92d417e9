"""One-time codes: compulsory for who answers for an office, optional for others, none in a demo."""

from __future__ import annotations

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from measures.actions.entries import remove_entry
from measures.choices import Role, SecondFactor
from measures.models import AuditEntry
from measures.rules.permissions import second_factor_of
from tests import factories as make

from .saving import ADDRESS, content_of, item, row_of

pytestmark = pytest.mark.django_db

SET_UP = "/account/2fa/totp/activate/"


def sign_in(client, username, **extra):
    return client.post("/login/", {"username": username, "password": make.PASSWORD, **extra})


def forget_app(user):
    """The user as they were before setting up anything."""
    Authenticator.objects.filter(user=user).delete()
    return user


@pytest.mark.parametrize(
    ("memberships", "is_superuser", "in_demo", "expected"),
    [
        ([], False, False, SecondFactor.OPTIONAL),
        ([(Role.CLERK, False)], False, False, SecondFactor.OPTIONAL),
        ([(Role.CONTRIBUTOR, False)], False, False, SecondFactor.OPTIONAL),
        ([(Role.SUPERVISOR, False)], False, False, SecondFactor.OPTIONAL),
        ([(Role.SIGNER, False)], False, False, SecondFactor.REQUIRED),
        ([(Role.ADMINISTRATOR, False)], False, False, SecondFactor.REQUIRED),
        ([(Role.CLERK, False), (Role.SIGNER, False)], False, False, SecondFactor.REQUIRED),
        ([], True, False, SecondFactor.REQUIRED),
        ([], True, True, SecondFactor.OFF),
        ([(Role.SIGNER, True)], False, True, SecondFactor.OFF),
        ([(Role.CLERK, True)], False, False, SecondFactor.OFF),
        # One foot in a real organization is enough.
        ([(Role.SIGNER, True), (Role.CLERK, False)], False, False, SecondFactor.OPTIONAL),
        ([(Role.CLERK, True), (Role.SIGNER, False)], False, False, SecondFactor.REQUIRED),
        ([(Role.SIGNER, True)], True, False, SecondFactor.REQUIRED),
    ],
)
def test_who_has_to_have_one_time_codes(memberships, is_superuser, in_demo, expected):
    assert second_factor_of(memberships, is_superuser=is_superuser, in_demo=in_demo) == expected


def test_signer_sets_up_codes_before_anything_else_and_signs_in_with_one(signer):
    forget_app(signer)
    client = Client()
    assert sign_in(client, "signer").url == "/"
    for address in ("/", "/one/2568/", "/admin/"):
        assert client.get(address)["Location"] == SET_UP

    # The password once more, then the picture for the app.
    again = client.get(SET_UP, follow=True)
    assert again.redirect_chain[-1][0].startswith("/account/reauthenticate/?next=")
    assert "ยืนยันตัวตนอีกครั้ง" in again.text
    wrong = client.post(again.redirect_chain[-1][0], {"password": "wrong"})
    assert "รหัสผ่านไม่ตรงกับที่ระบบมี" in wrong.text
    page = client.post(again.redirect_chain[-1][0], {"password": make.PASSWORD}, follow=True)
    assert "บทบาทของท่านต้องใช้การยืนยันสองชั้น" in page.text
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page.text
    secret = re.search(r'<code class="secret">(\w+)</code>', page.text)
    assert secret

    refused = client.post(SET_UP, {"code": "000"})
    assert "รหัสนี้ใช้ไม่ได้หรือหมดอายุแล้ว" in refused.text
    done = client.post(SET_UP, {"code": make.one_time_code(secret[1])}, follow=True)
    codes = re.findall(r"<li><code>(\d{8})</code></li>", done.text)
    assert len(codes) == 10
    assert client.get("/").status_code == 200

    # From now on a sign-in asks for a code; a recovery code works once.
    for attempt, opens in (("000000", False), (codes[0], True), (codes[0], False)):
        later = Client()
        asked = sign_in(later, "signer", next="/one/2568/")
        assert asked.url == "/account/2fa/authenticate/"
        assert later.get("/")["Location"] == "/login/?next=/"
        answered = later.post(asked.url, {"code": attempt})
        assert answered.status_code == (302 if opens else 200)
        assert (later.get("/").status_code == 200) is opens
        if opens:
            assert answered["Location"] == "/one/2568/"


def test_a_code_is_typed_in_thai_digits_and_works_once(signer):
    code = make.one_time_code()
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    for opens in (True, False):
        client = Client()
        sign_in(client, "signer")
        answered = client.post("/account/2fa/authenticate/", {"code": f" {thai[:3]} {thai[3:]}"})
        assert answered.status_code == (302 if opens else 200)
        assert (client.get("/").status_code == 200) is opens


def test_wrong_codes_are_counted_as_wrong_passwords_are(signer):
    client = Client()
    sign_in(client, "signer")
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    closed = client.post("/account/2fa/authenticate/", {"code": make.one_time_code()})
    assert "โปรดรอห้านาที" in closed.text


def test_clerk_may_have_codes_and_give_them_up_again(client_of, clerk):
    make.make_authenticator(clerk)
    client = client_of(clerk)
    account = client.get("/account/2fa/")
    assert "/account/2fa/totp/deactivate/" in account.text
    # Nothing is changed without proving who one is: by a code or by the password.
    asked = client.get("/account/2fa/totp/deactivate/", follow=True)
    address = asked.redirect_chain[-1][0]
    assert address == "/account/reauthenticate/?next=%2Faccount%2F2fa%2Ftotp%2Fdeactivate%2F"
    by_code = address.replace("/account/reauthenticate/", "/account/2fa/reauthenticate/")
    assert client.get(by_code).status_code == 200
    page = client.post(by_code, {"code": make.one_time_code()}, follow=True)
    assert "จะป้องกันด้วยรหัสผ่านเพียงอย่างเดียว" in page.text
    gone = client.post("/account/2fa/totp/deactivate/", follow=True)
    assert "เลิกใช้การยืนยันสองชั้นแล้ว" in gone.text
    assert not Authenticator.objects.exists()


def test_administrator_may_not_give_codes_up(client_of, administrator):
    client = client_of(administrator)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    assert "/account/2fa/totp/deactivate/" not in client.get("/account/2fa/").text
    refused = client.post("/account/2fa/totp/deactivate/")
    assert "จึงยกเลิกไม่ได้" in refused.text
    assert Authenticator.objects.filter(user=administrator).exists()


def test_new_recovery_codes_take_the_place_of_the_old(client_of, administrator):
    client = client_of(administrator)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    found = []
    for _ in range(2):
        assert "ออกรหัสสำรองชุดใหม่" in client.get("/account/2fa/codes/generate/").text
        page = client.post("/account/2fa/codes/generate/", follow=True)
        found.append(set(re.findall(r"<li><code>(\d{8})</code></li>", page.text)))
    assert [len(codes) for codes in found] == [10, 10]
    assert found[0] != found[1]
    file = client.get("/account/2fa/codes/download/")
    assert set(file.text.split()) == found[1]


def test_who_is_made_a_signer_in_mid_session_is_caught_within_five_minutes(
    client_of, clerk, time_machine
):
    time_machine.move_to("2026-01-15T09:00:00+07:00", tick=False)
    client = client_of(clerk)
    clerk.memberships.update(role=Role.SIGNER)
    time_machine.move_to("2026-01-15T09:05:00+07:00", tick=False)
    assert client.get("/").url == SET_UP
    answer = client.get("/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (
        403,
        {"message": "บทบาทของท่านต้องใช้การยืนยันสองชั้น โปรดตั้งค่าก่อน แล้วจึงทำงานต่อ"},
    )
    assert client.post("/logout/").url == "/login/"


def test_no_cell_is_saved_without_the_codes_that_are_wanted(client_of, superuser, organization):
    row = row_of(organization)
    client = client_of(forget_app(superuser))
    sent = {
        "row": row.pk, "column": "steps", "revision": content_of(row, "steps").revision,
        "paragraphs": [item("ข้อ")],
    }  # fmt: skip
    body = {"data": sent, "content_type": "application/json"}
    refused = client.post(ADDRESS, **body, headers={"Accept": "application/json"})
    assert refused.status_code == 403
    assert "การยืนยันสองชั้น" in refused.json()["message"]
    assert client.post(ADDRESS, **body)["Location"] == SET_UP
    assert content_of(row, "steps").is_empty


def test_asking_costs_nothing_while_the_answer_is_fresh(
    client_of, clerk, organization, time_machine, django_assert_num_queries
):
    time_machine.move_to("2026-01-15T09:00:00+07:00", tick=False)
    client = client_of(clerk)
    client.get("/account/password/reset/done/")
    with django_assert_num_queries(3):  # session, user, standing of the masthead
        client.get("/account/password/change/")


def test_demo_logins_have_no_codes_whatever_their_role(client_of, organization, signer):
    organization.is_demo = True
    organization.save()
    client = Client()
    # One that a visitor bound to a telephone before is not asked for either.
    assert sign_in(client, "signer").url == "/"
    assert client.get("/").status_code == 200
    assert "บัญชีตัวอย่างใช้ร่วมกันหลายคน" in client.get("/account/2fa/").text
    refused = client.get(SET_UP)
    assert refused.status_code == 403
    assert "บัญชีตัวอย่างใช้ร่วมกันหลายคน" in refused.text


@pytest.mark.parametrize(("marks", "opens"), [([True], True), ([True, False], False), ([], False)])
def test_superuser_is_a_demo_login_only_where_all_is_sample_data(db, client_of, marks, opens):
    for mark in marks:
        make.make_organization(code=f"office-{mark}".lower(), is_demo=mark)
    superuser = forget_app(make.make_user(is_superuser=True))
    answer = client_of(superuser).get("/")
    assert (answer.status_code == 200) is opens
    assert opens or answer.url == SET_UP


def test_a_removed_users_secret_stays_out_of_the_record(superuser):
    user = make.make_user()
    make.make_authenticator(user)
    remove_entry(user, by=superuser)
    entries = AuditEntry.objects.filter(subject_kind="authenticator")
    assert [entry.before.get("type") for entry in entries] == ["totp"]
    assert make.TOTP_SECRET not in str([entry.before for entry in entries])


@pytest.mark.django_db(transaction=True)
def test_changes_of_codes_are_in_the_record_without_any_code(client_of, clerk):
    client = client_of(clerk)
    client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    secret = re.search(r'<code class="secret">(\w+)</code>', client.get(SET_UP).text)
    assert secret
    client.post(SET_UP, {"code": make.one_time_code(secret[1])})
    client.post("/account/2fa/codes/generate/")
    client.post("/account/2fa/totp/deactivate/")
    entries = AuditEntry.objects.order_by("pk")
    assert {entry.actor for entry in entries} == {clerk}
    assert sorted(entry.after["second_factor"].split(" (")[0] for entry in entries) == [
        "ตั้งค่า",
        "ตั้งค่า",
        "ออกใหม่",
        "เลิกใช้",
        "เลิกใช้",
    ]
    assert secret[1] not in str([entry.after for entry in entries])


def test_who_lost_the_telephone_sets_up_anew(client_of, signer, administrator, superuser):
    said = io.StringIO()
    with pytest.raises(CommandError, match="ท่านไม่มีสิทธิ"):
        call_command("reset_second_factor", "signer", by="administrator")
    with pytest.raises(CommandError, match="ไม่พบผู้ใช้ “nobody”"):
        call_command("reset_second_factor", "nobody")
    for _ in range(2):
        call_command("reset_second_factor", "signer", by="superuser", stdout=said)
    assert said.getvalue().splitlines() == [
        "ยกเลิกการยืนยันสองชั้นของ signer แล้ว",
        "signer ยังไม่ได้ตั้งค่าการยืนยันสองชั้น ไม่มีการเปลี่ยนแปลง",
    ]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.subject_label) == (superuser, "signer")
    client = Client()
    assert sign_in(client, "signer").url == "/"
    assert client.get("/")["Location"] == SET_UP
