"""An organization's own settings: the office, its head, its emblem, its units."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from measures.actions.entries import change_entry
from measures.actions.units import add_unit, move_unit, retire_unit
from measures.forms.office import OfficeForm, UnitForm
from measures.models import Organization
from measures.queries.approved_plans import approved_years, approved_years_of_unit
from measures.queries.choices import units_of

from .people import administered, form_page, never_stored, show_refusal

STEPS = {"up": -1, "down": 1}


@form_page
@never_stored
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """The office as its reports and letters name it, and the list of its units."""
    organization, by = administered(request, code)
    typed = OfficeForm(request.POST or None, request.FILES or None, instance=organization)
    if typed.is_valid():
        try:
            change_entry(typed.instance, by=by, shown=typed.changes)
        except ValidationError as error:
            show_refusal(typed, error)
        else:
            messages.success(request, "บันทึกข้อมูลหน่วยงานแล้ว")
            return redirect("organization-settings", code=code)
    context = {
        "organization": administered(request, code)[0],
        "shows_demo": organization.is_demo,
        "units": units_of(organization),
        "approved": approved_years(organization),
        "form": typed,
    }
    return render(request, "measures/settings.html", context)


@form_page
@never_stored
def new_unit(request: HttpRequest, code: str) -> HttpResponse:
    """The name of a unit to add."""
    organization, by = administered(request, code)
    typed = UnitForm(request.POST or None, organization=organization)
    if typed.is_valid():
        unit = add_unit(organization, typed.cleaned_data["name"], by=by)
        messages.success(request, f"เพิ่ม{unit}แล้ว")
        return redirect("organization-settings", code=code)
    return _unit_page(request, organization, typed)


@form_page
@never_stored
def unit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A unit's name."""
    organization, by = administered(request, code)
    stored = get_object_or_404(units_of(organization), pk=pk)
    typed = UnitForm(request.POST or None, instance=stored, organization=organization)
    if typed.is_valid():
        try:
            change_entry(typed.instance, by=by, shown=typed.changes)
        except ValidationError as error:
            show_refusal(typed, error)
        else:
            messages.success(request, f"บันทึกชื่อ “{typed.instance}” แล้ว")
            return redirect("organization-settings", code=code)
    return _unit_page(request, organization, typed)


def _unit_page(request: HttpRequest, organization: Organization, typed: UnitForm) -> HttpResponse:
    unit = units_of(organization).filter(pk=typed.instance.pk).first()
    context = {
        "organization": organization,
        "shows_demo": organization.is_demo,
        "unit": unit,
        "approved": approved_years_of_unit(unit) if unit else [],
        "form": typed,
    }
    return render(request, "measures/unit.html", context)


@require_POST
def place_unit(request: HttpRequest, code: str, pk: int, direction: str) -> HttpResponse:
    """A unit one place up or down."""
    organization, by = administered(request, code)
    stored = get_object_or_404(units_of(organization), pk=pk)
    move_unit(stored, steps=STEPS.get(direction, 0), by=by)
    return redirect("organization-settings", code=code)


@require_POST
def drop_unit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A unit that nothing rests on is not used any more."""
    organization, by = administered(request, code)
    stored = get_object_or_404(units_of(organization), pk=pk)
    try:
        retire_unit(stored, by=by)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("organization-unit", code=code, pk=pk)
    messages.success(request, f"เลิกใช้{stored}แล้ว")
    return redirect("organization-settings", code=code)
