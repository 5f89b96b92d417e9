"""All scores of an organization, and how any two years of them compare.

One book answers for every citation and table of a page or report; two queries read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from measures.choices import CitationScope
from measures.models import (
    InstrumentScore,
    MeasurePlan,
    Organization,
    OwnedModel,
    QuestionScore,
    ScoreCitation,
    TotalScore,
    YearlyScore,
)
from measures.rules.grading import level_change, level_of
from measures.rules.score_keys import TOTAL, ScoreKey, indicator_key, instrument_key, question_key
from measures.rules.scoring import Direction, ScoreChange, score_change
from measures.rules.totals import Recomputation, recompute

from .year_rules import YearRules, rules_by_year


@dataclass(frozen=True, slots=True)
class TwoYears:
    """The scores of one subject in two years, percent with two places, None where there is none.

    Without `comparable` they are of frameworks, or questions, that nothing says are alike. A
    total may have levels; `level` is how they moved, None where that is not known.
    """

    earlier: Decimal | None = None
    later: Decimal | None = None
    comparable: bool = True
    earlier_level: str = ""
    later_level: str = ""
    level: Direction | None = None

    @property
    def change(self) -> ScoreChange | None:
        """How the score moved; None where that cannot be said."""
        return score_change(self.earlier, self.later, comparable=self.comparable)


class ScoreBook:
    """The scores of one organization in the frameworks of its own network.

    An instrument's score or total is the announced one, else that which follows from the
    indicators; so is the level.
    """

    def __init__(self, organization: Organization) -> None:
        self._rules = rules_by_year(organization.network)
        self._scores: dict[tuple[int, ScoreKey], Decimal] = {}
        self._levels: dict[int, str] = {}
        for year_be, scope, code, value, level in _entered(organization):
            key = ScoreKey(CitationScope(scope), code)
            if value is not None:
                self._scores[year_be, key] = value
            if key == TOTAL:
                self._levels[year_be] = level
        self._questions = {
            pk: (rules.year_be, code)
            for rules in self._rules.values()
            for pk, code in rules.question_codes.items()
        }
        self._links = self._linked_questions()

    def _linked_questions(self) -> dict[tuple[int, str], list[tuple[int, str]]]:
        """The questions, by year and code, that links join to each; links join both ways."""
        linked: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        for one, other in (pair for rules in self._rules.values() for pair in rules.links):
            if one in self._questions and other in self._questions:
                linked[self._questions[one]].append(self._questions[other])
                linked[self._questions[other]].append(self._questions[one])
        return linked

    def rules(self, year_be: int) -> YearRules | None:
        """How a year is assessed; None where there is no framework of it."""
        return self._rules.get(year_be)

    def announced(self, year_be: int, key: ScoreKey) -> Decimal | None:
        """The score as entered."""
        return self._scores.get((year_be, key))

    def announced_level(self, year_be: int) -> str:
        """The level as announced, or ""."""
        return self._levels.get(year_be, "")

    def recomputed(self, year_be: int) -> Recomputation | None:
        """The year's instruments and total, announced beside computed."""
        rules = self._rules.get(year_be)
        if rules is None:
            return None
        return recompute(
            {
                number: self._scores.get((year_be, indicator_key(number)))
                for number in rules.indicator_names
            },
            rules.instruments,
            {
                each.code: self._scores.get((year_be, instrument_key(each.code)))
                for each in rules.instruments
            },
            self._scores.get((year_be, TOTAL)),
        )

    def value(self, year_be: int, key: ScoreKey) -> Decimal | None:
        """The score that holds, two places: as entered, else as it follows from the indicators."""
        if key.scope in (CitationScope.INDICATOR, CitationScope.QUESTION):
            return self.announced(year_be, key)
        recomputed = self.recomputed(year_be)
        if recomputed is None:
            return None
        if key == TOTAL:
            return recomputed.total.value
        checked = recomputed.instruments.get(key.code)
        return checked.value if checked else None

    def computed_level(self, year_be: int) -> str:
        """The level of the total that holds, by the year's bands; "" where it is not known.

        A level whose conditions nobody has confirmed is not said of an office: "" as well.
        """
        rules, recomputed = self._rules.get(year_be), self.recomputed(year_be)
        if rules is None or recomputed is None:
            return ""
        scores = {code: each.value for code, each in recomputed.instruments.items()}
        band = level_of(rules.bands, recomputed.total.value, scores)
        return band.name if band and band.is_confirmed else ""

    def level(self, year_be: int) -> str:
        """The level that holds: as announced, else as computed; "" where neither is known."""
        return self.announced_level(year_be) or self.computed_level(year_be)

    def compare(self, key: ScoreKey, earlier_year_be: int, later_year_be: int) -> TwoYears:
        """An indicator, instrument or the total in two years.

        Of years of different series only totals are given, and are not comparable.
        """
        earlier, later = (self.value(year, key) for year in (earlier_year_be, later_year_be))
        before, after = self._rules.get(earlier_year_be), self._rules.get(later_year_be)
        comparable = before is None or after is None or before.series == after.series
        if key != TOTAL:
            return TwoYears(earlier if comparable else None, later, comparable)
        levels = [self.level(year) for year in (earlier_year_be, later_year_be)]
        scales = [[band.name for band in rules.bands] if rules else [] for rules in (before, after)]
        moved = level_change(levels[0], scales[0], levels[1], scales[1]) if comparable else None
        return TwoYears(earlier, later, comparable, levels[0], levels[1], moved)

    def compare_question(self, question: int, earlier_year_be: int, later_year_be: int) -> TwoYears:
        """A question, by its primary key, in two years: never by equal codes, only by links."""
        codes = self._codes(question)
        earlier, later = (
            self._scores.get((year, question_key(codes[year]))) if year in codes else None
            for year in (earlier_year_be, later_year_be)
        )
        return TwoYears(earlier, later, earlier_year_be in codes and later_year_be in codes)

    def _codes(self, question: int) -> dict[int, str]:
        """The codes by year (BE) of a question and of all that links join to it."""
        if question not in self._questions:
            return {}
        waiting, codes = [self._questions[question]], {}
        while waiting:
            year_be, code = waiting.pop(0)
            if year_be not in codes:
                codes[year_be] = code
                waiting.extend(self._links[year_be, code])
        return codes


