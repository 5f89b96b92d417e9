"""Importing a file: choose it, look at what was read, confirm, and take it back if wanted."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.access import get_own_organization, get_upload, require
from measures.actions.import_plan import ImportRefusedError, PlanImport
from measures.actions.undo_import import undo_import
from measures.actions.uploads import (
    choose_columns,
    drop_upload,
    import_upload,
    marked_copy,
    preview_upload,
    take_upload,
)
from measures.choices import Right
from measures.exchange.source import UnreadableFile
from measures.forms.imports import CheckForm, UndoForm, UploadForm
from measures.models import PlanUpload, User
from measures.queries.approval import content_hash
from measures.queries.import_preview import preview_groups
from measures.queries.plan_draft import known_names
from measures.queries.uploads import importable_years, is_undoable, plan_of_upload, plan_of_year
from measures.rules.workflow import may_edit

REFUSALS = (UnreadableFile, ImportRefusedError, ValidationError)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def import_file(request: HttpRequest, code: str, year_be: int | None = None) -> HttpResponse:
    """Choose a file, and the fiscal year (BE) where the address does not name it."""
    organization = get_own_organization(request.user, code)
    require(request.user, Right.EDIT_PLAN, organization)
    assert isinstance(request.user, User)  # the door lets nobody else in
    years = importable_years(organization)
    year = None if year_be is None else years.filter(year_be=year_be).first()
    if year_be is not None and year is None:
        raise Http404
    form = UploadForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        years=years if year is None else None,
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = take_upload(
                file.read(),
                file.name,
                organization=organization,
                fiscal_year=year or form.cleaned_data["year"],
                by=request.user,
            )
        except REFUSALS as refused:
            form.add_error("file", _messages(refused))
        else:
            return redirect("import-check", code, upload.fiscal_year.year_be, upload.pk)
    plan = plan_of_year(organization, year) if year else None
    return render(
        request,
        "measures/import_file.html",
        {
            "organization": organization,
            "shows_demo": organization.is_demo,
            "year": year,
            "plan": plan,
            "is_closed": plan is not None and not may_edit(plan.state),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def import_check(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """What was read of the file; its columns are chosen anew, or it is imported."""
    upload = _upload(request, code, year_be, pk)
    assert isinstance(request.user, User)
    if upload.imported_at is not None:
        return redirect("import-done", code, year_be, pk)
    try:
        preview = preview_upload(upload, by=request.user)
    except REFUSALS as refused:
        return _check_page(request, upload, None, None, _messages(refused))
    plan = plan_of_upload(upload)
    form = CheckForm(
        *((request.POST,) if request.method == "POST" else ()),
        columns=preview.columns,
        overwrites=preview.overwrites,
        shown=content_hash(plan) if plan else "",
        scope=upload.round,
    )
    if form.is_valid():
        try:
            if form.is_as_read and request.POST.get("do") == "import":
                _import(form, upload, request.user)
                return redirect("import-done", code, year_be, pk)
            choose_columns(upload, form.columns, form.cleaned_data["scope"], by=request.user)
            return redirect("import-check", code, year_be, pk)
        except REFUSALS as refused:
            form.add_error(None, _messages(refused))
            form.data = {**request.POST.dict(), "shown": form.initial["shown"]}
    return _check_page(request, upload, preview, form, [])


def _import(form: CheckForm, upload: PlanUpload, by: User) -> None:
    if "replace" in form.fields and not form.cleaned_data["replace"]:
        raise ValidationError(
            f"แผนของ{upload.fiscal_year} มีเนื้อหาอยู่แล้วและต่างจากไฟล์ จึงยังไม่นำเข้า "
            "หากต้องการให้ไฟล์แทนที่ โปรดเลือก “ให้เนื้อหาจากไฟล์แทนที่เนื้อหาเดิมของแผน”"
        )
    import_upload(
        upload,
        replace_existing="replace" in form.fields,
        shown=form.cleaned_data["shown"],
        by=by,
    )


def _check_page(
    request: HttpRequest,
    upload: PlanUpload,
    preview: PlanImport | None,
    form: CheckForm | None,
    refusals: list[str],
) -> HttpResponse:
    organization, year_be = upload.organization, upload.fiscal_year.year_be
    rows = preview.draft.rows if preview else ()
    return render(
        request,
        "measures/import_check.html",
        {
            "organization": organization,
            "shows_demo": organization.is_demo,
            "upload": upload,
            "plan": plan_of_upload(upload),
            "preview": preview,
            "form": form,
            "refusals": refusals,
            "measures": sum(len(row.measures) for row in rows),
            "steps": sum(len(row.steps) for row in rows),
            "groups": preview_groups(preview.draft, known_names(organization, year_be))
            if preview
            else [],
        },
        status=422 if refusals or (form and form.errors) else 200,
    )


@require_safe
@cache_control(private=True, no_store=True)
def import_marked(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """The file to take away with its doubted cells marked; 404 where there is none to give."""
    upload = _upload(request, code, year_be, pk)
    assert isinstance(request.user, User)
    if upload.imported_at is not None:
        raise Http404
    try:
        marked = marked_copy(upload, by=request.user)
    except REFUSALS as refused:
        return _check_page(request, upload, None, None, _messages(refused))
    if marked is None:
        raise Http404
    name, content = marked
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def import_cancel(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Forget the file without importing it."""
    upload = _upload(request, code, year_be, pk)
    assert isinstance(request.user, User)
    drop_upload(upload, by=request.user)
    return redirect("import-file", code, year_be)


@require_safe
@cache_control(private=True, no_store=True)
def import_done(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """What was imported, and whether it can be taken back."""
    upload = _upload(request, code, year_be, pk)
    if upload.imported_at is None:
        return redirect("import-check", code, year_be, pk)
    return _done_page(request, upload, UndoForm())


@require_POST
def import_undo(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponse:
    """Take the import back as a whole."""
    upload = _upload(request, code, year_be, pk)
    assert isinstance(request.user, User)
    form = UndoForm(request.POST)
    assert form.is_valid()  # one box, ticked or not
    try:
        undo_import(upload, over_changes=form.cleaned_data["over_changes"], by=request.user)
    except REFUSALS as refused:
        form.add_error(None, _messages(refused))
        return _done_page(request, upload, form)
    return redirect("import-done", code, year_be, pk)


def _done_page(request: HttpRequest, upload: PlanUpload, form: UndoForm) -> HttpResponse:
    plan = plan_of_upload(upload)
    return render(
        request,
        "measures/import_done.html",
        {
            "organization": upload.organization,
            "shows_demo": upload.organization.is_demo,
            "upload": upload,
            "plan": plan,
            "form": form,
            "is_undoable": plan is not None and is_undoable(upload),
            "is_edited": plan is not None and content_hash(plan) != upload.after_hash,
        },
        status=422 if form.errors else 200,
    )


def _upload(request: HttpRequest, code: str, year_be: int, pk: int) -> PlanUpload:
    upload = get_upload(request.user, code, year_be, pk)
    require(request.user, Right.EDIT_PLAN, upload.organization)
    return upload


def _messages(refused: Exception) -> list[str]:
    return refused.messages if isinstance(refused, ValidationError) else [str(refused)]
