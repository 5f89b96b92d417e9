"""Buddhist dates and fiscal years (ปีงบประมาณ). Stored dates are CE; `year_be` says พ.ศ.

The only module that knows the distance between the two calendars.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from .numerals import all_arabic_digits, thai_digits

_BE_MINUS_CE = 543
FIRST_YEAR_BE, LAST_YEAR_BE = 2440, 2700
"""The years that are read as Buddhist; a CE year typed by mistake lies outside."""

LONG_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, CE, both included. Raises ValueError when it ends before it begins."""

    start: datetime.date
    end: datetime.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it begins ({self.start})")


def year_be(day: datetime.date) -> int:
    """The Buddhist calendar year of a CE date."""
    return day.year + _BE_MINUS_CE


def year_ce(year_in_be: int) -> int:
    """The CE year of a Buddhist calendar year."""
    return year_in_be - _BE_MINUS_CE


def fiscal_year_of(day: datetime.date) -> int:
    """The fiscal year (BE) that a CE date falls in: it begins on 1 October of the year before."""
    return year_be(day) + (1 if day.month >= 10 else 0)


def fiscal_year_span(fiscal_year_be: int) -> Period:
    """1 October of the year before to 30 September, CE."""
    last_year = year_ce(fiscal_year_be)
    return Period(datetime.date(last_year - 1, 10, 1), datetime.date(last_year, 9, 30))


def round_span(fiscal_year_be: int, months: int) -> Period:
    """What a reporting round (รอบ) of 6 or 12 months covers, CE. Raises ValueError for others."""
    whole = fiscal_year_span(fiscal_year_be)
    if months == 12:
        return whole
    if months == 6:
        return Period(whole.start, datetime.date(whole.end.year, 3, 31))
    raise ValueError(f"a round covers 6 or 12 months, not {months}")


def thai_date(day: datetime.date) -> str:
    """A CE date in full, in Thai digits and BE: ๑๓ มีนาคม ๒๕๖๖."""
    return thai_digits(f"{day.day} {LONG_MONTHS[day.month - 1]} {year_be(day)}")


def thai_date_short(day: datetime.date) -> str:
    """A CE date as tables print it: ๑๓ มี.ค. ๖๖."""
    return thai_digits(f"{day.day} {SHORT_MONTHS[day.month - 1]} {_short_year(day)}")


def _short_year(day: datetime.date) -> str:
    year = year_be(day)
    return f"{year % 100:02}" if 2500 <= year <= 2599 else str(year)


def last_day_of_month(year_in_ce: int, month: int) -> datetime.date:
    """The last day of a month, CE."""
    return datetime.date(year_in_ce, month, calendar.monthrange(year_in_ce, month)[1])


def format_period(period: Period) -> str:
    """The one clean way to print a period, in Thai digits.

    Whole months print by the month, ต.ค. ๖๗ - ก.ย. ๖๘; anything else by the day,
    ๑ ต.ค. ๖๗ - ๑๕ มิ.ย. ๖๘, and within one month ๑-๑๕ มี.ค. ๖๙.
    """
    start, end = period.start, period.end
    months = [f"{SHORT_MONTHS[day.month - 1]} {_short_year(day)}" for day in (start, end)]
    same_month = months[0] == months[1]
    if start.day == 1 and end == last_day_of_month(end.year, end.month):
        return thai_digits(months[0] if same_month else " - ".join(months))
    if start == end:
        return thai_date_short(start)
    if same_month:
        return thai_digits(f"{start.day}-{end.day} {months[0]}")
    return f"{thai_date_short(start)} - {thai_date_short(end)}"


# --- reading -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day or a month as typed; what was left out is None. `year` is CE."""

    day: int | None
    month: int | None
    year: int | None


def _month_pattern(month: int) -> str:
    dots_may_miss = r"\.?\s*".join(re.escape(part) for part in SHORT_MONTHS[month].split("."))
    return f"(?:{LONG_MONTHS[month]}|{dots_may_miss})"


