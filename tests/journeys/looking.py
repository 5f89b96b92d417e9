"""Looking at a page: nothing is beyond its edge; with JOURNEY_PICTURES=folder, a picture of it."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, expect

BEYOND = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


def look(page: Page, name: str) -> None:
    """See that nobody has to scroll sideways; keep a picture where one is asked for."""
    assert page.evaluate(BEYOND) <= 0, f"{name} is wider than the window"
    if folder := os.environ.get("JOURNEY_PICTURES"):
        assert page.viewport_size
        width = page.viewport_size["width"]
        whole = not page.locator("dialog[open]").count()
        page.screenshot(path=Path(folder) / f"{width}-{name}.png", full_page=whole)


def arrive(page: Page, heading: str, name: str) -> None:
    """Come to the page of this heading, all of it, and look at it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.wait_for_load_state()
    look(page, name)
