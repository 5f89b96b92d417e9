"""What a report form is, as values: the layouts that files hold and `compose` follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LINE_BREAK = "|"
"""Where a title, a heading or a line of the cover is broken within a phrase, without a space."""
TABLE_POINTS = 14
"""Size of a table's text where a layout says nothing else."""
APPENDIX_HEADING = "ภาคผนวก"


class LayoutError(Exception):
    """A layout that cannot be used; the Thai message says where, what was read, what to write."""


class Source(StrEnum):
    """The facts that a column may show; `compose` says how each becomes text."""

    NUMBER = "number"
    """The row's number."""
    INDICATOR = "indicator"
    """The indicator's number and name."""
    INDICATOR_WITH_SCORE = "indicator-with-score"
    """The same with the score of the score year under it."""
    QUESTION = "question"
    ANALYSIS = "analysis"
    GUIDANCE = "guidance"
    MEASURES = "measures"
    NUMBERED_MEASURES = "numbered-measures"
    """The measures after the row's number."""
    INDICATOR_MEASURES = "indicator-measures"
    """The measures after the number of the row's indicator."""
    STEPS = "steps"
    RESPONSIBLE = "responsible"
    PERIOD = "period"
    RESULTS = "results"
    STATUS_AND_RESULTS = "status-and-results"
    """Check boxes where the row has a status, then the results."""
    OUTCOME = "outcome"
    SUGGESTION = "suggestion"


class Placeholder(StrEnum):
    """The facts that a layout's texts may name in braces.

    A text that names a fact which the office does not have is left out of the report.
    """

    ORGANIZATION = "organization"
    PLACE = "place"
    """District and province, e.g. อำเภอสตึก จังหวัดบุรีรัมย์."""
    FISCAL_YEAR = "fiscal_year"
    POSTED_FOR = "posted_for"
    SCORE_YEAR = "score_year"
    EARLIER_SCORE_YEAR = "earlier_score_year"
    ROUND = "round"
    ROUND_MONTHS = "round_months"
    """The months of the round, e.g. ตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖."""
    TOTAL_SCORE = "total_score"


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """A column: header words, the facts below them, width in percent of the table.

    Neighbours with the same `tier` stand under these words in an upper row of the header.
    `before` says where an optional column goes: before the one of that source, None for the end.
    """

    header: str
    source: Source
    width: int
    tier: str = ""
    before: Source | None = None


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """A table: its columns, and the heading and introduction of a plan that has none itself.

    An organization may add the `optional` columns.
    """

    columns: tuple[ColumnLayout, ...]
    optional: tuple[ColumnLayout, ...] = ()
    heading: tuple[str, ...] = ()
    introduction: str = ""
    font_size: int = TABLE_POINTS

    @property
    def shows_indicators(self) -> bool:
        """Whether a column names the indicators, so that no row above the table's rows need."""
        sources = {column.source for column in self.columns}
        return bool(sources & {Source.INDICATOR, Source.INDICATOR_WITH_SCORE})


@dataclass(frozen=True, slots=True)
class IntroductionLayout:
    """The text before the tables: of a plan without one, "" for none.

    With a heading, it is a preface (คำนำ) on a page of its own.
    """

    text: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A report form: `form` is its key, `label` its name for people.

    The title stands on the cover where the form has one, else above the text. A plan with more
    tables than the form repeats the form's last.
    """

    form: str
    label: str
    title: tuple[str, ...]
    sections: tuple[SectionLayout, ...]
    cover: tuple[tuple[str, ...], ...] = ()
    introduction: IntroductionLayout = IntroductionLayout()
    appendix: str = APPENDIX_HEADING

    def section(self, number: int) -> SectionLayout:
        """The layout of a plan's section, counted from 0."""
        return self.sections[min(number, len(self.sections) - 1)]


def column_key(section: int, column: ColumnLayout) -> str:
    """What names a column within its form, e.g. "1.results"; sections count from 1."""
    return f"{section}.{column.source}"
