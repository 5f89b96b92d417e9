"""How far the reading of a cell can be trusted, by fixed rules, 0 to 1.

Begins with how the column was known (`columns.Basis`: a whole wording 1.0, nearly one 0.9, a sign
in it 0.8, the header of another table 0.75, the contents 0.6, no field 0.5) and is multiplied for
each further reason: `FACTORS`. Nothing is learned or estimated: the same file, the same values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from itaportal.thai.numerals import thai_digits

from .columns import Basis
from .source import Doubt, Place
from .wordings import Column

FACTORS = {
    "continued": 0.9,  # the rest of a row above
    "repeated": 0.95,  # the same as in the row above, kept once
    "from_above": 0.9,  # a merged cell that holds for this row too
    "odd_characters": 0.6,  # a scanner's work
    "doubted": 0.85,  # something in it needed a decision, see the doubts
}
BASIS_NAMES = {
    Basis.NEAR: "heading_nearly_known",
    Basis.SIGN: "heading_guessed",
    Basis.OTHER_TABLE: "heading_of_other_table",
    Basis.CONTENT: "column_by_content",
    Basis.NONE: "no_field",
}

# Letters that no Thai report holds, and Thai ones where none can stand.
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u058f\u0600-\u0dff\u0e80-\u1fff\u2c00-\u2fdf\u3040-\u9fff\uac00-\ud7af\ue000-\uf8ff\ufffd]"
)
_MISPLACED = re.compile(
    # a sign above or below nothing
    "(?<![ก-ฮ\u0e31\u0e34-\u0e39\u0e47-\u0e4c\u0e33])[\u0e31\u0e34-\u0e39\u0e47-\u0e4e]"
    # two where one can be
    "|[\u0e48-\u0e4b]{2}|[\u0e34-\u0e37\u0e31]{2}|[\u0e38\u0e39]{2}"
    # a vowel without the consonant after it
    "|[เแโใไ](?![ก-ฮ])"
    # a small Latin letter within a word
    "|(?<=[ก-ฮะ-ู\u0e47-\u0e4c])[a-zà-ÿ](?=[ก-ฮ\u0e31-\u0e3a\u0e47-\u0e4c])"
)
_MANY = 0.1
"""Share of odd cells from which a whole file is taken for badly scanned."""


@dataclass(slots=True)
class CellReading:
    """A cell of the file, the field that its text went to, and how sure that is."""

    place: Place
    column: Column | None
    confidence: float
    reasons: list[str]
    odd: bool = False

    def lower(self, reason: str) -> None:
        """Lower the confidence for a reason, once."""
        if reason not in self.reasons:
            self.reasons.append(reason)
            self.confidence *= FACTORS[reason]

    def as_json(self) -> dict[str, Any]:
        """The reading for `--json`."""
        return {
            "file": self.place.file,
            "table": self.place.table,
            "row": self.place.row,
            "column": self.place.column,
            "field": self.column.name.lower() if self.column else "remarks",
            "confidence": round(self.confidence, 2),
            "reasons": list(self.reasons),
        }


def read_cell(
    place: Place, column: Column | None, basis: Basis, lines: Iterable[str]
) -> CellReading:
    """The reading of a cell under a heading known on that basis; `place` names the heading."""
    reasons = [BASIS_NAMES[basis]] if basis in BASIS_NAMES else []
    reading = CellReading(place, column, basis.value, reasons)
    if any(odd_characters(line) for line in lines):
        reading.odd = True
        reading.lower("odd_characters")
    return reading


def odd_characters(text: str) -> str:
    """The characters of a text that a scanner must have misread, each once."""
    patterns = (_OTHER_SCRIPT, _MISPLACED)
    found = [each.group() for pattern in patterns for each in pattern.finditer(text)]
    return "".join(dict.fromkeys(found))


def lower_for_doubts(readings: Iterable[CellReading], doubts: Iterable[Doubt]) -> None:
    """Lower the confidence of each cell that a doubt is about."""
    doubted = {
        (doubt.place.table, doubt.place.row, doubt.place.column)
        for doubt in doubts
        if doubt.place.row is not None
    }
    for reading in readings:
        place = reading.place
        names = {place.column, reading.column.value if reading.column else ""}
        is_doubted = any((place.table, place.row, name) in doubted for name in names)
        if is_doubted and not {"continued", "repeated"} & set(reading.reasons):
            reading.lower("doubted")


def is_badly_scanned(readings: list[CellReading]) -> bool:
    """Whether so many cells hold misread characters that no score may be taken from the file."""
    return bool(readings) and sum(each.odd for each in readings) >= max(2, _MANY * len(readings))


def about_scanning(readings: list[CellReading], texts: dict[int, str]) -> tuple[Doubt, ...]:
    """One doubt for a file with misread characters; `texts` are the cells' by their place."""
    odd = [(number, each) for number, each in enumerate(readings) if each.odd]
    if not odd:
        return ()
    number, first = odd[0]
    made = f"เก็บตามที่อ่านได้ พบอักขระที่ไม่น่าจะอยู่ในข้อความไทย {len(odd)} ช่อง"
    if is_badly_scanned(readings):
        made += " จึงไม่นำคะแนนจากไฟล์นี้ไปใช้โดยอัตโนมัติ"
    return (
        Doubt(
            first.place,
            texts.get(number, "")[:80],
            thai_digits(made),
            "ข้อความที่พิมพ์หรือตรวจทานหลังการสแกนแล้ว เช่น ตัวชี้วัด มิใช่ ตัวซี้วัค",
        ),
    )
