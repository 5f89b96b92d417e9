"""The scores that a plan's report prints: behind bound citations, and beside its indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from measures.choices import CitationBinding, GroupKind
from measures.exchange.drafts import CitationDraft, PlanDraft
from measures.models import MeasurePlan
from measures.rules.score_keys import TOTAL, indicator_key, instrument_key

from .score_book import CitedQuestion, ScoreBook, TwoYears

Questions = Mapping[tuple[str, int], CitedQuestion]


def bound_scores(citation: CitationDraft, questions: Questions, scores: ScoreBook) -> TwoYears:
    """The organization's scores that a bound citation is of."""
    years = citation.earlier_year, citation.later_year
    if citation.question:
        asked = questions.get((citation.question, citation.later_year))
        return scores.compare_question(asked.pk if asked else 0, *years)
    if citation.instrument:
        return scores.compare(instrument_key(citation.instrument), *years)
    if citation.indicator is not None:
        return scores.compare(indicator_key(citation.indicator), *years)
    return scores.compare(TOTAL, *years)


def printed_scores(
    plan: MeasurePlan, draft: PlanDraft, scores: ScoreBook, questions: Questions
) -> dict[str, Any]:
    """All scores that a report of the plan may print, ready for JSON, in the order of the plan.

    Of the score year those of the indicators that rows or headings name, and the total.
    """
    year_be = plan.score_year.year_be if plan.score_year else None
    keys = {f"indicator {number}": indicator_key(number) for number in _indicators(draft)}
    return {
        "bound": [
            _plain(bound_scores(citation, questions, scores))
            for row in draft.rows
            for result in row.results
            for citation in result.citations
            if citation.binding == CitationBinding.BOUND
        ],
        "score_year": {
            name: str(scores.value(year_be, key)) if year_be else None
            for name, key in {**keys, "total": TOTAL}.items()
        },
    }


def _indicators(draft: PlanDraft) -> list[int]:
    named = {row.indicator for row in draft.rows}
    for section in draft.sections:
        headings = (group.heading for group in section.groups)
        named |= {
            heading.number
            for heading in headings
            if heading and heading.kind is GroupKind.INDICATOR
        }
    return sorted(number for number in named if number is not None)


def _plain(years: TwoYears) -> list[str | bool]:
    return [
        str(years.earlier),
        str(years.later),
        years.comparable,
        years.earlier_level,
        years.later_level,
        str(years.level),
    ]
