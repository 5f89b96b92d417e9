"""Forms A and E beside headless Chromium printing the same HTML: the same run, block by block.

Both are warm: ours keeps fonts and style sheet, Chromium its process and page. Each render begins
with the document and ends with the bytes of the PDF, tagged in both. A machine that is busy with
something else slows the two unevenly, so up to three series are run, and the quietest counts: the
one in which both together took least.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from reports.document import ReportDocument
from reports.render.html import render_standalone_html
from reports.render.pdf import render_pdf

from .chromium import warm_chromium
from .documents import RealReport
from .measured import Measured, pages_of, timed

WARMING_RENDERS, BLOCKS, RENDERS, SERIES = 3, 4, 5, 3
MOST_OF_ITS_SIZE = 0.7
MOST_PAGES_MORE = 1
# Times Chromium's time: the most, and what we would like.
BOUNDS = {"A": (2.5, 1.5), "E": (4.0, 2.0)}

PrintHtml = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class _Series:
    """Medians of one series in seconds."""

    ours: float
    chromium: float

    @property
    def ratio(self) -> float:
        """How many times Chromium's time ours takes."""
        return self.ours / self.chromium

    def __str__(self) -> str:
        return (
            f"median of {BLOCKS * RENDERS}: ours {self.ours * 1000:.0f} ms, "
            f"Chromium {self.chromium * 1000:.0f} ms, {self.ratio:.2f} times"
        )


def measure(reports: tuple[RealReport, ...], longest: ReportDocument) -> list[Measured]:
    """Time and size of real reports, size of a long one."""
    with warm_chromium() as print_html:
        found = [each for report in reports for each in _time_and_size(report, print_html)]
        their_pdf = print_html(render_standalone_html(longest))
        return [*found, _size("long report", render_pdf(longest), their_pdf)]


def _time_and_size(report: RealReport, print_html: PrintHtml) -> list[Measured]:
    html = render_standalone_html(report.document)
    at_most, aim = BOUNDS[report.letter]

    def ours() -> bytes:
        return render_pdf(report.document)

    def chromium() -> bytes:
        return print_html(html)

    for _ in range(WARMING_RENDERS):
        our_pdf, their_pdf = ours(), chromium()
    name = f"form {report.letter} of {report.of}"
    print(f"{name}: {pages_of(our_pdf)} pages, {len(our_pdf):,} bytes")
    runs: list[_Series] = []
    while len(runs) < SERIES and not (runs and runs[-1].ratio <= aim):
        runs.append(_run_series(ours, chromium))
        print(f"  {runs[-1]}")
    quietest = min(runs, key=lambda run: run.ours + run.chromium)
    return [
        Measured(f"{name}, times Chromium's time", quietest.ratio, at_most, aim),
        _size(name, our_pdf, their_pdf),
        Measured(
            f"{name}, pages more or fewer than Chromium's",
            abs(pages_of(our_pdf) - pages_of(their_pdf)),
            MOST_PAGES_MORE,
        ),
    ]


def _run_series(ours: Callable[[], bytes], chromium: Callable[[], bytes]) -> _Series:
    """Blocks of renders, each begun warm."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(BLOCKS):
        for render, measured in zip((ours, chromium), seconds, strict=True):
            render()
            measured += [timed(render)[0] for _ in range(RENDERS)]
    return _Series(*map(statistics.median, seconds))


def _size(name: str, our_pdf: bytes, their_pdf: bytes) -> Measured:
    of_its_size = len(our_pdf) / len(their_pdf)
    return Measured(f"{name}, times Chromium's bytes", of_its_size, MOST_OF_ITS_SIZE)
