"""Buddhist dates and fiscal years (ปีงบประมาณ). Stored dates are CE; `year_be` says พ.ศ.

The only module that knows the distance between the two calendars.
"""

from __future__ import annotations

import calendar
import datetime
import enum
import re
from dataclasses import dataclass

from .moments import (
    LONG_MONTHS,
    SHORT_MONTHS,
    Moment,
    Quarters,
    read_moment,
    read_moments,
    read_quarters,
)
from .numerals import all_arabic_digits, thai_digits
from .text import normalise_text

_BE_MINUS_CE = 543
FIRST_YEAR_BE, LAST_YEAR_BE = 2440, 2700
"""The years that are read as Buddhist; a CE year typed by mistake lies outside."""


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
    ๑ ต.ค. ๖๗ - ๑๕ มิ.ย. ๖๘, and within one month ๑ - ๑๕ มี.ค. ๖๙.
    """
    start, end = period.start, period.end
    months = [f"{SHORT_MONTHS[day.month - 1]} {_short_year(day)}" for day in (start, end)]
    same_month = months[0] == months[1]
    if start.day == 1 and end == last_day_of_month(end.year, end.month):
        return thai_digits(months[0] if same_month else " - ".join(months))
    if start == end:
        return thai_date_short(start)
    if same_month:
        return thai_digits(f"{start.day} - {end.day} {months[0]}")
    return f"{thai_date_short(start)} - {thai_date_short(end)}"


def period_in_words(period: Period) -> str:
    """A period in full, for a form to repeat what it read: ๑ ตุลาคม ๒๕๖๗ ถึง ๓๐ กันยายน ๒๕๖๘."""
    if period.start == period.end:
        return thai_date(period.start)
    return f"{thai_date(period.start)} ถึง {thai_date(period.end)}"


# --- reading -------------------------------------------------------------------------------------

_LONGEST = 200
"""Characters of the longest text that is looked into: more is a sentence."""
_AROUND = " \t\r\n.,;:"
_EXPLAINED = re.compile(r"(?P<said>[^()]+)\((?P<again>[^()]+)\)")


class DateProblem(enum.Enum):
    """Why a text that is worded as a date or period is none, in Thai."""

    NO_SUCH_DAY = "วันที่ที่ระบุไม่มีในปฏิทิน"
    ENDS_BEFORE_IT_BEGINS = "วันสิ้นสุดมาก่อนวันเริ่ม"
    YEAR_NOT_BUDDHIST = "ปีที่ระบุไม่ใช่ปีพุทธศักราช"
    NO_YEAR = "ไม่ได้ระบุปี"
    WHICH_KIND_OF_YEAR = "ไม่ชัดเจนว่าเป็นปีงบประมาณหรือปีปฏิทิน"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day (CE), or what is wrong with it; neither where the text is no date at all."""

    day: datetime.date | None = None
    problem: DateProblem | None = None


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A period, or what is wrong with it; neither where the text is no period at all.

    `year_assumed`: the text names no year, and the fiscal year that the caller knows was taken.
    """

    period: Period | None = None
    problem: DateProblem | None = None
    year_assumed: bool = False


class _NotADate(Exception):  # noqa: N818 -- carries the answer, never leaves this module
    def __init__(self, problem: DateProblem) -> None:
        self.problem = problem


def parse_date(text: str) -> datetime.date | None:
    """A day with its BE year (in Thai or Arabic digits, month by name or number) as CE date."""
    return read_date(text).day


def read_date(text: str) -> DateReading:
    """What `parse_date` reads, and why a text worded as a date is none."""
    moment = read_moment(_written(text))
    if moment is None or moment.day is None or moment.month is None:
        return DateReading()
    try:
        if moment.year is None:
            raise _NotADate(DateProblem.NO_YEAR)
        return DateReading(_day(_buddhist(moment.year), moment.month, moment.day))
    except _NotADate as wrong:
        return DateReading(problem=wrong.problem)


def parse_period(text: str, *, fiscal_year: int | None = None) -> Period | None:
    """The period that the whole text says, CE; None when it says anything else besides.

    Reads what the samples and `domain.md` 3.3 hold: months or days, one of them or a range by
    hyphen, dash or ถึง; the year given once; dots and spaces missing; years of two or four digits;
    ตลอดปีงบประมาณ, ไตรมาส and half years. `fiscal_year` (BE) is for texts that name no year.
    """
    return read_period(text, fiscal_year=fiscal_year).period


def read_period(text: str, *, fiscal_year: int | None = None) -> PeriodReading:
    """What `parse_period` reads, and why a text worded as a period is none."""
    return _read_period(_written(text), fiscal_year)


def _written(text: str) -> str:
    """The text as its readers take it; too long a one is as good as none."""
    if len(text) > _LONGEST:
        return ""
    written = all_arabic_digits(normalise_text(text).text).strip(_AROUND)
    inside = written[1:-1]
    bracketed = written[:1] == "(" and written[-1:] == ")" and not set(inside) & set("()")
    return inside.strip(_AROUND) if bracketed else written


def _read_period(
    written: str, fiscal_year: int | None, *, round_is_span: bool = False
) -> PeriodReading:
    try:
        if moments := read_moments(written):
            years_named = any(moment.year is not None for moment in moments)
            return PeriodReading(_between(*moments, fiscal_year), year_assumed=not years_named)
        if quarters := read_quarters(written, round_is_span=round_is_span):
            return PeriodReading(
                _of_quarters(quarters, fiscal_year), year_assumed=quarters.year is None
            )
    except _NotADate as wrong:
        return PeriodReading(problem=wrong.problem)
    if explained := _EXPLAINED.fullmatch(written):
        # ปีงบประมาณ ๒๕๖๘ (ต.ค. ๖๗ - ก.ย. ๖๘) says one thing twice.
        again = _read_period(explained["again"].strip(_AROUND), fiscal_year)
        if again.period:
            year = fiscal_year_of(again.period.start)
            said = _read_period(explained["said"].strip(_AROUND), year, round_is_span=True)
            return again if said.period == again.period else PeriodReading()
    return PeriodReading()


def _between(first: Moment, last: Moment, fiscal_year: int | None) -> Period:
    """Both ends filled in from each other: ๑-๓๑ มี.ค. ๖๙; ต.ค. - ก.ย. ๖๘ began the year before."""
    first_month, last_month = first.month or last.month, last.month
    assert first_month is not None  # read_moments sees to it
    assert last_month is not None
    first_year = None if first.year is None else _buddhist(first.year)
    last_year = None if last.year is None else _buddhist(last.year)
    over_new_year = 1 if first_month > last_month else 0
    if first_year is None and last_year is None:
        first_year = _year_in_fiscal_year(first_month, fiscal_year)
        last_year = _year_in_fiscal_year(last_month, fiscal_year)
    elif first_year is None and last_year is not None:
        first_year = last_year - over_new_year
    elif first_year is not None and last_year is None:
        last_year = first_year + over_new_year
    assert first_year is not None
    assert last_year is not None
    start = _day(first_year, first_month, 1 if first.day is None else first.day)
    if last.day is None:
        return _period(start, last_day_of_month(last_year, last_month))
    return _period(start, _day(last_year, last_month, last.day))


def _of_quarters(quarters: Quarters, fiscal_year: int | None) -> Period:
    year = fiscal_year if quarters.year is None else quarters.year
    if year is None:
        raise _NotADate(DateProblem.NO_YEAR)
    _buddhist(year)
    if not quarters.says_fiscal and year != fiscal_year:
        raise _NotADate(DateProblem.WHICH_KIND_OF_YEAR)
    first_month, last_month = (quarters.first * 3 + 6) % 12 + 1, (quarters.last * 3 + 8) % 12 + 1
    start = datetime.date(_year_in_fiscal_year(first_month, year), first_month, 1)
    return _period(start, last_day_of_month(_year_in_fiscal_year(last_month, year), last_month))


def _year_in_fiscal_year(month: int, fiscal_year: int | None) -> int:
    """The CE year of a month of a fiscal year (BE)."""
    if fiscal_year is None:
        raise _NotADate(DateProblem.NO_YEAR)
    return year_ce(fiscal_year) - (1 if month >= 10 else 0)


def _buddhist(year: int) -> int:
    """The CE year of a year that can be Buddhist."""
    if not FIRST_YEAR_BE <= year <= LAST_YEAR_BE:
        raise _NotADate(DateProblem.YEAR_NOT_BUDDHIST)
    return year_ce(year)


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise _NotADate(DateProblem.NO_SUCH_DAY) from None


def _period(start: datetime.date, end: datetime.date) -> Period:
    if end < start:
        raise _NotADate(DateProblem.ENDS_BEFORE_IT_BEGINS)
    return Period(start, end)
