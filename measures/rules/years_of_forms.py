"""Which years a plan of a form is posted for and compares, by the year it is carried out in (BE).

A report of results compares the year before with its own and answers the assessment that follows;
ITA development (o25 of 2569) analyses the scores announced before its year and answers it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .completeness import WITHOUT_RESULTS


@dataclass(frozen=True, slots=True)
class PlanYears:
    """Fiscal years, BE; `score_year` is the later of the two that are compared."""

    posted_for: int
    score_year: int


def years_of_form(form: str, year_be: int) -> PlanYears:
    """The years that a new plan begins with; the office may choose others."""
    if form in WITHOUT_RESULTS:
        return PlanYears(posted_for=year_be, score_year=year_be - 1)
    return PlanYears(posted_for=year_be + 1, score_year=year_be)
