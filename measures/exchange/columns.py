"""Which column of a table is which, by the wording of its heading.

Offices word their headings freely (`report_forms.md`): the wordings found in real reports stand
in `WORDINGS`; `SIGNS` are words by which an unknown wording is guessed, with a doubt.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from itaportal.thai.text import without_spaces

from .source import Doubt, Place, SourceRow


class Column(enum.Enum):
    """A column that the portal has a field for, with its name in messages."""

    NUMBER = "ลำดับ"
    INDICATOR = "ตัวชี้วัด"
    MEASURE = "มาตรการ"
    STEP = "ขั้นตอน"
    RESPONSIBLE = "ผู้รับผิดชอบ"
    PERIOD = "ระยะเวลา"
    RESULT = "ผลการดำเนินการ"
    OUTCOME = "ผลลัพธ์"
    SUGGESTION = "ข้อเสนอแนะ"


WORDINGS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: ("ลำดับ", "ลำดับที่", "ที่", "ข้อ"),
    Column.INDICATOR: ("ตัวชี้วัด", "ประเด็น/ตัวชี้วัด", "ประเด็น"),
    Column.MEASURE: (
        "มาตรการ/โครงการ/กิจกรรม", "แนวทาง/มาตรการ", "มาตรการ/แนวทาง", "มาตรการ/กิจกรรม", "มาตรการ",
        "โครงการ/กิจกรรม", "แนวทาง",
    ),
    Column.STEP: (
        "ขั้นตอน/วิธีการปฏิบัติ", "ขั้นตอน/วิธีการดำเนินการ", "วิธีการดำเนินการ", "วิธีดำเนินการ", "ขั้นตอน",
        "ขั้นตอนหรือวิธีการปฏิบัติ",
    ),
    Column.RESPONSIBLE: ("ผู้รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ"),
    Column.PERIOD: ("ระยะเวลาดำเนินการ", "ระยะเวลาในการดำเนินการ", "ระยะเวลา"),
    Column.RESULT: (
        "ผลการดำเนินการ", "สรุปผลการดำเนินการ", "สรุปผลการดำเนินการตามมาตรการ", "ผลการดำเนินงาน",
        "ความก้าวหน้าผลการดำเนินการ",
    ),
    Column.OUTCOME: (
        "ผลลัพธ์หรือความสำเร็จของการดำเนินงาน", "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
        "ผลลัพธ์หรือความสำเร็จในการดำเนินการ", "ผลลัพธ์/ความสำเร็จ", "ผลลัพธ์",
    ),
    Column.SUGGESTION: ("ข้อเสนอแนะ",),
}  # fmt: skip

# In order: an earlier sign wins. No sign of analysis is here, as those columns have no reader yet.
SIGNS: tuple[tuple[str, Column | None], ...] = (
    ("วิเคราะห์", None),
    ("ข้อคำถาม", None),
    ("ผู้รับผิดชอบ", Column.RESPONSIBLE),
    ("ระยะเวลา", Column.PERIOD),
    ("ข้อเสนอแนะ", Column.SUGGESTION),
    ("ผลลัพธ์", Column.OUTCOME),
    ("ความสำเร็จ", Column.OUTCOME),
    ("ขั้นตอน", Column.STEP),
    ("วิธี", Column.STEP),
    ("ผลการดำเนิน", Column.RESULT),
    ("ตัวชี้วัด", Column.INDICATOR),
    ("มาตรการ", Column.MEASURE),
    ("กิจกรรม", Column.MEASURE),
)

_BY_WORDING = {wording: column for column, words in WORDINGS.items() for wording in words}
_LONGEST_HEADING = 90
_FEWEST_COLUMNS, _FEWEST_EXACT = 3, 2


@dataclass(frozen=True, slots=True)
class Header:
    """A row of headings: its wording by position, and the column that each was taken for."""

    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]


def read_header(row: SourceRow, place: Place) -> tuple[Header, tuple[Doubt, ...]] | None:
    """The header that a row is, with doubts about its wording; None when it is no header."""
    headings = tuple(" ".join(cell.lines) for cell in row.cells)
    if any(len(heading) > _LONGEST_HEADING for heading in headings):
        return None
    columns: list[Column | None] = []
    doubts = []
    for heading in headings:
        column = _BY_WORDING.get(without_spaces(heading))
        guessed = column is None and bool(heading)
        if guessed:
            column = _by_sign(heading)
        if column is not None and column in columns:
            guessed, column = True, None
        columns.append(column)
        if guessed:
            where = Place(place.file, place.table, row.number, heading)
            doubts.append(_doubt(where, heading, column))
    known = {column for column in columns if column is not None}
    exact = sum(without_spaces(heading) in _BY_WORDING for heading in headings)
    names_rows = known & {Column.MEASURE, Column.INDICATOR, Column.STEP}
    # A row of measures may hold words of headings; two whole headings it hardly holds.
    if len(known) < _FEWEST_COLUMNS or exact < _FEWEST_EXACT or not names_rows:
        return None
    return Header(headings, tuple(columns)), tuple(doubts)


def is_header(row: SourceRow) -> bool:
    """Whether a row is one of column headings."""
    return read_header(row, Place("")) is not None


def _by_sign(heading: str) -> Column | None:
    bare = without_spaces(heading)
    return next((column for sign, column in SIGNS if sign in bare), None)


def _doubt(place: Place, heading: str, column: Column | None) -> Doubt:
    known = "หัวคอลัมน์ที่ระบบรู้จัก เช่น มาตรการ/โครงการ/กิจกรรม ขั้นตอน/วิธีการปฏิบัติ ผู้รับผิดชอบ"
    if column is None:
        return Doubt(place, heading, "เก็บข้อความของคอลัมน์นี้ไว้ในช่องข้อความอื่นของแถว", known)
    return Doubt(place, heading, f"ดูเหมือนคอลัมน์{column.value} จึงนำเข้าเป็นคอลัมน์นั้น", known)
