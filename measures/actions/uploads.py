"""Files on their way into a plan: taken, imported as one piece, taken back as one piece."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.access import UPLOADS_KEPT, require
from measures.choices import Right, Round
from measures.exchange.isolated import mark_isolated, read_isolated
from measures.exchange.marked_files import marked_tables
from measures.exchange.marks import marks_of
from measures.exchange.source_json import source_as_json, source_from_json
from measures.exchange.wordings import Column
from measures.models import (
    FiscalYear,
    Organization,
    PlanUpload,
    User,
)
from measures.queries.approval import content_hash
from measures.queries.plan_export import exported_plan
from measures.queries.uploads import chosen_columns, plan_of_upload

from .entries import CHANGED_MEANWHILE, ChangedMeanwhile
from .import_plan import PlanImport, import_plan
from .plan_files import is_json

_LONGEST_NAME = 200


def take_upload(
    content: bytes, file: str, *, organization: Organization, fiscal_year: FiscalYear, by: User
) -> PlanUpload:
    """Keep a file to be looked at and imported; it takes the place of the user's last one.

    Read once, in a process of its own. Raises PermissionDenied; UnreadableFile; ValidationError;
    ImportRefusedError.
    """
    require(by, Right.EDIT_PLAN, organization)
    name = PurePath(file.replace("\\", "/")).name
    ending = PurePath(name).suffix
    name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - len(ending)] + ending
    upload = PlanUpload(
        organization=organization,
        fiscal_year=fiscal_year,
        uploaded_by=by,
        file=name,
        content=content,
        source=None if is_json(name) else source_as_json(read_isolated(content, name)),
    )
    preview_upload(upload, by=by)  # what cannot be imported at all is said at once
    remove_old_uploads()
    PlanUpload.objects.filter(
        organization=organization,
        fiscal_year=fiscal_year,
        uploaded_by=by,
        imported_at__isnull=True,
    ).delete()
    upload.save(force_insert=True)
    return upload


def preview_upload(upload: PlanUpload, *, by: User) -> PlanImport:
    """What importing the file would do. Raises as `import_plan`."""
    return _import(upload, dry_run=True, replace_existing=True, by=by)


def marked_copy(upload: PlanUpload, *, by: User) -> tuple[str, bytes] | None:
    """The file with its doubted cells marked, and the copy's name; None where none can be marked.

    Word and Excel files stay what they are, text files become Excel. Raises as `import_plan`.
    """
    if not upload.source:
        return None
    preview = preview_upload(upload, by=by)
    source = source_from_json(upload.source)
    units = list(upload.organization.units.values_list("name", flat=True))
    marks = marks_of(source, preview.doubts, units, chosen_columns(upload))
    if not marks:
        return None
    name = PurePath(upload.file)
    if name.suffix.lower() in (".docx", ".xlsx"):
        content = mark_isolated(bytes(upload.content), upload.file, marks)
        return f"{name.stem}-ข้อสงสัย{name.suffix.lower()}", content
    return f"{name.stem}-ข้อสงสัย.xlsx", marked_tables(source, marks)


def choose_columns(
    upload: PlanUpload, columns: Mapping[str, Column | None], round: Round | None, *, by: User
) -> None:
    """Keep what a person says that the columns are, and of which round alone results are wanted.

    Raises as `import_plan` when the file cannot be imported that way; then nothing is kept.
    """
    require(by, Right.EDIT_PLAN, upload.organization)
    upload.columns = {key: column.name if column else None for key, column in columns.items()}
    upload.round = round
    preview_upload(upload, by=by)
    upload.save(update_fields=["columns", "round"])


@transaction.atomic
def import_upload(
    upload: PlanUpload, *, replace_existing: bool, shown: str, by: User
) -> PlanImport:
    """Import the file, all or nothing, and keep what undoing needs instead of the file.

    `shown` is the hash of the plan's content that the page was made of, "" where there was no
    plan. Raises as `import_plan`, ChangedMeanwhile when the plan is another by now, and
    ValidationError when the file was imported already or says nothing new.
    """
    organization = lock_upload(upload)
    require(by, Right.EDIT_PLAN, organization)
    if upload.imported_at is not None:
        raise ValidationError("นำเข้าไฟล์นี้แล้ว จึงไม่นำเข้าซ้ำ", code="imported")
    plan = plan_of_upload(upload)
    if shown != (content_hash(plan) if plan else ""):
        raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
    before = exported_plan(plan) if plan else None
    done = _import(upload, dry_run=False, replace_existing=replace_existing, by=by)
    if not done.changed:
        raise ValidationError("แผนมีเนื้อหาตรงกับไฟล์อยู่แล้ว จึงไม่มีสิ่งที่ต้องนำเข้า", code="unchanged")
    plan = plan_of_upload(upload)
    assert plan is not None
    # One step back is kept, not a history: that is what the record of changes is for.
    PlanUpload.objects.filter(
        organization=organization, fiscal_year=upload.fiscal_year, before__isnull=False
    ).update(before=None)
    upload.content, upload.source = b"", None
    upload.imported_at = timezone.now()
    upload.before, upload.after_hash = before, content_hash(plan)
    upload.outcome = _outcome(done, is_new=before is None)
    upload.save()
    return done


def remove_old_uploads(*, older_than: datetime.timedelta = UPLOADS_KEPT) -> int:
    """Remove the files that nobody imported in a day; how many there were."""
    old = PlanUpload.objects.filter(
        imported_at__isnull=True, uploaded_at__lt=timezone.now() - older_than
    )
    removed, _ = old.delete()
    return removed


def drop_upload(upload: PlanUpload, *, by: User) -> None:
    """Remove a file that is not to be imported."""
    require(by, Right.EDIT_PLAN, upload.organization)
    PlanUpload.objects.filter(pk=upload.pk, imported_at__isnull=True).delete()


def _import(upload: PlanUpload, *, dry_run: bool, replace_existing: bool, by: User) -> PlanImport:
    return import_plan(
        bytes(upload.content),
        upload.file,
        organization=upload.organization,
        fiscal_year=upload.fiscal_year,
        round=Round(upload.round) if upload.round else None,
        columns=chosen_columns(upload),
        source=source_from_json(upload.source) if upload.source else None,
        replace_existing=replace_existing,
        dry_run=dry_run,
        by=by,
    )


def _outcome(done: PlanImport, *, is_new: bool) -> dict[str, Any]:
    rows = done.draft.rows
    return {
        "made_the_plan": is_new,
        "rows": len(rows),
        "measures": sum(len(row.measures) for row in rows),
        "steps": sum(len(row.steps) for row in rows),
        "doubts": len(done.doubts),
        "added_units": list(done.added_units),
        "added_scores": [
            [score.year_be, score.indicator, str(score.value)] for score in done.added_scores
        ],
    }


def lock_upload(upload: PlanUpload) -> Organization:
    """The organization, its row locked as every import locks it; the upload as it is by now."""
    organization = Organization.objects.select_for_update().get(pk=upload.organization_id)
    upload.refresh_from_db()
    return organization
