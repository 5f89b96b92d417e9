"""The demo's own files (`fixtures/demo/*.toml`) read as drafts; no database.

Cells are typed in the files as a clerk would type them, one paragraph a line, and read by the
same rules as an office's table. The files are the project's, so a wrong one is a KeyError.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from measures.choices import CitationScope, Round
from measures.rules.numbering import split_cell
from measures.rules.score_keys import TOTAL, ScoreKey, indicator_key

from .demo_rows import DemoRows
from .drafts import LinkDraft, PictureDraft, PlanDraft, SignatoryDraft

_PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class DemoOrganization:
    """An organization of the demo, the names of its units in order, and its emblem's file."""

    fields: Mapping[str, str]
    units: tuple[str, ...]
    emblem: bytes = b""


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """A plan of the demo; years are BE, scores percent by year. One is not `approved`: a draft."""

    organization: str
    year_be: int
    posted_for_be: int | None
    score_year_be: int
    scores: Mapping[int, Mapping[ScoreKey, Decimal]]
    draft: PlanDraft
    approved: bool = True


def read_demo_organizations(folder: Path) -> list[DemoOrganization]:
    """The organizations of `organizations.toml`."""
    content = tomllib.loads((folder / "organizations.toml").read_text(encoding="utf-8"))
    return [
        DemoOrganization(
            {name: value for name, value in entry.items() if name not in {"units", "emblem"}},
            tuple(entry["units"]),
            (folder / _PICTURES / entry["emblem"]).read_bytes() if "emblem" in entry else b"",
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
    """A file's plan; one without sections of its own is one section."""
    rows = DemoRows(
        file=path.name,
        year_be=content["year_be"],
        round=Round(content.get("round", Round.TWELVE_MONTHS)),
        units=units[content["organization"]],
    )
    sections = content.get("sections", [content])
    return DemoPlan(
        approved=content.get("approved", True),
        organization=content["organization"],
        year_be=content["year_be"],
        posted_for_be=content.get("posted_for"),
        score_year_be=content["score_year"],
        scores={
            int(year): {_score_key(name): Decimal(value) for name, value in scores.items()}
            for year, scores in content.get("scores", {}).items()
        },
        draft=PlanDraft(
            form=content["form"],
            sections=tuple(
                rows.section(section, own_text=section is not content) for section in sections
            ),
            introduction=split_cell(content.get("introduction", ())),
            appendix=split_cell(content.get("appendix", ())),
            analyses=rows.analyses(sections),
            links=tuple(LinkDraft(**link) for link in content.get("links", ())),
            pictures=tuple(
                _picture(path.parent / _PICTURES, picture)
                for picture in content.get("pictures", ())
            ),
            signatories=tuple(SignatoryDraft(**each) for each in content.get("signatories", ())),
        ),
    )


def _score_key(name: str) -> ScoreKey:
    """What a score of the file is of: an indicator's number, or `total`."""
    return TOTAL if name == CitationScope.TOTAL else indicator_key(int(name))


def _picture(folder: Path, picture: dict[str, str]) -> PictureDraft:
    file = folder / picture["file"]
    content = file.read_bytes()
    return PictureDraft(
        name=hashlib.sha256(content).hexdigest() + file.suffix,
        alternative_text=picture["alternative_text"],
        caption=picture["caption"],
        content=content,
    )
