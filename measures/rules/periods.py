"""When a row is carried out, as it is shown and printed."""

from __future__ import annotations

import datetime

from itaportal.thai.dates import Period, format_period, parse_period

from .paragraphs import Cell, Paragraph


def period_cell(start: datetime.date | None, end: datetime.date | None, typed: Cell) -> Cell:
    """The period (dates CE, both or none) and whatever the office typed, Thai digits.

    A typed paragraph that says exactly the stored dates is written in the one clean way, any other
    stays as typed; dates that no paragraph says come first.
    """
    if start is None or end is None:
        return typed
    stored = Period(start, end)
    clean = Paragraph(format_period(stored))
    said = [parse_period(paragraph.text) == stored for paragraph in typed]
    if not any(said):
        return (clean, *typed)
    return tuple(clean if same else each for same, each in zip(said, typed, strict=True))
