"""One function that reads a plan from a file: source, tables, rows, draft and doubts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from itaportal.thai.numerals import all_arabic_digits
from itaportal.thai.text import without_spaces
from measures.choices import GroupKind, ReportForm, Round
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import plain

from .analyses import Analyses
from .closing import Closing, read_closing
from .columns import Chosen, Column
from .confidence import about_scanning, is_badly_scanned, lower_for_doubts
from .drafts import GroupDraft, KnownNames, PlanDraft, PlanReading, SectionDraft
from .front_matter import read_front_matter, title_round, title_year
from .headings import read_heading, split_number, split_score
from .readers import read_source
from .rows import Reading, read_rows
from .source import Doubt, Place, SourceDocument, UnreadableFile
from .tables import TypedReport, TypedSection, read_tables

LONGEST_HEADING = 500
# Forms that print a row's own number before its measures.
_NUMBERED_ROWS = {ReportForm.PROGRESS_BY_INDICATOR, ReportForm.RESULTS}
_YEAR = re.compile(r"ปี(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?\s*)?(2[56]\d\d)")


def read_plan(
    content: bytes,
    file: str,
    known: KnownNames,
    *,
    round: Round | None = None,
    form: ReportForm | None = None,
    columns: Chosen | None = None,
    read: Callable[[bytes, str], SourceDocument] = read_source,
) -> PlanReading:
    """The plan in a Word, Excel, csv or text file, with a doubt for whatever needed a decision.

    `read` opens the file: in this process, or for strangers' files in one of its own (`isolated`).
    `columns` are what a person says that columns are, against what their headings say.
    Results belong to `round`; without one, to the round that the title names, else to 12 months.
    Raises UnreadableFile when the file cannot be opened or holds no table of measures.
    """
    source = read(content, file)
    report = read_tables(source, known, columns)
    if not any(group.rows for section in report.sections for group in section.groups):
        raise UnreadableFile(
            f"ไฟล์ “{file}” ไม่มีตารางมาตรการที่ระบบรู้จัก หรือมีแต่หัวตาราง โปรดตรวจแถวหัวตาราง "
            "เช่น มาตรการ/โครงการ/กิจกรรม ขั้นตอน/วิธีการปฏิบัติ ผู้รับผิดชอบ ระยะเวลาดำเนินการ"
        )
    place = Place(file)
    trusted = not is_badly_scanned(report.readings)
    first, *others = report.sections
    analyses = Analyses(known, _score_year(report, known), takes_scores=trusted)
    of_round = round or title_round(first.prose) or Round.TWELVE_MONTHS
    read_form = _form(report)
    numbers_rows = not source.whole_rows or read_form in _NUMBERED_ROWS
    of_file = Reading(known, of_round, analyses, cites=trusted, numbers_rows=numbers_rows)
    doubts = [*source.doubts, *report.doubts, *about_scanning(report.readings, report.texts)]
    front = read_front_matter(first.prose, place, whole_paragraphs=source.whole_rows)
    doubts.extend(front.doubts)
    doubts.extend(_about_title(first.prose, known, place))
    sections = [_section(first, front.heading, front.section_introduction, of_file, doubts)]
    for section in others:
        heading, *introduction = section.prose or [""]
        sections.append(_section(section, heading, introduction, of_file, doubts))
    closing = (
        read_closing(report.appendix) if source.whole_rows else Closing(tuple(report.appendix))
    )
    draft = PlanDraft(
        form=(form or read_form).value,
        sections=tuple(sections),
        cover=plain(*front.cover),
        introduction=split_cell(front.introduction),
        appendix=split_cell(closing.text),
        analyses=analyses.drafts,
        links=closing.links,
        signatories=closing.signatories,
    )
    lower_for_doubts(report.readings, doubts)
    return PlanReading(
        draft,
        tuple(doubts),
        title_year(first.prose),
        analyses.scores,
        tuple(report.readings),
        columns=report.found_columns,
    )


def _section(
    section: TypedSection,
    heading: str,
    introduction: Sequence[str],
    of_file: Reading,
    doubts: list[Doubt],
) -> SectionDraft:
    groups = []
    for group in section.groups:
        printed = None
        indicator = None
        if group.heading:
            printed, more = read_heading(group.heading, of_file.known, group.place)
            doubts.extend(more)
            if printed.kind is GroupKind.INDICATOR:
                indicator = printed.number
                kept = of_file.analyses.without_score(group.heading, indicator, group.place)
                if split_score(kept)[1] is not None:  # the score could not be taken
                    printed = replace(printed, printed_text=split_number(kept)[1])
        rows, more = read_rows(group.rows, of_file, indicator)
        doubts.extend(more)
        groups.append(GroupDraft(printed, rows))
    if len(heading) > LONGEST_HEADING:  # a sentence, not a heading
        heading, introduction = "", (heading, *introduction)
    return SectionDraft(tuple(groups), heading, split_cell(introduction))


def _score_year(report: TypedReport, known: KnownNames) -> int | None:
    """The year (BE) whose scores stand beside the indicators: as a header says, else the one
    before the plan's.
    """
    wide = [text for section in report.sections if section.header for text in section.header.wide]
    for text in wide:
        if found := _YEAR.search(all_arabic_digits(text)):
            return _storable(int(found[1]), known)
    return _storable(known.year_be - 1, known) if known.year_be else None


def _storable(year_be: int, known: KnownNames) -> int | None:
    return year_be if known.score_years is None or year_be in known.score_years else None


def _form(report: TypedReport) -> ReportForm:
    """The report form whose columns and headings the file has."""
    columns = report.columns
    has_headings = any(group.heading for section in report.sections for group in section.groups)
    if columns & {Column.QUESTION, Column.ANALYSIS}:
        return ReportForm.DEVELOPMENT_FROM_ITA
    if Column.GUIDANCE in columns or (len(report.sections) > 1 and Column.INDICATOR in columns):
        return ReportForm.RESULTS_AND_INDICATOR_PROGRESS
    if Column.SUGGESTION in columns and Column.OUTCOME not in columns:
        return ReportForm.PROGRESS_BY_INDICATOR
    return ReportForm.RESULTS_BY_ISSUE if has_headings else ReportForm.RESULTS


def _about_title(lines: list[str], known: KnownNames, place: Place) -> list[Doubt]:
    """A doubt when the file's prose never names the organization it is imported for."""
    prose = without_spaces("".join(lines))
    if not known.organization or not prose or without_spaces(known.organization) in prose:
        return []
    return [
        Doubt(
            place,
            " ".join(lines)[:80],
            f"นำเข้าเป็นแผนของ{known.organization}",
            f"ชื่อ{known.organization}ในปกหรือชื่อรายงาน",
        )
    ]
