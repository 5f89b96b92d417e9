"""What every file reader gives: the prose and tables of a file, and what is doubtful about them.

A reader (docx, xlsx) turns its file into a `SourceDocument` and knows nothing of measures; the
makers of rows know nothing of file formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import normalise_text

from .characters import printable_text


class UnreadableFile(Exception):  # noqa: N818 -- named by what it is to the user
    """A file that is refused as a whole; the message says in Thai why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; `row` counts from 1, `column` is its heading or letter."""

    file: str
    table: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [f"ไฟล์ “{self.file}”"]
        if self.table:
            parts.append(self.table)
        if self.row is not None:
            parts.append(thai_digits(f"แถวที่ {self.row}"))
        if self.column:
            parts.append(f"คอลัมน์ “{self.column}”")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where reading needed a decision: what was read, made of it, and expected (Thai)."""

    place: Place
    read: str
    made: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place}: อ่านได้ “{self.read}” {self.made} ({self.expected})"

    def as_json(self) -> dict[str, Any]:
        """The doubt for `--json`: place as its parts and as a sentence."""
        place = self.place
        return {
            "file": place.file,
            "table": place.table,
            "row": place.row,
            "column": place.column,
            "place": str(place),
            "read": self.read,
            "made": self.made,
            "expected": self.expected,
        }


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A table cell: its paragraphs as typed, how many columns it covers, what else it holds.

    `asides` are texts that are in the cell but not in its paragraphs, such as the address behind
    a link. `covered` is a cell that a cell above reaches down over (merged rows): the text that
    holds for it stands in that cell.
    """

    lines: tuple[str, ...] = ()
    span: int = 1
    asides: tuple[str, ...] = ()
    covered: bool = False

    @property
    def text(self) -> str:
        """The paragraphs as one text."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A table row. Every column has a cell; those under a wide cell follow it empty."""

    number: int
    cells: tuple[SourceCell, ...]

    def is_heading(self) -> bool:
        """Whether the row is a heading: one text over its width, or one line in its first cell."""
        if not self.cells or not self.cells[0].lines or self.holds_beyond_first():
            return False
        first = self.cells[0]
        return first.span > 1 or len(first.lines) == 1

    def holds_beyond_first(self) -> bool:
        """Whether a cell after the first is filled."""
        return any(cell.lines or cell.asides for cell in self.cells[1:])

    def is_empty(self) -> bool:
        """Whether no cell is filled."""
        return not any(cell.lines or cell.asides for cell in self.cells)

    def is_gap(self) -> bool:
        """Whether the row is empty and no cell above reaches over it: something ends there."""
        return self.is_empty() and not any(cell.covered for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table; `place` names it."""

    place: Place
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class SourceProse:
    """Paragraphs outside of tables that follow each other."""

    place: Place
    lines: tuple[str, ...]
    asides: tuple[str, ...] = ()


OWN_FILE = "รายงานจากระบบมาตรการ ITA"
"""The category that the portal gives its files: in their tables a row is a row."""

OWN_BLANK_FORM = "แบบนำเข้าของระบบมาตรการ ITA"
"""The category of the blank form that the portal gives: in its tables an empty row is nothing."""
MARKED_BY = "ระบบมาตรการ ITA"
"""The author of the comments that the portal puts at doubted cells: no content of an office."""
EXAMPLE_MARK = "ตัวอย่าง (ระบบไม่นำเข้าแถวนี้)"
"""The first paragraph of a cell whose row only shows how to fill in, and is never imported."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file's prose and tables in order, and what reading them had to decide.

    `whole_rows`: the portal wrote the file, so that no row was split by hand, whatever cells of
    it are blank, and a group heading reaches over all columns. `is_blank_form`: it wrote the form
    that somebody filled in, in which rows left empty separate nothing.
    """

    file: str
    blocks: tuple[SourceTable | SourceProse, ...]
    doubts: tuple[Doubt, ...] = ()
    whole_rows: bool = False
    is_blank_form: bool = False


class TextCleaner:
    """Normalises the texts of one file and remembers what was changed where.

    A kind of change gives one doubt for the file, not one a cell: a scanned text may have
    hundreds.
    """

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[Place, str]]] = {}

    def lines(self, texts: Iterable[str], place: Place) -> tuple[str, ...]:
        """The texts' paragraphs: split at line breaks, normalised, the empty ones left out."""
        cleaned = []
        for text in texts:
            for line in text.splitlines():
                normal = normalise_text(line.replace("\t", " "))
                printable = printable_text(normal.text)
                changes = [change.value for change in normal.changes] + [*printable.changes]
                if printable.changes:  # marks that were not known to be marks may need their order
                    normal = normalise_text(printable.text)
                for change in changes:
                    self._found.setdefault(change, []).append((place, line.strip()))
                cleaned.append(normal.text.strip())
        return tuple(filter(None, cleaned))

    def doubts(self) -> Iterator[Doubt]:
        """One doubt for each kind of change, at the place where it came first."""
        for change, found in self._found.items():
            place, read = found[0]
            made = thai_digits(f"{change} รวม {len(found)} แห่ง")
            yield Doubt(place, read, made, "อักขระไทยแบบมาตรฐาน")
