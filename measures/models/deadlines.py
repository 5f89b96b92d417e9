"""By when a plan or the results of a round are wanted: for all, or as one organization says."""

from django.db import models
from django.db.models import Q

from itaportal.thai.dates import thai_date
from measures.choices import DueFor

from .frameworks import FiscalYear
from .organizations import Organization
from .ownership import OwnedModel


class Deadline(models.Model):
    """The deadline of a fiscal year for every organization; the last day, CE."""

    fiscal_year = models.ForeignKey(
        FiscalYear, models.CASCADE, related_name="deadlines", verbose_name="ปีงบประมาณ"
    )
    due_for = models.PositiveSmallIntegerField("กำหนดส่งของ", choices=DueFor)
    due_on = models.DateField("ส่งภายในวันที่", help_text="เช่น ๓๑ มีนาคม ๒๕๖๙")

    class Meta:
        verbose_name = "กำหนดส่งของปี"
        verbose_name_plural = "กำหนดส่งของปี"
        ordering = ("-fiscal_year__year_be", "due_for")
        constraints = (
            models.UniqueConstraint(
                fields=("fiscal_year", "due_for"), name="deadline_once_per_year"
            ),
            models.CheckConstraint(
                condition=Q(due_for__in=DueFor.values), name="deadline_of_something_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_due_for_display()} {self.fiscal_year} {thai_date(self.due_on)}"


class OrganizationDeadline(OwnedModel):
    """An organization's own deadline, which takes the place of the one for all; CE."""

    organization_path = "organization"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="deadlines", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.ForeignKey(
        FiscalYear, models.CASCADE, related_name="+", verbose_name="ปีงบประมาณ"
    )
    due_for = models.PositiveSmallIntegerField("กำหนดส่งของ", choices=DueFor)
    due_on = models.DateField("ส่งภายในวันที่", help_text="เช่น ๒๐ มีนาคม ๒๕๖๙")

    class Meta:
        verbose_name = "กำหนดส่งของหน่วยงาน"
        verbose_name_plural = "กำหนดส่งของหน่วยงาน"
        ordering = ("organization", "-fiscal_year__year_be", "due_for")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "fiscal_year", "due_for"),
                name="deadline_once_per_organization_and_year",
            ),
            models.CheckConstraint(
                condition=Q(due_for__in=DueFor.values), name="own_deadline_of_something_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_due_for_display()} {self.fiscal_year} {thai_date(self.due_on)}"
