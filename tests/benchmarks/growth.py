"""Time a page from 14 to 145 pages, on the clock of this process: what others do does not count."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from functools import partial

from reports.document import ReportDocument
from reports.render.pdf import render_pdf

from .measured import Measured, pages_of, timed

ROUNDS = 3
MOST_GROWTH = 1.2


def measure(documents: Sequence[ReportDocument]) -> list[Measured]:
    """The slowest length's time a page over the fastest's; lengths take turns."""
    seconds: list[list[float]] = [[] for _ in documents]
    pages = [pages_of(render_pdf(document)) for document in documents[:-1]]
    for _ in range(ROUNDS):
        for document, of_it in zip(documents, seconds, strict=True):
            taken, printed = timed(partial(render_pdf, document), time.process_time)
            of_it.append(taken)
    pages.append(pages_of(printed))
    a_page = [statistics.median(each) / count for each, count in zip(seconds, pages, strict=True)]
    for count, taken in zip(pages, a_page, strict=True):
        print(f"{count} pages: {taken * 1000:.1f} ms a page")
    what = f"time a page, slowest of {min(pages)} to {max(pages)} pages over fastest"
    return [Measured(what, max(a_page) / min(a_page), MOST_GROWTH)]
