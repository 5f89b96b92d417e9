"""A hundred different reports in one warm process.

Prints three figures: megabytes more after the hundredth, at the most, than after the tenth;
seconds of the hundred; and of the same, shared by forked workers.
"""

from __future__ import annotations

import multiprocessing
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
django.setup()

from reports.render.pdf import render_pdf  # noqa: E402
from tests.benchmarks.documents import many_reports  # noqa: E402
from tests.benchmarks.measured import resident_megabytes  # noqa: E402
from tests.reports import samples  # noqa: E402

REPORTS, WARMING, WORKERS = 100, 10, 2


def main() -> None:
    """Print them one after another, then in workers that were forked from the warm process."""
    documents = list(many_reports(REPORTS))
    render_pdf(samples.report())
    megabytes = []
    start = time.perf_counter()
    for document in documents:
        render_pdf(document)
        megabytes.append(resident_megabytes())
    alone = time.perf_counter() - start
    start = time.perf_counter()
    # Fonts, style sheets and modules come along with the fork; each report is the work of one.
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        pool.map(render_pdf, documents, chunksize=1)
    shared = time.perf_counter() - start
    print(max(megabytes[WARMING:]) - megabytes[WARMING - 1], alone, shared, sep="\n")


if __name__ == "__main__":
    main()
