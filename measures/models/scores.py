"""Scores: an organization's yearly scores, and the scores that an outcome cites."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from itaportal.thai.numerals import thai_digits
from measures.choices import CitationBinding, CitationScope

from .frameworks import FiscalYear, Framework, Indicator, Instrument
from .organizations import Organization
from .ownership import OwnedModel
from .questions import Question
from .rows import RoundResult


class ScoreField(models.DecimalField):  # type: ignore[type-arg]
    """A score in percent, 0.00 to 100.00, two places as published."""

    default_validators = (
        MinValueValidator(Decimal(0), "คะแนนต้องอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗"),
        MaxValueValidator(Decimal(100), "คะแนนต้องอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "max_digits": 5, "decimal_places": 2})


class YearlyScore(OwnedModel):
    """The score of one organization in one year's indicator.

    The year is the indicator's: an indicator belongs to one year's framework, so one score an
    organization and indicator is one an organization, year and indicator.
    """

    organization_path = "organization"
    is_overseen = True

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="scores", verbose_name="หน่วยงาน"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="scores", verbose_name="ตัวชี้วัด"
    )
    value = ScoreField("คะแนน (ร้อยละ)")

    class Meta:
        verbose_name = "คะแนนรายปี"
        verbose_name_plural = "คะแนนรายปี"
        ordering = (
            "organization",
            "-indicator__framework__fiscal_year__year_be",
            "indicator__number",
        )
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "indicator"),
                name="score_once_per_organization_year_indicator",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=100), name="score_between_0_and_100"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} · {self.indicator} · {self.value}"


class InstrumentScore(OwnedModel):
    """The announced score of one organization in one year's instrument, percent."""

    organization_path = "organization"
    is_overseen = True

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="instrument_scores", verbose_name="หน่วยงาน"
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="scores", verbose_name="เครื่องมือ"
    )
    value = ScoreField("คะแนน (ร้อยละ)")

    class Meta:
        verbose_name = "คะแนนเครื่องมือ"
        verbose_name_plural = "คะแนนเครื่องมือ"
        ordering = ("organization", "instrument")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "instrument"), name="instrument_score_once"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=100), name="instrument_score_0_to_100"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} · {self.instrument} · {self.value}"


class QuestionScore(OwnedModel):
    """The score of one organization in one year's question or disclosure item, percent."""

    organization_path = "organization"
    is_overseen = True

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="question_scores", verbose_name="หน่วยงาน"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="scores", verbose_name="ข้อคำถาม"
    )
    value = ScoreField("คะแนน (ร้อยละ)")

    class Meta:
        verbose_name = "คะแนนข้อคำถาม"
        verbose_name_plural = "คะแนนข้อคำถาม"
        ordering = ("organization", "question")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "question"), name="question_score_once"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=100), name="question_score_0_to_100"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} · {self.question.code} · {self.value}"


class TotalScore(OwnedModel):
    """What was announced of one organization in one year: the total in percent, and the level.

    The level is a name as announced, "" where only the total is known.
    """

    organization_path = "organization"
    is_overseen = True

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="total_scores", verbose_name="หน่วยงาน"
    )
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="total_scores", verbose_name="กรอบการประเมิน"
    )
    value = ScoreField("คะแนนรวม (ร้อยละ)", null=True, blank=True)
    level = models.CharField("ระดับที่ประกาศ", max_length=60, blank=True)

    class Meta:
        verbose_name = "คะแนนรวม"
        verbose_name_plural = "คะแนนรวม"
        ordering = ("organization", "framework")
        constraints = (
            models.UniqueConstraint(fields=("organization", "framework"), name="total_score_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, value__lte=100),
                name="total_score_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(level=""),
                name="total_score_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} · {self.framework} · {self.value} {self.level}".rstrip()


class ScoreCitation(OwnedModel):
    """A comparison of two years' scores that an outcome cites.

    Typed: the sentence stands in the outcome, beginning in paragraph `paragraph_index` (counted
    from 0), and the values are those read there. Bound: no values are kept; print makes the
    sentence from the organization's scores and sets it before that paragraph.
    """

    organization_path = "round_result__row__section__plan__organization"

    round_result = models.ForeignKey(
        RoundResult, models.CASCADE, related_name="citations", verbose_name="ผลของรอบ"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    paragraph_index = models.PositiveSmallIntegerField("ย่อหน้าที่ (นับจาก 0)", default=0)
    scope = models.CharField("เป็นคะแนนของ", max_length=10, choices=CitationScope)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, verbose_name="ตัวชี้วัด"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, verbose_name="ข้อคำถาม"
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, verbose_name="เครื่องมือ"
    )
    topic = models.TextField("หัวข้อตามที่พิมพ์", blank=True)
    earlier_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="+", verbose_name="ปีก่อน"
    )
    later_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="+", verbose_name="ปีหลัง"
    )
    earlier_value = ScoreField("คะแนนปีก่อน", null=True, blank=True)
    later_value = ScoreField("คะแนนปีหลัง", null=True, blank=True)
    binding = models.CharField("ที่มาของคะแนน", max_length=5, choices=CitationBinding)

    class Meta:
        verbose_name = "คะแนนที่อ้างถึง"
        verbose_name_plural = "คะแนนที่อ้างถึง"
        ordering = ("round_result", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("round_result", "position"), name="citation_position_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    binding=CitationBinding.TYPED,
                    earlier_value__isnull=False,
                    later_value__isnull=False,
                )
                | Q(
                    binding=CitationBinding.BOUND,
                    earlier_value__isnull=True,
                    later_value__isnull=True,
                ),
                name="citation_typed_or_bound_never_both",
            ),
            models.CheckConstraint(
                condition=(
                    Q(scope=CitationScope.INDICATOR, indicator__isnull=False)
                    | Q(scope=CitationScope.QUESTION, question__isnull=False)
                    | (
                        Q(scope=CitationScope.QUESTION, binding=CitationBinding.TYPED)
                        & ~Q(topic="")
                    )
                    | Q(scope=CitationScope.INSTRUMENT, instrument__isnull=False)
                    | Q(scope=CitationScope.TOTAL)
                    | Q(scope=CitationScope.TOPIC, binding=CitationBinding.TYPED)
                ),
                name="citation_scope_names_its_object",
            ),
            models.CheckConstraint(
                condition=Q(earlier_value__isnull=True)
                | Q(
                    earlier_value__gte=0,
                    earlier_value__lte=100,
                    later_value__gte=0,
                    later_value__lte=100,
                ),
                name="citation_values_between_0_and_100",
            ),
        )

    def clean(self) -> None:
        """The paragraph is one of the outcome's; a bound citation may also stand after the last."""
        paragraphs = len(self.round_result.outcome)
        bound = self.binding == CitationBinding.BOUND
        last = paragraphs + 1 if bound else max(paragraphs, 1)
        if self.paragraph_index >= last:
            raise ValidationError(
                {
                    "paragraph_index": thai_digits(
                        f"ระบุย่อหน้าที่ {self.paragraph_index + 1} แต่ผลลัพธ์มี {paragraphs} ย่อหน้า "
                        f"โปรดใช้เลข 1 ถึง {last}"
                    )
                }
            )

    def __str__(self) -> str:
        return f"{self.get_scope_display()} {self.earlier_year.year_be}–{self.later_year.year_be}"
