"""The demo's own files (`fixtures/demo/*.toml`) read as drafts; no database.

Cells are typed in the files as a clerk would type them, one paragraph a line, and read by the
same rules as an office's table. The files are the project's, so a wrong one is a KeyError.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from itaportal.thai.dates import parse_period
from measures.choices import CitationBinding, CitationScope, GroupKind, Round
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import items_of, plain

from .drafts import (
    CitationDraft,
    GroupDraft,
    HeadingDraft,
    PlanDraft,
    ResultDraft,
    RowDraft,
    SectionDraft,
    StepDraft,
)
from .responsible import read_responsible
from .source import Place


@dataclass(frozen=True, slots=True)
class DemoOrganization:
    """An organization of the demo and the names of its units in order."""

    fields: Mapping[str, str]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """A plan of the demo; years are BE, scores percent by year and indicator number."""

    organization: str
    year_be: int
    posted_for_be: int
    score_year_be: int
    scores: Mapping[int, Mapping[int, Decimal]]
    draft: PlanDraft


def read_demo_organizations(folder: Path) -> list[DemoOrganization]:
    """The organizations of `organizations.toml`."""
    content = tomllib.loads((folder / "organizations.toml").read_text(encoding="utf-8"))
    return [
        DemoOrganization(
            {name: value for name, value in entry.items() if name != "units"},
            tuple(entry["units"]),
        )
        for entry in content["organizations"]
    ]


def read_demo_plans(folder: Path, units: Mapping[str, Sequence[str]]) -> list[DemoPlan]:
    """The plans of all other files; `units` are the unit names of each organization's code."""
    return [
        _plan(tomllib.loads(path.read_text(encoding="utf-8")), path, units)
        for path in sorted(folder.glob("*-[0-9][0-9][0-9][0-9].toml"))
    ]


def _plan(content: dict[str, Any], path: Path, units: Mapping[str, Sequence[str]]) -> DemoPlan:
    of_organization = units[content["organization"]]
    groups = tuple(
        GroupDraft(
            HeadingDraft(GroupKind.ISSUE, group["issue"]),
            tuple(_row(row, path, of_organization) for row in group["rows"]),
        )
        for group in content["groups"]
    )
    return DemoPlan(
        organization=content["organization"],
        year_be=content["year_be"],
        posted_for_be=content["posted_for"],
        score_year_be=content["score_year"],
        scores={
            int(year): {int(number): Decimal(value) for number, value in scores.items()}
            for year, scores in content["scores"].items()
        },
        draft=PlanDraft(
            form=content["form"],
            sections=(SectionDraft(groups),),
            introduction=plain(*content["introduction"]),
        ),
    )


def _row(row: dict[str, Any], path: Path, units: Sequence[str]) -> RowDraft:
    responsible, _ = read_responsible(row["responsible"], units, Place(path.name))
    return RowDraft(
        measures=items_of(split_cell(row["measures"])),
        steps=tuple(StepDraft(step) for step in items_of(split_cell(row["steps"]))),
        responsible=responsible,
        responsible_text=plain(*row["responsible"]),
        period=parse_period(row["period"]),
        period_text=plain(row["period"]),
        results=(
            ResultDraft(
                round=Round.TWELVE_MONTHS,
                results=split_cell(row["results"]),
                outcome=split_cell(row["outcome"]),
                citations=(_citation(row["citation"]),) if "citation" in row else (),
            ),
        ),
        indicator=row["indicator"],
    )


def _citation(citation: dict[str, Any]) -> CitationDraft:
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
