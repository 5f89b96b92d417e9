"""Time a page from 16 to 150 pages, on the clock of this process: what others do does not count.

Short reports are printed again and again until they are as many pages as the longest, so that what
else a busy machine does falls on all alike; of three rounds the quietest counts.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from reports.document import ReportDocument
from reports.render.pdf import render_pdf

from .measured import Measured, pages_of, timed

ROUNDS = 3
MOST_GROWTH = 1.2


def measure(documents: Sequence[ReportDocument]) -> list[Measured]:
    """The slowest length's time a page over the fastest's."""
    pages = [pages_of(render_pdf(document)) for document in documents]
    rounds = [
        [
            _seconds(document, times=round(max(pages) / count)) / count
            for document, count in zip(documents, pages, strict=True)
        ]
        for _ in range(ROUNDS)
    ]
    quietest = min(rounds, key=sum)
    for count, taken in zip(pages, quietest, strict=True):
        print(f"{count} pages: {taken * 1000:.1f} ms a page")
    what = f"time a page, slowest of {min(pages)} to {max(pages)} pages over fastest"
    return [Measured(what, max(quietest) / min(quietest), MOST_GROWTH)]


def _seconds(document: ReportDocument, times: int) -> float:
    """Of one render, when it is done so many times."""
    render = partial(render_pdf, document)
    return sum(timed(render, time.process_time)[0] for _ in range(times)) / times
