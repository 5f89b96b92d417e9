"""Days, months, years and quarters as they are typed, before anyone asks which days they are.

Texts are given in Arabic digits. Years are BE, completed to four digits; whether a day exists, and
whether a year can be Buddhist, is judged in `dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_CENTURY_BE = 2500


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a month as typed; what was left out is None. `year` is BE, or what stands for it."""

    day: int | None
    month: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters (ไตรมาส, 1 to 4) of a fiscal year as typed: all four for ตลอดปีงบประมาณ.

    `year` is BE or None. Where the text does not say งบประมาณ, it may mean the calendar year.
    """

    first: int
    last: int
    year: int | None
    says_fiscal: bool


def _month_pattern(month: int) -> str:
    long = LONG_MONTHS[month].replace("ธ์", "ธ์?")
    dots_may_miss = r"\.?\s*".join(re.escape(part) for part in SHORT_MONTHS[month].split("."))
    return rf"(?:{long}\.?|{dots_may_miss})"


_MONTHS = "|".join(f"(?P<m{month + 1}>{_month_pattern(month)})" for month in range(12))
_ERA = r"(?:พ\.?\s*ศ\.?\s*|(?P<ce>ค\.?\s*ศ\.?\s*))?"
_YEAR = rf"(?:ปี\s*)?{_ERA}(?P<year>\d{{4}}|\d{{2}})"
_WEEKDAYS = "จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์"
_DAY = rf"(?:วัน(?:{_WEEKDAYS})?\s*ที่\s*)?(?P<day>\d{{1,2}})"
_WORDED = re.compile(rf"(?:{_DAY})?\s*(?:เดือน\s*)?(?:{_MONTHS})\s*,?\s*(?:{_YEAR})?")
_BARE_DAY = re.compile(_DAY)
_NUMERIC = re.compile(
    r"(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4}|\d{2})"
    r"|(?P<day2>\d{1,2})(?P<mark>[.-])(?P<month2>\d{1,2})(?P=mark)(?P<year2>\d{4})"
)
_TO = r"(?:[-\u2010-\u2015\u2212~]+|(?:จน|ไปจน)?ถึง)"
_RANGE_MARK = re.compile(rf"\s*{_TO}\s*")
_OPENING = re.compile(r"(?:ระหว่าง|ตั้งแต่|(?:ใน)?ช่วง(?:เวลา)?)\s*")

_FISCAL_YEAR = re.compile(
    r"(?P<whole>ตลอด(?:ทั้ง)?|ทั้ง|ภายใน)?(?:ของ|ใน|ประจำ)?\s*ปี\s*งบ(?:ประมาณ)?ฯ?\s*(?:ปี\s*)?"
    r"(?:พ\.?\s*ศ\.?\s*)?(?P<year>\d{4}|\d{2})?"
)
_ALL_YEAR = re.compile(r"(?:ตลอด(?:ทั้ง)?|ทั้ง)\s*ปี(?:\s*(?:พ\.?\s*ศ\.?\s*)?(?P<year>\d{4}|\d{2}))?")
_QUARTER = r"ไตรมาส\s*(?:ที่\s*)?"
_QUARTERS = re.compile(
    rf"{_QUARTER}(?P<first>[1-4])(?:{_RANGE_MARK.pattern}(?:{_QUARTER})?(?P<last>[1-4]))?"
    r"(?:\s*/\s*(?P<year>\d{4}))?"
)
_HALF = re.compile(r"(?:รอบ\s*)?6\s*เดือน\s*(?P<half>แรก|หลัง)")
_ROUND = re.compile(r"รอบ\s*(?P<months>6|12)\s*เดือน")


def read_moment(written: str) -> Moment | None:
    """The day, month or day of some month that a text is, and nothing else."""
    if found := _WORDED.fullmatch(written):
        month = next(number for number in range(1, 13) if found[f"m{number}"])
        return Moment(_number(found["day"]), month, _year(found["year"], ce=bool(found["ce"])))
    if found := _NUMERIC.fullmatch(written):
        typed = [found[part] or found[f"{part}2"] for part in ("day", "month", "year")]
        return Moment(int(typed[0]), int(typed[1]), _year(typed[2]))
    if found := _BARE_DAY.fullmatch(written):
        return Moment(int(found["day"]), None, None)
    return None


def read_moments(written: str) -> tuple[Moment, Moment] | None:
    """The first and the last moment that a text names, and nothing else; one alone is both."""
    opened = _OPENING.match(written)
    written = written[opened.end() :] if opened else written
    single = read_moment(written)
    if single is not None:
        return (single, single) if single.month else None
    for mark in _RANGE_MARK.finditer(written):
        first, last = read_moment(written[: mark.start()]), read_moment(written[mark.end() :])
        if first is not None and last is not None:
            # ๑ ถึง ๓๑ มี.ค. shares its month; ต.ค. ๖๗ - ๓๐ and ๑ - มี.ค. are no ranges.
            shares_month = first.month is None and last.day is not None
            return (first, last) if last.month and (first.month or shares_month) else None
    return None


def read_quarters(written: str, *, round_is_span: bool = False) -> Quarters | None:
    """The fiscal year, half or quarters that a text names, and nothing else.

    รอบ ๖ เดือน without its fiscal year may be how often something is done, and is read only where
    `round_is_span` says that it cannot.
    """
    found = _FISCAL_YEAR.search(written)
    if found is None:
        return _part_of_year(written, None, round_is_span)
    before, after = written[: found.start()].strip(), written[found.end() :].strip()
    year = _year(found["year"])
    if not before and not after:
        return Quarters(1, 4, year, True) if found["year"] or found["whole"] else None
    if before and after:
        return None
    return _part_of_year(before or after, found, round_is_span or year is not None)


def _part_of_year(
    written: str, fiscal_year: re.Match[str] | None, round_is_span: bool
) -> Quarters | None:
    year = _year(fiscal_year["year"]) if fiscal_year else None
    says_fiscal = fiscal_year is not None
    if fiscal_year is None and (found := _ALL_YEAR.fullmatch(written)):
        return Quarters(1, 4, _year(found["year"]), False)
    if found := _QUARTERS.fullmatch(written):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        return Quarters(first, last, _year(found["year"]) if year is None else year, says_fiscal)
    if found := _HALF.fullmatch(written):
        first, last = (1, 2) if found["half"] == "แรก" else (3, 4)
        return Quarters(first, last, year, says_fiscal)
    if round_is_span and (found := _ROUND.fullmatch(written)):
        return Quarters(1, 2 if found["months"] == "6" else 4, year, says_fiscal)
    return None


def _number(typed: str | None) -> int | None:
    return int(typed) if typed else None


def _year(typed: str | None, *, ce: bool = False) -> int | None:
    """A year of four digits; of two, one of the BE years 2500 to 2599."""
    if not typed:
        return None
    return int(typed) if ce or len(typed) == 4 else _CENTURY_BE + int(typed)
