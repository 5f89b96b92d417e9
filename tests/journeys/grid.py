"""The grid as a person sees it: its address, its cells, what they show."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from measures.models import MeasurePlan, Row

ENTER, TAB, BACK = "Enter", "Tab", "Shift+Tab"
OFFLINE = "ออฟไลน์ เก็บไว้ในเครื่องนี้"


def open_grid(page: Page, plan: MeasurePlan, round: int = 12) -> None:
    """Go to the grid of a plan and wait until it may be typed in."""
    address = f"/{plan.organization.code}/{plan.fiscal_year.year_be}/measures/?round={round}"
    page.goto(address)
    expect(page.locator("html[data-grid=ready]")).to_be_attached()


def cell_of(page: Page, row: Row, column: str) -> Locator:
    """A cell of a row."""
    return page.locator(f'#row-{row.pk} [data-column="{column}"]')


def shown_in(cell: Locator) -> list[str]:
    """What a cell shows, number and text a line: ["๑. ข้อความ"]."""
    lines: list[str] = cell.evaluate(
        """cell => [...cell.querySelectorAll("ol.paras > li")].map(item =>
            `${item.dataset.number ?? ""} ${item.querySelector("textarea").value}`.trim())"""
    )
    return lines


def levels_in(cell: Locator) -> list[str]:
    """The levels of a cell's paragraphs, from 0."""
    levels: list[str] = cell.evaluate(
        "cell => [...cell.querySelectorAll('ol.paras > li')].map(item => item.dataset.level)"
    )
    return levels


def enter(cell: Locator, paragraph: int = 0) -> None:
    """Put the cursor at the end of a paragraph of a cell."""
    cell.locator("textarea.para").nth(paragraph).click()
    cell.page.keyboard.press("End")


def press(page: Page, *keys: str) -> None:
    """Press keys; what is no key's name is typed."""
    for key in keys:
        if key in {ENTER, TAB, BACK} or key.isascii():
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def save_line(page: Page) -> Locator:
    """The save line as it is seen; what is read out comes later, once in ten seconds at most."""
    return page.locator("#save-line > [aria-hidden]")


def type_while_away(page: Page, row: Row, text: str) -> Page:
    """Type one more step while the server is away, and close the tab; a new one, online again."""
    page.context.set_offline(True)
    enter(cell_of(page, row, "steps"))
    press(page, ENTER, text)
    expect(save_line(page)).to_contain_text(OFFLINE)
    page.close()
    page.context.set_offline(False)
    return page.context.new_page()
