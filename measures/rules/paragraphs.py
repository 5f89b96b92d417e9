"""The text of a table cell: an ordered list of paragraphs whose numbering the portal makes.

A cell (ช่อง) is a `tuple[Paragraph, ...]`. Numbers and dashes that the office typed are not part
of the text; print counts them anew within the cell. A typed marker that counting would not give,
such as the first of a list that starts at ๓, or "ก.", is kept beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from itaportal.thai.numerals import all_arabic_digits, thai_digits
from measures.choices import ParagraphKind

DASH_MARKER = "-"
MAX_LEVEL = 3
_MARKER_NUMBERS = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)]?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a cell.

    `text` holds no typed number or dash and no line break; `level` counts from 0, a level deeper
    than the list before it; `marker` is the typed marker only where it differs from what
    `markers` would count. Raises ValueError for anything else.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.PLAIN
    level: int = 0
    marker: str = ""

    def __post_init__(self) -> None:
        if self.text.splitlines() not in ([], [self.text]):
            raise ValueError("a paragraph holds no line break; a soft break begins a new one")
        if not 0 <= self.level <= MAX_LEVEL:
            raise ValueError(f"level {self.level} is not between 0 and {MAX_LEVEL}")
        if self.marker and self.kind is ParagraphKind.PLAIN:
            raise ValueError("a plain paragraph has no marker")


Cell = tuple[Paragraph, ...]


def plain(*texts: str) -> Cell:
    """Plain paragraphs, one a text."""
    return tuple(Paragraph(text) for text in texts)


def paragraphs_to_json(cell: Iterable[Paragraph]) -> list[dict[str, Any]]:
    """The cell as stored and exported: objects with text, kind, level, marker."""
    return [
        {
            "text": paragraph.text,
            "kind": paragraph.kind.value,
            "level": paragraph.level,
            "marker": paragraph.marker,
        }
        for paragraph in cell
    ]


def paragraphs_from_json(stored: object) -> Cell:
    """The cell of what `paragraphs_to_json` gave. Raises ValueError naming the paragraph."""
    if not isinstance(stored, list | tuple):
        raise ValueError(f"paragraphs are a list, not {type(stored).__name__}")
    return tuple(_from_json(number, each) for number, each in enumerate(stored, start=1))


def _from_json(number: int, stored: object) -> Paragraph:
    where = f"paragraph {number}"
    if not isinstance(stored, dict):
        raise ValueError(f"{where} is an object, not {type(stored).__name__}")
    if unknown := set(stored) - {"text", "kind", "level", "marker"}:
        raise ValueError(f"{where} has the unknown keys {sorted(map(str, unknown))}")
    text, marker = stored.get("text"), stored.get("marker", "")
    level = stored.get("level", 0)
    if not isinstance(text, str) or not isinstance(marker, str):
        raise ValueError(f"{where}: text and marker are strings")
    if not isinstance(level, int) or isinstance(level, bool):
        raise ValueError(f"{where}: level is a whole number")
    try:
        return Paragraph(text, ParagraphKind(stored.get("kind", "plain")), level, marker)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


class Counting:
    """Counts the numbered paragraphs of one cell in order; nested ones by their parent: ๓.๑."""

    def __init__(self) -> None:
        self._numbers: list[int] = []

    def expected(self, level: int) -> tuple[int, ...]:
        """The number, from the outermost level inwards, that the next paragraph there gets."""
        reached = self._numbers[: level + 1]
        if len(reached) == level + 1:
            return (*reached[:-1], reached[-1] + 1)
        # A sub-item without its item counts below 1, as a list without its parents has none.
        return (*reached, *[1] * (level + 1 - len(reached)))

    def take(self, numbers: Sequence[int], level: int) -> None:
        """Go on counting from a number just used; (๒) at level 1 counts below its item."""
        parents = self._numbers[: level + 1 - len(numbers)]
        self._numbers = [*parents, *numbers]

    @property
    def current(self) -> tuple[int, ...]:
        """The number used last, empty before the first."""
        return tuple(self._numbers)


def counted_marker(numbers: Sequence[int]) -> str:
    """How print writes a counted number, Thai digits: ๑. for an item, ๓.๑ for one below it."""
    written = ".".join(map(str, numbers))
    return thai_digits(f"{written}." if len(numbers) == 1 else written)


def marker_numbers(marker: str) -> tuple[int, ...] | None:
    """The numbers of a typed marker such as ๓., (2) or 3.1; None for letters and dashes."""
    found = _MARKER_NUMBERS.fullmatch(all_arabic_digits(marker))
    return tuple(int(number) for number in found[1].split(".")) if found else None


def markers(cell: Iterable[Paragraph]) -> tuple[str, ...]:
    """What print sets before each paragraph of a cell, in Thai digits; "" before a plain one.

    Numbering counts per cell; a typed marker prints as it is, and counting goes on from it.
    """
    counting = Counting()
    result = []
    for paragraph in cell:
        if paragraph.kind is ParagraphKind.NUMBERED:
            numbers = (
                marker_numbers(paragraph.marker)
                if paragraph.marker
                else counting.expected(paragraph.level)
            )
            if numbers is not None:
                counting.take(numbers, paragraph.level)
            result.append(paragraph.marker or counted_marker(numbers or ()))
        elif paragraph.kind is ParagraphKind.DASH:
            result.append(paragraph.marker or DASH_MARKER)
        else:
            result.append("")
    return tuple(result)


def joined(items: Iterable[Cell]) -> Cell:
    """The office's cell of its items (measures or steps), in order."""
    return tuple(paragraph for item in items for paragraph in item)


def items_of(cell: Cell) -> tuple[Cell, ...]:
    """The items of a cell: each begins with a numbered or dashed paragraph of level 0.

    A paragraph that continues an item (plain, or deeper) stays with it. Plain paragraphs before
    the first item are one item of their own, and so is a cell without any.
    """
    items: list[list[Paragraph]] = []
    for paragraph in cell:
        begins = paragraph.kind is not ParagraphKind.PLAIN and paragraph.level == 0
        if begins or not items:
            items.append([])
        items[-1].append(paragraph)
    return tuple(tuple(item) for item in items)
