"""Prints the megabytes that a process has had which printed one report of 145 pages."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "itaportal.settings")
django.setup()

from reports.render.pdf import render_pdf  # noqa: E402
from tests.benchmarks.measured import peak_megabytes  # noqa: E402
from tests.reports.long_report import long_report  # noqa: E402

if __name__ == "__main__":
    render_pdf(long_report())
    print(peak_megabytes())
