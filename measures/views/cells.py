"""Where the measures grid saves its cells: JSON in, JSON out, and never a page instead."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from itaportal.thai.dates import thai_date_short
from itaportal.thai.numerals import thai_digits
from measures.access import rows_of_plan
from measures.actions.cells import CellConflict, CellSave, SavedCell, save_cell
from measures.choices import CellColumn
from measures.forms.cells import read_cell_save
from measures.models import Row, User
from measures.rules.cells import CellContent
from measures.rules.paragraphs import paragraphs_to_json

SESSION_ENDED = "การเข้าสู่ระบบสิ้นสุดแล้ว ข้อความของท่านยังอยู่ในเครื่องนี้ โปรดเข้าสู่ระบบอีกครั้งเพื่อบันทึก"
ROW_GONE = "ไม่พบแถวนี้แล้ว อาจมีผู้ลบแถวไป ข้อความของท่านยังอยู่ในเครื่องนี้ โปรดเปิดหน้านี้ใหม่"


@login_not_required  # Who is not signed in is told so, not sent to a page that a script cannot use.
@require_POST
@cache_control(private=True, no_store=True)
def cell_saving(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Save one cell (the grid's contract: measures.forms.cells reads it, this answers it)."""
    if not isinstance(request.user, User):
        return JsonResponse({"message": SESSION_ENDED}, status=401)
    try:
        save = read_cell_save(request.body)
    except ValidationError as error:
        # Nothing is said of what a request should be to who may not know of the plan.
        status = 422 if rows_of_plan(request.user, code, year_be).exists() else 404
        message = ROW_GONE if status == 404 else " ".join(error.messages)
        return JsonResponse({"message": message}, status=status)
    try:
        return JsonResponse(_saved(save, save_cell(code, year_be, save, by=request.user)))
    except CellConflict as conflict:
        return JsonResponse(_conflict(save, conflict), status=409)
    except Row.DoesNotExist:
        return JsonResponse({"message": ROW_GONE}, status=404)
    except PermissionDenied as denied:
        return JsonResponse({"message": str(denied)}, status=403)
    except ValidationError as error:
        status = 423 if getattr(error, "code", "") == "state" else 422
        return JsonResponse({"message": " ".join(error.messages)}, status=status)


def _saved(save: CellSave, saved: SavedCell) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "revision": saved.content.revision,
        "saved_at": clock_time(saved.saved_at),
        "echo": saved.echo,
    }
    if save.column is CellColumn.RESPONSIBLE:
        answer["units"] = list(saved.content.units)
    is_period = save.column is CellColumn.PERIOD  # shown in the clean way only when read anew
    differs = saved.content.paragraphs != save.typed.paragraphs and not is_period
    if differs or save.was_split:
        answer["paragraphs"] = paragraphs_to_json(saved.content.paragraphs)
    return answer


def _conflict(save: CellSave, conflict: CellConflict) -> dict[str, Any]:
    theirs: CellContent = conflict.theirs
    answer: dict[str, Any] = {
        "revision": theirs.revision,
        "paragraphs": paragraphs_to_json(theirs.paragraphs),
        "by": conflict.by or "ผู้อื่น",
        "at": clock_time(conflict.at) if conflict.at else "",
    }
    if save.column is CellColumn.RESPONSIBLE:
        answer["units"] = list(theirs.units)
    if save.column is CellColumn.STATUS:
        answer["status"] = theirs.status
    return answer


def clock_time(at: datetime.datetime) -> str:
    """A time of today as ๑๔.๐๒, of another day with its date: ๒๑ พ.ย. ๖๙ ๑๔.๐๒."""
    local = localtime(at)
    time = thai_digits(f"{local:%H.%M}")
    if local.date() == localtime(timezone.now()).date():
        return time
    return f"{thai_date_short(local.date())} {time}"
