"""`make bench`: reports beside headless Chromium, screens beside a bare view (on both databases).

Ratios, counts and memory are asserted, milliseconds only recorded. What makes the differences is
written where it is done (`reports/render/pdf.py`, `templates/reports/pdf/report.css`).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
django.setup()

from tests.benchmarks import beside_chromium, growth, kept, screens  # noqa: E402
from tests.benchmarks.documents import longer_and_longer, real_reports  # noqa: E402
from tests.benchmarks.measured import Measured, in_a_process_of_its_own  # noqa: E402

RECORD = Path(__file__).parents[2] / "build" / "benchmarks" / "reports.json"
MOST_MEGABYTES, AIM_MEGABYTES = 700, 400
MOST_MEGABYTES_MORE = 20


def main(*asked: str) -> int:
    """Measure and print; 1 when a bound is passed. Asked for `screens`, those alone, else all."""
    if asked == ("screens",):
        return _told(screens.measure())
    reports, long_ones = real_reports(), longer_and_longer()
    measured = [
        *_memory(),
        *beside_chromium.measure(reports, long_ones[-1]),
        *growth.measure(long_ones),
        *kept.measure(reports[0]),
        *screens.measure(),
    ]
    RECORD.parent.mkdir(parents=True, exist_ok=True)
    record = {each.what: round(each.figure, 3) for each in measured}
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return _told(measured)


def _told(measured: list[Measured]) -> int:
    print()
    for each in measured:
        print(each)
    return int(not all(each.holds for each in measured))


def _memory() -> list[Measured]:
    (longest,) = in_a_process_of_its_own("tests.benchmarks.longest")
    grown, alone, shared = in_a_process_of_its_own("tests.benchmarks.batch")
    print(f"100 reports: {100 / alone:.2f} a second, by two forked workers {100 / shared:.2f}")
    return [
        Measured("MB at the most, 145 pages", longest, MOST_MEGABYTES, AIM_MEGABYTES),
        Measured("MB more after the tenth of 100 reports", grown, MOST_MEGABYTES_MORE),
    ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
