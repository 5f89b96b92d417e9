"""What every screen owes its readers: Thai, landmarks, headings in order, a strict policy."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.views import defaults

from tests.isolation import fill

# What is looked at is HTML; the queries behind it are tried on both databases by their own tests.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "use", "wbr"}
SCREENS = (
    "/",
    "/one/2568/",
    "/one/2568/measures/",
    "/one/2568/check/",
    "/one/start/",
    "/one/2568/general/",
    "/one/2568/read/",
    "/one/2568/read/?round=6",
    "/one/2568/read/?round=7",
    "/one/2568/reports/results-by-issue.html?round=7",
    "/one/2568/reports/unknown-form.pdf",
    "/one/import/",
    "/one/2568/import/",
    "/one/2568/paste/",
    "/one/2568/scores/",
    "/one/2568/evidence/",
    "/help/",
    "/help/clerk/",
    "/help/supervisor/",
    "/login/",
    "/nowhere/",
    "/two/2568/",
)


class Outline(HTMLParser):
    """What a reader's software makes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.unclosed.append(tag)

    def all(self, *tags: str) -> list[dict[str, str]]:
        """Attributes of all elements with one of the tags."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    def values(self, attribute: str) -> list[str]:
        """All values of an attribute."""
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture
def screen(client_of, clerk, organization, other_organization):
    """A function: path -> what the clerk gets there; both organizations are filled."""
    fill(organization)
    fill(other_organization)
    return client_of(clerk).get


@pytest.mark.parametrize("path", SCREENS)
def test_screen_says_its_language_and_has_its_landmarks(screen, path):
    page = Outline(screen(path).text)

    assert page.all("html") == [{"lang": "th"}]
    assert [len(page.all(tag)) for tag in ("title", "header", "main", "footer", "h1")] == [1] * 5
    assert page.all("a")[0]["href"] == "#main"
    assert page.all("main")[0]["id"] == "main"
    assert all("aria-label" in nav or "aria-labelledby" in nav for nav in page.all("nav"))
    assert (page.open, page.unclosed) == ([], [])


@pytest.mark.parametrize("path", SCREENS)
def test_screen_has_headings_in_order(screen, path):
    page = Outline(screen(path).text)
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    steps = [later - earlier for earlier, later in pairwise(levels)]
    assert [step for step in steps if step > 1] == []


@pytest.mark.parametrize("path", SCREENS)
def test_screen_names_what_it_refers_to(screen, path):
    page = Outline(screen(path).text)
    ids = page.values("id")

    assert len(ids) == len(set(ids))
    referred = [
        identity
        for attribute in ("aria-labelledby", "aria-describedby", "for")
        for value in page.values(attribute)
        for identity in value.split()
    ]
    referred += [value[1:] for value in page.values("href") if value.startswith("#")]
    assert [identity for identity in referred if identity not in ids] == []
    assert [th for th in page.all("th") if "scope" not in th] == []
    assert [svg for svg in page.all("svg") if svg.get("aria-hidden") != "true"] == []
    labelled = set(page.values("for"))
    shown = [field for field in page.all("input") if field.get("type") not in ("hidden", "submit")]
    assert [field for field in shown if field.get("id") not in labelled] == []


@pytest.mark.parametrize("path", SCREENS)
def test_screen_forbids_scripts_and_styles_that_are_not_its_own(screen, path):
    response = screen(path)
    headers = {
        name: response.get(name)
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
        )
    }
    assert headers == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    page = Outline(response.text)
    assert page.all("style") == []
    assert [each for each in page.all("script") if not each["src"].startswith("/static/")] == []
    assert page.values("style") == []


@pytest.mark.parametrize("path", SCREENS)
def test_screen_loads_nothing_from_elsewhere(screen, path):
    page = Outline(screen(path).text)
    # Addresses that a plan's appendix holds are read on, and not told where the reader came from.
    followed = {link["href"] for link in page.all("a") if link.get("rel") == "noreferrer"}
    addresses = [*page.values("href"), *page.values("src"), *page.values("action")]
    elsewhere = {each for each in addresses if not each.startswith(("/", "#", "?"))}
    assert elsewhere - followed == set()


def answer_to(error: Exception):
    request = RequestFactory().get("/one/2568/")
    match error:
        case BadRequest():
            return defaults.bad_request(request, error)
        case PermissionDenied():
            return defaults.permission_denied(request, error)
        case Http404():
            return defaults.page_not_found(request, error)
        case _:
            return defaults.server_error(request)


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (BadRequest("secret"), 400, "อ่านคำขอนี้ไม่ได้"),
        (PermissionDenied("ท่านไม่มีสิทธิ “แก้ไขแผนและผล”"), 403, "ท่านไม่มีสิทธิทำรายการนี้"),
        (Http404("secret"), 404, "ไม่พบหน้าที่ท่านขอ"),
        (RuntimeError("secret"), 500, "ระบบขัดข้อง"),
    ],
)
def test_error_page_says_in_thai_what_happened_and_where_to_go(error, status, heading):
    response = answer_to(error)
    html = response.content.decode()

    assert response.status_code == status
    assert f'<h1 class="mb-2">{heading}</h1>' in html
    assert '<a class="btn btn-primary" href="/">' in html
    assert "secret" not in html


def test_refusal_names_the_right_that_is_missing():
    response = answer_to(PermissionDenied("ท่านไม่มีสิทธิ “แก้ไขแผนและผล”"))
    assert "ท่านไม่มีสิทธิ “แก้ไขแผนและผล”" in response.content.decode()
