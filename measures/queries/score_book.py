"""All scores of an organization, and how any two years of them compare.

One book answers for every citation and table of a page or report; it is read by a fixed number of
queries.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from measures.choices import CitationScope
from measures.models import (
    Framework,
    Indicator,
    InstrumentScore,
    MeasurePlan,
    Organization,
    Question,
    QuestionLink,
    QuestionScore,
    ScoreCitation,
    TotalScore,
    YearlyScore,
)
from measures.rules.grading import Band, level_change, level_of
from measures.rules.score_keys import TOTAL, ScoreKey, indicator_key, instrument_key, question_key
from measures.rules.scoring import Direction, ScoreChange, score_change
from measures.rules.totals import InstrumentRule, Recomputation, recompute

_YEAR = "framework__fiscal_year__year_be"


@dataclass(frozen=True, slots=True)
class YearRules:
    """How one year (BE) is assessed: what its scores add up to, and its levels from the top."""

    year_be: int
    series: str
    instruments: tuple[InstrumentRule, ...]
    bands: tuple[Band, ...]
    instrument_names: dict[str, str]
    indicator_names: dict[int, str]


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
        self._questions: dict[int, tuple[int, str]] = {}
        self._links: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        self._read(organization)
        self._read_questions(organization)

    def _read(self, organization: Organization) -> None:
        network = organization.network
        indicators = YearlyScore.objects.filter(
            organization=organization, indicator__framework__network=network
        ).values_list(f"indicator__{_YEAR}", "indicator__number", "value")
        for year_be, number, value in indicators:
            self._scores[year_be, indicator_key(number)] = value
        instruments = InstrumentScore.objects.filter(
            organization=organization, instrument__framework__network=network
        ).values_list(f"instrument__{_YEAR}", "instrument__code", "value")
        for year_be, code, value in instruments:
            self._scores[year_be, instrument_key(code)] = value
        questions = QuestionScore.objects.filter(
            organization=organization, question__indicator__framework__network=network
        ).values_list(f"question__indicator__{_YEAR}", "question__code", "value")
        for year_be, code, value in questions:
            self._scores[year_be, question_key(code)] = value
        totals = TotalScore.objects.filter(
            organization=organization, framework__network=network
        ).values_list(_YEAR, "value", "level")
        for year_be, total, level in totals:
            self._levels[year_be] = level
            if total is not None:
                self._scores[year_be, TOTAL] = total

    def _read_questions(self, organization: Organization) -> None:
        of_network = Question.objects.filter(indicator__framework__network=organization.network)
        for pk, year_be, code in of_network.values_list("pk", f"indicator__{_YEAR}", "code"):
            self._questions[pk] = (year_be, code)
        for one, other in QuestionLink.objects.values_list("later", "earlier"):
            if one in self._questions and other in self._questions:
                self._links[self._questions[one]].append(self._questions[other])
                self._links[self._questions[other]].append(self._questions[one])

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


def rules_by_year(network: str) -> dict[int, YearRules]:
    """How each year (BE) with a framework of the network is assessed."""
    frameworks = (
        Framework.objects.filter(network=network)
        .select_related("fiscal_year")
        .prefetch_related("bands", "instruments", "indicators")
    )
    return {framework.fiscal_year.year_be: _rules(framework) for framework in frameworks}


def _rules(framework: Framework) -> YearRules:
    indicators = sorted(framework.indicators.all(), key=lambda each: each.number)
    instruments = list(framework.instruments.all())
    return YearRules(
        framework.fiscal_year.year_be,
        framework.series,
        tuple(
            InstrumentRule(
                each.code,
                each.weight,
                tuple(one.number for one in indicators if one.instrument_id == each.pk),
            )
            for each in sorted(instruments, key=lambda each: _order(each.pk, indicators))
        ),
        tuple(
            Band(
                each.name,
                each.total_from,
                each.each_instrument_from,
                each.passes,
                each.is_confirmed,
            )
            for each in sorted(framework.bands.all(), key=lambda each: each.position)
        ),
        {each.code: each.name for each in instruments},
        {each.number: each.name for each in indicators},
    )


def _order(instrument: int, indicators: list[Indicator]) -> int:
    return next((each.number for each in indicators if each.instrument_id == instrument), 999)
