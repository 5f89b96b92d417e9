"""Lines of a grid of scores, and which column of a header holds the scores of the asked year."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces

from .score_labels import ScoreNames, read_label
from .score_values import looks_like_value
from .source import Doubt, Place

_YEAR = re.compile(r"(?<!\d)(?:25)?(?P<two>[5-7]\d)(?!\d)(?!\.\d)")
FULL_YEAR = re.compile(r"(?<!\d)25[5-7]\d(?!\d)")
_SCORE_HEADING = re.compile(r"(?:ผล|ค่า)?คะแนน|ร้อยละ|ผลการประเมิน|score", re.IGNORECASE)
_OTHER_HEADING = re.compile(r"เต็ม|น้ำหนัก|เปลี่ยน|ต่าง|เป้า|จำนวน|อันดับ|ปีก่อน|ระดับ|weight", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the grid: its texts by column, and where it stands."""

    cells: tuple[str, ...]
    place: Place

    @property
    def filled(self) -> list[int]:
        """The columns that hold something."""
        return [index for index, text in enumerate(self.cells) if text]

    def is_words_alone(self) -> bool:
        """Whether the line is one text and no figure."""
        return len(self.filled) == 1 and not looks_like_value(self.cells[self.filled[0]])


class YearMissing(Exception):  # noqa: N818 -- what happened, named for the one that catches it
    """A header names years, and not the asked one; the message is what it says."""


def headed_column(line: GridLine, names: ScoreNames) -> int | None:
    """The column of the year's scores, where a line is a header; else None.

    Raises YearMissing.
    """
    if len(line.filled) < 2 or any(looks_like_value(text) and "." in text for text in line.cells):
        return None
    offered = {}
    for index in line.filled:
        text = without_spaces(all_arabic_digits(line.cells[index]))
        names_year = _YEAR.fullmatch(text.removeprefix("ปี").removeprefix("พ.ศ."))
        if (
            not _OTHER_HEADING.search(text)
            and (names_year or _SCORE_HEADING.search(text))
            and read_label([line.cells[index]], names) is None
        ):
            offered[index] = years_in(text)
    of_year = [index for index, named in offered.items() if names.year_be in named]
    if of_year:
        return of_year[-1]
    if any(offered.values()):
        raise YearMissing(" ".join(line.cells[index] for index in offered))
    return max(offered) if len(offered) == 1 else None


def years_in(text: str) -> set[int]:
    """The years (BE) that a heading names: 2568, or 68."""
    return {2500 + int(found["two"]) for found in _YEAR.finditer(text)}


def split_figure(line: GridLine, column: int, width: int) -> Doubt | None:
    """The problem of a figure that was split at its comma, 1,234.00; None where none was.

    Such a line runs beyond its header, which is `width` columns wide; `column` holds the scores.
    """
    beyond = [index for index in line.filled if index >= width]
    figures = {index for index in line.filled if looks_like_value(line.cells[index])}
    if not beyond or (column + 1 not in figures and figures.isdisjoint(beyond)):
        return None
    return Doubt(
        line.place,
        ",".join(line.cells[column:]),
        "มีตัวเลขเกินจำนวนหัวคอลัมน์ จึงไม่ทราบว่าคะแนนคือค่าใด",
        "ทุกคอลัมน์มีหัว และคะแนนใช้จุดเป็นจุดทศนิยม ไม่ใช้จุลภาค เช่น ๘๗.๖๗",
    )


def figures_under(line: GridLine, labels: Collection[int]) -> bool:
    """Whether the line has a figure in one of the columns with labels."""
    return any(index < len(line.cells) and looks_like_value(line.cells[index]) for index in labels)
