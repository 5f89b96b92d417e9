"""Printed headings matched with the canonical issues and indicators of the framework.

Offices number and word them freely: มาตรการ… before an issue's name, ๘ for indicator 9. What was
printed is kept where it differs, and the difference is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import SequenceMatcher

from itaportal.thai.numerals import all_arabic_digits, parse_integer, thai_digits
from itaportal.thai.text import without_spaces
from measures.choices import GroupKind

from .columns import alike
from .drafts import HeadingDraft, KnownNames
from .source import Doubt, Place

_NUMBERED = re.compile(
    r"(?:ประเด็นที่|ตัวชี้วัดที่|ด้านที่)?\s*(?P<number>[0-9๐-๙]{1,2})\s*(?:[.)]\s*|\s+)(?P<text>\S.*)",
    re.DOTALL,
)
_ENOUGH_IN_COMMON = 0.5
_NEARLY_THE_NAME = 0.75
_LONGEST_NAME = 150
# (๙๗.๒๑ คะแนน) · ได้คะแนน ๙๗.๒๑ · ร้อยละ ๙๗.๒๑ · (๙๗.๒๑), at the end of a name
_SCORE = re.compile(
    r"\s*(?:"
    r"[(\[]\s*(?:(?:ได้|มี)?\s*(?:ค่า)?(?:คะแนน|ร้อยละ)(?:เฉลี่ย)?\s*)?(?P<bracketed>\d{1,3}(?:\.\d{1,2})?)\s*"
    r"(?:คะแนน|%)?\s*[)\]]"
    r"|(?:(?:ได้|มี)?\s*(?:ค่า)?(?:คะแนน|ร้อยละ)(?:เฉลี่ย)?\s*)(?P<led>\d{1,3}(?:\.\d{1,2})?)\s*(?:คะแนน|%)?"
    r"|(?<=\s)(?P<followed>\d{1,3}\.\d{1,2})\s*(?:คะแนน|%)"
    r")\s*$"
)
_HIGHEST_SCORE = 100


def split_number(printed: str) -> tuple[str, str]:
    """A heading's number and its wording: ๗.มาตรการ… to ๗ and มาตรการ…; no number is ""."""
    found = _NUMBERED.fullmatch(printed.strip())
    return (found["number"], found["text"].strip()) if found else ("", printed.strip())


def split_score(printed: str) -> tuple[str, Decimal | None]:
    """A name and the score after it, percent: การปฏิบัติหน้าที่ (๙๗.๒๑ คะแนน); None without one."""
    found = _SCORE.search(all_arabic_digits(printed))  # same length: offsets hold in both
    if found is None or not printed[: found.start()].strip():
        return printed, None
    value = Decimal(found["bracketed"] or found["led"] or found["followed"])
    if value > _HIGHEST_SCORE:
        return printed, None
    return printed[: found.start()].strip(), value


def names_group(printed: str, known: KnownNames) -> bool:
    """Whether a text is the name of an issue or indicator, with a number or without."""
    return (
        indicator_named(printed, known.indicators) is not None
        or indicator_meant(printed, known.indicators) is not None
        or _closest(split_number(printed)[1], known.issues) is not None
    )


def names_issue(printed: str, known: KnownNames) -> bool:
    """Whether a text in a column of indicators names an issue instead."""
    name, _ = split_score(printed)
    if indicator_in_column(name, known.indicators) is not None:
        return False
    return _closest(split_number(name)[1], known.issues) is not None


def indicator_in_column(printed: str, indicators: Mapping[int, str]) -> int | None:
    """The indicator that a cell of their own column means, also badly read or with other words."""
    found = indicator_named(printed, indicators)
    if found is None:
        found = indicator_meant(printed, indicators)
    if found is not None or len(printed) > _LONGEST_NAME:
        return found
    bare = without_spaces(printed)
    within = [number for number, name in indicators.items() if without_spaces(name) in bare]
    if within:
        return max(within, key=lambda number: len(indicators[number]))
    _, text = split_number(printed)
    likeness = [(alike(text, name), number) for number, name in indicators.items()]
    best, number = max(likeness, default=(0.0, 0))
    return number if best >= _NEARLY_THE_NAME else None


def indicator_named(printed: str, indicators: Mapping[int, str]) -> int | None:
    """The indicator whose name a text is, its number and spaces aside."""
    _, text = split_number(printed)
    bare = without_spaces(text)
    return next(
        (number for number, name in indicators.items() if without_spaces(name) == bare), None
    )


def indicator_meant(printed: str, indicators: Mapping[int, str]) -> int | None:
    """The indicator that a text names with other or further words, told by number and beginning."""
    typed_number, text = split_number(printed)
    number = parse_integer(typed_number) if typed_number else None
    name = indicators.get(number) if number is not None else None
    return number if name and without_spaces(text).startswith(without_spaces(name)) else None


def read_heading(
    printed: str, known: KnownNames, place: Place
) -> tuple[HeadingDraft, tuple[Doubt, ...]]:
    """The heading of a group row, and a doubt where it is not the canonical one."""
    typed_number, text = split_number(split_score(printed)[0])
    indicator = indicator_named(printed, known.indicators)
    # An issue and an indicator may have one name; the word before the number tells.
    says_issue = printed.strip().startswith("ประเด็น")
    if says_issue and indicator_named(text, known.issues) is not None:
        indicator = None
    if indicator is not None:
        return _canonical(GroupKind.INDICATOR, indicator, known.indicators, printed, place)
    issue = _closest(text, known.issues)
    if issue is not None:
        return _canonical(GroupKind.ISSUE, issue, known.issues, printed, place)
    heading = HeadingDraft(GroupKind.FREE, None, typed_number, text)
    doubt = Doubt(
        place,
        printed,
        "เก็บเป็นหัวข้ออิสระ",
        "ชื่อประเด็นหรือตัวชี้วัดของปี เช่น " + _example(known),
    )
    return heading, (doubt,)


def _canonical(
    kind: GroupKind,
    number: int,
    names: Mapping[int, str],
    printed: str,
    place: Place,
) -> tuple[HeadingDraft, tuple[Doubt, ...]]:
    typed_number, text = split_number(split_score(printed)[0])
    other_number = bool(typed_number) and parse_integer(typed_number) != number
    other_text = text != names[number]
    heading = HeadingDraft(
        kind, number, typed_number if other_number else "", text if other_text else ""
    )
    if not other_number and without_spaces(text) == without_spaces(names[number]):
        return heading, ()
    doubt = Doubt(
        place,
        printed,
        thai_digits(f"ดูเหมือน{kind.label}ที่ {number} จึงจัดไว้ใต้{kind.label}นั้น และเก็บเลขและชื่อตามที่พิมพ์"),
        thai_digits(f"{number}. {names[number]}"),
    )
    return heading, (doubt,)


def _closest(text: str, names: Mapping[int, str]) -> int | None:
    """The name that shares most with a text in one piece, if that is half of the name or more."""
    bare = without_spaces(text)
    best: tuple[float, int] = (0.0, 0)
    for number, name in names.items():
        bare_name = without_spaces(name)
        matcher = SequenceMatcher(None, bare, bare_name, autojunk=False)
        share = matcher.find_longest_match().size / max(len(bare_name), 1)
        best = max(best, (share, number))
    return best[1] if best[0] >= _ENOUGH_IN_COMMON else None


def _example(known: KnownNames) -> str:
    names = known.issues or known.indicators
    if not names:
        return "๑. การปฏิบัติหน้าที่"
    number, name = min(names.items())
    return thai_digits(f"{number}. {name}")
