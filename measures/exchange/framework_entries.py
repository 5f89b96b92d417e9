"""What a framework file says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


class FrameworkFileError(ValueError):
    """A framework file that says something impossible; the message names file, place and cure."""


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """An instrument; `weight` in percent of the total."""

    code: str
    name: str
    weight: Decimal
    certainty: str


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator and the code of its instrument."""

    number: int
    name: str
    instrument: str
    certainty: str


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue that the year's measures must cover."""

    number: int
    name: str
    certainty: str


@dataclass(frozen=True, slots=True)
class RangeEntry:
    """Questions of an indicator of which only the codes are known, such as i1-i6."""

    indicator: int
    codes: str
    certainty: str


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question; `indicator` is the indicator's number, `text` "" where it is not known."""

    indicator: int
    code: str
    text: str
    certainty: str


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """A question (`later`) that asks what one of an earlier year (BE) asked."""

    later: str
    earlier_year_be: int
    earlier: str


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item that the OIT asks an office to post, and what it is to the portal."""

    code: str
    name: str
    purpose: str
    certainty: str
    reports_previous_year: bool = False


@dataclass(frozen=True, slots=True)
class BandEntry:
    """A level of the total, the highest first; least scores in percent.

    `each_instrument_from` is None where the level asks nothing of each instrument.
    """

    name: str
    total_from: Decimal
    passes: bool
    certainty: str
    each_instrument_from: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FrameworkFile:
    """Everything one file says; years are fiscal years of the Buddhist era.

    `questions` has one entry a code, those of ranges without text. `same_questions_as` is an
    earlier year whose IIT and EIT questions of equal code ask the same.
    """

    file: str
    year_be: int
    network: str
    title: str
    instruments: tuple[InstrumentEntry, ...]
    indicators: tuple[IndicatorEntry, ...]
    issues: tuple[IssueEntry, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()
    question_links: tuple[LinkEntry, ...] = ()
    disclosure_items: tuple[ItemEntry, ...] = ()
    bands: tuple[BandEntry, ...] = ()
    series: str = "ten-indicators"
    same_questions_as: int | None = None
