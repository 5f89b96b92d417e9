"""What an import would bring, as a page shows it before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itaportal.thai.numerals import thai_digits
from measures.choices import GroupKind
from measures.exchange.drafts import HeadingDraft, KnownNames, PlanDraft, RowDraft
from measures.rules.paragraphs import Cell, joined


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row to come; `results` counts its paragraphs of results, outcome and suggestion."""

    measures: Cell
    steps: int
    responsible: Cell
    period: Cell
    results: int
    remarks: int


@dataclass(frozen=True, slots=True)
class PreviewGroup:
    """Rows under one heading, "" where there is none."""

    heading: str
    rows: tuple[PreviewRow, ...]


def preview_groups(draft: PlanDraft, known: KnownNames) -> list[PreviewGroup]:
    """The groups of a draft in order, under their headings as they will print."""
    return list(_groups(draft, known))


def _groups(draft: PlanDraft, known: KnownNames) -> Iterator[PreviewGroup]:
    for section in draft.sections:
        for number, group in enumerate(section.groups):
            heading = _heading(group.heading, known) if group.heading else ""
            if section.heading and number == 0:
                heading = f"{section.heading} {heading}".strip()
            yield PreviewGroup(heading, tuple(map(_row, group.rows)))


def _heading(heading: HeadingDraft, known: KnownNames) -> str:
    names = known.issues if heading.kind is GroupKind.ISSUE else known.indicators
    number = heading.printed_number or (str(heading.number) if heading.number else "")
    name = heading.printed_text or names.get(heading.number or 0, "")
    return f"{thai_digits(number)}. {name}" if number else name


def _row(row: RowDraft) -> PreviewRow:
    return PreviewRow(
        joined(row.measures),
        len(row.steps),
        row.responsible_text,
        row.period_text,
        sum(len((*each.results, *each.outcome, *each.suggestion)) for each in row.results),
        len(row.remarks),
    )
