"""How a person works a page: with a pointer, or by keyboard alone. A journey's steps know neither.

By keyboard a thing is reached by Tab from where the focus is, and what has the focus has to be
seen: in the window, covered by nothing, with a line around it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

# Beyond it nobody goes on pressing Tab: a plan's whole grid is within.
MOST_TABS = 400
MOST_LINES = 40

IS_FOCUSED = "element => element === document.activeElement"

IS_BEFORE = """element => document.activeElement !== document.body
    && document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING"""
IS_FROM_TOP_INTO_MAIN = """element => document.activeElement === document.body
    && document.querySelector("main").contains(element)"""
# What is wrong with it as the element that has the focus: "" where one sees it within a moment.
FOCUS = """async element => {
    const fault = () => {
        const box = element.getBoundingClientRect();
        const parts = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
        const shown = parts.some(([across, down]) => {
            const there = document.elementFromPoint(
                box.left + box.width * across, box.top + box.height * down);
            return there && (element.contains(there) || there.contains(element)
                || there.closest("label")?.control === element);
        });
        const ring = [element, element.closest("td[data-column]")].some((each) => {
            const style = each && getComputedStyle(each);
            return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        });
        return [shown ? "" : "hidden", ring ? "" : "no line around it"].filter(Boolean).join(", ");
    };
    for (let frame = 0; frame < 4 && fault(); frame += 1) await new Promise(requestAnimationFrame);
    return fault();
}"""
WHERE = """() => {
    const at = document.activeElement;
    return `${at.tagName} ${at.id} ${at.getAttribute("aria-label") ?? at.textContent.trim()}`
        .slice(0, 120);
}"""


class Hands(Protocol):
    """What a person does with a page."""

    page: Page

    def __init__(self, page: Page) -> None: ...

    def press(self, target: Locator) -> None:
        """Press a button, follow a link, open what is folded."""

    def tick(self, target: Locator) -> None:
        """Put the mark into a box or a dot."""

    def write(self, target: Locator, text: str) -> None:
        """Type into a field, after what it holds."""

    def enter(self, cell: Locator) -> None:
        """Put the cursor at the end of a cell of the grid."""

    def choose(self, target: Locator, label: str) -> None:
        """Choose from a list."""

    def give(self, target: Locator, file: Path) -> None:
        """Choose a file of the machine."""


def with_hands(hands: Hands, page: Page) -> Hands:
    """The same way of working, on another page."""
    return type(hands)(page)


class Pointer:
    """A mouse or a finger, and the keyboard for text."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Click it."""
        target.click()

    def tick(self, target: Locator) -> None:
        """Click the box."""
        target.check()

    def write(self, target: Locator, text: str) -> None:
        """Click into the field, go to its end, type."""
        target.click()
        self.page.keyboard.press("End")
        self.page.keyboard.type(text)

    def enter(self, cell: Locator) -> None:
        """Click into its last paragraph."""
        cell.locator("textarea.para").last.click()
        self.page.keyboard.press("Control+End")

    def choose(self, target: Locator, label: str) -> None:
        """Choose by what is read."""
        target.select_option(label=label)

    def give(self, target: Locator, file: Path) -> None:
        """Choose in the dialog that a click opens."""
        with self.page.expect_file_chooser() as chooser:
            target.click()
        chooser.value.set_files(file)


class Keyboard:
    """The keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # Somebody waits for dialogs of files all the time: a key would come before who only waits
        # from then on.
        page.on("filechooser", lambda _: None)

    def reach(self, target: Locator) -> None:
        """Press Tab until the focus is there, and see it there; out of a list first by Esc."""
        expect(target).to_be_attached()
        if self.page.locator("td[data-column] textarea:focus").count():
            self.page.keyboard.press("Escape")
        self._skip_to(target)
        key = "Shift+Tab" if target.evaluate(IS_BEFORE) else "Tab"
        for _ in range(MOST_TABS):
            if target.evaluate(IS_FOCUSED):
                break
            self.page.keyboard.press(key)
        else:
            raise AssertionError(f"Tab never comes to {target}: {self.page.evaluate(WHERE)}")
        fault = target.evaluate(FOCUS)
        assert not fault, f"{target} has the focus, but {fault}"

    def _skip_to(self, target: Locator) -> None:
        """From the top of a page over its head by its first link, where the way leads below it."""
        if not target.evaluate(IS_FROM_TOP_INTO_MAIN):
            return
        self.page.keyboard.press("Tab")
        skip = self.page.get_by_role("link", name="ข้ามไปยังเนื้อหา")
        if skip.evaluate(IS_FOCUSED):  # not where the address leads to a place of the page
            assert not skip.evaluate(FOCUS)
            self.page.keyboard.press("Enter")
            expect(self.page.get_by_role("main")).to_be_focused()

    def press(self, target: Locator) -> None:
        """Enter, as on a link or a button."""
        self.reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, target: Locator) -> None:
        """Space; among dots the arrows."""
        if target.get_attribute("type") == "radio":
            name = target.get_attribute("name")
            self.reach(target.page.locator(f'input[name="{name}"]:checked'))
            while not target.is_checked():
                self.page.keyboard.press("ArrowDown")
            return
        self.reach(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def write(self, target: Locator, text: str) -> None:
        """Go to the field's end, type."""
        self.reach(target)
        self.page.keyboard.press("End")
        self.page.keyboard.type(text)

    def enter(self, cell: Locator) -> None:
        """Tab into its first paragraph, arrows down to the last."""
        paragraphs = cell.locator("textarea.para")
        self.reach(paragraphs.first)
        for _ in range(MOST_LINES):
            self.page.keyboard.press("Control+End")
            if paragraphs.last.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows never come to the end of {cell}")

    def choose(self, target: Locator, label: str) -> None:
        """Arrows, as far as the wanted one is away."""
        self.reach(target)
        labels = [each.strip() for each in target.locator("option").all_text_contents()]
        away = labels.index(label) - target.evaluate("select => select.selectedIndex")
        for _ in range(abs(away)):
            self.page.keyboard.press("ArrowDown" if away > 0 else "ArrowUp")

    def give(self, target: Locator, file: Path) -> None:
        """Choose in the dialog that Space opens."""
        self.reach(target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)
