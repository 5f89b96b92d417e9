"""Facts: everything a report may say, frozen, free of models and of print.

Numbers and dates are values, years carry `_be` (Buddhist era), texts stand as the office typed
them. `collect` makes facts from a plan; tests and later the archive of issued reports make them
from elsewhere. What a layout needs to decide on stands here: layouts hold no conditions.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ResponsibleKind,
    ResultStatus,
    Round,
)
from measures.exchange.drafts import PlanDraft
from measures.rules.paragraphs import Cell
from measures.rules.scoring import Direction


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture as stored: JPEG or PNG, pixels, and its alternative text."""

    content: bytes
    media_type: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """The office (หน่วยงาน) that reports."""

    code: str
    name: str
    district: str = ""
    province: str = ""
    is_demo: bool = False
    emblem: PictureFacts | None = None


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """One of the ten indicators (ตัวชี้วัด)."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question (ข้อคำถาม), e.g. code "i4"."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadingFacts:
    """A group heading: the canonical number and name, and what the office printed instead.

    The printed fields are "" where the office printed the canonical ones.
    """

    kind: GroupKind
    number: str = ""
    name: str = ""
    printed_number: str = ""
    printed_text: str = ""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step (ขั้นตอน); `measure` counts the row's measures from 0, None when of the whole row."""

    content: Cell
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class ResponsibleFacts:
    """One of those responsible: a unit's name, a committee, a position, or everyone (no name)."""

    kind: ResponsibleKind
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """When a row is carried out: CE dates, both or none, and the text as typed."""

    start: datetime.date | None = None
    end: datetime.date | None = None
    text: Cell = ()


@dataclass(frozen=True, slots=True)
class CitationFacts:
    """A comparison of two years' scores within an outcome.

    Typed: its sentence stands in the outcome already. Bound: print makes the sentence of the
    values, scores in percent with two places or None where the office has none, and sets it
    before the paragraph `paragraph_index`, counted from 0. A total may have levels; how the level
    moved is None where that is not known.
    """

    binding: CitationBinding
    scope: CitationScope
    earlier_year_be: int
    later_year_be: int
    earlier: Decimal | None = None
    later: Decimal | None = None
    paragraph_index: int = 0
    indicator: IndicatorFacts | None = None
    question: QuestionFacts | None = None
    instrument: str = ""
    topic: str = ""
    instrument_name: str = ""
    comparable: bool = True
    earlier_level: str = ""
    later_level: str = ""
    level_change: Direction | None = None


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What came of a row in the report's round."""

    results: Cell = ()
    outcome: Cell = ()
    citations: tuple[CitationFacts, ...] = ()
    suggestion: Cell = ()
    status: ResultStatus | None = None


@dataclass(frozen=True, slots=True)
class AnalysisFacts:
    """What the plan says of a row's indicator: its question, analysis and guidance."""

    question: QuestionFacts | None = None
    question_text: Cell = ()
    analysis: Cell = ()
    guidance: Cell = ()


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row of the office's table: measures and steps, and what they share.

    `position` counts the section's rows from 1, `printed_number` is what the office printed
    instead; `score` is the indicator's in the report's score year, percent with two places.
    """

    measures: tuple[Cell, ...] = ()
    steps: tuple[StepFacts, ...] = ()
    responsible: tuple[ResponsibleFacts, ...] = ()
    responsible_text: Cell = ()
    period: PeriodFacts = PeriodFacts()
    result: ResultFacts = ResultFacts()
    position: int = 1
    printed_number: str = ""
    indicator: IndicatorFacts | None = None
    score: Decimal | None = None
    analysis: AnalysisFacts = AnalysisFacts()


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """Rows under one heading; rows of a section that stand under none have None."""

    heading: HeadingFacts | None
    rows: tuple[RowFacts, ...]


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A table of the report, with its own heading where the report has more than one."""

    groups: tuple[GroupFacts, ...]
    heading: str = ""
    introduction: Cell = ()


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """An address of the appendix and its label."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class CaptionedPictureFacts:
    """A picture of the appendix and its caption."""

    picture: PictureFacts
    caption: str = ""


@dataclass(frozen=True, slots=True)
class AppendixFacts:
    """What follows the tables: text, addresses, pictures."""

    text: Cell = ()
    links: tuple[LinkFacts, ...] = ()
    pictures: tuple[CaptionedPictureFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatoryFacts:
    """One who signs: what as (e.g. ผู้รายงาน), name and position."""

    role: str
    name: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """Who approved exactly this content, and when (CE, with its time zone).

    `content_hash` is SHA-256 in hexadecimal, see `measures.queries.approval`. `by_submitter` says
    that the office let the submitter approve; `acting_for` is the position that the approver acted
    for (รักษาราชการแทน), or "".
    """

    approver: str
    position: str
    at: datetime.datetime
    content_hash: str
    by_submitter: bool = False
    acting_for: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One office's report on one fiscal year.

    Three years: carried out, posted for, and the later of the two years whose scores are
    compared; the last two are None where the office did not say.
    """

    organization: OrganizationFacts
    fiscal_year_be: int
    round: Round
    sections: tuple[SectionFacts, ...]
    introduction: Cell = ()
    posted_for_be: int | None = None
    score_year_be: int | None = None
    total_score: Decimal | None = None
    """The total of the score year, percent with two places; announced where it was."""
    appendix: AppendixFacts = AppendixFacts()
    signatories: tuple[SignatoryFacts, ...] = ()
    approval: ApprovalFacts | None = None
    """None for what is not approved, or not in this content: a draft (ร่าง)."""
    plan: PlanDraft | None = None
    """The stored plan that the facts were taken from, all rounds: what the JSON file restores."""
