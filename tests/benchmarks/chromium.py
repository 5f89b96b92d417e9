"""Headless Chromium, started once, printing HTML to tagged PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

EXECUTABLE = "/usr/bin/chromium"


@contextmanager
def warm_chromium() -> Iterator[Callable[[str], bytes]]:
    """A function: HTML -> PDF, in one process and one page kept for all, the fastest there is."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=["--no-sandbox"])
        page = browser.new_page()

        def print_html(html: str) -> bytes:
            page.set_content(html, wait_until="load")
            page.evaluate("document.fonts.ready")
            printed: bytes = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
            return printed

        try:
            yield print_html
        finally:
            browser.close()
