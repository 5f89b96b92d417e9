"""When a row is carried out, as it is shown and printed."""

from __future__ import annotations

import datetime
from dataclasses import replace

from itaportal.thai.dates import (
    Period,
    fiscal_year_of,
    fiscal_year_span,
    format_period,
    last_day_of_month,
    parse_period,
    period_in_words,
    read_period,
)

from .paragraphs import Cell, Paragraph


def period_cell(start: datetime.date | None, end: datetime.date | None, typed: Cell) -> Cell:
    """The period (dates CE, both or none) and whatever the office typed, Thai digits.

    A typed paragraph that says exactly the stored dates is written in the one clean way, any other
    stays as typed. So does one that says them without a year of its own (ตลอดปีงบประมาณ): the
    report has named the year. Dates that no paragraph says come first.
    """
    if start is None or end is None:
        return typed
    stored = Period(start, end)
    year = fiscal_year_of(start)
    clean = Paragraph(format_period(stored))
    said = [parse_period(paragraph.text) == stored for paragraph in typed]
    if any(said):
        return tuple(clean if same else each for same, each in zip(said, typed, strict=True))
    if any(parse_period(paragraph.text, fiscal_year=year) == stored for paragraph in typed):
        return typed
    return (clean, *typed)


def moved_by_years(period: Period, years: int) -> Period:
    """The same days so many years later; the last day of February stays the last day."""
    return Period(_moved(period.start, years), _moved(period.end, years))


def moved_period_cell(typed: Cell, years: int) -> Cell:
    """Typed periods that name their year, so many years later in the one clean way.

    What says something else, or no year (ตลอดปีงบประมาณ), stays as typed.
    """
    return tuple(_moved_paragraph(paragraph, years) for paragraph in typed)


def _moved_paragraph(paragraph: Paragraph, years: int) -> Paragraph:
    said = parse_period(paragraph.text)
    if said is None:
        return paragraph
    return replace(paragraph, text=format_period(moved_by_years(said, years)))


def _moved(day: datetime.date, years: int) -> datetime.date:
    last = last_day_of_month(day.year, day.month)
    moved_last = last_day_of_month(day.year + years, day.month)
    if day == last:
        return moved_last
    return day.replace(year=day.year + years)


def read_period_cell(typed: Cell, fiscal_year_be: int) -> Period | None:
    """The period that a cell says: all its paragraphs together, else the first that is one.

    A text without a year is read in the plan's fiscal year (BE).
    """
    whole = parse_period(" ".join(each.text for each in typed), fiscal_year=fiscal_year_be)
    if whole is not None:
        return whole
    read = (parse_period(each.text, fiscal_year=fiscal_year_be) for each in typed)
    return next((period for period in read if period is not None), None)


def period_echo(typed: Cell, period: Period | None, fiscal_year_be: int) -> str:
    """What the portal understood of a typed period, for the field to repeat; "" for an empty cell.

    The period in full; where there is none, what was read and what is expected.
    """
    if not typed:
        return ""
    if period is not None:
        span = fiscal_year_span(fiscal_year_be)
        outside = period.end < span.start or period.start > span.end
        return period_in_words(period) + (" (อยู่นอกปีงบประมาณของแผน)" if outside else "")
    text = " ".join(each.text for each in typed)
    problem = read_period(text, fiscal_year=fiscal_year_be).problem
    why = f" {problem.value}" if problem else ""
    return (
        f"ระยะเวลา: อ่าน “{text}” เป็นช่วงเวลาไม่ได้{why} เก็บข้อความไว้ตามที่พิมพ์ "
        f"หากเป็นช่วงเวลาโปรดพิมพ์เดือนและปี เช่น {format_period(fiscal_year_span(fiscal_year_be))}"
    )
