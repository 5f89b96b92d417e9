"""The numbers and bullets that Word puts before paragraphs by itself, as if they had been typed.

Word stores which list and level a paragraph is of, directly or by its style; the number is counted
in reading order (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from itaportal.thai.numerals import THAI_DIGITS

from .docx_symbols import bullet_of

MAX_LEVELS = 9
_LONGEST_LABEL = 60
_MOST = 32_767
_PLACEHOLDER = re.compile(r"%([1-9])")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
# 17.18.59 thaiLetters: the alphabet without ฃ ฅ ฤ ฦ.
_THAI_LETTERS = [chr(code) for code in range(0x0E01, 0x0E2F) if chr(code) not in "ฃฅฤฦ"]
_LATIN_LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DIGIT_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_WORDS = ("", "สิบ", "ร้อย", "พัน", "หมื่น")


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list counts and prints; `restart` is False where it never begins anew."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    plain_digits: bool = False
    restart: bool = True
    style: str = ""


@dataclass(slots=True)
class _Numbering:
    """A `w:num`: its levels, the counters it shares, the levels it begins anew when first used."""

    counters: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class AutomaticNumbers:
    """The labels of one document's numbered paragraphs, asked for in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = _by_id(styles, "w:style", "w:styleId")
        self._numberings: dict[str, _Numbering] = {}
        self._counts: dict[str, list[int | None]] = {}
        self.unknown = 0
        """How many paragraphs name a list that the file does not describe."""
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: etree._Element) -> str:
        """The number or bullet before a paragraph with the space after it; "" for none."""
        number, level = self._place_in_list(paragraph.find(qn("w:pPr")))
        if number in {"", "0"}:
            return ""
        numbering = self._numberings.get(number)
        if numbering is None or level not in numbering.levels:
            self.unknown += 1
            return ""
        return self._count(numbering, level)

    # -- which list ------------------------------------------------------------------------------

    def _place_in_list(self, settings: etree._Element | None) -> tuple[str, int]:
        """Number of the list and level, by the paragraph or the styles it is based on."""
        number = level = None
        style = ""
        if settings is not None:
            number = _value(settings, "w:numPr", "w:numId")
            level = _value(settings, "w:numPr", "w:ilvl")
            style = _value(settings, "w:pStyle") or ""
        if number is None:
            number, of_style, level_of_style = self._of_style(style)
            level = level or level_of_style or self._level_named_by(number, of_style)
        return number, _small(level or "0", MAX_LEVELS - 1)

    def _of_style(self, style: str) -> tuple[str, str, str | None]:
        """The list that a style or one it is based on names: number, that style, level."""
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            element = self._styles[style]
            number = _value(element, "w:pPr", "w:numPr", "w:numId")
            if number is not None:
                return number, style, _value(element, "w:pPr", "w:numPr", "w:ilvl")
            style = _value(element, "w:basedOn") or ""
        return "", "", None

    def _level_named_by(self, number: str, style: str) -> str | None:
        levels = self._numberings[number].levels if number in self._numberings else {}
        return next((str(at) for at, level in levels.items() if level.style == style), None)

    # -- counting --------------------------------------------------------------------------------

    def _count(self, numbering: _Numbering, level: int) -> str:
        counts = self._counts.setdefault(numbering.counters, [None] * MAX_LEVELS)
        for overridden, start in numbering.overrides.items():
            counts[overridden] = start - 1
        numbering.overrides.clear()
        levels = numbering.levels
        for above in range(level):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for below in range(level + 1, MAX_LEVELS):
            if below not in levels or levels[below].restart:
                counts[below] = None
        return _label(levels, level, counts)

    # -- what the file describes -------------------------------------------------------------------

    def _read(self, numbering: etree._Element) -> None:
        abstract = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        lists = _by_id(numbering, "w:num", "w:numId")
        for number, element in lists.items():
            key = self._resolved(_value(element, "w:abstractNumId") or "", abstract, lists)
            if key not in abstract:
                continue
            levels = _levels(abstract[key])
            overrides = {}
            for override in element.findall(qn("w:lvlOverride")):
                level = _small(override.get(qn("w:ilvl"), "0"), MAX_LEVELS - 1)
                levels.update(_levels(override))
                start = _value(override, "w:startOverride")
                if start is not None:
                    overrides[level] = _small(start, _MOST)
            self._numberings[number] = _Numbering(key, levels, overrides)

    def _resolved(
        self, key: str, abstract: dict[str, etree._Element], lists: dict[str, etree._Element]
    ) -> str:
        """The description that a link to a list style leads to, else the one given."""
        for _ in range(3):
            link = _value(abstract[key], "w:numStyleLink") if key in abstract else None
            if link is None:
                break
            number = self._of_style(link)[0]
            if number not in lists:
                break
            key = _value(lists[number], "w:abstractNumId") or ""
        return key


