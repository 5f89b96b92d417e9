"""Who approves an organization's plans in place of its head."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from measures.actions.acting import add_acting_head, end_acting
from measures.forms.acting import ActingHeadForm
from measures.queries.acting import acting_heads, may_act

from .people import administered, form_page, never_stored, show_refusal


@form_page
@never_stored
def acting(request: HttpRequest, code: str) -> HttpResponse:
    """The acting heads with their days, and the form that adds one."""
    organization, by = administered(request, code)
    members = may_act(organization)
    typed = ActingHeadForm(request.POST or None, members=members)
    if typed.is_valid():
        cleaned = {**typed.cleaned_data}
        chosen = cleaned.pop("user")
        user = next(each for each in members if each.pk == chosen)
        try:
            added = add_acting_head(organization, user=user, **cleaned, by=by)
        except ValidationError as error:
            show_refusal(typed, error)
        else:
            messages.success(request, f"เพิ่ม {added} แล้ว")
            return redirect("organization-acting", code=code)
    context = {
        "organization": organization,
        "shows_demo": organization.is_demo,
        "heads": acting_heads(organization),
        "form": typed,
    }
    return render(request, "measures/acting.html", context)


@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A standing-in ends today, or is taken back before it begins."""
    organization, by = administered(request, code)
    stored = get_object_or_404(acting_heads(organization), pk=pk)
    try:
        end_acting(stored, by=by)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"ยุติการรักษาราชการแทนของ {stored.user} แล้ว")
    return redirect("organization-acting", code=code)
