"""Sending a reminder to a unit."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from itaportal.thai.numerals import thai_digits
from measures.access import get_plan, require
from measures.actions.reminders import remind_unit as send_reminder
from measures.choices import Right
from measures.models import User
from measures.queries.pages import table_page


@require_POST
@cache_control(private=True, no_store=True)
def remind_unit(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Write to the contributors of one of the organization's units, and come back home."""
    plan = get_plan(request.user, code, year_be)
    require(request.user, Right.EDIT_PLAN, plan.organization)
    unit = get_object_or_404(plan.organization.units, pk=pk)
    assert isinstance(request.user, User)  # get_plan gives nobody else a plan
    address = request.build_absolute_uri(table_page(plan))
    try:
        letters = send_reminder(plan=plan, unit=unit, address=address, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, thai_digits(f"ส่งคำเตือนถึง{unit}ทางอีเมลแล้ว {letters} ฉบับ"))
    return redirect("home")
