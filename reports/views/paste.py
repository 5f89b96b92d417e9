"""Putting a table from Word or Excel into the grid: shown as it will land, then put in as one.

The grid's script posts here and shows the answer; without a script it is a page with a form. The
view stands here as the order of the columns is the report form's.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.access import get_own_organization, get_plan, require
from measures.actions.paste import apply_paste, undo_paste
from measures.choices import CellColumn, Right, Round
from measures.exchange.pasted import read_pasted
from measures.exchange.source import UnreadableFile
from measures.forms.paste import (
    PasteForm,
    UndoPasteForm,
    name_of_paste,
    signed_paste,
    unsigned_paste,
)
from measures.models import AuditEntry, MeasurePlan, User
from measures.queries.grid import measures_grid
from measures.queries.paste_preview import PastePreview, paste_preview
from measures.queries.pastes import is_undone, paste_of
from measures.queries.plans import latest_round
from measures.rules.workflow import may_edit
from reports.actions.wording import layout_of

from .grid_cells import ShownColumn, shown_grid

STALE = "ตัวอย่างที่แสดงไว้เก่าเกินหนึ่งวันหรืออ่านไม่ได้ จึงยังไม่ได้วาง โปรดวางตารางอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def paste_page(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """The form to paste into; sent, the cells as they will land (for the grid's script: alone)."""
    plan, user = _plan(request, code, year_be)
    round = latest_round(plan)
    columns = _columns(plan, round)
    form = PasteForm(
        *((request.POST,) if request.method == "POST" else ()),
        plan=plan,
        columns=tuple((each.column, each.header) for each in columns),
        round=round,
    )
    preview, payload = None, ""
    if not may_edit(plan.state):
        if request.method == "POST" and form.is_valid():
            form.add_error(
                None, f"แผนอยู่ในสถานะ “{plan.get_state_display()}” จึงวางไม่ได้ ข้อความที่วางยังอยู่ในหน้านี้"
            )
    elif form.is_valid():
        try:
            preview = _preview(form, [each.column for each in columns])
            payload = signed_paste(preview.paste, plan, user)
        except UnreadableFile as refused:
            form.add_error("text", str(refused))
    alone = request.headers.get("HX-Request") == "true"
    headers = [_header(column, columns) for column in preview.columns] if preview else []
    return render(
        request,
        "measures/_paste_preview.html" if alone else "measures/paste.html",
        {
            **_shown(plan),
            "form": form,
            "preview": preview,
            "payload": payload,
            "is_closed": not may_edit(plan.state),
            "headers": headers,
            "landing": [
                (row, list(zip(headers, row.cells, strict=True)))
                for row in (preview.rows if preview else ())
            ],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def paste_apply(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Put in what was shown."""
    plan, user = _plan(request, code, year_be)
    sent = request.POST.get("paste", "")
    paste = unsigned_paste(sent, plan, user)
    try:
        if paste is None:
            raise ValidationError(STALE)
        entry = apply_paste(plan, paste, name=name_of_paste(sent), by=user)
    except ValidationError as refused:
        context = {**_shown(plan), "refusals": refused.messages}
        return render(request, "measures/paste_done.html", context, status=422)
    return redirect("paste-done", code, year_be, entry.pk)


@require_safe
@cache_control(private=True, no_store=True)
def paste_done(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """What was put in, and whether it can be taken out."""
    plan, _ = _plan(request, code, year_be)
    return _done_page(request, plan, _paste(plan, pk), UndoPasteForm())


@require_POST
def paste_undo(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Take the whole paste out."""
    plan, user = _plan(request, code, year_be)
    pasted = _paste(plan, pk)
    form = UndoPasteForm(request.POST)
    assert form.is_valid()  # one box, ticked or not
    try:
        undo_paste(plan, pasted, over_changes=form.cleaned_data["over_changes"], by=user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _done_page(request, plan, pasted, form)
    return redirect("paste-done", code, year_be, pk)


def _plan(request: HttpRequest, code: str, year_be: int) -> tuple[MeasurePlan, User]:
    require(request.user, Right.EDIT_PLAN, get_own_organization(request.user, code))
    assert isinstance(request.user, User)  # the door lets nobody else in
    return get_plan(request.user, code, year_be), request.user


def _paste(plan: MeasurePlan, pk: int) -> AuditEntry:
    pasted = paste_of(plan, pk)
    if pasted is None:
        raise Http404
    return pasted


def _columns(plan: MeasurePlan, round: Round) -> tuple[ShownColumn, ...]:
    """The grid's columns, as its first table shows them."""
    layout = layout_of(plan.organization, plan.form)
    grid = shown_grid(measures_grid(plan, round), plan, layout, may_edit=False, may_fill=False)
    if grid.sections:
        return grid.sections[0].columns
    return tuple(ShownColumn(column, column.label) for column in CellColumn)


def _header(column: CellColumn, columns: tuple[ShownColumn, ...]) -> str:
    return next((each.header for each in columns if each.column is column), column.label)


def _preview(form: PasteForm, columns: list[CellColumn]) -> PastePreview:
    typed = form.cleaned_data
    first = typed["column"] if typed["column"] in columns else CellColumn.RESULTS
    return paste_preview(
        typed["row"], read_pasted(typed["html"], typed["text"]), columns, first, typed["round"]
    )


def _shown(plan: MeasurePlan) -> dict[str, object]:
    return {
        "plan": plan,
        "organization": plan.organization,
        "shows_demo": plan.organization.is_demo,
    }


def _done_page(
    request: HttpRequest, plan: MeasurePlan, pasted: AuditEntry, form: UndoPasteForm
) -> HttpResponse:
    context = {
        **_shown(plan),
        "pasted": pasted,
        "form": form,
        "cells": len(pasted.after["cells"]),
        "added": len(pasted.after["added_rows"]),
        "first_row": next((each["row"] for each in pasted.after["cells"]), None),
        "is_undone": is_undone(pasted),
        "may_edit": may_edit(plan.state),
    }
    return render(request, "measures/paste_done.html", context, status=422 if form.errors else 200)
