"""A plan as values: what a file says before it is stored, and what a stored plan says for a file.

Two drafts are equal exactly when they would be stored alike. Years are BE, dates CE, scores
percent; indicators and issues are their numbers in the framework of the plan's fiscal year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from itaportal.thai.dates import Period
from itaportal.thai.numerals import all_arabic_digits
from measures.choices import CitationBinding, CitationScope, GroupKind, ResponsibleKind
from measures.rules.paragraphs import Cell

from .columns import ReadColumn
from .confidence import CellReading
from .source import Doubt, Place

YEARS_BACK, YEARS_AHEAD = 10, 1
"""How far from its own fiscal year a plan compares scores; further is a slip of typing."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names that a text may use: of the organization's units and of its framework."""

    units: tuple[str, ...] = ()
    indicators: Mapping[int, str] = field(default_factory=dict)
    issues: Mapping[int, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    organization: str = ""
    year_be: int | None = None
    earlier_questions: Mapping[str, str] = field(default_factory=dict)
    """The questions of the year before, which a plan analyses: codes differ between years."""
    score_years: frozenset[int] | None = None
    """Years (BE) whose scores can be stored; None: any."""

    def compares(self, year_be: int) -> bool:
        """Whether a plan of this fiscal year may cite scores of that year (both BE)."""
        if self.year_be is None:
            return True
        return self.year_be - YEARS_BACK <= year_be <= self.year_be + YEARS_AHEAD


@dataclass(frozen=True, slots=True)
class HeadingDraft:
    """A group heading; what was printed stands here only where it differs from the canonical."""

    kind: GroupKind
    number: int | None = None
    printed_number: str = ""
    printed_text: str = ""


@dataclass(frozen=True, slots=True)
class ResponsibleDraft:
    """One of those responsible; `name` is the unit's, or a committee or position as typed."""

    kind: ResponsibleKind
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step; `measure` is the position of its measure in the row, counting from 1."""

    content: Cell
    measure: int | None = None


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A comparison of scores in an outcome; a bound one has no values of its own."""

    scope: CitationScope
    earlier_year: int
    later_year: int
    earlier_value: Decimal | None = None
    later_value: Decimal | None = None
    paragraph_index: int = 0
    indicator: int | None = None
    question: str = ""
    instrument: str = ""
    topic: str = ""
    binding: CitationBinding = CitationBinding.TYPED


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """What came of a row in one round (6 or 12 months)."""

    round: int
    results: Cell = ()
    outcome: Cell = ()
    suggestion: Cell = ()
    status: str = ""
    citations: tuple[CitationDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row of the office's table."""

    measures: tuple[Cell, ...] = ()
    steps: tuple[StepDraft, ...] = ()
    responsible: tuple[ResponsibleDraft, ...] = ()
    responsible_text: Cell = ()
    period: Period | None = None
    period_text: Cell = ()
    results: tuple[ResultDraft, ...] = ()
    indicator: int | None = None
    printed_number: str = ""
    remarks: Cell = ()


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """Rows under one heading, or rows before any."""

    heading: HeadingDraft | None = None
    rows: tuple[RowDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A part of the plan with a table of its own."""

    groups: tuple[GroupDraft, ...] = ()
    heading: str = ""
    introduction: Cell = ()

    @property
    def rows(self) -> tuple[RowDraft, ...]:
        """The rows of all groups in order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class AnalysisDraft:
    """What a plan says of one indicator beside its rows."""

    indicator: int
    question: str = ""
    question_text: Cell = ()
    analysis: Cell = ()
    guidance: Cell = ()


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """An address of the appendix and its label."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A picture of the appendix; `name` says what is in it (SHA-256 of the content, and ending).

    Drafts that are only compared or recorded leave the content out.
    """

    name: str
    alternative_text: str
    caption: str = ""
    content: bytes = field(default=b"", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SignatoryDraft:
    """Who signs the report: what as, and name and position where they are printed."""

    role: str
    name: str = ""
    position_title: str = ""


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """An indicator's score of a year (BE), percent, as a file states it beside the name."""

    indicator: int
    year_be: int
    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Everything that a plan holds besides its organization and years."""

    form: str
    sections: tuple[SectionDraft, ...] = ()
    cover: Cell = ()
    introduction: Cell = ()
    appendix: Cell = ()
    analyses: tuple[AnalysisDraft, ...] = ()
    links: tuple[LinkDraft, ...] = ()
    pictures: tuple[PictureDraft, ...] = ()
    signatories: tuple[SignatoryDraft, ...] = ()

    @property
    def rows(self) -> tuple[RowDraft, ...]:
        """The rows of all sections in order."""
        return tuple(row for section in self.sections for row in section.rows)

    def beside(self, stored: PlanDraft) -> PlanDraft:
        """What an office's file says, with what most forms have no place for as it is stored.

        Captions of stored pictures, which a report prints in its appendix, are no text of it.
        """
        captions = {all_arabic_digits(picture.caption) for picture in stored.pictures}
        appendix = tuple(
            paragraph
            for paragraph in self.appendix
            if self.pictures or all_arabic_digits(paragraph.text) not in captions
        )
        return replace(
            self,
            appendix=appendix,
            analyses=self.analyses or stored.analyses,
            links=self.links or stored.links,
            pictures=self.pictures or stored.pictures,
            signatories=self.signatories or stored.signatories,
        )


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What reading a file gave; `year_be` is the fiscal year that its title names, if any.

    A file that `is_whole` holds everything that a plan can: what it leaves out is empty.
    """

    draft: PlanDraft
    doubts: tuple[Doubt, ...]
    year_be: int | None
    scores: tuple[ScoreDraft, ...] = ()
    readings: tuple[CellReading, ...] = ()
    posted_for_be: int | None = None
    score_year_be: int | None = None
    is_whole: bool = False
    columns: tuple[ReadColumn, ...] = ()
