"""A second export of the same facts: the file that was kept, beside printing it."""

from __future__ import annotations

import statistics
import tempfile

from django.core.cache import caches
from django.test import override_settings

from reports.actions.export import ReportFormat, write_report
from reports.exports_kept import KEPT_EXPORTS
from reports.layouts import load_layout

from .documents import RealReport
from .measured import Measured, timed

ROUNDS = 7
MOST_OF_A_RENDER = 0.05


def measure(report: RealReport) -> list[Measured]:
    """Median of the second over median of the first, kept in a folder of its own."""
    layout = load_layout(report.form)

    def export() -> bytes:
        return write_report(layout, report.facts, ReportFormat.PDF)

    file_cache = "django.core.cache.backends.filebased.FileBasedCache"
    first, second = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(CACHES={KEPT_EXPORTS: {"BACKEND": file_cache, "LOCATION": folder}}),
    ):
        export()
        for _ in range(ROUNDS):
            caches[KEPT_EXPORTS].clear()
            first.append(timed(export)[0])
            second.append(timed(export)[0])
    print(
        f"form {report.letter}: first export {statistics.median(first) * 1000:.0f} ms, "
        f"second {statistics.median(second) * 1000:.1f} ms"
    )
    share = statistics.median(second) / statistics.median(first)
    return [Measured("second export, times a render", share, MOST_OF_A_RENDER)]
