"""The assessment of one year: framework, instruments, indicators, issues.

Loaded from `fixtures/frameworks/<year>.toml`; years are data, never branches in code.
"""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from itaportal.thai.dates import fiscal_year_span
from itaportal.thai.numerals import thai_digits
from measures.choices import Certainty, InstrumentCode, Network

UNCONFIRMED = "ยังไม่ยืนยัน"


class ReferenceFact(models.Model):
    """A fact of a framework, with a mark of how sure it is; only a found one is official."""

    certainty = models.CharField(
        "ความแน่นอน", max_length=1, choices=Certainty, default=Certainty.UNCERTAIN
    )

    class Meta:
        abstract = True

    @property
    def is_confirmed(self) -> bool:
        """Whether the fact stands in a published source, and may be shown as official."""
        return self.certainty == Certainty.FOUND

    def marked(self, name: str) -> str:
        """The name, with a mark behind it unless it is confirmed."""
        return name if self.is_confirmed else f"{name} ({UNCONFIRMED})"


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
    # What its file said when it was last loaded, by entry: a reload brings what the file changed
    # since, and leaves what an administrator corrected.
    loaded = models.JSONField("ค่าที่นำเข้าล่าสุด", default=dict, blank=True, editable=False)
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


class Instrument(ReferenceFact):
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


class Indicator(ReferenceFact):
    """One of the ten indicators (ตัวชี้วัด) of a framework."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="indicators", verbose_name="กรอบการประเมิน"
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="indicators", verbose_name="เครื่องมือ"
    )
    number = models.PositiveSmallIntegerField("ตัวชี้วัดที่")
    name = models.CharField("ชื่อตัวชี้วัด", max_length=200)

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
        return self.marked(f"ตัวชี้วัดที่ {thai_digits(str(self.number))} {self.name}")


class Issue(ReferenceFact):
    """One of the seven issues (ประเด็น) that a year's measures must cover."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="issues", verbose_name="กรอบการประเมิน"
    )
    number = models.PositiveSmallIntegerField("ประเด็นที่")
    name = models.CharField("ชื่อประเด็น", max_length=300)

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
        return self.marked(f"ประเด็นที่ {thai_digits(str(self.number))} {self.name}")
