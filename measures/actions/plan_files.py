"""Files that a plan is imported from: an office's, or the portal's own JSON, which is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from itaportal.thai.numerals import thai_digits
from measures.choices import ReportForm, Round
from measures.exchange.columns import Chosen
from measures.exchange.drafts import KnownNames, PlanDraft, PlanReading
from measures.exchange.isolated import read_isolated
from measures.exchange.pictures import RefusedPicture
from measures.exchange.plan_json_reading import read_plan_json
from measures.exchange.reading import read_plan
from measures.exchange.source import Doubt, Place, SourceDocument, UnreadableFile
from measures.models import FiscalYear, Framework, MeasurePlan, Organization, Question
from measures.queries.plan_draft import known_names

from .pictures import with_safe_pictures
from .plan_content import replace_content


class ImportRefusedError(Exception):
    """An import that would overwrite or misplace something; the message says in Thai what to do."""


def is_json(file: str) -> bool:
    """Whether a file is the portal's own, by the ending of its name."""
    return file.lower().endswith(".json")


def opened_file(
    content: bytes,
    file: str,
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    round: Round | None,
    form: ReportForm | None,
    keep_pictures: bool,
    columns: Chosen | None = None,
    source: SourceDocument | None = None,
) -> Callable[[KnownNames], PlanReading]:
    """What of a file takes its time, done: the rest needs the names that hold under lock.

    `source` is the office's file as it was read before; `columns` what a person says of it.
    Raises UnreadableFile, ImportRefusedError.
    """
    if not is_json(file):
        opened = source or read_isolated(content, file)
        return lambda known: read_plan(
            content,
            file,
            known,
            round=round,
            form=form,
            columns=columns,
            read=lambda *_: opened,
        )
    reading = read_plan_json(content, file, names_for_import(organization, fiscal_year))
    _require_questions(reading.draft, organization, fiscal_year)
    draft = replace(reading.draft, form=form.value) if form else reading.draft
    try:
        draft = with_safe_pictures(draft, organization, keep=keep_pictures)
    except RefusedPicture as refused:
        raise UnreadableFile(f"ไฟล์ “{file}” {refused}") from refused
    whole = replace(reading, draft=draft)
    return lambda _: whole


def names_for_import(organization: Organization, fiscal_year: FiscalYear) -> KnownNames:
    """The names that a file may use. Raises ImportRefusedError without a framework."""
    if not Framework.objects.filter(fiscal_year=fiscal_year, network=organization.network).exists():
        raise ImportRefusedError(
            f"ยังไม่มีกรอบการประเมินของ{fiscal_year} โปรดนำเข้าข้อมูลอ้างอิงก่อน เช่น manage.py load_reference"
        )
    return known_names(organization, fiscal_year.year_be)


def write_whole(plan: MeasurePlan, reading: PlanReading) -> None:
    """Write a whole file in place of the plan's content and years; the caller records it.

    Raises ImportRefusedError for what no place in the file says and the database refuses.
    """
    try:
        with transaction.atomic():
            replace_content(plan, reading.draft)
    except (IntegrityError, KeyError, ValidationError) as error:
        raise ImportRefusedError(
            "ข้อมูลในไฟล์ขัดกับกรอบการประเมินหรือขัดกันเอง จึงไม่นำเข้าและไม่เปลี่ยนแปลงแผน "
            "โปรดนำเข้าข้อมูลอ้างอิงของทุกปีที่ไฟล์อ้างถึงก่อน หรือส่งออกไฟล์ใหม่"
        ) from error
    years = _stored_years(reading)
    plan.posted_for, plan.score_year = years["posted_for"], years["score_year"]
    plan.save(update_fields=[*years])


def holds_years(plan: MeasurePlan, reading: PlanReading) -> bool:
    """Whether the plan has the years that a whole file names already."""
    years = _stored_years(reading)
    return (plan.posted_for, plan.score_year) == (years["posted_for"], years["score_year"])


def about_years(reading: PlanReading, file: str) -> tuple[Doubt, ...]:
    """A doubt for each year that a whole file names and the portal does not know."""
    named = {
        "ปีที่ใช้ตอบการประเมิน": reading.posted_for_be,
        "ปีคะแนน": reading.score_year_be,
    }
    known = {year.year_be for year in _years_named(reading)}
    return tuple(
        Doubt(
            Place(file),
            thai_digits(f"{label} พ.ศ. {year_be}"),
            "เว้นปีนี้ไว้",
            "ปีที่มีในระบบ หรือนำเข้าข้อมูลอ้างอิงของปีนั้นก่อน",
        )
        for label, year_be in named.items()
        if year_be is not None and year_be not in known
    )


def _stored_years(reading: PlanReading) -> dict[str, FiscalYear | None]:
    years = {year.year_be: year for year in _years_named(reading)}
    return {
        "posted_for": years.get(reading.posted_for_be or 0),
        "score_year": years.get(reading.score_year_be or 0),
    }


def _years_named(reading: PlanReading) -> list[FiscalYear]:
    named = {year for year in (reading.posted_for_be, reading.score_year_be) if year is not None}
    return list(FiscalYear.objects.filter(year_be__in=named))


def _require_questions(
    draft: PlanDraft, organization: Organization, fiscal_year: FiscalYear
) -> None:
    """Raise ImportRefusedError for a question that no framework of its years has."""
    stored = set(
        Question.objects.filter(indicator__framework__network=organization.network).values_list(
            "indicator__framework__fiscal_year__year_be", "code"
        )
    )
    year_be = fiscal_year.year_be
    named = [(year_be - 1, analysis.question) for analysis in draft.analyses]
    for row in draft.rows:
        for result in row.results:
            named += [(each.later_year, each.question) for each in result.citations]
    for asked_in, code in named:
        if code and not {(asked_in, code), (year_be, code)} & stored:
            raise ImportRefusedError(
                thai_digits(f"ไฟล์อ้างข้อคำถาม “{code}” ซึ่งกรอบการประเมินของปี {asked_in} ในระบบไม่มี ")
                + "โปรดนำเข้าข้อมูลอ้างอิงของปีนั้นก่อน เช่น manage.py load_reference"
            )
