"""Lists of a Word file: real numbering where it counts to the very markers of the document.

Numbers as ๑. and below them ๑.๑, and dashes, are lists that Word goes on with when somebody adds
an item. What such a list would not count to (ก., (๒), ๑.๓ after ๑.๑) is written as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itaportal.thai.numerals import THAI_DIGITS, all_arabic_digits
from reports.document import Numerals, Paragraph

from .docx_xml import Element, element, valued

LEVELS = 4
BULLETS = frozenset("-–—•▪●○◦*·✓✔")
_FORMATS = {Numerals.THAI: "thaiNumbers", Numerals.ARABIC: "decimal"}
_DIGITS = {Numerals.THAI: THAI_DIGITS, Numerals.ARABIC: "0123456789"}
_COUNTED = 0  # the description of counted lists; those of bullets follow


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands: the number of its list (`w:numId`) and the level in it."""

    number: int
    level: int


class Lists:
    """The lists of one file: asked for cell by cell, described at the end."""

    def __init__(self, numerals: Numerals) -> None:
        digit = f"[{_DIGITS[numerals]}]"
        self._marker = re.compile(rf"{digit}{{1,3}}(?:\.{digit}{{1,3}}){{0,{LEVELS - 1}}}\.?")
        self._format = _FORMATS[numerals]
        self._bullets: dict[str, int] = {}
        self._starts: dict[int, int] = {}
        """Where each counted list starts."""

    def places(self, cell: Sequence[Paragraph]) -> Iterator[ListPlace | None]:
        """For each paragraph of a cell its list; None where it has no marker, or one as text."""
        number = 0
        counted: tuple[int, ...] = (0,)
        for paragraph in cell:
            level = min(paragraph.level, LEVELS - 1)
            numbers = self._numbers(paragraph)
            if paragraph.marker in BULLETS:
                yield ListPlace(self._bullet(paragraph.marker), level)
            elif number and numbers == _next(counted, level):
                counted = numbers
                yield ListPlace(number, level)
            elif len(numbers) == 1:  # a list that begins here, at whatever number
                number, counted = self._begin(numbers[0]), numbers
                yield ListPlace(number, level)
            else:
                yield None

    def descriptions(self) -> Iterator[Element]:
        """The content of `w:numbering`: how each list counts, then the lists."""
        yield _described(_COUNTED, [self._level(at) for at in range(LEVELS)])
        for at, sign in enumerate(self._bullets, start=_COUNTED + 1):
            yield _described(at, [_bullet_level(level, sign) for level in range(LEVELS)])
        for at, number in enumerate(self._bullets.values(), start=_COUNTED + 1):
            yield element("w:num", valued("w:abstractNumId", at), numId=number)
        for number, start in self._starts.items():
            begins = element("w:lvlOverride", valued("w:startOverride", start), ilvl=0)
            yield element("w:num", valued("w:abstractNumId", _COUNTED), begins, numId=number)

    def _numbers(self, paragraph: Paragraph) -> tuple[int, ...]:
        """The numbers of a marker that is written as a list counts at its level; else none."""
        marker = paragraph.marker
        if not self._marker.fullmatch(marker) or marker.endswith(".") != (paragraph.level == 0):
            return ()
        written = all_arabic_digits(marker).rstrip(".").split(".")
        if len(written) != paragraph.level + 1 or any(each.startswith("0") for each in written):
            return ()
        return tuple(map(int, written))

    def _bullet(self, sign: str) -> int:
        return self._bullets.setdefault(sign, self._unused())

    def _begin(self, start: int) -> int:
        number = self._unused()
        self._starts[number] = start
        return number

    def _unused(self) -> int:
        return len(self._bullets) + len(self._starts) + 1

    def _level(self, at: int) -> Element:
        text = ".".join(f"%{each + 1}" for each in range(at + 1))
        return _level(at, self._format, text if at else f"{text}.")


def _next(counted: tuple[int, ...], level: int) -> tuple[int, ...]:
    """What a list counts to next at a level; none where that has no number above it."""
    if level > len(counted):
        return (0,)
    above, reached = counted[:level], (*counted, 0)[level]
    return (*above, reached + 1)


def _described(number: int, levels: list[Element]) -> Element:
    kind = valued("w:multiLevelType", "multilevel")
    return element("w:abstractNum", kind, *levels, abstractNumId=number)


def _level(at: int, format: str, text: str) -> Element:
    # A space after the number: a tab would jump where the number is wider than its indent.
    return element(
        "w:lvl",
        valued("w:start", 1),
        valued("w:numFmt", format),
        valued("w:suff", "space"),
        valued("w:lvlText", text),
        valued("w:lvlJc", "left"),
        ilvl=at,
    )


def _bullet_level(at: int, sign: str) -> Element:
    return _level(at, "bullet", sign)
