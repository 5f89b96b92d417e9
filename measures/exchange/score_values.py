"""One figure of a score as offices write it: ๘๗.๖๗, 87.67, ร้อยละ 87.67, 87.67 คะแนน, 87.67%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from itaportal.thai.numerals import all_arabic_digits, parse_decimal, thai_digits
from measures.rules.scoring import two_places

_UNITS = re.compile(r"^(?:ร้อยละ|ได้)?\s*(.*?)\s*(?:คะแนน|%|เปอร์เซ็นต์)?$")
_NO_SCORE = {"", "-", "–", "—", "ไม่มี", "ไม่มีคะแนน", "ไม่มีข้อมูล", "n/a", "na"}
_DECIMAL_COMMA = re.compile(r"\d+,\d*")
_LIKE_A_NUMBER = re.compile(r"[-−+]?\d[\d.,]*")

COMMA = "ใช้จุดเป็นจุดทศนิยม ไม่ใช้จุลภาค เช่น ๘๗.๖๗"
SCORE = "คะแนนร้อยละ ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗"


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """A figure: percent with two places or None for none; what is wrong; how it was rounded."""

    value: Decimal | None = None
    problem: str = ""
    rounded: str = ""


def read_score_value(typed: str) -> ScoreValue:
    """The score that a text is; the problem says in Thai what is expected."""
    text = _without_units(typed)
    if text.lower() in _NO_SCORE:
        return ScoreValue()
    if "," in text:
        return ScoreValue(problem=COMMA)
    value = parse_decimal(text)
    if value is None or value > 100:
        return ScoreValue(problem=SCORE)
    rounded = two_places(value)
    if rounded == value:
        return ScoreValue(rounded)
    return ScoreValue(rounded, rounded=thai_digits(f"ปัดเป็นทศนิยมสองตำแหน่ง {rounded}"))


def looks_like_value(typed: str) -> bool:
    """Whether a text is a figure, right or wrong, and no words."""
    return bool(_LIKE_A_NUMBER.fullmatch(_without_units(typed)))


def is_blank(typed: str) -> bool:
    """Whether a text says that there is no score."""
    return _without_units(typed).lower() in _NO_SCORE


def split_value(text: str) -> tuple[str, str] | None:
    """Words and the figure that ends them: การใช้อำนาจ ๙๐.๐๐; None where no figure does."""
    words, _, last = text.strip().rpartition(" ")
    if last in ("คะแนน", "%"):
        words, _, last = words.strip().rpartition(" ")
    if words and "." in last and looks_like_value(last):
        return re.sub(r"\s*(?:ร้อยละ|ได้)?[\s:=]*$", "", words), last
    return None


def _without_units(typed: str) -> str:
    found = _UNITS.match(all_arabic_digits(" ".join(typed.split())))
    return found[1] if found else ""