def _levels(parent: etree._Element) -> dict[int, _Level]:
    levels = {}
    for element in parent.findall(qn("w:lvl")):
        at = _small(element.get(qn("w:ilvl"), "0"), MAX_LEVELS - 1)
        format = _value(element, "w:numFmt") or "decimal"
        text = (_value(element, "w:lvlText") or "")[:_LONGEST_LABEL]
        if format == "bullet":
            fonts = element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            font = "" if fonts is None else fonts.get(qn("w:ascii"), "")
            picture = element.find(qn("w:lvlPicBulletId")) is not None
            text = bullet_of(text, font) if text or picture else ""
        levels[at] = _Level(
            start=_small(_value(element, "w:start") or "1", _MOST),
            format=format,
            text=text,
            suffix="" if _value(element, "w:suff") == "nothing" else " ",
            plain_digits=_is_on(element.find(qn("w:isLgl"))),
            restart=_value(element, "w:lvlRestart") != "0",
            style=_value(element, "w:pStyle") or "",
        )
    return levels


def _label(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return own.text + own.suffix if own.text else ""

    def counted(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        count = counts[at]
        if count is None or at not in levels:
            return ""
        return _written(count, "decimal" if own.plain_digits else levels[at].format)

    text = _PLACEHOLDER.sub(counted, own.text)
    return text + own.suffix if text.strip() else ""


def _written(count: int, format: str) -> str:
    """A count in one of Word's formats (17.18.59); in Arabic digits where the format is rare."""
    match format:
        case "none":
            return ""
        case "thaiNumbers":
            return str(count).translate(_TO_THAI)
        case "thaiLetters":
            return _lettered(count, _THAI_LETTERS)
        case "thaiCounting":
            return _worded(count)
        case "lowerLetter" | "upperLetter":
            letters = _lettered(count, _LATIN_LETTERS)
            return letters.upper() if format == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman.upper() if format == "upperRoman" else roman
        case "decimalZero":
            return f"{count:02}"
        case "numberInDash":
            return f"- {count} -"
        case _:
            return str(count)


def _lettered(count: int, alphabet: list[str]) -> str:
    """Word doubles letters after the last of the alphabet: ฮ, กก, ขข."""
    if count < 1:
        return ""
    times, at = divmod(count - 1, len(alphabet))
    return alphabet[at] * min(times + 1, _LONGEST_LABEL)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written


def _worded(count: int) -> str:
    """A count below 100 000 in Thai words: ๒๑ is ยี่สิบเอ็ด."""
    if count <= 0:
        return "ศูนย์"
    written = ""
    for place, digit in reversed(list(enumerate(map(int, reversed(str(count)))))):
        if not digit:
            continue
        if place == 1 and digit == 1:
            written += "สิบ"
        elif place == 1 and digit == 2:
            written += "ยี่สิบ"
        elif place == 0 and digit == 1 and written:
            written += "เอ็ด"
        else:
            written += _DIGIT_WORDS[digit] + _PLACE_WORDS[place]
    return written


def _by_id(parent: etree._Element | None, tag: str, attribute: str) -> dict[str, etree._Element]:
    if parent is None:
        return {}
    return {element.get(qn(attribute), ""): element for element in parent.iter(qn(tag))}


def _value(element: etree._Element, *path: str) -> str | None:
    """The `w:val` at a path below an element; None where there is none."""
    found = element.find("/".join(map(qn, path)))
    return None if found is None else found.get(qn("w:val"))


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _small(written: str, most: int) -> int:
    """A whole number from 0 to `most`; 0 for what is none."""
    return min(int(written), most) if written.isascii() and written.isdecimal() else 0
