"""A plan, its sections with their group headings, and its analysis of indicators."""

from django.db import models
from django.db.models import Q

from itaportal.thai.numerals import thai_digits
from measures.choices import GroupKind, PlanState, ReportForm

from .fields import ParagraphsField
from .frameworks import FiscalYear, Indicator, Issue
from .organizations import Organization
from .ownership import OwnedModel
from .questions import Question


class MeasurePlan(OwnedModel):
    """An organization's plan of measures for the fiscal year in which they are carried out.

    Three years, three fields: carried out (`fiscal_year`), posted for (`posted_for`), scores
    compared (`score_year`, the later of the two years compared).
    """

    organization_path = "organization"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="plans", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        related_name="plans",
        verbose_name="ปีงบประมาณที่ดำเนินการ",
    )
    posted_for = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ใช้ตอบการประเมิน ITA ของปี",
    )
    score_year = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ปีคะแนนที่เทียบกับปีก่อนหน้า",
    )
    form = models.CharField(
        "แบบรายงาน", max_length=40, choices=ReportForm, default=ReportForm.RESULTS_BY_ISSUE
    )
    state = models.CharField(
        "สถานะ", max_length=10, choices=PlanState, default=PlanState.DRAFT, editable=False
    )
    cover = ParagraphsField("ปกหรือชื่อรายงานตามที่พิมพ์")
    introduction = ParagraphsField("คำนำ")
    appendix = ParagraphsField("ภาคผนวก")

    class Meta:
        verbose_name = "แผนมาตรการ"
        verbose_name_plural = "แผนมาตรการ"
        ordering = ("organization", "-fiscal_year__year_be")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "fiscal_year"), name="plan_once_per_organization_and_year"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="plan_state_known"
            ),
            models.CheckConstraint(condition=Q(form__in=ReportForm.values), name="plan_form_known"),
        )

    has_unrecorded_end = False
    """Set by `queries.approval` on what is shown as a draft and still is stored as approved."""

    def __str__(self) -> str:
        return f"{self.organization} {self.fiscal_year}"

    @classmethod
    def plan_path(cls) -> list[str]:
        """It is the plan."""
        return []


class Section(OwnedModel):
    """A table of the plan, with its own heading where the report has more than one."""

    organization_path = "plan__organization"

    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="sections", verbose_name="แผน"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    heading = models.CharField("หัวข้อของส่วน", max_length=500, blank=True)
    introduction = ParagraphsField("ข้อความนำ")

    class Meta:
        verbose_name = "ส่วนของแผน"
        verbose_name_plural = "ส่วนของแผน"
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="section_position_once"),
        )

    def __str__(self) -> str:
        return self.heading or f"ส่วนที่ {thai_digits(str(self.position))}"


class GroupHeading(OwnedModel):
    """A heading over rows: an issue, an indicator, or free text.

    What the office printed (`printed_number`, `printed_text`) is kept beside the canonical
    number and name, as they differ in real reports.
    """

    organization_path = "section__plan__organization"

    section = models.ForeignKey(
        Section, models.CASCADE, related_name="groups", verbose_name="ส่วนของแผน"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("หัวข้อเป็น", max_length=10, choices=GroupKind)
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, verbose_name="ประเด็น")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, verbose_name="ตัวชี้วัด"
    )
    printed_number = models.CharField(
        "เลขตามที่พิมพ์", max_length=10, blank=True, help_text="เฉพาะเมื่อต่างจากเลขทางการ"
    )
    printed_text = models.TextField("ชื่อตามที่พิมพ์", blank=True, help_text="เฉพาะเมื่อต่างจากชื่อทางการ")

    class Meta:
        verbose_name = "หัวข้อกลุ่ม"
        verbose_name_plural = "หัวข้อกลุ่ม"
        ordering = ("section", "position")
        constraints = (
            models.UniqueConstraint(fields=("section", "position"), name="group_position_once"),
            models.CheckConstraint(
                condition=(
                    Q(kind=GroupKind.ISSUE, issue__isnull=False, indicator__isnull=True)
                    | Q(kind=GroupKind.INDICATOR, issue__isnull=True, indicator__isnull=False)
                    | (
                        Q(kind=GroupKind.FREE, issue__isnull=True, indicator__isnull=True)
                        & ~Q(printed_text="")
                    )
                ),
                name="group_kind_names_its_object",
            ),
        )

    def __str__(self) -> str:
        """As screens show it: the canonical wording is marked until it is confirmed."""
        canonical = self.issue or self.indicator
        text = f"{thai_digits(self.number)}. {self.name}" if self.number else self.name
        return text if self.printed_text or canonical is None else canonical.marked(text)

    @property
    def number(self) -> str:
        """The number in print: as the office printed it, else the canonical one."""
        canonical = self.issue or self.indicator
        return self.printed_number or (str(canonical.number) if canonical else "")

    @property
    def name(self) -> str:
        """The wording in print: as the office printed it, else the canonical one."""
        canonical = self.issue or self.indicator
        return self.printed_text or (canonical.name if canonical else "")


class IndicatorAnalysis(OwnedModel):
    """A plan's analysis of one indicator: question, analysis and guidance of its rows."""

    organization_path = "plan__organization"

    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="analyses", verbose_name="แผน"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="analyses", verbose_name="ตัวชี้วัด"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, verbose_name="ข้อคำถาม"
    )
    question_text = ParagraphsField("ข้อคำถามตามที่พิมพ์")
    analysis = ParagraphsField("ผลการวิเคราะห์")
    guidance = ParagraphsField("แนวทางในการยกระดับ")

    class Meta:
        verbose_name = "การวิเคราะห์ตัวชี้วัด"
        verbose_name_plural = "การวิเคราะห์ตัวชี้วัด"
        ordering = ("plan", "indicator__number")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "indicator"), name="analysis_once_per_plan_and_indicator"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} · {self.indicator}"
