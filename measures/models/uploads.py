"""A file on its way into a plan: kept from its upload until it is imported, and its undoing."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from measures.choices import Round

from .frameworks import FiscalYear
from .organizations import Organization
from .ownership import OwnedModel


class PlanUpload(OwnedModel):
    """A file that somebody is importing, what it is taken for, and what became of it.

    `content` and `source` (the file as read, `exchange.source_json`) go when it is imported, or
    after a day. From then on `before` holds what undoing brings back: the plan as `export_plan`
    writes it, None where the import made the plan. `after_hash` is of the content that the import
    left (`queries.approval.content_hash`). Only the last import of a plan can be undone.
    """

    organization_path = "organization"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="uploads", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="+", verbose_name="ปีงบประมาณ"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="ผู้อัปโหลด"
    )
    uploaded_at = models.DateTimeField("เวลาที่อัปโหลด", auto_now_add=True)
    file = models.CharField("ชื่อไฟล์", max_length=200)
    content = models.BinaryField("เนื้อหา", blank=True)
    source = models.JSONField("เนื้อหาที่อ่านได้", null=True, blank=True)
    columns = models.JSONField("คอลัมน์ที่เลือก", default=dict, blank=True)
    round = models.PositiveSmallIntegerField("รอบ", choices=Round, null=True, blank=True)
    imported_at = models.DateTimeField("เวลาที่นำเข้า", null=True, blank=True)
    outcome = models.JSONField("สิ่งที่นำเข้า", default=dict, blank=True)
    before = models.JSONField("แผนก่อนนำเข้า", null=True, blank=True)
    after_hash = models.CharField("รหัสเนื้อหาหลังนำเข้า", max_length=64, blank=True)
    undone_at = models.DateTimeField("เวลาที่เลิกทำ", null=True, blank=True)

    class Meta:
        verbose_name = "ไฟล์นำเข้า"
        verbose_name_plural = "ไฟล์นำเข้า"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(imported_at__isnull=False),
                name="upload_is_undone_after_it_was_imported",
            ),
        )

    def __str__(self) -> str:
        return f"{self.file} {self.fiscal_year}"
