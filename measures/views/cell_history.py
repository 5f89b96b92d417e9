"""Earlier texts of one cell of the measures grid: who, when, and bringing one back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from measures.access import get_row
from measures.actions.cells import CellConflict, bring_back
from measures.cell_access import may_save_cell
from measures.choices import CellColumn
from measures.forms.cells import BringBackForm
from measures.forms.rounds import RoundForm
from measures.models import User
from measures.queries.cells import StoredCell, stored_cell, texts_of
from measures.rules.cells import ROUND_COLUMNS

MAY_NOT = "ท่านแก้ไขช่องนี้ไม่ได้ในขณะนี้ เพราะไม่มีสิทธิในแถวนี้หรือแผนอยู่ในสถานะที่แก้ไขไม่ได้ โปรดติดต่อผู้จัดทำของหน่วยงาน"
CHANGED = "มีผู้แก้ไขช่องนี้หลังจากท่านเปิดหน้านี้ จึงยังไม่ได้นำข้อความกลับมา โปรดดูข้อความปัจจุบันด้านล่างแล้วเลือกอีกครั้ง"


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def cell_history(
    request: HttpRequest, code: str, year_be: int, pk: int, column: str
) -> HttpResponse:
    """The texts that a cell held (`?round=` for a cell of a round); posting brings one back."""
    cell = _cell(request, code, year_be, pk, column)
    assert isinstance(request.user, User)  # the door lets nobody else in
    grid = reverse("grid", args=(code, year_be))
    query = f"?round={cell.round}" if cell.round else ""
    if request.method == "POST":
        if not may_save_cell(request.user, cell.row, cell.column):
            raise PermissionDenied(MAY_NOT)
        form = BringBackForm(request.POST)
        try:
            if form.is_valid():
                bring_back(cell, **form.cleaned_data, by=request.user)
                messages.success(request, "นำข้อความกลับมาแล้ว ข้อความที่ถูกแทนยังดูได้ในข้อความก่อนหน้าของช่อง")
                return redirect(f"{grid}{query}#row-{cell.row.pk}")
            messages.error(request, "ยังไม่ได้เลือกข้อความ โปรดเลือกข้อความที่จะนำกลับมา เช่น ข้อความล่าสุด")
        except CellConflict:
            messages.error(request, CHANGED)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(f"{request.path}{query}")
    plan = cell.row.section.plan
    return render(
        request,
        "measures/grid/history.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "cell": cell,
            "column": cell.column,
            "texts": texts_of(cell, request.user),
            "may_bring_back": may_save_cell(request.user, cell.row, cell.column),
            "grid_url": f"{grid}{query}#row-{cell.row.pk}",
        },
    )


def _cell(request: HttpRequest, code: str, year_be: int, pk: int, column: str) -> StoredCell:
    row = get_row(request.user, code, year_be, pk)
    asked = RoundForm(request.GET)
    if column not in CellColumn.values or not asked.is_valid():
        raise Http404
    round = asked.cleaned_data["round"]
    if (round is not None) != (column in ROUND_COLUMNS):
        raise Http404
    return stored_cell(row, CellColumn(column), round)
