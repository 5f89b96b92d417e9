"""The record of changes. Entries are only ever added."""

from django.conf import settings
from django.db import models

from measures.choices import AuditAction

from .organizations import Organization
from .ownership import OwnedModel


class AuditEntry(OwnedModel):
    """Who changed what, when, from what to what; names and labels are kept as text.

    Never changed and never removed: `append_only` has the database refuse both. So neither the
    actor nor the organization of an entry can be removed; a person who left is put out of service.
    That `action` is known is `audit.record`'s to check: as a constraint it would have every new
    action make this table anew.
    """

    organization_path = "organization"

    at = models.DateTimeField("เวลา", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้กระทำ"
    )
    actor_name = models.CharField("ชื่อผู้กระทำ", max_length=300)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="audit_entries",
        null=True,
        blank=True,
        verbose_name="หน่วยงาน",
    )
    action = models.CharField("การกระทำ", max_length=30, choices=AuditAction)
    subject_kind = models.CharField("ชนิดข้อมูล", max_length=50)
    subject_pk = models.CharField("รหัสข้อมูล", max_length=50)
    subject_label = models.TextField("ข้อมูล")
    before = models.JSONField("ก่อน", default=dict, blank=True)
    after = models.JSONField("หลัง", default=dict, blank=True)

    class Meta:
        verbose_name = "บันทึกการเปลี่ยนแปลง"
        verbose_name_plural = "บันทึกการเปลี่ยนแปลง"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("organization", "-at"), name="audit_by_organization"),)

    def __str__(self) -> str:
        return f"{self.actor_name} {self.get_action_display()} {self.subject_label}"
