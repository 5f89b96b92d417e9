"""Journeys: the portal in Debian's Chromium, over a live server, as people use it.

Playwright's event loop runs in the thread of the tests, hence Django's guard against the database
in asynchronous code is off, here alone. A machine without Chromium skips these tests and says so;
where `CI=true` it fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition
from threading import enumerate as enumerate_threads
from time import sleep
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from measures.models import User
from tests.conftest import let_flush_empty_the_record

CHROMIUM = Path("/usr/bin/chromium")
# The same Chromium of Debian's without windows and profiles: a page takes a third of the work.
HEADLESS = Path("/usr/bin/chromium-headless-shell")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
HEIGHTS = {1366: 768, 360: 740}
# Three browsers share two cores: what comes at all may take its time.
PATIENCE = 20_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


# Journeys whose subject is the database: two who save at once. The others are of one database.
OF_BOTH_DATABASES = {"test_conflicts.py", "test_saving.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no coverage in journeys: what they run, the tests of each page cover, in less time."""
    for item in items:
        if item.path.parent != Path(__file__).parent:
            continue
        item.add_marker("no_cover")
        if item.path.name not in OF_BOTH_DATABASES:
            item.add_marker("one_database")


@pytest.fixture(scope="package", autouse=True)
def playwright(django_db_setup: None) -> Iterator[Playwright]:
    """Playwright, started before anything else of a journey and stopped after the last one.

    Under its running loop Django's connections are others than before (asgiref.local): the live
    server has to share those, and they, too, have to let the tests' flush empty the record.
    """
    if not CHROMIUM.exists():
        reason = f"journeys need Debian's Chromium at {CHROMIUM} (apt install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    before = connections["default"]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        if connections["default"] is not before:
            let_flush_empty_the_record()
        yield playwright
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def launched(playwright: Playwright, executable: Path) -> Iterator[Browser]:
    """A browser until it is needed no more."""
    browser = playwright.chromium.launch(executable_path=str(executable), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def browser_of_all(playwright: Playwright) -> Iterator[Browser]:
    """One headless Chromium for all journeys; each person gets a context of their own."""
    yield from launched(playwright, HEADLESS if HEADLESS.exists() else CHROMIUM)


@pytest.fixture
def browser(browser_of_all: Browser) -> Browser:
    """The browser of a journey."""
    return browser_of_all


@pytest.fixture(scope="package")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as people have it."""
    yield from launched(playwright, CHROMIUM)


class Traffic:
    """How many requests the live server is answering."""

    def __init__(self) -> None:
        self._change = Condition()
        self._open = 0

    def begin(self, **_: Any) -> None:
        """A request came."""
        with self._change:
            self._open += 1

    def end(self, **_: Any) -> None:
        """A request was answered."""
        with self._change:
            self._open -= 1
            self._change.notify_all()

    def wait_until_over(self) -> None:
        """Return when every request is answered, those a closing page sends among them."""
        sleep(0.15)
        with self._change:
            assert self._change.wait_for(lambda: self._open <= 0, timeout=10)


def wait_for_server_threads() -> None:
    """Return when no thread of the live server is left: each ends with its browser's connection.

    The server of the last test stops sharing its database connection; a thread that closes it
    later would be refused.
    """
    for thread in enumerate_threads():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


@pytest.fixture
def traffic() -> Iterator[Traffic]:
    """The requests of this test; none outlives it, for the database is gone then."""
    traffic = Traffic()
    request_started.connect(traffic.begin)
    request_finished.connect(traffic.end)
    yield traffic
    request_started.disconnect(traffic.begin)
    request_finished.disconnect(traffic.end)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[BrowserContext, User], None]:
    """A function: gives a browser context the session of a user who signed in."""

    def sign_in(context: BrowserContext, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = client.cookies[name].value
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])

    return sign_in


@pytest.fixture
def portal_page(
    browser: Browser,
    live_server: Any,
    traffic: Traffic,
    sign_in: Callable[[BrowserContext, User], None],
) -> Iterator[Callable[..., Page]]:
    """A function: (width, user) -> a page of a new browser context in which the user is signed in.

    Each call is another browser of another person. At the end, no page may have thrown an error
    or met the Content-Security-Policy.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(width: int = 1366, user: User | None = None) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS[width]},
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            # Where a page scrolls to, it is at once.
            reduced_motion="reduce",
        )
        contexts.append(context)
        if user:
            sign_in(context, user)
        page = context.new_page()
        watch(page, troubles)
        return page

    yield open_page
    for context in contexts:
        context.close()
    traffic.wait_until_over()
    wait_for_server_threads()
    assert troubles == []


def watch(page: Page, troubles: list[str]) -> None:
    """Collect what a page throws and what its policy refuses."""
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda message: (
            troubles.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """A function: page -> what axe-core finds at WCAG 2.2 AA, one line a finding.

    axe-core is evaluated by the debugger, so the page keeps its own policy. `context` may name
    parts, as axe-core takes it: {"include": [["dialog"]]}.
    """
    source = AXE.read_text(encoding="utf-8")

    def find(page: Page, context: dict[str, list[list[str]]] | None = None) -> list[str]:
        if page.evaluate("typeof axe == 'undefined'"):
            page.evaluate(source)
        found = page.evaluate(
            """([context, rules]) => axe.run(context ?? document, {
                runOnly: {type: "tag", values: rules}, resultTypes: ["violations"],
            })""",
            [context, RULES],
        )
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    return find
