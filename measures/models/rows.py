"""The row of an office's table and what it holds: measures, steps, who, when, results.

The row is the unit: several measures share its steps, responsible units, period and results.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from itaportal.thai.numerals import thai_digits
from measures.choices import ResponsibleKind, ResultStatus, Round

from .fields import ParagraphsField
from .frameworks import Indicator
from .organizations import ResponsibleUnit
from .ownership import OwnedModel
from .plans import GroupHeading, Section


class Row(OwnedModel):
    """A row of the office's table: what is shared by its measures and steps."""

    organization_path = "section__plan__organization"

    section = models.ForeignKey(
        Section, models.CASCADE, related_name="rows", verbose_name="ส่วนของแผน"
    )
    group = models.ForeignKey(
        GroupHeading,
        models.SET_NULL,
        related_name="rows",
        null=True,
        blank=True,
        verbose_name="หัวข้อกลุ่ม",
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="rows",
        null=True,
        blank=True,
        verbose_name="ตัวชี้วัด",
    )
    printed_number = models.CharField("เลขแถวตามที่พิมพ์", max_length=10, blank=True)
    period_start = models.DateField("เริ่มดำเนินการ", null=True, blank=True)
    period_end = models.DateField("สิ้นสุดดำเนินการ", null=True, blank=True)
    period_text = ParagraphsField("ระยะเวลาตามที่พิมพ์")
    responsible_text = ParagraphsField("ผู้รับผิดชอบตามที่พิมพ์")
    remarks = ParagraphsField("ข้อความอื่นจากไฟล์ที่ยังไม่ได้จัดลงช่อง")

    class Meta:
        verbose_name = "แถวมาตรการ"
        verbose_name_plural = "แถวมาตรการ"
        ordering = ("section", "position")
        constraints = (
            models.UniqueConstraint(fields=("section", "position"), name="row_position_once"),
            models.CheckConstraint(
                condition=(
                    Q(period_start__isnull=True, period_end__isnull=True)
                    | Q(
                        period_start__isnull=False,
                        period_end__isnull=False,
                        period_end__gte=F("period_start"),
                    )
                ),
                name="period_ends_after_it_begins",
                violation_error_message="วันสิ้นสุดต้องไม่ก่อนวันเริ่มดำเนินการ และต้องระบุทั้งสองวัน "
                "เช่น ๑ ต.ค. ๒๕๖๗ ถึง ๓๐ ก.ย. ๒๕๖๘",
            ),
        )

    def __str__(self) -> str:
        return f"แถวที่ {thai_digits(str(self.position))}"

    def clean(self) -> None:
        """A row stands under a heading of its own section."""
        if self.group is not None and self.group.section_id != self.section_id:
            raise ValidationError({"group": "หัวข้อกลุ่มต้องอยู่ในส่วนเดียวกับแถว"})


class Responsibility(OwnedModel):
    """One of those responsible for a row; the text as typed is the row's `responsible_text`."""

    organization_path = "row__section__plan__organization"

    row = models.ForeignKey(
        Row, models.CASCADE, related_name="responsibilities", verbose_name="แถว"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("เป็น", max_length=10, choices=ResponsibleKind)
    unit = models.ForeignKey(
        ResponsibleUnit,
        models.PROTECT,
        related_name="responsibilities",
        null=True,
        blank=True,
        verbose_name="ส่วนราชการ",
    )
    name = models.CharField(
        "ชื่อคณะกรรมการหรือตำแหน่ง", max_length=300, blank=True, help_text="เช่น ผู้อำนวยการกองคลัง"
    )
    note = models.CharField("หมายเหตุ", max_length=300, blank=True, help_text="เช่น งานนิติการ")

    class Meta:
        verbose_name = "ผู้รับผิดชอบ"
        verbose_name_plural = "ผู้รับผิดชอบ"
        ordering = ("row", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("row", "position"), name="responsibility_position_once"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=ResponsibleKind.UNIT, unit__isnull=False)
                    | Q(kind=ResponsibleKind.EVERYONE, unit__isnull=True)
                    | (
                        Q(kind__in=(ResponsibleKind.COMMITTEE, ResponsibleKind.POSITION))
                        & Q(unit__isnull=True)
                        & ~Q(name="")
                    )
                ),
                name="responsible_kind_names_its_object",
            ),
        )

    def __str__(self) -> str:
        name = str(self.unit) if self.unit else self.name or self.get_kind_display()
        return f"{name} ({self.note})" if self.note else name

    def clean(self) -> None:
        """The unit is one of the organization's own."""
        if self.unit is not None and self.unit.organization_id != self.owner.pk:
            raise ValidationError({"unit": "ส่วนราชการต้องเป็นของหน่วยงานเดียวกับแผน"})


class Measure(OwnedModel):
    """A measure (มาตรการ): one item of the row's measure cell.

    `content` is the item's first paragraph and the paragraphs that continue it.
    """

    organization_path = "row__section__plan__organization"

    row = models.ForeignKey(Row, models.CASCADE, related_name="measures", verbose_name="แถว")
    position = models.PositiveSmallIntegerField("ลำดับ")
    content = ParagraphsField("มาตรการ/โครงการ/กิจกรรม")

    class Meta:
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering = ("row", "position")
        constraints = (
            models.UniqueConstraint(fields=("row", "position"), name="measure_position_once"),
        )

    def __str__(self) -> str:
        return self.content[0].text if self.content else "มาตรการ"


class Step(OwnedModel):
    """A step (ขั้นตอน) of a row, which may belong to one of the row's measures."""

    organization_path = "row__section__plan__organization"

    row = models.ForeignKey(Row, models.CASCADE, related_name="steps", verbose_name="แถว")
    position = models.PositiveSmallIntegerField("ลำดับ")
    measure = models.ForeignKey(
        Measure,
        models.SET_NULL,
        related_name="steps",
        null=True,
        blank=True,
        verbose_name="ของมาตรการ",
    )
    content = ParagraphsField("ขั้นตอน/วิธีการปฏิบัติ")

    class Meta:
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอน"
        ordering = ("row", "position")
        constraints = (
            models.UniqueConstraint(fields=("row", "position"), name="step_position_once"),
        )

    def __str__(self) -> str:
        return self.content[0].text if self.content else "ขั้นตอน"

    def clean(self) -> None:
        """A step's measure is one of its own row's."""
        if self.measure is not None and self.measure.row_id != self.row_id:
            raise ValidationError({"measure": "มาตรการต้องอยู่ในแถวเดียวกับขั้นตอน"})


class RoundResult(OwnedModel):
    """What came of a row in one round: status, results, outcome, suggestion."""

    organization_path = "row__section__plan__organization"

    row = models.ForeignKey(Row, models.CASCADE, related_name="results", verbose_name="แถว")
    round = models.PositiveSmallIntegerField("รอบ", choices=Round)
    status = models.CharField("สถานะ", max_length=20, choices=ResultStatus, blank=True)
    results = ParagraphsField("ผลการดำเนินการ")
    outcome = ParagraphsField("ผลลัพธ์หรือความสำเร็จ")
    suggestion = ParagraphsField("ข้อเสนอแนะ")

    class Meta:
        verbose_name = "ผลของรอบ"
        verbose_name_plural = "ผลของรอบ"
        ordering = ("row", "round")
        constraints = (
            models.UniqueConstraint(fields=("row", "round"), name="result_once_per_row_and_round"),
            models.CheckConstraint(condition=Q(round__in=Round.values), name="round_known"),
            models.CheckConstraint(
                condition=Q(status="") | Q(status__in=ResultStatus.values),
                name="result_status_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.row} {self.get_round_display()}"
