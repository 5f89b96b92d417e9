"""Sheets of an Excel file: which blocks of the document stand on which, and under what name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from itaportal.thai.numerals import thai_digits
from reports.document import Block, Cover, Heading, Numerals, Paragraph, ReportDocument, Table

LONGEST_NAME = 31
_TALLEST_PROSE = 6
"""Lines of text that may stand above a header that stays in sight."""
_LETTERS_A_LINE = 150
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet: its name and its blocks, at most one table among them."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def table(self) -> Table | None:
        """The sheet's table."""
        return next((block for block in self.blocks if isinstance(block, Table)), None)


def planned_sheets(document: ReportDocument) -> list[SheetPlan]:
    """The document's sheets in order, a table on each but those of prose and pictures."""
    parts = list(_parts(document.blocks)) or [()]
    tables = sum(any(isinstance(block, Table) for block in part) for part in parts)
    sheets: list[SheetPlan] = []
    counted = 0
    for part in parts:
        if any(isinstance(block, Table) for block in part):
            counted += 1
            number = str(counted)
            shown = thai_digits(number) if document.numerals is Numerals.THAI else number
            name = "รายงาน" if tables == 1 else f"ตารางที่ {shown}"
        else:
            name = _name_of(part)
        sheets.append(SheetPlan(_unused(name, [sheet.name for sheet in sheets]), part))
    return sheets


def _parts(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks cut where a page begins, and after each table where text follows it."""
    held: list[Block] = []
    for block in blocks:
        has_table = any(isinstance(each, Table) for each in held)
        begins = isinstance(block, Cover) or (isinstance(block, Heading) and block.new_page)
        after_cover = bool(held) and isinstance(held[-1], Cover)
        after_table = has_table and isinstance(block, Heading | Paragraph | Table)
        too_tall = isinstance(block, Table) and _lines(held) > _TALLEST_PROSE
        if held and (begins or after_cover or after_table or too_tall):
            yield tuple(held)
            held = []
        held.append(block)
    if held:
        yield tuple(held)


def _lines(blocks: Iterable[Block]) -> int:
    """About how many lines prose takes."""
    count = 0
    for block in blocks:
        if isinstance(block, Heading):
            count += len(block.lines)
        elif isinstance(block, Paragraph):
            count += 1 + len(block.line) // _LETTERS_A_LINE
    return count


def _name_of(blocks: tuple[Block, ...]) -> str:
    first = blocks[0] if blocks else None
    if isinstance(first, Cover):
        return "ปก"
    if isinstance(first, Heading):
        return first.lines[0]
    return "ข้อความ"


def _unused(name: str, used: list[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    legal = _NO_NAME.sub(" ", name).strip(" '")[:LONGEST_NAME].strip(" '") or "แผ่นงาน"
    found, number = legal, 1
    while found.casefold() in {each.casefold() for each in used}:
        number += 1
        ending = f" ({number})"
        found = legal[: LONGEST_NAME - len(ending)] + ending
    return found
