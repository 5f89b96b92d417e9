"""Every screen at both widths, filled with sample E, as axe-core, browser and scale find it.

    JOURNEY_PICTURES=/tmp/screens pytest tests/journeys/test_every_screen.py

keeps a picture of each, to be looked at beside the mockups.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from django.urls import Resolver404, get_resolver, resolve
from django.views import defaults
from playwright.sync_api import BrowserContext, ConsoleMessage, Response, Route

from tests.test_permissions import named_urls

from .conftest import HEIGHTS, wait_for_server_threads
from .office import Office, found_office
from .screens import FILES, OTHER_NAMES, SCREENS, TAKES, Screen

pytestmark = pytest.mark.django_db(transaction=True)

HEAVIEST = 250_000
"""Bytes that a screen may bring along, compressed as it is sent."""
# Where to keep a picture of each screen, for whoever wants to look at them.
PICTURES = os.environ.get("JOURNEY_PICTURES")


def test_every_address_is_looked_at_or_shows_no_page():
    names = {name for name in named_urls(get_resolver()) if not name.startswith("admin:")}
    looked_at = {screen.name for screen in SCREENS} - {""}
    assert names == looked_at | TAKES | FILES | OTHER_NAMES
    assert looked_at & (TAKES | FILES) == {"report-pdf"}  # what is asked of it wrongly


def break_down(route: Route) -> None:
    """Answer as Django's own handlers do."""
    request = RequestFactory().get("/")
    status = int(urlsplit(route.request.url).path.strip("/").removeprefix("broken-"))
    answer = {400: defaults.bad_request(request, BadRequest()), 500: defaults.server_error(request)}
    route.fulfill(
        status=status,
        content_type="text/html; charset=utf-8",
        body=answer[status].content.decode(),
    )


class Walk:
    """A browser led through screens at both widths; what is found is said a line each."""

    def __init__(
        self,
        context: BrowserContext,
        office: Office,
        sign_in: Callable[..., None],
        axe: Callable[..., list[str]],
        host: str,
    ) -> None:
        self.context, self.office, self.host = context, office, host
        self.sign_in, self.axe = sign_in, axe
        self.page = context.new_page()
        self.answers: list[Response] = []
        self.said: list[str] = []
        self.bytes: dict[str, int] = {}
        self.page.on("response", lambda answer: self.answers.append(answer))
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.said.append(f"thrown: {error}"))

    def _note(self, message: ConsoleMessage) -> None:
        # The browser says of every page and form that is refused that its answer was no 200.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.said.append(f"console: {message.text}")

    def look(self, screen: Screen) -> list[str]:
        """Go to a screen, open what it opens; everything that is wrong with it at any width."""
        self.context.clear_cookies()
        if screen.who:
            self.sign_in(self.context, self.office.people[screen.who])
        self.page.goto("about:blank")
        self.answers.clear()
        self.said.clear()
        answer = self.page.goto(self.office.address(screen.path))
        assert answer
        if screen.opens:
            screen.opens(self.page)
        found = self.misled(screen, answer)
        for width, height in HEIGHTS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            found += [f"at {width}: {each}" for each in self.axe(self.page, screen.parts)]
            if not self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                found.append(f"at {width}: the page scrolls sideways")
            self.keep_picture(screen, width)
        found += [*self.said, *self.refused_parts()]
        if (weight := self.weight()) > HEAVIEST:
            found.append(f"weighs {weight} bytes")
        return [f"{screen} {each}" for each in found]

    def misled(self, screen: Screen, answer: Response) -> list[str]:
        """Whether another page came than the one that was asked for."""
        try:
            shown = resolve(urlsplit(self.page.url).path).view_name
        except Resolver404:
            shown = ""
        came = (shown.replace("account_login", "login"), answer.status)
        expected = (screen.lands or screen.name, screen.status)
        return [] if came == expected else [f"shows {came}"]

    def refused_parts(self) -> list[str]:
        """What of the screen came from elsewhere, or was not there."""
        hosts = {urlsplit(each.url).netloc for each in self.answers if each.url.startswith("http")}
        lost = [
            f"{each.status} {each.url}"
            for each in self.answers
            if each.status >= 400 and each.request.resource_type not in ("document", "fetch")
        ]
        return [*lost, *(f"asked {host}" for host in hosts - {self.host})]

    def weight(self) -> int:
        """Bytes of the screen with all that it brought along, as they are sent in production."""
        brought = {each.url: each for each in self.answers if each.url.startswith("http")}
        for url, each in brought.items():
            self.bytes[url] = max(self.bytes.get(url, 0), sent_bytes(each))
        return sum(self.bytes[url] for url in brought)

    def keep_picture(self, screen: Screen, width: int) -> None:
        """A picture of the whole screen, where somebody wants it."""
        if PICTURES:
            number = SCREENS.index(screen)
            opened = f"-{screen.opens.__name__}" if screen.opens else ""
            name = f"{number:02}-{screen.name}-{screen.who}{opened}-{width}.png"
            self.page.screenshot(path=Path(PICTURES) / name, full_page=True)


def sent_bytes(answer: Response) -> int:
    """What an answer's body takes on its way: assets as WhiteNoise keeps them in production."""
    path = urlsplit(answer.url).path
    if not path.startswith("/static/"):
        return int(answer.request.sizes()["responseBodySize"])
    return asset_bytes(path.removeprefix("/static/"))


@cache
def asset_bytes(name: str) -> int:
    """What an asset takes on its way."""
    file = finders.find(name)
    assert isinstance(file, str), name
    content = Path(file).read_bytes()
    return min(len(content), len(gzip.compress(content)))


@pytest.fixture
def office(db):
    return found_office()


@pytest.fixture
def walk(browser, live_server, traffic, sign_in, axe, office):
    """A browser that goes through the office's screens, on a narrow one."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": HEIGHTS[360]},
        locale="th-TH",
        timezone_id="Asia/Bangkok",
    )
    context.set_default_timeout(10_000)
    context.route("**/broken-*/", break_down)
    yield Walk(context, office, sign_in, axe, urlsplit(live_server.url).netloc)
    context.close()
    traffic.wait_until_over()
    wait_for_server_threads()


def test_axe_the_browser_and_the_scale_find_nothing(walk, office):
    found = []
    for screen in SCREENS:
        if screen.before:
            screen.before(office)
        found += walk.look(screen)
    assert "\n".join(found) == ""
