"""Invitations (คำเชิญ): how people come into an organization."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from measures.choices import Role

from .organizations import Organization, ResponsibleUnit
from .ownership import OwnedModel


class Invitation(OwnedModel):
    """An organization's offer of a role, sent by e-mail to who is to take it.

    The letter's link holds the time of sending, so that sending again ends earlier links. Open
    until accepted or withdrawn; an address has at most one open invitation of an organization.
    """

    organization_path = "organization"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="invitations", verbose_name="หน่วยงาน"
    )
    email = models.EmailField("อีเมล")
    role = models.CharField("บทบาท", max_length=20, choices=Role)
    units = models.ManyToManyField(
        ResponsibleUnit,
        related_name="invitations",
        blank=True,
        verbose_name="ส่วนราชการที่สังกัด",
    )
    sent_at = models.DateTimeField("ส่งเมื่อ", default=timezone.now)
    accepted_at = models.DateTimeField("ตอบรับเมื่อ", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="ผู้ตอบรับ",
    )

    class Meta:
        verbose_name = "คำเชิญ"
        verbose_name_plural = "คำเชิญ"
        ordering = ("organization", "email", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()} · {self.organization}"

    @property
    def is_open(self) -> bool:
        """Whether it was neither accepted nor withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None
