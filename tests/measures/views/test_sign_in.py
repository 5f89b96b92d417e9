"""Signing in and out, in Thai, with errors that say what to do."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def sign_in(client, **fields):
    return client.post("/login/", {"username": "clerk", "password": make.PASSWORD, **fields})


def test_sign_in_with_name_and_password_goes_home(client, clerk):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, "/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("typed", ["clerk12", "clerk๑๒", "\uff43lerk1\uff12"])
def test_thai_digits_of_a_user_name_are_arabic_ones(client, db, typed):
    make.make_user(username="clerk12")
    assert sign_in(client, username=typed).status_code == 302


def test_a_name_that_was_kept_in_thai_digits_still_signs_in(client, db):
    make.make_user(username="clerk๑๒")
    assert sign_in(client, username="clerk๑๒").status_code == 302


def test_sign_in_goes_back_to_the_page_that_was_asked_for(client, clerk):
    assert sign_in(client, next="/one/2568/").url == "/one/2568/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_sign_in_leads_nowhere_outside_the_portal(client, clerk, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"


def test_sign_in_form_puts_the_cursor_into_the_first_field(client):
    html = client.get("/login/").text
    assert re.findall(r"<(\w+)[^>]* autofocus", html) == ["input"]
    assert "<title>เข้าสู่ระบบ" in html


@pytest.mark.parametrize(
    ("fields", "links", "said"),
    [
        ({"username": ""}, ["id_username"], "ยังไม่ได้ระบุชื่อผู้ใช้"),
        ({"password": ""}, ["id_password"], "ยังไม่ได้ระบุรหัสผ่าน"),
        ({"username": "", "password": ""}, ["id_username", "id_password"], "ยังไม่ได้ระบุรหัสผ่าน"),
        ({"password": "wrong"}, [], "ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกับที่ระบบมี"),
        ({"username": "nobody"}, [], "ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกับที่ระบบมี"),
    ],
)
def test_sign_in_that_fails_says_why_and_takes_the_reader_there(client, clerk, fields, links, said):
    response = sign_in(client, **fields)
    html = response.text

    assert response.status_code == 200
    assert "<title>ข้อผิดพลาด: เข้าสู่ระบบ" in html
    summary = re.search(
        r'<div class="notice n-bad" role="alert" tabindex="-1" autofocus>.*?</div>', html, re.DOTALL
    )
    assert summary
    assert said in summary[0]
    assert re.findall(r'href="#(\w+)"', summary[0]) == links
    assert re.findall(r"<(\w+)[^>]* autofocus", html) == ["div"]
    # Each faulty field is described by its error.
    assert re.findall(r'<input[^>]*aria-describedby="[^"]*?(\w+_error)"', html) == [
        f"{link}_error" for link in links
    ]


def test_sign_in_keeps_the_name_that_was_typed_and_never_the_password(client, clerk):
    html = sign_in(client, password="wrong-secret").text
    assert 'value="clerk"' in html
    assert "wrong-secret" not in html


def test_sign_in_of_an_inactive_user_says_no_more_than_of_an_unknown_one(client, clerk):
    unknown = sign_in(client, username="nobody").text
    clerk.is_active = False
    clerk.save()
    inactive = sign_in(client).text
    said = re.compile(r"<li>.*?</li>")
    assert said.findall(inactive) == said.findall(unknown)


def test_signing_out_takes_a_button_not_a_link(client_of, clerk):
    client = client_of(clerk)
    assert client.get("/logout/").status_code == 405
    assert client.get("/").status_code == 200

    response = client.post("/logout/")
    assert (response.status_code, response.url) == (302, "/login/")
    assert client.get("/").status_code == 302


def test_a_form_without_its_token_is_refused_with_an_explanation(clerk):
    response = sign_in(Client(enforce_csrf_checks=True))
    assert response.status_code == 403
    assert "ข้อมูลในระบบไม่เปลี่ยนแปลง" in response.text


def test_session_and_token_cookies_are_kept_from_scripts_and_other_sites(client, clerk):
    client.get("/login/")
    sign_in(client)
    flags = {
        name: (bool(cookie["httponly"]), cookie["samesite"])
        for name, cookie in client.cookies.items()
    }
    assert flags == {"csrftoken": (True, "Lax"), "sessionid": (True, "Lax")}


def test_the_page_holds_one_token_against_forgery(db):
    assert Client().get("/login/").text.count("csrfmiddlewaretoken") == 1
