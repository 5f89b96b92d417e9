"""What an organization's scores of one year are scores of, and which years there are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from itaportal.thai.numerals import thai_digits
from measures.exchange.score_labels import ScoreNames
from measures.models import (
    FiscalYear,
    Framework,
    Indicator,
    Instrument,
    InstrumentScore,
    Organization,
    Question,
    QuestionScore,
    TotalScore,
    YearlyScore,
)
from measures.rules.score_keys import (
    TOTAL,
    ScoreKey,
    indicator_key,
    instrument_key,
    question_key,
)


@dataclass(frozen=True, slots=True)
class ScoredSubject:
    """One thing of a year that has a score: its key, what messages call it, what it is.

    `weight` is that of its instrument in percent, which tells weighted points; None where scores
    are not given in points. `instrument` is the code of the instrument it belongs to, or "".
    """

    key: ScoreKey
    label: str
    subject: Indicator | Instrument | Question | Framework
    weight: Decimal | None = None
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class YearSubjects:
    """Everything of a framework that has a score.

    `level_labels` are its levels from the top: name -> what screens show, marked until confirmed.
    """

    framework: Framework
    subjects: dict[ScoreKey, ScoredSubject]
    level_labels: dict[str, str]

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the levels, from the top."""
        return tuple(self.level_labels)

    @property
    def year(self) -> FiscalYear:
        """The fiscal year."""
        return self.framework.fiscal_year


def subjects_of_year(organization: Organization, year_be: int) -> YearSubjects | None:
    """What the organization's scores of a year (BE) are of; None without a framework.

    Indicators in order, then instruments, the total, and questions in the order of their codes.
    """
    framework = (
        Framework.objects.filter(network=organization.network, fiscal_year__year_be=year_be)
        .select_related("fiscal_year")
        .prefetch_related("bands")
        .first()
    )
    if framework is None:
        return None
    indicators = list(framework.indicators.select_related("instrument").order_by("number"))
    instruments = list({each.instrument_id: each.instrument for each in indicators}.values())
    questions = list(
        Question.objects.filter(indicator__framework=framework).select_related(
            "indicator__instrument"
        )
    )
    questions.sort(key=lambda each: (each.indicator.number, len(each.code), each.code))
    subjects = [
        *(
            ScoredSubject(
                indicator_key(each.number),
                str(each),
                each,
                each.instrument.weight,
                each.instrument.code,
            )
            for each in indicators
        ),
        *(
            ScoredSubject(
                instrument_key(each.code), f"เครื่องมือ {each.code}", each, each.weight, each.code
            )
            for each in instruments
        ),
        ScoredSubject(TOTAL, "คะแนนรวม", framework),
        *(
            ScoredSubject(
                question_key(each.code),
                thai_digits(f"ข้อ {each.code}"),
                each,
                instrument=each.indicator.instrument.code,
            )
            for each in questions
        ),
    ]
    bands = sorted(framework.bands.all(), key=lambda each: each.position)
    return YearSubjects(
        framework,
        {each.key: each for each in subjects},
        {band.name: str(band) for band in bands},
    )


def stored_scores(
    organization: Organization, framework: Framework
) -> tuple[dict[ScoreKey, Decimal], str]:
    """The scores that an organization has in a year, by key, and the announced level or ""."""
    of_organization = {"organization": organization}
    stored = {
        indicator_key(number): value
        for number, value in YearlyScore.objects.filter(
            **of_organization, indicator__framework=framework
        ).values_list("indicator__number", "value")
    }
    stored |= {
        instrument_key(code): value
        for code, value in InstrumentScore.objects.filter(
            **of_organization, instrument__framework=framework
        ).values_list("instrument__code", "value")
    }
    stored |= {
        question_key(code): value
        for code, value in QuestionScore.objects.filter(
            **of_organization, question__indicator__framework=framework
        ).values_list("question__code", "value")
    }
    total = TotalScore.objects.filter(**of_organization, framework=framework).first()
    if total is not None and total.value is not None:
        stored[TOTAL] = total.value
    return stored, total.level if total else ""


def score_names(of_year: YearSubjects, organization: Organization) -> ScoreNames:
    """The names that a file of the organization's scores of a year may use."""
    subjects = [each.subject for each in of_year.subjects.values()]
    return ScoreNames(
        of_year.year.year_be,
        {each.number: each.name for each in subjects if isinstance(each, Indicator)},
        {each.code: each.name for each in subjects if isinstance(each, Instrument)},
        {each.code: each.text for each in subjects if isinstance(each, Question)},
        of_year.levels,
        organization.name,
    )


def years_with_framework(organization: Organization) -> QuerySet[FiscalYear]:
    """The years whose scores the organization can enter, latest first."""
    return FiscalYear.objects.filter(frameworks__network=organization.network)
