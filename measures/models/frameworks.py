"""The assessment of one year: framework, instruments, indicators, issues, questions.

Loaded from `fixtures/frameworks/<year>.toml`; years are data, never branches in code.
"""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from itaportal.thai.dates import fiscal_year_span
from itaportal.thai.numerals import thai_digits
from measures.choices import Certainty, InstrumentCode, Network


class FiscalYear(models.Model):
    """A fiscal year (ปีงบประมาณ): 1 October of the year before to 30 September; Buddhist era."""

    year_be = models.PositiveSmallIntegerField(
        "ปีงบประมาณ พ.ศ.",
        unique=True,
        validators=[MinValueValidator(2540), MaxValueValidator(2700)],
        help_text="พุทธศักราช เช่น 2568",
    )

    class Meta:
        verbose_name = "ปีงบประมาณ"
        verbose_name_plural = "ปีงบประมาณ"
        ordering = ("-year_be",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(year_be__gte=2540, year_be__lte=2700),
                name="fiscal_year_is_buddhist_era",
            ),
        )

    def __str__(self) -> str:
        return f"ปีงบประมาณ พ.ศ. {thai_digits(str(self.year_be))}"

    @property
    def starts_on(self) -> datetime.date:
        """First day, CE."""
        return fiscal_year_span(self.year_be).start

    @property
    def ends_on(self) -> datetime.date:
        """Last day, CE."""
        return fiscal_year_span(self.year_be).end


class Framework(models.Model):
    """The rules of one year's assessment by one network."""

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="frameworks", verbose_name="ปีงบประมาณ"
    )
    network = models.CharField("ผู้จัดการประเมิน", max_length=20, choices=Network, default=Network.NACC)
    title = models.CharField("ชื่อกรอบการประเมิน", max_length=200)
    series = models.CharField(
        "ชุดของกรอบการประเมิน",
        max_length=40,
        default="ten-indicators",
        help_text="ปีที่อยู่ในชุดเดียวกันเปรียบเทียบคะแนนกันได้ ปีที่ต่างชุดกันเปรียบเทียบกันไม่ได้",
    )

    class Meta:
        verbose_name = "กรอบการประเมินของปี"
        verbose_name_plural = "กรอบการประเมินของปี"
        ordering = ("-fiscal_year__year_be", "network")
        constraints = (
            models.UniqueConstraint(
                fields=("fiscal_year", "network"), name="framework_once_per_year_and_network"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Instrument(models.Model):
    """One of the three instruments of a framework with its weight in the total."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="instruments", verbose_name="กรอบการประเมิน"
    )
    code = models.CharField("รหัส", max_length=3, choices=InstrumentCode)
    name = models.CharField("ชื่อเครื่องมือ", max_length=200)
    weight = models.DecimalField(
        "น้ำหนัก (ร้อยละ)",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    certainty = models.CharField(
        "ความแน่นอน", max_length=1, choices=Certainty, default=Certainty.UNCERTAIN
    )

    class Meta:
        verbose_name = "เครื่องมือ"
        verbose_name_plural = "เครื่องมือ"
        ordering = ("framework", "-code")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "code"), name="instrument_once_per_framework"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, weight__lte=100), name="instrument_weight_percent"
            ),
        )

    def __str__(self) -> str:
        return self.code


class Indicator(models.Model):
    """One of the ten indicators (ตัวชี้วัด) of a framework."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="indicators", verbose_name="กรอบการประเมิน"
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="indicators", verbose_name="เครื่องมือ"
    )
    number = models.PositiveSmallIntegerField("ตัวชี้วัดที่")
    name = models.CharField("ชื่อตัวชี้วัด", max_length=200)
    certainty = models.CharField(
        "ความแน่นอน", max_length=1, choices=Certainty, default=Certainty.UNCERTAIN
    )

    class Meta:
        verbose_name = "ตัวชี้วัด"
        verbose_name_plural = "ตัวชี้วัด"
        ordering = ("framework", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "number"), name="indicator_once_per_framework"
            ),
        )

    def __str__(self) -> str:
        return f"ตัวชี้วัดที่ {thai_digits(str(self.number))} {self.name}"


