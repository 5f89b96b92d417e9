"""The columns that the portal has fields for, and how offices word their headings.

`WORDINGS` names a column by its whole heading, spaces aside; `SIGNS` are words by which an unknown
heading is guessed, an earlier sign first; a heading of `WITHOUT_FIELD` looks like another column
and is none. The words stand in `wordings.toml`.
"""

from __future__ import annotations

import enum
import tomllib
from pathlib import Path


class Column(enum.Enum):
    """A column that the portal has a field for, with its name in messages."""

    NUMBER = "ลำดับ"
    INDICATOR = "ตัวชี้วัด"
    QUESTION = "ข้อคำถาม"
    ANALYSIS = "ผลการวิเคราะห์"
    MEASURE = "มาตรการ"
    GUIDANCE = "แนวทางในการยกระดับ"
    STEP = "ขั้นตอน"
    RESPONSIBLE = "ผู้รับผิดชอบ"
    PERIOD = "ระยะเวลา"
    STATUS = "สถานะ"
    RESULT = "ผลการดำเนินการ"
    OUTCOME = "ผลลัพธ์"
    SUGGESTION = "ข้อเสนอแนะ"


_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

WORDINGS: dict[Column, tuple[str, ...]] = {
    Column[name]: tuple(words) for name, words in _TABLE["wordings"].items()
}
WITHOUT_FIELD: frozenset[str] = frozenset(_TABLE["without_field"])
SIGNS: tuple[tuple[str, Column | None], ...] = tuple(
    (sign, Column[name] if name else None) for sign, name in _TABLE["signs"]
)
