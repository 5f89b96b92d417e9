"""What a plan says beside its table, shown and saved."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from measures.access import get_plan, has_right, require
from measures.actions.general import change_general
from measures.choices import Right
from measures.forms.entries import EntryFormSet
from measures.forms.general import GeneralForm, SignatoryFormSet
from measures.models import User
from measures.rules.workflow import may_edit

_GONE = ValidationError(
    "ผู้ลงนามที่แก้ไขถูกลบไปแล้วโดยผู้อื่น จึงยังไม่ได้บันทึก โปรดเปิดหน้านี้ใหม่แล้วแก้ไขอีกครั้ง", code="gone"
)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def plan_general(request: HttpRequest, code: str, year_be: int) -> HttpResponse:
    """Years, form of report, introduction, appendix text and signatories of a plan."""
    plan = get_plan(request.user, code, year_be)
    sent = request.method == "POST"
    if sent:
        require(request.user, Right.EDIT_PLAN, plan.organization)
    data = request.POST if sent else None
    form = GeneralForm(data, instance=plan)
    signatories = SignatoryFormSet(data, instance=plan, prefix="signatories")
    assert isinstance(request.user, User)  # get_plan gives nobody else a plan
    if sent and all([form.is_valid(), signatories.is_valid()]):
        try:
            _save(form, signatories, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        except ObjectDoesNotExist:
            form.add_error(None, _GONE)
        else:
            messages.success(request, "บันทึกข้อมูลทั่วไปและคำนำแล้ว")
            return redirect("plan", code, year_be)
    is_editable = may_edit(plan.state) and has_right(
        request.user, Right.EDIT_PLAN, plan.organization
    )
    return render(
        request,
        "measures/general.html",
        {
            "plan": plan,
            "organization": plan.organization,
            "shows_demo": plan.organization.is_demo,
            "form": form,
            "signatories": signatories,
            "is_editable": sent or is_editable,
            "is_closed": not may_edit(plan.state),
        },
        status=422 if sent else 200,
    )


def _save(form: GeneralForm, signatories: EntryFormSet, *, by: User) -> None:
    signatories.save(commit=False)
    shown = {id(each.instance): each.changes for each in signatories.initial_forms}
    change_general(
        plan=form.instance,
        shown=form.changes,
        changed=[(entry, shown[id(entry)]) for entry, _ in signatories.changed_objects],
        added=signatories.new_objects,
        removed=signatories.deleted_objects,
        by=by,
    )
