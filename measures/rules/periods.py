"""When a row is carried out, as it is shown and printed."""

from __future__ import annotations

import datetime

from itaportal.thai.dates import Period, fiscal_year_of, format_period, parse_period

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
