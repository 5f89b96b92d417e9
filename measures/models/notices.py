"""Notices: who is to know of a step on a plan's way to the head of office."""

from django.conf import settings
from django.db import models

from .organizations import Organization
from .ownership import OwnedModel
from .plans import MeasurePlan
from .workflow import PlanEvent


class Notice(OwnedModel):
    """One step told to one person, on the home page until it is read; by e-mail besides."""

    organization_path = "organization"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="ผู้รับ"
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="+", verbose_name="หน่วยงาน"
    )
    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="notices", verbose_name="แผน"
    )
    event = models.ForeignKey(
        PlanEvent, models.CASCADE, related_name="notices", verbose_name="ขั้นตอน"
    )
    at = models.DateTimeField("เวลา", auto_now_add=True)
    read_at = models.DateTimeField("อ่านเมื่อ", null=True, blank=True)

    class Meta:
        verbose_name = "การแจ้งเตือน"
        verbose_name_plural = "การแจ้งเตือน"
        ordering = ("user", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "event"), name="notice_once_per_person"),
        )

    def __str__(self) -> str:
        return f"{self.event} → {self.user}"
