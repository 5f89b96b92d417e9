"""Texts of an Excel file: a cell's lines, how tall they are, what no cell may hold."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font

from itaportal.thai.numerals import thai_digits
from reports.document import Paragraph

from .errors import RenderError
from .page import OFFICE_FONT

LONGEST_TEXT = 32_767
TALLEST_ROW = 409
"""Points; Excel shows nothing of a row beyond them."""
INDENT = "    "
# Of the size of the national font in Excel; room enough for Sarabun, which is wider and lower.
_LINE_HEIGHT, _LETTER_WIDTH = 1.5, 0.46
_WIDER = 1.3  # a bold letter, and words of headings are long
_LOST = 1.5  # letters of a line, as Thai breaks only between words
_POINTS_A_UNIT = 5.25  # of a column's width
_LARGER = 2  # points: the national font is drawn smaller than the PDF's
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_A_FORMULA = ("=", "+", "-", "@")


def cell_lines(cell: Sequence[Paragraph]) -> str:
    """A cell's paragraphs as lines, deeper ones further in."""
    return "\n".join(INDENT * paragraph.level + paragraph.line for paragraph in cell)


def put_text(
    cell: Cell,
    text: str,
    *,
    place: str,
    points: int,
    bold: bool = False,
    centred: bool = False,
    middle: bool = False,
) -> None:
    """Write a text into a cell as text, whatever it begins with. Raises RenderError."""
    if len(text) > LONGEST_TEXT:
        count, most = (thai_digits(f"{number:,}") for number in (len(text), LONGEST_TEXT))
        raise RenderError(
            f"{place} ยาว {count} อักขระ ช่องของ Excel เก็บได้ไม่เกิน {most} อักขระ "
            "โปรดใช้ไฟล์ Word หรือ PDF หรือแบ่งข้อความเป็นหลายแถว"
        )
    if text:
        cell.value = _ESCAPED.sub("_x005F_", text)
        cell.data_type = "s"  # =SUM(A1) and #N/A are words that somebody typed
        cell.quotePrefix = text.startswith(_LIKE_A_FORMULA)
    cell.font = Font(name=OFFICE_FONT, size=points + _LARGER, bold=bold)
    cell.alignment = Alignment(
        wrap_text=True,
        vertical="center" if middle else "top",
        horizontal="center" if centred else None,
    )


def height_of(text: str, width: float, points: int, *, bold: bool = False) -> float:
    """About how tall a text stands in a column of this width in Excel's units; in points."""
    size = points + _LARGER
    letter = (_WIDER if bold else 1) * _LETTER_WIDTH * size
    letters = max(1.0, (width - 1) * _POINTS_A_UNIT / letter - _LOST)
    lines = sum(max(1, math.ceil(_letters(line) / letters)) for line in text.split("\n"))
    return lines * size * _LINE_HEIGHT


def _letters(line: str) -> int:
    """Letters side by side: marks stand over and under them."""
    return sum(unicodedata.category(letter) != "Mn" for letter in line)
