"""Headless Chromium, started once, printing HTML to tagged PDF."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

EXECUTABLE = "/usr/bin/chromium"


@contextmanager
def warm_chromium() -> Iterator[Callable[[str], bytes]]:
    """A function: HTML -> PDF, as good as Chromium can be had: one process, one page, kept."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=["--no-sandbox"])
        page = browser.new_page()
        session = page.context.new_cdp_session(page)

        def print_html(html: str) -> bytes:
            page.set_content(html, wait_until="load")
            page.evaluate("document.fonts.ready")
            printed = session.send(
                "Page.printToPDF",
                {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True},
            )
            return base64.b64decode(printed["data"])

        try:
            yield print_html
        finally:
            browser.close()
