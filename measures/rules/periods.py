"""When a row is carried out, as it is shown and printed."""

from __future__ import annotations

import datetime
from dataclasses import replace

from itaportal.thai.dates import (
    Period,
    fiscal_year_of,
    format_period,
    last_day_of_month,
    parse_period,
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
