"""Thai text as Word, Excel and scanners leave it, put into one spelling of the same characters.

Only characters that look alike on paper are changed, and each kind of change is named, so that an
importer can say what it did.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass

_TONES = "\u0e48-\u0e4b"
_SARA_AM_IN_PARTS = re.compile(f"([{_TONES}]?)\u0e4d([{_TONES}]?)\u0e32")
_TONE_AFTER_SARA_AM = re.compile(f"(?<=[ก-ฮ])\u0e33([{_TONES}]+)")
_VOWELS_ABOVE_AND_BELOW = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
_STACKED = re.compile(f"[{_VOWELS_ABOVE_AND_BELOW}\u0e47-\u0e4e]{{2,}}")
# Soft hyphen, joiners, variants, byte order mark; not what turns the direction of other letters.
_ZERO_WIDTH = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Of fixed width or not breaking, and the line and paragraph separators that Word leaves.
_FIXED_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


class TextChange(enum.Enum):
    """A kind of change, with how to say it in Thai."""

    COMPOSED = "จัดลำดับสระและวรรณยุกต์ที่ซ้อนกันให้เป็นแบบมาตรฐาน"
    SARA_AM = "รวมนิคหิตกับสระอาเป็นสระอำ"
    SARA_AE = "รวมสระเอสองตัวเป็นสระแอ"
    ZERO_WIDTH = "ตัดอักขระที่มองไม่เห็นออก"
    FIXED_SPACE = "เปลี่ยนเว้นวรรคแบบพิเศษเป็นเว้นวรรคธรรมดา"


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text and what was changed to get it; no changes, same text."""

    text: str
    changes: frozenset[TextChange]


def normalise_text(text: str) -> NormalisedText:
    """The text in NFC, with ำ and แ as one character each, plain spaces and marks in order.

    The order is that in which Thai is typed: vowel above or below, then tone mark or ์, and the
    tone mark before ำ. Letters typed twice are the office's own, and stay.
    """
    changes = set()
    for change, rewritten in (
        (TextChange.ZERO_WIDTH, lambda read: _ZERO_WIDTH.sub("", read)),
        (TextChange.FIXED_SPACE, lambda read: _FIXED_SPACE.sub(" ", read)),
        (TextChange.COMPOSED, _marks_in_order),
        (TextChange.SARA_AM, lambda read: _SARA_AM_IN_PARTS.sub("\\1\\2\u0e33", read)),
        (TextChange.COMPOSED, lambda read: _TONE_AFTER_SARA_AM.sub("\\1\u0e33", read)),
        (TextChange.SARA_AE, lambda read: read.replace("เเ", "แ")),
    ):
        result = rewritten(text)
        if result != text:
            changes.add(change)
            text = result
    return NormalisedText(text, frozenset(changes))


def _marks_in_order(text: str) -> str:
    """NFC, and what NFC does not do: the tone mark behind a vowel above (ก่ี), ์ behind ุ (ธ์ุ)."""

    def in_order(marks: re.Match[str]) -> str:
        return "".join(sorted(marks.group(), key=lambda mark: mark not in _VOWELS_ABOVE_AND_BELOW))

    return unicodedata.normalize("NFC", _STACKED.sub(in_order, text))


def without_spaces(text: str) -> str:
    """The text without white space, for comparing what Thai writers space freely."""
    return "".join(text.split())
