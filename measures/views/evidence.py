"""A plan's evidence: photographs, addresses and text of its appendix.

Who may edit the plan may change it. A contributor, who fills in results of some rows only, reads
it: a picture belongs to the plan's appendix and to no row, so nothing says whose it would be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from itaportal.thai.numerals import thai_digits
from measures.access import get_plan, has_right, require
from measures.actions.entries import require_editable_state
from measures.actions.evidence import (
    Evidence,
    add_pictures,
    move_by,
    remove_evidence,
    removed_from,
    restore_evidence,
)
from measures.choices import Right
from measures.exchange.pictures import MAX_FILE_BYTES
from measures.models import AppendixLink, AppendixPicture, MeasurePlan, User
from measures.rules.workflow import may_edit

from .evidence_forms import EvidenceForms


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def plan_evidence(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """The appendix's pictures, links and text.

    Every button sends the whole page, so that texts typed beside it are saved first: `add`,
    `add_link`, `up`, `down` and `remove` (picture-PK or link-PK), `restore` (a record's key).
    """
    plan = get_plan(request.user, code, year_be)
    assert isinstance(request.user, User)  # get_plan gives nobody else a plan
    changes = may_edit(plan.state) and has_right(request.user, Right.EDIT_PLAN, plan.organization)
    page = EvidenceForms(plan, None)
    if request.method == "POST":
        require(request.user, Right.EDIT_PLAN, plan.organization)
        first = _added(request, plan, request.user)
        page = EvidenceForms(plan, request.POST)
        place = _done(request, plan, page, request.user)
        if place is not None:
            place = f"#picture-{first.pk}" if first else place
            return redirect(reverse("plan-evidence", args=(code, year_be)) + place)
    removed = request.GET.get("removed", "")
    return render(
        request,
        "measures/evidence.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "page": page,
            "may_change": changes,
            "is_closed": not may_edit(plan.state),
            "removed": removed_from(plan).filter(pk=removed).first()
            if changes and removed.isdecimal()
            else None,
        },
    )


def _done(request: HttpRequest, plan: MeasurePlan, page: EvidenceForms, by: User) -> str | None:
    """Save the texts and do what the button says: where to go on, or None for errors to show."""
    try:
        require_editable_state(plan.state)
        if page.refusals or not page.saved(by=by):
            return None
        if page.is_link_there:
            messages.info(request, "ภาคผนวกมีลิงก์นี้อยู่แล้ว จึงไม่เพิ่มซ้ำ")
        for verb, act in _VERBS.items():
            if value := request.POST.get(verb):
                return act(plan, value, by)
    except ValidationError as error:
        page.refusals.extend(error.messages)
        return None
    if page.changed:
        messages.success(request, "บันทึกข้อความแล้ว")
    return "#main"


def _added(request: HttpRequest, plan: MeasurePlan, by: User) -> AppendixPicture | None:
    """Add the chosen photographs; say how many, and why others were not.

    They are added in any case, as a page shown again for another mistake cannot hold them.
    """
    files = request.FILES.getlist("new-pictures")
    if not may_edit(plan.state):
        return None
    if not files:
        if "add" in request.POST:
            messages.warning(request, "ยังไม่ได้เลือกภาพ โปรดเลือกไฟล์ภาพก่อน เช่น activity-1.jpg")
        return None
    contents = ((str(each.name), each.read(MAX_FILE_BYTES + 1)) for each in files)
    done = add_pictures(plan, contents, by=by)
    if done.added:
        count = thai_digits(str(len(done.added)))
        messages.success(request, f"เพิ่มภาพแล้ว {count} ภาพ โปรดเขียนคำบรรยายแทนภาพให้ครบ")
    for refusal in done.refused:
        messages.error(request, f"ไม่ได้เพิ่ม{refusal}")
    return done.added[0] if done.added else None


def _entry(plan: MeasurePlan, name: str) -> Evidence:
    """What a button of the page names: picture-12 or link-3."""
    kind, _, pk = name.partition("-")
    of_kind: Any = {"picture": plan.pictures, "link": plan.links}.get(kind)
    found: Evidence | None = of_kind.filter(pk=pk).first() if of_kind and pk.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _up(plan: MeasurePlan, name: str, by: User) -> str:
    move_by(_entry(plan, name), -1, by=by)
    return f"#{name}"


def _down(plan: MeasurePlan, name: str, by: User) -> str:
    move_by(_entry(plan, name), 1, by=by)
    return f"#{name}"


def _remove(plan: MeasurePlan, name: str, by: User) -> str:
    removed = remove_evidence(_entry(plan, name), by=by)
    return f"?removed={removed.pk}#undo"


def _restore(plan: MeasurePlan, record: str, by: User) -> str:
    if not record.isdecimal() or not removed_from(plan).filter(pk=record).exists():
        raise Http404
    back = restore_evidence(plan, int(record), by=by)
    return f"#{'link' if isinstance(back, AppendixLink) else 'picture'}-{back.pk}"


_VERBS: dict[str, Callable[[MeasurePlan, str, User], str]] = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "restore": _restore,
}
