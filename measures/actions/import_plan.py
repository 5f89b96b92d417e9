"""Importing a plan from an office's file: read, compared with what is stored, written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, ReportForm, Right, Round
from measures.exchange.columns import Chosen, ReadColumn
from measures.exchange.confidence import CellReading
from measures.exchange.drafts import KnownNames, PlanDraft, PlanReading, RowDraft, ScoreDraft
from measures.exchange.matching import draft_with_round, has_content, round_of
from measures.exchange.plan_json import plan_to_json
from measures.exchange.responsible import ADDS_UNIT
from measures.exchange.source import Doubt, Place, SourceDocument
from measures.models import FiscalYear, MeasurePlan, Organization, User, YearlyScore
from measures.queries.plan_draft import plan_draft
from measures.rules.scoring import score_text

from .entries import require_editable_state
from .plan_content import locked_state, missing_units, replace_content, write_round
from .plan_files import (
    ImportRefusedError,
    about_years,
    holds_years,
    names_for_import,
    opened_file,
    write_whole,
)
from .scores import enter_scores

__all__ = ["ImportRefusedError", "PlanImport", "import_plan"]


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What an import did, or in a dry run would do.

    `changed` is False when the plan held the file's content already; `overwrites` says whether
    other content gives way; `added_units` are names.
    """

    draft: PlanDraft
    doubts: tuple[Doubt, ...]
    changed: bool
    added_units: tuple[str, ...] = ()
    added_scores: tuple[ScoreDraft, ...] = ()
    readings: tuple[CellReading, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    overwrites: bool = False


def import_plan(
    content: bytes,
    file: str,
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    round: Round | None = None,
    form: ReportForm | None = None,
    columns: Chosen | None = None,
    source: SourceDocument | None = None,
    replace_existing: bool = False,
    dry_run: bool = False,
    by: User,
) -> PlanImport:
    """Import an office's file as the organization's plan of a fiscal year, all or nothing.

    With `round`, a plan that has rows keeps everything but that round's results. The same file
    again changes nothing. `columns` and `source` are as `opened_file` takes them. Raises
    PermissionDenied; UnreadableFile; ValidationError when the plan's state allows no change;
    ImportRefusedError when the plan holds something else and `replace_existing` is not given, or
    when the file's rows are not the plan's.
    """
    require(by, Right.EDIT_PLAN, organization)
    # May take its time: no transaction waits for it.
    read = opened_file(
        content,
        file,
        organization=organization,
        fiscal_year=fiscal_year,
        round=round,
        form=form,
        keep_pictures=not dry_run,
        columns=columns,
        source=source,
    )
    with transaction.atomic():
        return _import_source(
            read,
            content,
            file,
            organization=organization,
            fiscal_year=fiscal_year,
            round=round,
            replace_existing=replace_existing,
            dry_run=dry_run,
            by=by,
        )


def _import_source(
    read: Callable[[KnownNames], PlanReading],
    content: bytes,
    file: str,
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    round: Round | None,
    replace_existing: bool,
    dry_run: bool,
    by: User,
) -> PlanImport:
    # Two imports at once would both find no plan: the organization is the lock.
    Organization.objects.select_for_update().get(pk=organization.pk)
    known = names_for_import(organization, fiscal_year)
    reading = read(known)
    plan = MeasurePlan.objects.filter(organization=organization, fiscal_year=fiscal_year).first()
    stored = None
    if plan is not None:
        require_editable_state(locked_state(plan))
        stored = plan_draft(plan, with_pictures=False)
    only_round = round if stored is not None and has_content(stored) else None
    draft, doubts = _wanted(reading, stored, only_round, file)
    doubts += _about_year(reading, fiscal_year, file)
    is_whole = reading.is_whole and not only_round
    if is_whole:
        doubts += about_years(reading, file)
    scores, more = _missing_scores(organization, () if only_round else reading.scores)
    doubts += more
    if stored == draft and not (is_whole and plan and not holds_years(plan, reading)):
        if not dry_run:
            _enter(organization, scores, by)
        return PlanImport(
            draft, doubts, bool(scores), (), scores, reading.readings, reading.columns
        )
    overwrites = stored is not None and stored != draft and _overwrites(stored, only_round, reading)
    if overwrites and not replace_existing:
        raise ImportRefusedError(_refusal(fiscal_year, only_round))
    added = () if only_round else missing_units(organization, draft)
    if not dry_run:
        plan = plan or _new_plan(organization, fiscal_year, draft.form)
        if only_round:
            write_round(plan, draft, only_round)
        elif is_whole:
            write_whole(plan, reading)
        else:
            replace_content(plan, draft)
        if not is_whole:
            _set_score_year(plan, draft, reading.scores)
        _enter(organization, scores, by)
        record(
            AuditAction.PLAN_IMPORTED,
            plan,
            before=plan_to_json(stored, known) if stored else None,
            after={
                "file": file,
                "sha256": hashlib.sha256(content).hexdigest(),
                "round": only_round,
                "added_units": list(added),
                "plan": plan_to_json(draft, known),
            },
            by=by,
        )
    return PlanImport(
        draft, doubts, True, added, scores, reading.readings, reading.columns, overwrites
    )


def _missing_scores(
    organization: Organization, scores: Sequence[ScoreDraft]
) -> tuple[tuple[ScoreDraft, ...], tuple[Doubt, ...]]:
    """The file's scores that are not stored yet, and a doubt for each that is stored otherwise."""
    if not scores:
        return (), ()
    stored = {
        (score.indicator.framework.fiscal_year.year_be, score.indicator.number): score.value
        for score in YearlyScore.objects.filter(organization=organization).select_related(
            "indicator__framework__fiscal_year"
        )
    }
    missing = tuple(score for score in scores if (score.year_be, score.indicator) not in stored)
    differing = (
        (score, stored[score.year_be, score.indicator])
        for score in scores
        if stored.get((score.year_be, score.indicator), score.value) != score.value
    )
    return missing, tuple(
        Doubt(
            score.place,
            f"{score_text(score.value)} คะแนน",
            thai_digits(f"คงคะแนนปี {score.year_be} ที่บันทึกไว้แล้ว {score_text(kept)} คะแนน"),
            "คะแนนที่ตรงกับที่บันทึกไว้ หรือแก้ไขในหน้าคะแนน",
        )
        for score, kept in differing
    )


def _enter(organization: Organization, scores: Sequence[ScoreDraft], by: User) -> None:
    """Store scores through the action of their page, a year at a time."""
    for year_be in sorted({score.year_be for score in scores}):
        values = {score.indicator: score.value for score in scores if score.year_be == year_be}
        enter_scores(organization, FiscalYear.objects.get(year_be=year_be), values, by=by)


def _wanted(
    reading: PlanReading, stored: PlanDraft | None, only_round: Round | None, file: str
) -> tuple[PlanDraft, tuple[Doubt, ...]]:
    """What the plan is to hold: the file's content, or the stored one with the file's round."""
    if stored is None:
        return reading.draft, reading.doubts
    if only_round is None:
        draft = reading.draft if reading.is_whole else reading.draft.beside(stored)
        return draft, reading.doubts
    merged = draft_with_round(stored, reading.draft, only_round)
    if merged.mismatch:
        raise ImportRefusedError(
            f"แถวในไฟล์ไม่ตรงกับแถวของแผนที่มีอยู่ จึงไม่นำเข้าผลของ{only_round.label}: {merged.mismatch} "
            "โปรดใช้ไฟล์ที่มีแถวเดียวกับแผน หรือสั่งนำเข้าทั้งแผนด้วย --replace โดยไม่ระบุ --round"
        )
    return merged.draft, (
        *(doubt for doubt in reading.doubts if doubt.made != ADDS_UNIT),
        *_about_the_rest(reading.draft, stored, only_round, file),
    )


def _about_the_rest(
    read: PlanDraft, stored: PlanDraft, only_round: Round, file: str
) -> tuple[Doubt, ...]:
    """A doubt when the file differs from the plan in what an import of one round leaves alone."""

    def shared(draft: PlanDraft) -> list[RowDraft]:
        return [replace(row, results=(), remarks=()) for row in draft.rows]

    if shared(read) == shared(stored):
        return ()
    return (
        Doubt(
            Place(file),
            "มาตรการ ขั้นตอน ผู้รับผิดชอบ หรือระยะเวลาที่ต่างจากแผน",
            f"คงของแผนไว้ และใช้เฉพาะผลของ{only_round.label}",
            "แถวที่เหมือนกับแผน หรือสั่งนำเข้าทั้งแผนด้วย --replace โดยไม่ระบุ --round",
        ),
    )


def _about_year(reading: PlanReading, fiscal_year: FiscalYear, file: str) -> tuple[Doubt, ...]:
    if reading.year_be in (None, fiscal_year.year_be):
        return ()
    return (
        Doubt(
            Place(file),
            thai_digits(f"ประจำปีงบประมาณ พ.ศ. {reading.year_be}"),
            f"นำเข้าเป็นแผนของ{fiscal_year} ตามที่สั่ง",
            f"ชื่อรายงานที่ระบุ{fiscal_year}",
        ),
    )


def _overwrites(stored: PlanDraft, only_round: Round | None, reading: PlanReading) -> bool:
    if only_round is None:
        return has_content(stored, beside=reading.is_whole)
    return any(round_of(row, only_round) is not None for row in stored.rows)


def _refusal(fiscal_year: FiscalYear, only_round: Round | None) -> str:
    what = f"ผลของ{only_round.label}" if only_round else "เนื้อหา"
    return (
        f"แผนของ{fiscal_year} มี{what}อยู่แล้วและต่างจากไฟล์ จึงยังไม่นำเข้า "
        "หากต้องการให้ไฟล์แทนที่ โปรดสั่งอีกครั้งด้วย --replace"
    )


def _new_plan(organization: Organization, fiscal_year: FiscalYear, form: str) -> MeasurePlan:
    return MeasurePlan.objects.create(organization=organization, fiscal_year=fiscal_year, form=form)


def _set_score_year(plan: MeasurePlan, draft: PlanDraft, scores: Sequence[ScoreDraft]) -> None:
    """Let a plan that names no score year name the latest that its outcomes or names state."""
    compared = [
        citation.later_year
        for row in draft.rows
        for result in row.results
        for citation in result.citations
    ]
    compared.extend(score.year_be for score in scores)
    if plan.score_year is None and compared:
        plan.score_year = FiscalYear.objects.get(year_be=max(compared))
        plan.save(update_fields=["score_year"])