_MONTHS = "|".join(f"(?P<m{month + 1}>{_month_pattern(month)})" for month in range(12))
_YEAR = r"(?:พ\.?\s*ศ\.?\s*|ปี\s*)?(?P<year>\d{4}|\d{2})"
_WORDED = re.compile(
    rf"(?:วันที่\s*)?(?P<day>\d{{1,2}})?\s*(?:เดือน\s*)?(?:{_MONTHS})\s*,?\s*(?:{_YEAR})?"
)
_BARE_DAY = re.compile(r"(?:วันที่\s*)?(?P<day>\d{1,2})")
_NUMERIC = re.compile(r"(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4}|\d{2})")
_RANGE_MARK = re.compile(r"\s*(?:[-–—‑−~]|(?:จน)?ถึง)\s*")
_OPENING = re.compile(r"^(?:ระหว่าง|ตั้งแต่)\s*")


def parse_date(text: str) -> datetime.date | None:
    """A day with its BE year (in Thai or Arabic digits, month by name or number) as CE date."""
    moment = _moment(all_arabic_digits(text.strip()))
    if moment is None or moment.day is None or moment.month is None or moment.year is None:
        return None
    return _day(moment.year, moment.month, moment.day)


def parse_period(text: str) -> Period | None:
    """The period that the whole text says, CE; None when it says anything else besides.

    Reads what samples A and B and `domain.md` 3.3 hold: months or days, one of them or a range by
    hyphen, dash or ถึง; the year given once; dots and spaces missing; years of two or four digits.
    """
    written = _OPENING.sub("", all_arabic_digits(text.strip()))
    single = _moment(written)
    if single is not None:
        return _spanned(single, single) if single.month else None
    for mark in _RANGE_MARK.finditer(written):
        first, last = _moment(written[: mark.start()]), _moment(written[mark.end() :])
        if first is not None and last is not None:
            return _spanned(first, last)
    return None


def _moment(written: str) -> _Moment | None:
    if found := _WORDED.fullmatch(written):
        month = next(number for number in range(1, 13) if found[f"m{number}"])
        day, year = found["day"], found["year"]
        return _in_be(int(day) if day else None, month, year)
    if found := _NUMERIC.fullmatch(written):
        return _in_be(int(found["day"]), int(found["month"]), found["year"])
    if found := _BARE_DAY.fullmatch(written):
        return _Moment(int(found["day"]), None, None)
    return None


def _in_be(day: int | None, month: int, typed_year: str | None) -> _Moment | None:
    if not 1 <= month <= 12:
        return None
    if typed_year is None:
        return _Moment(day, month, None)
    year = int(typed_year) if len(typed_year) == 4 else 2500 + int(typed_year)
    if not FIRST_YEAR_BE <= year <= LAST_YEAR_BE:
        return None
    return _Moment(day, month, year_ce(year))


def _spanned(first: _Moment, last: _Moment) -> Period | None:
    """Both ends filled in from each other: ๑-๓๑ มี.ค. ๖๙; ต.ค. - ก.ย. ๖๘ began the year before."""
    first_month, last_month = first.month or last.month, last.month
    if first_month is None or last_month is None or (first.month is None and last.day is None):
        return None
    first_year, last_year = first.year, last.year
    begins_later_in_year = (first_month, first.day or 1) > (last_month, last.day or 31)
    if first_year is None and last_year is not None:
        first_year = last_year - (1 if begins_later_in_year else 0)
    elif last_year is None and first_year is not None:
        last_year = first_year + (1 if begins_later_in_year else 0)
    if first_year is None or last_year is None:
        return None
    start = _day(first_year, first_month, first.day or 1)
    end = (
        _day(last_year, last_month, last.day)
        if last.day
        else last_day_of_month(last_year, last_month)
    )
    return Period(start, end) if start and end and start <= end else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
