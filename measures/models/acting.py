"""Acting heads (ผู้รักษาราชการแทน): who stands in for the head of office, and in which days."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from itaportal.thai.dates import thai_date

from .organizations import Organization
from .ownership import OwnedModel


class ActingHead(OwnedModel):
    """A member who approves in place of the head from one day to another (CE, both included).

    The days of an organization never overlap: there is one acting head at a time.
    """

    organization_path = "organization"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="acting_heads", verbose_name="หน่วยงาน"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="acting",
        verbose_name="ผู้รักษาราชการแทน",
    )
    position = models.CharField("ตำแหน่งของผู้รักษาราชการแทน", max_length=200)
    since = models.DateField("ตั้งแต่วันที่")
    until = models.DateField("ถึงวันที่")

    class Meta:
        verbose_name = "ผู้รักษาราชการแทน"
        verbose_name_plural = "ผู้รักษาราชการแทน"
        ordering = ("organization", "-since")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="acting_ends_after_it_begins",
                violation_error_message=(
                    "วันสิ้นสุดอยู่ก่อนวันเริ่ม โปรดใช้วันเดียวกันหรือหลังจากนั้น เช่น ๓๑ ตุลาคม ๒๕๖๘"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} รักษาราชการแทน {thai_date(self.since)} - {thai_date(self.until)}"

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.until < timezone.localdate()

    @property
    def is_coming(self) -> bool:
        """Whether the first day is still to come."""
        return self.since > timezone.localdate()

    @classmethod
    def on(cls, day: datetime.date) -> Q:
        """The condition of standing in on a day (CE)."""
        return Q(since__lte=day, until__gte=day)
