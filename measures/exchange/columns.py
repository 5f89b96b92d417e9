"""Which column of a table is which, by the wording of its heading.

A heading is known by its whole wording, by a wording that it is nearly (a scanner's slips), or by
a sign in it; each but the first with a doubt. A header may have two tiers, wide headings over
lower ones: the lower ones name the columns.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from itaportal.thai.text import without_spaces

from .source import Doubt, Place, SourceRow
from .wordings import SIGNS, WITHOUT_FIELD, WORDINGS, Column

__all__ = [
    "Basis",
    "Chosen",
    "Column",
    "Header",
    "ReadColumn",
    "as_chosen",
    "column_key",
    "is_header",
    "read_header",
    "read_tiers",
]

Chosen = Mapping[str, "Column | None"]
"""What a person says that columns are, by `column_key`; None keeps a column aside."""

_LONGEST_HEADING, _LONGEST_WIDE_HEADING = 90, 250
_FEWEST_COLUMNS, _FEWEST_EXACT = 3, 2
_FEWEST_ALIKE, _SHARE_ALIKE = 3, 0.6
"""A header without two whole headings has as many that are alike, and this share of them."""
_NEAR = 0.75
_SHORTEST_FOR_NEAR = 5
# What scanners drop, add or misplace most: signs above and below, and letters of other scripts.
_SLIGHT = re.compile(r"[^ก-ฮฯะาำเ-ๅ]")
_NAMES_ROWS = {Column.MEASURE, Column.INDICATOR, Column.STEP, Column.GUIDANCE}


class Basis(enum.Enum):
    """How a column was known, with how far that can be trusted (0 to 1)."""

    EXACT = 1.0
    NEAR = 0.9
    SIGN = 0.8
    OTHER_TABLE = 0.75
    CONTENT = 0.6
    NONE = 0.5


@dataclass(frozen=True, slots=True)
class Header:
    """A row of headings: its wording by position, and the column that each was taken for."""

    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]
    bases: tuple[Basis, ...] = ()
    wide: tuple[str, ...] = ()
    """Headings of an upper tier that name no column of their own."""

    def doubts(self, place: Place) -> tuple[Doubt, ...]:
        """A doubt for each heading that is no whole wording; `place` is the header's row."""
        return tuple(
            _doubt(replace(place, column=heading), heading, column)
            for heading, column, basis in zip(self.headings, self.columns, self.bases, strict=True)
            if heading and basis is not Basis.EXACT
        )

    @property
    def known(self) -> frozenset[Column]:
        """The columns that were found."""
        return frozenset(column for column in self.columns if column)


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column as it was known: its heading, the field its texts go to, one of its texts.

    `key` names it in a choice (`Chosen`); `table` counts the different headers of the
    file from 1, within which no two columns may be the same field.
    """

    key: str
    heading: str
    column: Column | None
    is_sure: bool
    example: str
    table: int


def read_header(row: SourceRow) -> Header | None:
    """The header that a row is; None when it is no header."""
    headings = tuple(" ".join(cell.lines) for cell in row.cells)
    return _header(headings)


def read_tiers(upper: SourceRow, lower: SourceRow) -> Header | None:
    """The header that two rows are together: wide headings over those of single columns.

    A column that the lower row leaves blank has its heading in the upper one.
    """
    if not any(cell.span > 1 for cell in upper.cells) or len(upper.cells) != len(lower.cells):
        return None
    above = [" ".join(cell.lines) for cell in upper.cells]
    below = [" ".join(cell.lines) for cell in lower.cells]
    if max(map(len, above)) > _LONGEST_WIDE_HEADING or not any(below) or all(below):
        return None
    headings = tuple(low or high for low, high in zip(below, above, strict=True))
    found = _header(headings)
    if found is None:
        return None
    wide = tuple(high for low, high in zip(below, above, strict=True) if high and low)
    return replace(found, wide=wide)


def column_key(heading: str, position: int) -> str:
    """What names a column in a choice: its heading, or for a blank one its place from 1."""
    return heading or f"#{position + 1}"


def as_chosen(header: Header, chosen: Chosen) -> Header:
    """The header with the columns that a person chose; a guess gives way to a choice."""
    keys = [column_key(heading, place) for place, heading in enumerate(header.headings)]
    taken = {chosen[key] for key in keys if key in chosen}
    columns, bases = list(header.columns), list(header.bases)
    for place, key in enumerate(keys):
        if key in chosen:
            columns[place], bases[place] = chosen[key], Basis.EXACT
        elif columns[place] in taken:
            columns[place], bases[place] = None, Basis.NONE
    return replace(header, columns=tuple(columns), bases=tuple(bases))


def is_header(row: SourceRow) -> bool:
    """Whether a row is one of column headings."""
    return read_header(row) is not None


def alike(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1, tone marks, spaces and other scripts aside."""
    return _ratio(_skeleton(one), _skeleton(other))