class Issue(models.Model):
    """One of the seven issues (ประเด็น) that a year's measures must cover."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="issues", verbose_name="กรอบการประเมิน"
    )
    number = models.PositiveSmallIntegerField("ประเด็นที่")
    name = models.CharField("ชื่อประเด็น", max_length=300)
    certainty = models.CharField(
        "ความแน่นอน", max_length=1, choices=Certainty, default=Certainty.UNCERTAIN
    )

    class Meta:
        verbose_name = "ประเด็น"
        verbose_name_plural = "ประเด็น"
        ordering = ("framework", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "number"), name="issue_once_per_framework"
            ),
        )

    def __str__(self) -> str:
        return f"ประเด็นที่ {thai_digits(str(self.number))} {self.name}"


class Question(models.Model):
    """A question or disclosure item of a year; codes are not stable across years."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="questions", verbose_name="ตัวชี้วัด"
    )
    code = models.CharField("รหัส", max_length=10, help_text="เช่น i4, e2, o27")
    text = models.TextField("ข้อความ")
    certainty = models.CharField(
        "ความแน่นอน", max_length=1, choices=Certainty, default=Certainty.UNCERTAIN
    )

    class Meta:
        verbose_name = "ข้อคำถาม"
        verbose_name_plural = "ข้อคำถาม"
        ordering = ("indicator", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "code"), name="question_once_per_indicator"
            ),
        )

    def __str__(self) -> str:
        return f"{thai_digits(self.code)} {self.text}"


class QuestionLink(models.Model):
    """A question of a later year that asks what one of an earlier year asked.

    Codes are given anew each year, so only a link makes two questions' scores comparable.
    """

    later = models.ForeignKey(
        Question, models.CASCADE, related_name="earlier_links", verbose_name="ข้อคำถามของปีหลัง"
    )
    earlier = models.ForeignKey(
        Question, models.CASCADE, related_name="later_links", verbose_name="ข้อคำถามของปีก่อน"
    )

    class Meta:
        verbose_name = "การเทียบข้อคำถามข้ามปี"
        verbose_name_plural = "การเทียบข้อคำถามข้ามปี"
        ordering = ("later", "earlier")
        constraints = (
            models.UniqueConstraint(fields=("later", "earlier"), name="question_link_once"),
            models.CheckConstraint(
                condition=~models.Q(later=models.F("earlier")), name="question_link_of_two"
            ),
        )

    def __str__(self) -> str:
        return thai_digits(f"{self.earlier.code} → {self.later.code}")


class GradeBand(models.Model):
    """A level (ระดับผลการประเมิน) of a framework; the first from the top that holds is reached.

    `total_from` is the least total, `each_instrument_from` the least score of each instrument
    where the level asks for one; both percent.
    """

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="bands", verbose_name="กรอบการประเมิน"
    )
    position = models.PositiveSmallIntegerField("ลำดับจากระดับสูงสุด")
    name = models.CharField("ระดับ", max_length=60)
    total_from = models.DecimalField(
        "คะแนนรวมตั้งแต่",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    each_instrument_from = models.DecimalField(
        "ทุกเครื่องมือตั้งแต่",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    passes = models.BooleanField("ถือว่าผ่าน", default=False)

    class Meta:
        verbose_name = "ระดับผลการประเมิน"
        verbose_name_plural = "ระดับผลการประเมิน"
        ordering = ("framework", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "position"), name="band_position_once_per_framework"
            ),
            models.UniqueConstraint(
                fields=("framework", "name"), name="band_name_once_per_framework"
            ),
            models.CheckConstraint(
                condition=models.Q(total_from__gte=0, total_from__lte=100)
                & (
                    models.Q(each_instrument_from__isnull=True)
                    | models.Q(each_instrument_from__gte=0, each_instrument_from__lte=100)
                ),
                name="band_between_0_and_100",
            ),
        )

    def __str__(self) -> str:
        return self.name
