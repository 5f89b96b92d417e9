"""Thai text as Word, Excel and scanners leave it, put into one spelling of the same characters.

Only characters that look alike on paper are changed, and each kind of change is named, so that an
importer can say what it did.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass

_SARA_AM_IN_PARTS = re.compile("([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FIXED_SPACE = re.compile("[\u00a0\u2007\u202f]")


class TextChange(enum.Enum):
    """A kind of change, with how to say it in Thai."""

    COMPOSED = "จัดลำดับสระและวรรณยุกต์ที่ซ้อนกันให้เป็นแบบมาตรฐาน"
    SARA_AM = "รวมนิคหิตกับสระอาเป็นสระอำ"
    SARA_AE = "รวมสระเอสองตัวเป็นสระแอ"
    ZERO_WIDTH = "ตัดอักขระที่มองไม่เห็นออก"
    FIXED_SPACE = "เปลี่ยนเว้นวรรคแบบไม่ตัดบรรทัดเป็นเว้นวรรคธรรมดา"


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text and what was changed to get it; no changes, same text."""

    text: str
    changes: frozenset[TextChange]


def normalise_text(text: str) -> NormalisedText:
    """The text in NFC, with ำ and แ as one character each and plain spaces only."""
    changes = set()
    for change, rewritten in (
        (TextChange.ZERO_WIDTH, lambda read: _ZERO_WIDTH.sub("", read)),
        (TextChange.FIXED_SPACE, lambda read: _FIXED_SPACE.sub(" ", read)),
        (TextChange.COMPOSED, lambda read: unicodedata.normalize("NFC", read)),
        (TextChange.SARA_AM, lambda read: _SARA_AM_IN_PARTS.sub("\\1\\2\u0e33", read)),
        (TextChange.SARA_AE, lambda read: read.replace("เเ", "แ")),
    ):
        result = rewritten(text)
        if result != text:
            changes.add(change)
            text = result
    return NormalisedText(text, frozenset(changes))


def without_spaces(text: str) -> str:
    """The text without white space, for comparing what Thai writers space freely."""
    return "".join(text.split())