def _header(headings: tuple[str, ...]) -> Header | None:
    if not headings or any(len(heading) > _LONGEST_HEADING for heading in headings):
        return None
    columns, bases = _assigned(headings)
    known = {column for column in columns if column}
    filled = sum(map(bool, headings))
    whole = [basis is Basis.EXACT for basis in bases]
    exact = sum(each and bool(text) for each, text in zip(whole, headings, strict=True))
    near = bases.count(Basis.NEAR)
    # A row of measures may hold words of headings; two whole headings it hardly holds.
    enough = exact >= _FEWEST_EXACT or (exact + near >= max(_FEWEST_ALIKE, _SHARE_ALIKE * filled))
    if len(known) < _FEWEST_COLUMNS or not enough or not known & _NAMES_ROWS:
        return None
    if Column.GUIDANCE in known and not known & {Column.MEASURE, Column.INDICATOR}:
        first = next(place for place, heading in enumerate(headings) if heading)
        if columns[first] is None:  # its only name was not readable
            columns[first], bases[first] = Column.INDICATOR, Basis.CONTENT
    return Header(headings, tuple(columns), tuple(bases))


def _assigned(headings: Sequence[str]) -> tuple[list[Column | None], list[Basis]]:
    """The columns, the surest first, so that no guess takes one from a whole wording."""
    columns: list[Column | None] = [None] * len(headings)
    bases = [Basis.NONE] * len(headings)
    bare = [without_spaces(heading) for heading in headings]
    for basis, find in (
        (Basis.EXACT, _BY_WORDING.get),
        (Basis.NEAR, _by_likeness),
        (Basis.SIGN, _by_sign),
    ):
        for place, heading in enumerate(bare):
            if not heading:
                bases[place] = Basis.EXACT
            if not heading or columns[place] or heading in WITHOUT_FIELD:
                continue
            column = find(heading)
            if column is Column.ANALYSIS and column in columns:
                column = Column.GUIDANCE  # the second analysis of form E
            if column and column not in columns:
                columns[place], bases[place] = column, basis
    return columns, bases


def _by_likeness(heading: str) -> Column | None:
    return _nearest(_skeleton(heading))


@functools.lru_cache(maxsize=4096)
def _nearest(skeleton: str) -> Column | None:
    if len(skeleton) < _SHORTEST_FOR_NEAR - 1:  # a letter may be missing
        return None
    best: tuple[float, Column | None] = (0.0, None)
    for wording, column in _BY_WORDING.items():
        other = _skeleton(wording)
        if len(other) < _SHORTEST_FOR_NEAR:
            continue
        shorter, longer = sorted((len(skeleton), len(other)))
        if 2 * shorter < _NEAR * (shorter + longer):  # no ratio could be near
            continue
        ratio = _ratio(skeleton, other)
        if ratio > best[0]:
            best = (ratio, column)
    return best[1] if best[0] >= _NEAR else None


def _by_sign(heading: str) -> Column | None:
    return next((column for sign, column in SIGNS if sign in heading), None)


def _skeleton(text: str) -> str:
    return _SLIGHT.sub("", text)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR / 2 else 0.0


_BY_WORDING = {wording: column for column, words in WORDINGS.items() for wording in words}


def _doubt(place: Place, heading: str, column: Column | None) -> Doubt:
    known = "หัวคอลัมน์ที่ระบบรู้จัก เช่น มาตรการ/โครงการ/กิจกรรม ขั้นตอน/วิธีการปฏิบัติ ผู้รับผิดชอบ"
    if column is None:
        return Doubt(place, heading, "เก็บข้อความของคอลัมน์นี้ไว้ในช่องข้อความอื่นของแถว", known)
    return Doubt(place, heading, f"ดูเหมือนคอลัมน์{column.value} จึงนำเข้าเป็นคอลัมน์นั้น", known)
