"""One function that reads a plan from a file: source, tables, rows, draft and doubts."""

from __future__ import annotations

from collections.abc import Callable

from itaportal.thai.text import without_spaces
from measures.choices import ReportForm, Round
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import plain

from .columns import Column
from .drafts import GroupDraft, KnownNames, PlanDraft, PlanReading, SectionDraft
from .front_matter import read_front_matter, title_round, title_year
from .headings import read_heading
from .readers import read_source
from .rows import read_rows
from .source import Doubt, Place, SourceDocument, UnreadableFile
from .tables import TypedReport, TypedSection, read_tables

LONGEST_HEADING = 500


def read_plan(
    content: bytes,
    file: str,
    known: KnownNames,
    *,
    round: Round | None = None,
    form: ReportForm | None = None,
    read: Callable[[bytes, str], SourceDocument] = read_source,
) -> PlanReading:
    """The plan in a Word, Excel, csv or text file, with a doubt for whatever needed a decision.

    `read` opens the file: in this process, or for strangers' files in one of its own (`isolated`).
    Results belong to `round`; without one, to the round that the title names, else to 12 months.
    Raises UnreadableFile when the file cannot be opened or holds no table of measures.
    """
    source = read(content, file)
    report = read_tables(source)
    if not any(group.rows for section in report.sections for group in section.groups):
        raise UnreadableFile(
            f"ไฟล์ “{file}” ไม่มีตารางมาตรการที่ระบบรู้จัก หรือมีแต่หัวตาราง โปรดตรวจแถวหัวตาราง "
            "เช่น มาตรการ/โครงการ/กิจกรรม ขั้นตอน/วิธีการปฏิบัติ ผู้รับผิดชอบ ระยะเวลาดำเนินการ"
        )
    doubts = [*source.doubts, *report.doubts]
    place = Place(file)
    first, *others = report.sections
    front = read_front_matter(first.prose, place)
    doubts.extend(front.doubts)
    doubts.extend(_about_title(first.prose, known, place))
    of_round = round or title_round(first.prose) or Round.TWELVE_MONTHS
    sections = [_section(first, front.heading, (), known, of_round, doubts)]
    for section in others:
        heading, *introduction = section.prose
        sections.append(_section(section, heading, introduction, known, of_round, doubts))
    draft = PlanDraft(
        form=(form or _form(report)).value,
        sections=tuple(sections),
        cover=plain(*front.cover),
        introduction=split_cell(front.introduction),
        appendix=split_cell(report.appendix),
    )
    return PlanReading(draft, tuple(doubts), title_year(first.prose))


def _section(
    section: TypedSection,
    heading: str,
    introduction: list[str] | tuple[str, ...],
    known: KnownNames,
    round: Round,
    doubts: list[Doubt],
) -> SectionDraft:
    groups = []
    for group in section.groups:
        rows, more = read_rows(group.rows, known, round)
        doubts.extend(more)
        printed = None
        if group.heading:
            printed, more = read_heading(group.heading, known, group.place)
            doubts.extend(more)
        groups.append(GroupDraft(printed, rows))
    if len(heading) > LONGEST_HEADING:  # a sentence, not a heading
        heading, introduction = "", (heading, *introduction)
    return SectionDraft(tuple(groups), heading, split_cell(introduction))


def _form(report: TypedReport) -> ReportForm:
    """The report form whose columns and headings the file has."""
    has_headings = any(group.heading for section in report.sections for group in section.groups)
    if len(report.sections) > 1 and Column.INDICATOR in report.columns:
        return ReportForm.RESULTS_AND_INDICATOR_PROGRESS
    if Column.SUGGESTION in report.columns and Column.OUTCOME not in report.columns:
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
