"""Form A beside headless Chromium printing the same HTML: the same run, turn by turn, medians.

Both are warm: ours keeps fonts and style sheet, Chromium its process and page. Each turn begins
with the document and ends with the bytes of a tagged PDF. What makes the difference is written
where it is done (`reports/render/pdf.py`, `templates/reports/pdf/report.css`).
"""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
import pypdf

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
django.setup()

from reports.render.html import render_standalone_html  # noqa: E402
from reports.render.pdf import render_pdf  # noqa: E402
from tests.benchmarks.chromium import warm_chromium  # noqa: E402
from tests.benchmarks.documents import form_a  # noqa: E402

WARMING_TURNS, TURNS = 3, 21
MORE_RENDERS = 30
RECORD = Path(__file__).parents[2] / "build" / "benchmarks" / "form-a.json"

MOST_TIMES_CHROMIUM = 2.5
MOST_OF_ITS_SIZE = 0.7
MOST_PAGES_MORE = 1
MOST_MEGABYTES_MORE = 20


def timed(render: Callable[[], bytes]) -> tuple[float, bytes]:
    """Seconds and bytes of a render."""
    start = time.perf_counter()
    printed = render()
    return time.perf_counter() - start, printed


def resident_megabytes() -> float:
    """Memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def pages_of(pdf: bytes) -> int:
    """Number of pages."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def main() -> int:
    """Measure, print, record; 1 when a bound is passed."""
    name, document = form_a()
    html = render_standalone_html(document)
    ours, theirs = [], []
    with warm_chromium() as print_html:
        for turn in range(WARMING_TURNS + TURNS):
            our_seconds, our_pdf = timed(lambda: render_pdf(document))
            their_seconds, their_pdf = timed(lambda: print_html(html))
            if turn >= WARMING_TURNS:
                ours.append(our_seconds)
                theirs.append(their_seconds)
    before = resident_megabytes()
    for _ in range(MORE_RENDERS):
        render_pdf(document)
    grown = resident_megabytes() - before

    our_pages, their_pages = pages_of(our_pdf), pages_of(their_pdf)
    ours_median, theirs_median = statistics.median(ours), statistics.median(theirs)
    bounds = {
        "time, times Chromium's": (ours_median / theirs_median, MOST_TIMES_CHROMIUM),
        "bytes, times Chromium's": (len(our_pdf) / len(their_pdf), MOST_OF_ITS_SIZE),
        "pages more or fewer": (abs(our_pages - their_pages), MOST_PAGES_MORE),
        f"MB more after {MORE_RENDERS} renders": (grown, MOST_MEGABYTES_MORE),
    }
    print(f"Form A of {name}, {our_pages} pages, {len(our_pdf):,} bytes, medians of {TURNS} turns")
    print(f"  ours {ours_median * 1000:.0f} ms, Chromium {theirs_median * 1000:.0f} ms")
    for what, (measured, bound) in bounds.items():
        verdict = "ok" if measured <= bound else "TOO MUCH"
        print(f"  {what}: {measured:.2f} (at most {bound}) {verdict}")
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    record = {
        "of": name,
        "pages": our_pages,
        "bytes": len(our_pdf),
        "milliseconds": round(ours_median * 1000),
        "chromium_milliseconds": round(theirs_median * 1000),
        **{what: round(measured, 2) for what, (measured, _) in bounds.items()},
    }
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return int(any(measured > bound for measured, bound in bounds.values()))


if __name__ == "__main__":
    sys.exit(main())
