"""What a year's figure is a score of: the key by which scores are entered, read and looked up."""

from __future__ import annotations

from dataclasses import dataclass

from measures.choices import CitationScope


@dataclass(frozen=True, slots=True, order=True)
class ScoreKey:
    """A subject of one year: an indicator ("1"), instrument ("IIT"), question ("i4"), or the total.

    `code` is the indicator's number, the instrument's or the question's code; "" for the total.
    """

    scope: CitationScope
    code: str = ""


TOTAL = ScoreKey(CitationScope.TOTAL)


def indicator_key(number: int) -> ScoreKey:
    """The key of an indicator."""
    return ScoreKey(CitationScope.INDICATOR, str(number))


def instrument_key(code: str) -> ScoreKey:
    """The key of an instrument: IIT, EIT or OIT."""
    return ScoreKey(CitationScope.INSTRUMENT, code)


def question_key(code: str) -> ScoreKey:
    """The key of a question by its canonical code (i4)."""
    return ScoreKey(CitationScope.QUESTION, code)
