"""Codes of questions and disclosure items (รหัสข้อ): i4, e2, o27, and how offices write them.

Stored canonical: a small Latin letter and a number without leading zeros; printed in house style
with the report's digits, i๔. Offices write I4, o๒๗, O42, and with a zero for the letter ๐๒๗ or 043
(`domain.md` 4). A zero code may also be a telephone's area code: 042 and 043 are such, so they are
codes only where one is expected. Which codes a year has is data; none is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .numerals import all_arabic_digits, names_in, thai_digits

Letter = Literal["i", "e", "o"]
"""What the codes of an instrument begin with: IIT, EIT, OIT."""

_AREA_CODES = {2, *range(32, 40), *range(42, 46), *range(52, 57), *range(73, 78)}
"""Of Thai fixed lines, without their zero: 02 Bangkok, 042 and 043 of the north-east."""

# A code on its own or at the beginning of a text; the number ends with it.
_LETTERED = re.compile(r"(?P<letter>[ieoIEO])\s?[.-]?\s?0{0,2}(?P<number>[1-9]\d?)(?![A-Za-z\d])")
_ZERO = re.compile(r"0(?P<padded>0?)(?P<number>[1-9]\d?)(?![A-Za-z\d])")
# ๑๑ and l1 for i1: the letter looks like a one, and like a small L.
_LIKE_I = re.compile(r"[1lL|](?P<number>[1-9]\d?)(?![A-Za-z\d])")
_NUMBER_GOES_ON = re.compile(r"[.,/:–-]\d|%")

# A code in a sentence.
_ENDS = r"(?![A-Za-z\d_@])(?![.,/:]\d|[–-]\d{3})"
_LETTERED_LISTED = re.compile(rf"(?P<letter>[ieoIEO])0?(?P<number>[1-9]\d?){_ENDS}")
_ZERO_LISTED = re.compile(
    r"(?P<letter>0)(?P<number>[1-9]\d?)(?![A-Za-z\d_@])(?![.,/:]\d|[\s–-]*\d{3})"
)
_AND = re.compile(r"\s*(?:[,/–-]|และ|หรือ|กับ|ถึง)\s*(?:ข้อ\s*)?")

# Words that a code follows. ที่ ๐๑ may be an ordinal with a zero before it; ที่ ๐๒๗ is none.
_CODE_FOLLOWS = re.compile(
    r"(?:ข้อ(?:คำถาม)?|คำถาม|ตัวชี้วัด(?:ย่อย)?|รายการ|รหัสข้อ|(?<![A-Za-z])[IEO]IT)"
    r"(?:\s*ที่(?=[\s:(\[]*(?:0\d\d|[ieo])))?[\s:(\[]*(?=0[1-9]|[ieo]\W?\d)",
    re.IGNORECASE,
)
_BEGINS_IN_PROSE = re.compile(
    r"(?<![A-Za-z\d_./@])(?<![A-Za-z\d_]-)(?=[ieoIEO]\d)"
    rf"|(?i:{_CODE_FOLLOWS.pattern})(?=0)"
)


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code in canonical spelling and where it stands in the text."""

    code: str
    start: int
    end: int


def read_item_code(
    text: str, *, expected: bool = False, letter: Letter | None = None
) -> str | None:
    """The canonical code that a text is, whichever way it is written; else None.

    `expected`: the place holds nothing but codes, so 043 is one and no area code. `letter`: it
    holds codes of that instrument only, so that with "i" ๑๑ is i1 written with a one. A Latin
    letter that is written always counts as it is.
    """
    code, rest = split_item_code(text, expected=expected, letter=letter)
    return code if not rest else None


def split_item_code(
    text: str, *, expected: bool = False, letter: Letter | None = None
) -> tuple[str | None, str]:
    """The code that a text begins with, and the text after it: i๔ หน่วยงาน… to i4, หน่วยงาน….

    Without a code: None, and the text as it was. The parameters are those of `read_item_code`.
    """
    read = all_arabic_digits(text)  # same length: offsets in one hold in the other
    start = len(read) - len(read.lstrip(" \t\n\N{NO-BREAK SPACE}(["))
    if word := _CODE_FOLLOWS.match(read, start):
        start, expected = word.end(), True
    found = _code_at(read, start, expected, letter)
    if found is None or _NUMBER_GOES_ON.match(read, found.end):
        return None, text
    return found.code, text[found.end :].lstrip(" \t\n\N{NO-BREAK SPACE})]:.–-")


def find_item_codes(text: str) -> tuple[FoundCode, ...]:
    """The codes that a sentence names, in order.

    A code with its letter counts anywhere but within web addresses and other names; ๐๒๗ only after
    a word that expects one (ข้อ ๐๒๗, OIT 042), never as the beginning of a telephone number.
    """
    read = all_arabic_digits(text)
    for name in names_in(read):
        read = read[: name.start()] + "_" * len(name.group()) + read[name.end() :]
    codes: list[FoundCode] = []
    position = 0
    while first := _first_code(read, position):
        codes.append(first)
        position = first.end
        while following := _code_listed_after(read, position):
            codes.append(following)
            position = following.end
    return tuple(codes)


def print_item_code(code: str, digits: Callable[[str], str] = thai_digits) -> str:
    """A canonical code in house style: its Latin letter, and the digits of the report (i๔)."""
    return digits(code)


def _code_at(read: str, start: int, expected: bool, letter: Letter | None) -> FoundCode | None:
    """The code that begins exactly there; the reasons are those of `read_item_code`."""
    if found := _LETTERED.match(read, start):
        return _found(found)
    if letter in (None, "o") and (found := _ZERO.match(read, start)):
        no_telephone = not found["padded"] and int(found["number"]) not in _AREA_CODES
        return _found(found, "o") if expected or letter or no_telephone else None
    if letter == "i" and (found := _LIKE_I.match(read, start)):
        return _found(found, "i")
    return None


def _first_code(read: str, start: int) -> FoundCode | None:
    for begins in _BEGINS_IN_PROSE.finditer(read, start):
        if found := _listed(read, begins.end()):
            return found
    return None


def _code_listed_after(read: str, end: int) -> FoundCode | None:
    """The next code of a list or range: ข้อ ๐๑, ๐๒ และ ๐๒๗; i1-i6."""
    separator = _AND.match(read, end)
    return _listed(read, separator.end()) if separator else None


def _listed(read: str, start: int) -> FoundCode | None:
    found = _LETTERED_LISTED.match(read, start) or _ZERO_LISTED.match(read, start)
    return _found(found) if found else None


def _found(match: re.Match[str], letter: Letter | None = None) -> FoundCode:
    written = letter or match["letter"].lower().replace("0", "o")
    return FoundCode(f"{written}{int(match['number'])}", match.start(), match.end())
