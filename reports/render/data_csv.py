"""Facts as CSV for spreadsheets and scripts: one line a row of the report's tables.

`docs/data-formats.md` documents it. UTF-8 with a byte order mark, which Excel needs for Thai; the
first line holds stable English keys, the second Thai labels. The same facts give the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from itaportal.thai.dates import year_be
from measures.rules.cell_text import cell_text
from measures.rules.paragraphs import joined
from measures.rules.scoring import two_places
from reports.facts import (
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    ReportFacts,
    ResponsibleFacts,
    RowFacts,
    SectionFacts,
)

from .data import change_of
from .data_labels import LABELS

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""A cell that begins with one of these gets an apostrophe before it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table and what it stands in."""

    facts: ReportFacts
    section_number: int
    section: SectionFacts
    group: GroupFacts
    row: RowFacts

    @property
    def heading(self) -> HeadingFacts | None:
        return self.group.heading


_COLUMNS: dict[str, tuple[str, Callable[[_Line], object]]] = {
    "organization_code": ("รหัสหน่วยงาน", lambda at: at.facts.organization.code),
    "organization_name": ("ชื่อหน่วยงาน", lambda at: at.facts.organization.name),
    "is_demo": ("ข้อมูลตัวอย่าง", lambda at: "1" if at.facts.organization.is_demo else "0"),
    "fiscal_year_be": (LABELS["fiscal_year_be"], lambda at: at.facts.fiscal_year_be),
    "round": (LABELS["round"], lambda at: at.facts.round.value),
    "section": ("ส่วนที่", lambda at: at.section_number),
    "section_heading": ("หัวข้อของส่วน", lambda at: at.section.heading),
    "group_kind": ("หัวข้อกลุ่มเป็น", lambda at: at.heading.kind.value if at.heading else ""),
    "group_number": ("เลขหัวข้อกลุ่ม", lambda at: at.heading.number if at.heading else ""),
    "group_name": ("ชื่อหัวข้อกลุ่ม", lambda at: at.heading.name if at.heading else ""),
    "group_printed_number": (
        "เลขหัวข้อกลุ่มตามที่พิมพ์",
        lambda at: at.heading.printed_number if at.heading else "",
    ),
    "group_printed_text": (
        "ชื่อหัวข้อกลุ่มตามที่พิมพ์",
        lambda at: at.heading.printed_text if at.heading else "",
    ),
    "row": ("ลำดับแถว", lambda at: at.row.position),
    "row_printed_number": ("ลำดับแถวตามที่พิมพ์", lambda at: at.row.printed_number),
    "indicator_number": (
        "เลขตัวชี้วัด",
        lambda at: at.row.indicator.number if at.row.indicator else "",
    ),
    "indicator_name": ("ชื่อตัวชี้วัด", lambda at: at.row.indicator.name if at.row.indicator else ""),
    "indicator_score": (
        LABELS["score"],
        lambda at: "" if at.row.score is None else two_places(at.row.score),
    ),
    "question_code": (
        "รหัสข้อคำถาม",
        lambda at: at.row.analysis.question.code if at.row.analysis.question else "",
    ),
    "question_text": (LABELS["question"], lambda at: cell_text(at.row.analysis.question_text)),
    "analysis": (LABELS["analysis"], lambda at: cell_text(at.row.analysis.analysis)),
    "guidance": (LABELS["guidance"], lambda at: cell_text(at.row.analysis.guidance)),
    "measures": (LABELS["measures"], lambda at: cell_text(joined(at.row.measures))),
    "steps": (
        LABELS["steps"],
        lambda at: cell_text(joined(step.content for step in at.row.steps)),
    ),
    "responsible": (
        LABELS["responsible"],
        lambda at: "\n".join(_responsible(each) for each in at.row.responsible),
    ),
    "responsible_text": (
        LABELS["responsible_text"],
        lambda at: cell_text(at.row.responsible_text),
    ),
    "period_start": (
        "เริ่มดำเนินการ (ค.ศ.)",
        lambda at: at.row.period.start.isoformat() if at.row.period.start else "",
    ),
    "period_start_year_be": (
        "ปีที่เริ่มดำเนินการ (พ.ศ.)",
        lambda at: year_be(at.row.period.start) if at.row.period.start else "",
    ),
    "period_end": (
        "สิ้นสุดดำเนินการ (ค.ศ.)",
        lambda at: at.row.period.end.isoformat() if at.row.period.end else "",
    ),
    "period_end_year_be": (
        "ปีที่สิ้นสุดดำเนินการ (พ.ศ.)",
        lambda at: year_be(at.row.period.end) if at.row.period.end else "",
    ),
    "period_text": ("ระยะเวลาตามที่พิมพ์", lambda at: cell_text(at.row.period.text)),
    "status": (LABELS["status"], lambda at: at.row.result.status or ""),
    "results": (LABELS["results"], lambda at: cell_text(at.row.result.results)),
    "outcome": (LABELS["outcome"], lambda at: cell_text(at.row.result.outcome)),
    "citations": (
        LABELS["citations"],
        lambda at: "\n".join(_citation(each) for each in at.row.result.citations),
    ),
    "suggestion": (LABELS["suggestion"], lambda at: cell_text(at.row.result.suggestion)),
}
COLUMN_LABELS = {key: label for key, (label, _) in _COLUMNS.items()}
"""The columns in order: keys of the first line, labels of the second."""


def report_csv(facts: ReportFacts) -> bytes:
    """The rows of all tables in order; UTF-8 with a byte order mark, lines ended by CR LF.

    The paragraphs of a cell are its lines, each with its indent and marker as an entry field
    shows them.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerow(COLUMN_LABELS.values())
    for line in _lines(facts):
        writer.writerow(guarded(str(value(line))) for _, value in _COLUMNS.values())
    return written.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text of a cell so that no spreadsheet takes it for a formula: see `unguarded`."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def unguarded(written: str) -> str:
    """The text that `guarded` was given: one apostrophe at the beginning is not part of it."""
    return written.removeprefix("'")


def _lines(facts: ReportFacts) -> Iterable[_Line]:
    for number, section in enumerate(facts.sections, start=1):
        for group in section.groups:
            for row in group.rows:
                yield _Line(facts, number, section, group, row)


def _responsible(each: ResponsibleFacts) -> str:
    name = each.name or each.kind.label
    return f"{name} ({each.note})" if each.note else name


def _citation(citation: CitationFacts) -> str:
    """For example: indicator 3 2567=87.87 2568=87.67 change=-0.20."""
    subject = citation.question.code if citation.question else citation.instrument
    if citation.indicator:
        subject = str(citation.indicator.number)
    values = (
        (citation.earlier_year_be, citation.earlier),
        (citation.later_year_be, citation.later),
    )
    parts = [
        citation.scope.value,
        subject or citation.topic,
        *(f"{year}={'' if value is None else two_places(value)}" for year, value in values),
        f"change={change_of(citation)['difference'] or ''}",
    ]
    return " ".join(filter(None, parts))