_Entered = tuple[int, str, str, Decimal | None, str]
"""A score as entered: year (BE), scope and code of its key, value, announced level."""


def _entered(organization: Organization) -> Iterable[_Entered]:
    """All scores of the organization, of every kind."""
    number = Cast("indicator__number", CharField())
    one, *others = (
        _of_kind(YearlyScore, organization, "indicator__", CitationScope.INDICATOR, number),
        _of_kind(InstrumentScore, organization, "instrument__", CitationScope.INSTRUMENT),
        _of_kind(QuestionScore, organization, "question__indicator__", CitationScope.QUESTION),
        _of_kind(TotalScore, organization, "", CitationScope.TOTAL, Value(""), F("level")),
    )
    return one.union(*others, all=True)


def _of_kind(
    model: type[OwnedModel],
    organization: Organization,
    to_framework: str,
    scope: CitationScope,
    code: Cast | F | Value | None = None,
    level: F | Value | None = None,
) -> QuerySet[Any, _Entered]:
    own = {"organization": organization, f"{to_framework}framework__network": organization.network}
    year_be = F(f"{to_framework}framework__fiscal_year__year_be")
    code, level = code or F(f"{scope}__code"), level or Value("")
    scores = model.objects.filter(**own).order_by()
    return scores.values_list(year_be, Value(scope), code, "value", level)


@dataclass(frozen=True, slots=True)
class CitedQuestion:
    """A question that a plan cites: its primary key and text."""

    pk: int
    text: str


def cited_questions(plan: MeasurePlan) -> dict[tuple[str, int], CitedQuestion]:
    """The questions that a plan cites, by their code and the later year (BE) compared.

    A question of the later year itself comes before one of another year with the same code.
    """
    found = ScoreCitation.objects.filter(
        round_result__row__section__plan=plan, question__isnull=False
    ).select_related("question__indicator__framework__fiscal_year", "later_year")
    questions: dict[tuple[str, int], CitedQuestion] = {}
    for citation in found.order_by("pk"):
        assert citation.question is not None  # filtered
        year_be = citation.later_year.year_be
        own = citation.question.indicator.framework.fiscal_year.year_be == year_be
        key = (citation.question.code, year_be)
        if own or key not in questions:
            questions[key] = CitedQuestion(citation.question.pk, citation.question.official_text)
    return questions
