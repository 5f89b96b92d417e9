"""Taking an import back as one piece: the plan, and the scores and units that came with it."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, Right
from measures.exchange.drafts import PlanDraft
from measures.exchange.plan_json import plan_to_json
from measures.exchange.plan_json_reading import read_plan_json
from measures.models import FiscalYear, MeasurePlan, PlanUpload, ResponsibleUnit, User, YearlyScore
from measures.queries.approval import content_hash
from measures.queries.plan_draft import plan_draft
from measures.queries.uploads import is_undoable, plan_of_upload

from .entries import ChangedMeanwhile, require_editable_state
from .pictures import with_safe_pictures
from .plan_content import locked_state, replace_content
from .plan_files import names_for_import, write_whole
from .scores import enter_scores
from .uploads import lock_upload


@transaction.atomic
def undo_import(upload: PlanUpload, *, over_changes: bool = False, by: User) -> None:
    """Bring back what the plan held before an import, with the scores and units that it added.

    A plan that the import made is removed again, or emptied where steps of its way to the head of
    office are kept with it. Raises PermissionDenied; ChangedMeanwhile when somebody edited the
    plan since, unless `over_changes`; ValidationError when it cannot be undone any more.
    """
    organization = lock_upload(upload)
    require(by, Right.EDIT_PLAN, organization)
    plan = plan_of_upload(upload)
    if plan is None or not is_undoable(upload):
        raise ValidationError(
            "การนำเข้านี้เลิกทำไม่ได้แล้ว เพราะเลิกทำไปแล้ว หรือมีการนำเข้าไฟล์อื่นหลังจากนั้น "
            "โปรดเปิดแผนเพื่อดูเนื้อหาล่าสุด",
            code="not_undoable",
        )
    require_editable_state(locked_state(plan))
    if not over_changes and content_hash(plan) != upload.after_hash:
        raise ChangedMeanwhile(
            "มีผู้แก้ไขแผนหลังจากนำเข้า หากเลิกทำ ข้อความที่แก้ไขหลังนำเข้าจะหายไปด้วย จึงยังไม่ได้เลิกทำ "
            "โปรดตรวจแผน แล้วยืนยันว่าต้องการเลิกทำ",
            code="changed_meanwhile",
        )
    known = names_for_import(organization, upload.fiscal_year)
    stored = plan_draft(plan, with_pictures=False)
    restored = PlanDraft(form=plan.form)
    if upload.before is not None:
        content = json.dumps(upload.before, ensure_ascii=False).encode()
        reading = read_plan_json(content, upload.file, known)
        restored = with_safe_pictures(reading.draft, organization)
        write_whole(plan, replace(reading, draft=restored))
    else:
        replace_content(plan, restored)
    _take_back_scores(upload, by)
    record(
        AuditAction.PLAN_IMPORT_UNDONE,
        plan,
        before=plan_to_json(stored, known),
        after={
            "file": upload.file,
            "removed_units": _take_back_units(upload),
            "plan": plan_to_json(restored, known),
        },
        by=by,
    )
    if upload.before is None:
        _remove_if_nothing_is_kept(plan)
    upload.undone_at, upload.before = timezone.now(), None
    upload.save(update_fields=["undone_at", "before"])


def _take_back_scores(upload: PlanUpload, by: User) -> None:
    """Clear the scores that came with the file and are still what it said."""
    for year in FiscalYear.objects.filter(
        year_be__in={year_be for year_be, *_ in upload.outcome["added_scores"]}
    ):
        stored = dict(
            YearlyScore.objects.filter(
                organization=upload.organization,
                indicator__framework__fiscal_year=year,
                indicator__framework__network=upload.organization.network,
            ).values_list("indicator__number", "value")
        )
        added = {
            number: Decimal(value)
            for year_be, number, value in upload.outcome["added_scores"]
            if year_be == year.year_be
        }
        cleared = {number: None for number in added if stored.get(number) == added[number]}
        enter_scores(upload.organization, year, cleared, by=by)


def _take_back_units(upload: PlanUpload) -> list[str]:
    """Remove the units that came with the file and that nothing else names by now."""
    unused = ResponsibleUnit.objects.filter(
        organization=upload.organization,
        name__in=upload.outcome["added_units"],
        responsibilities__isnull=True,
        memberships__isnull=True,
    )
    names = list(unused.values_list("name", flat=True))
    unused.delete()
    return names


def _remove_if_nothing_is_kept(plan: MeasurePlan) -> None:
    try:
        with transaction.atomic():
            plan.delete()
    except ProtectedError:
        return
