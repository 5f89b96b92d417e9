"""A cell of the measures grid as a value: what it holds, and the revision that names it.

The revision (รุ่นของช่อง) is a digest of what the cell holds, so that whatever changed it is
noticed: another browser, the entry forms, a file. A save carries the revision it started from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from measures.choices import CellColumn, ParagraphKind, ResultStatus

from .paragraphs import Cell, Paragraph, items_of, markers, paragraphs_from_json, paragraphs_to_json

ROUND_COLUMNS = frozenset(
    {CellColumn.STATUS, CellColumn.RESULTS, CellColumn.OUTCOME, CellColumn.SUGGESTION}
)
"""Columns of which each round of a row has a cell of its own."""
MOST_PARAGRAPHS, LONGEST_PARAGRAPH = 200, 10_000
_DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell holds.

    `units` are the keys of the responsible units in order, of the responsible cell only; `status`
    is a `ResultStatus` or "", of the status cell only, which has no paragraphs.
    """

    paragraphs: Cell = ()
    units: tuple[int, ...] = ()
    status: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is kept in an editing session."""
        return {
            "paragraphs": paragraphs_to_json(self.paragraphs),
            "units": list(self.units),
            "status": self.status,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> CellContent:
        """What `to_json` gave."""
        return cls(
            paragraphs_from_json(stored["paragraphs"]), tuple(stored["units"]), stored["status"]
        )

    @property
    def revision(self) -> str:
        """The digest: hexadecimal, 16 digits of SHA-256 over canonical JSON."""
        canonical = json.dumps(
            self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()[:_DIGEST_LENGTH]

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(ResultStatus(self.status).label) if self.status else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.paragraphs or self.units or self.status)


def tidied(cell: Cell) -> Cell:
    """The cell as it is stored: white space at the ends and empty paragraphs left out."""
    return tuple(
        Paragraph(text, paragraph.kind, paragraph.level, paragraph.marker)
        for paragraph in cell
        if (text := paragraph.text.strip())
    )


def shown_numbers(cell: Cell) -> tuple[str, ...]:
    """The numbers that the screen cannot count by itself, "" for the others.

    The screen counts ๑. ๑.๑ ๒. within a cell from one. Where the office typed a number of its own,
    or a sub-item has no item above it, each paragraph is given its number.
    """
    numbered = [each for each in cell if each.kind is ParagraphKind.NUMBERED]
    if not any(each.marker for each in cell) and (not numbered or _counts_from_one(numbered)):
        return ("",) * len(cell)
    return markers(cell)


def _counts_from_one(numbered: list[Paragraph]) -> bool:
    reached = -1
    for each in numbered:
        if each.level > reached + 1:
            return False
        reached = each.level
    return True


def moved_indexes(before: Cell, after: Cell) -> dict[int, int]:
    """Where the paragraphs (by their numbers from 0) went when a cell was edited.

    One that was taken out leaves its place to what follows it. What stands after the last
    paragraph stays after the last.
    """
    old, new = [each.text for each in before], [each.text for each in after]
    places = {len(old): len(new)}
    for change, first, last, new_first, new_last in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        for offset, index in enumerate(range(first, last)):
            kept = change == "equal" or new_first + offset < new_last
            places[index] = new_first + offset if kept else min(new_last, max(len(new) - 1, 0))
    return places


def matched_items(stored: Sequence[Cell], cell: Cell) -> list[tuple[int | None, Cell]]:
    """The items (measures, steps) that a cell says now, each with the stored one it goes on from.

    What is stored under an index that none names is gone; None is an item typed anew. So a measure
    keeps its steps when the words of it, or of its neighbours, change.
    """
    items = items_of(cell)
    old, new = ([" ".join(each.text for each in item) for item in side] for side in (stored, items))
    matched: list[tuple[int | None, Cell]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, first, last, new_first, new_last in matcher.get_opcodes():
        for offset, number in enumerate(range(new_first, new_last)):
            kept = first + offset if first + offset < last else None
            matched.append((kept, items[number]))
    return matched
