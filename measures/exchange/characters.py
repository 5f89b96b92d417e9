"""Characters that stand in files and that no report can print.

Fonts of old drew Thai marks in several places and gave each a code of its own; text copied out of
PDF files still has them. Signs of picture fonts have codes without a meaning; control characters
steer programs. Rule of what prints: Unicode categories Cc, Cf, Cn, Co, Cs do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .docx_symbols import symbol_of

THAI_FORMS = "รวมรูปอักษรไทยของแบบอักษรเก่าเป็นอักขระไทยปกติ"
PRIVATE = "แทนสัญลักษณ์ของแบบอักษรรูปภาพด้วยอักขระที่พิมพ์ได้"
CONTROL = "ตัดอักขระควบคุมที่พิมพ์ไม่ได้ออก"

# U+F700–F71A: the shapes of Thai letters and marks that Windows' Thai fonts keep there.
_SHAPES = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True))
_UNPRINTABLE = {"Cc", "Cf", "Cn", "Cs"}


@dataclass(frozen=True, slots=True)
class PrintableText:
    """A text of which every character prints, and what was changed to get it."""

    text: str
    changes: tuple[str, ...] = ()


def printable_text(text: str) -> PrintableText:
    """The text with Thai shapes as letters, private signs as characters or named, controls out."""
    if text.isprintable():  # most are; fixed spaces are no harm, they become plain ones
        return PrintableText(text)
    changes: dict[str, None] = {}

    def rewritten() -> Iterator[str]:
        for character in text:
            code = ord(character)
            category = unicodedata.category(character)
            if code in _SHAPES:
                changes[THAI_FORMS] = None
                yield _SHAPES[code]
            elif category == "Co":
                changes[PRIVATE] = None
                yield symbol_of(code, "") or f"[สัญลักษณ์ {code:04X}]"
            elif category in _UNPRINTABLE:
                changes[CONTROL] = None
            else:
                yield character

    return PrintableText("".join(rewritten()), tuple(changes))
