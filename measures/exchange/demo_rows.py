"""Sections, groups and rows of the demo's files as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from itaportal.thai.dates import Period, parse_period
from measures.choices import CitationBinding, CitationScope, GroupKind, Round
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import Cell, items_of, plain

from .drafts import (
    AnalysisDraft,
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
    StepDraft,
)
from .responsible import read_responsible
from .source import Place

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoRows:
    """Reads the tables of one file: of a fiscal year (BE), its results of one round, and of an
    organization with these units.
    """

    file: str
    year_be: int
    round: Round
    units: Sequence[str]

    def section(self, section: Entry, *, own_text: bool) -> SectionDraft:
        """A section; with `own_text`, its heading and introduction as well as its rows."""
        groups = tuple(
            GroupDraft(self._heading(group), self._rows(group)) for group in _groups(section)
        )
        if not own_text:
            return SectionDraft(groups)
        return SectionDraft(groups, section.get("heading", ""), _cell(section, "introduction"))

    def analyses(self, sections: Iterable[Entry]) -> tuple[AnalysisDraft, ...]:
        """What the file says of an indicator, which it says in that indicator's row."""
        return tuple(
            AnalysisDraft(
                indicator=row["indicator"],
                question=row.get("question", ""),
                analysis=_cell(row, "analysis"),
                guidance=_cell(row, "guidance"),
            )
            for section in sections
            for group in _groups(section)
            for row in group["rows"]
            if row.keys() & {"question", "analysis", "guidance"}
        )

    def _heading(self, group: Entry) -> HeadingDraft | None:
        return HeadingDraft(GroupKind.ISSUE, group["issue"]) if "issue" in group else None

    def _rows(self, group: Entry) -> tuple[RowDraft, ...]:
        return tuple(self._row(row) for row in group["rows"])

    def _row(self, row: Entry) -> RowDraft:
        responsible, _ = read_responsible(row["responsible"], self.units, Place(self.file))
        return RowDraft(
            measures=items_of(_cell(row, "measures")),
            steps=tuple(StepDraft(step) for step in items_of(_cell(row, "steps"))),
            responsible=responsible,
            responsible_text=_cell(row, "responsible"),
            period=self._period(row["period"]),
            period_text=plain(*row["period"]),
            results=tuple(self._results(row)),
            indicator=row.get("indicator"),
            printed_number=row.get("printed_number", ""),
        )

    def _period(self, lines: Sequence[str]) -> Period | None:
        """The period that one of the lines says; other lines are free text beside it."""
        read = (parse_period(line, fiscal_year=self.year_be) for line in lines)
        return next((period for period in read if period), None)

    def _results(self, row: Entry) -> Iterator[ResultDraft]:
        """What came of the row, if the file says anything of it."""
        if row.keys() & {"results", "outcome", "suggestion", "status"}:
            yield ResultDraft(
                round=self.round,
                results=_cell(row, "results"),
                outcome=_cell(row, "outcome"),
                suggestion=_cell(row, "suggestion"),
                status=row.get("status", ""),
                citations=tuple(_citation(citation) for citation in row.get("citations", ())),
            )


def _groups(section: Entry) -> Sequence[Entry]:
    """The groups of a section, or its rows as one without a heading."""
    groups: Sequence[Entry] = section.get("groups", [section])
    return groups


def _cell(entry: Entry, key: str) -> Cell:
    return split_cell(entry.get(key, ()))


def _citation(citation: Entry) -> CitationDraft:
    typed = "earlier_value" in citation
    return CitationDraft(
        scope=CitationScope(citation["scope"]),
        earlier_year=citation["earlier_year"],
        later_year=citation["later_year"],
        earlier_value=Decimal(citation["earlier_value"]) if typed else None,
        later_value=Decimal(citation["later_value"]) if typed else None,
        indicator=citation.get("indicator"),
        topic=citation.get("topic", ""),
        binding=CitationBinding.TYPED if typed else CitationBinding.BOUND,
    )
