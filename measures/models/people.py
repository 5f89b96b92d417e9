"""People: users of the portal and their memberships in organizations."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

from measures.choices import Role

from .organizations import Organization
from .ownership import OwnedModel

SYSTEM_USERNAME = "system"


class User(AbstractUser):
    """A person who signs in, or the system user in whose name commands work."""

    memberships: models.Manager["Membership"]

    position_title = models.CharField(
        "ตำแหน่ง", max_length=200, blank=True, help_text="เช่น นักวิเคราะห์นโยบายและแผน"
    )

    class Meta:
        verbose_name = "ผู้ใช้"
        verbose_name_plural = "ผู้ใช้"

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_system(self) -> bool:
        """Whether this is the user in whose name commands work without `--by`."""
        return self.username == SYSTEM_USERNAME

    @property
    def display_name(self) -> str:
        """The name shown to people: full name, else position, else user name."""
        if self.is_system:
            return "ระบบ"
        return self.get_full_name() or self.position_title or self.username


class Membership(OwnedModel):
    """One user's role in one organization."""

    organization_path = "organization"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name="ผู้ใช้",
    )
    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="memberships", verbose_name="หน่วยงาน"
    )
    role = models.CharField("บทบาท", max_length=20, choices=Role)

    class Meta:
        verbose_name = "สมาชิกของหน่วยงาน"
        verbose_name_plural = "สมาชิกของหน่วยงาน"
        ordering = ("organization", "user")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organization"), name="membership_once_per_organization"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organization}"
