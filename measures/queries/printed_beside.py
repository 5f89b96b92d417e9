"""What a report prints that is no part of its plan: the office's name and emblem, official names.

It counts in the content that was approved, so that no report without ร่าง says what nobody saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from measures.exchange.drafts import CitationDraft, KnownNames, PlanDraft
from measures.models import Organization

from .score_book import CitedQuestion, ScoreBook

Reader = Callable[[Organization], Any]
"""What an organization has its reports say, ready for JSON."""

_readers: dict[str, Reader] = {}


def also_printed(name: str, reader: Reader) -> None:
    """Have something count that an app above this one keeps of an organization."""
    _readers[name] = reader


def printed_beside(
    organization: Organization,
    draft: PlanDraft,
    known: KnownNames,
    scores: ScoreBook,
    questions: dict[tuple[str, int], CitedQuestion],
) -> dict[str, Any]:
    """All of it, ready for JSON; the names of issues and indicators stand in the plan's own."""
    texts = {**known.questions, **known.earlier_questions}
    return {
        "organization": {
            "code": organization.code,
            "name": organization.name,
            "district": organization.district,
            "province": organization.province,
            "is_demo": organization.is_demo,
            "emblem": str(organization.emblem),
            "emblem_alternative_text": organization.emblem_alternative_text,
        },
        "questions": [texts.get(each.question, "") for each in draft.analyses],
        "cited": [_cited(each, scores, questions) for each in citations_of(draft)],
        **{name: read(organization) for name, read in _readers.items()},
    }


def citations_of(draft: PlanDraft) -> Iterable[CitationDraft]:
    """Every citation of a plan, in its order."""
    return (each for row in draft.rows for result in row.results for each in result.citations)


def _cited(
    citation: CitationDraft,
    scores: ScoreBook,
    questions: dict[tuple[str, int], CitedQuestion],
) -> list[str]:
    """The names, as the later year has them, of what is compared."""
    rules = scores.rules(citation.later_year)
    asked = questions.get((citation.question, citation.later_year))
    return [
        asked.text if asked else "",
        rules.instrument_names.get(citation.instrument, "") if rules else "",
        rules.indicator_names.get(citation.indicator or 0, "") if rules else "",
    ]
