"""The manual: for everybody, with a section for each page and pictures that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from measures.queries.manual import MANUALS, help_address
from tests import factories as make
from tests.manual.__main__ import SHOTS
from tests.test_permissions import named_urls

pytestmark = pytest.mark.django_db

PICTURES = Path(__file__).parents[3] / "static" / "portal" / "help"
LARGEST_SCREEN = 250_000
"""Bytes; pictures below the first view are fetched when they are scrolled to."""


def test_list_of_manuals_leads_to_each_section_of_each(client):
    html = client.get("/help/").text
    assert set(re.findall(r'href="(/help/\w+/#[\w-]+)"', html)) == {
        f"/help/{manual.name}/#{section}"
        for manual in MANUALS.values()
        for section in manual.sections
    }


@pytest.mark.parametrize("name", MANUALS)
def test_manual_holds_its_sections_under_their_headings_in_order(client, name):
    html = client.get(f"/help/{name}/").text
    found = re.findall(r'<h2 id="([\w-]+)">([^<]+)</h2>', html)
    assert found == list(MANUALS[name].sections.items())


def test_every_picture_is_shown_is_there_and_is_one_that_is_made_anew(client):
    shown = [
        name
        for manual in MANUALS
        for name in re.findall(r"portal/help/([\w-]+)\.webp", client.get(f"/help/{manual}/").text)
    ]
    assert sorted(shown) == sorted(path.stem for path in PICTURES.glob("*"))
    assert sorted(shown) == sorted(shot.name for shot in SHOTS)


def test_pictures_are_small_and_named_for_who_cannot_see_them(client):
    html = client.get("/help/clerk/").text
    images = re.findall(r"<img [^>]+>", html)
    assert [image for image in images if 'loading="lazy"' not in image] == []
    assert [image for image in images if 'alt=""' in image] == []
    assert max(path.stat().st_size for path in PICTURES.glob("*")) < LARGEST_SCREEN / 3


def test_pages_that_have_a_section_are_pages(client):
    names = set(named_urls(get_resolver()))
    helped = {name for name in names if "#" in help_address(name)}
    assert {"plan-scores", "grid", "plan-evidence", "plan-check", "import-file"} <= helped
    sections = {
        f"/help/{manual.name}/#{section}"
        for manual in MANUALS.values()
        for section in manual.sections
    }
    assert {help_address(name) for name in helped} <= sections


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", "/help/clerk/#tasks"),
        ("/one/2568/scores/", "/help/clerk/#scores"),
        ("/one/2568/evidence/", "/help/clerk/#evidence"),
        ("/help/", "/help/"),
        ("/nowhere/", "/help/"),
    ],
)
def test_page_leads_to_its_own_section(client_of, clerk, organization, path, section):
    make.make_plan(organization=organization)
    html = client_of(clerk).get(path).text
    assert f'<a href="{section}">คู่มือการใช้งาน</a>' in html


@pytest.mark.parametrize(
    ("manual", "words", "where"),
    [
        ("clerk", "นำแถวกลับมา", "templates/measures/grid/_undo.html"),
        ("clerk", "ใส่ข้อความกลับ", "static/portal/js/typed.js"),
        ("supervisor", "เปิดแผนเพื่อแก้ไข", "templates/reports/_standing.html"),
    ],
)
def test_manual_calls_a_button_by_its_name(client, manual, words, where):
    assert f"“{words}”" in client.get(f"/help/{manual}/").text
    assert words in (Path(__file__).parents[3] / where).read_text(encoding="utf-8")
