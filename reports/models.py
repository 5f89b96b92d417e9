"""What the reports app stores: an organization's own wording of a report form."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from measures.choices import ReportForm
from measures.models import Organization, OwnedModel

from .layouts import OwnWording


class OrganizationLayout(OwnedModel):
    """An organization's own wording over a built-in layout; columns are named as by `column_key`.

    `reports.actions.wording` writes it and asks the layout whether it can be held.
    """

    organization_path: ClassVar[str] = "organization"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="own_layouts", verbose_name="หน่วยงาน"
    )
    form = models.CharField("แบบรายงาน", max_length=40)
    headers = models.JSONField("หัวตารางของหน่วยงาน", default=dict, blank=True)
    left_out = models.JSONField("คอลัมน์ที่ไม่พิมพ์", default=list, blank=True)
    added = models.JSONField("คอลัมน์ที่พิมพ์เพิ่ม", default=list, blank=True)
    introduction = models.TextField("ข้อความนำของหน่วยงาน", blank=True)

    class Meta:
        verbose_name = "ถ้อยคำของรายงาน"
        verbose_name_plural = "ถ้อยคำของรายงาน"
        ordering = ("organization", "form")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "form"), name="wording_once_per_organization_and_form"
            ),
        )

    def __str__(self) -> str:
        label = dict(ReportForm.choices).get(self.form, self.form)
        return f"ถ้อยคำของ{label} {self.organization}"

    @property
    def wording(self) -> OwnWording:
        """The wording as a value."""
        return OwnWording(
            dict(self.headers),
            frozenset(self.left_out),
            self.introduction,
            frozenset(self.added),
        )
