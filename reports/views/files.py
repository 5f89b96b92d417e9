"""A plan's report as a file to take away or as a preview, behind the same door as the plan."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def report_pdf(request: HttpRequest, code: str, year_be: int, form: str) -> HttpResponse:
    raise Http404


def report_html(request: HttpRequest, code: str, year_be: int, form: str) -> HttpResponse:
    raise Http404
