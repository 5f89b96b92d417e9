"""People: users of the portal and their memberships in organizations."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from measures.choices import OversightScope, Role

from .organizations import Organization, ResponsibleUnit
from .ownership import OwnedModel

SYSTEM_USERNAME = "system"


class User(AbstractUser):
    """A person who signs in, or the system user in whose name commands work."""

    memberships: models.Manager["Membership"]
    mandates: models.Manager["OversightMandate"]

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
    units: "models.ManyToManyField[ResponsibleUnit, MembershipUnit]" = models.ManyToManyField(
        ResponsibleUnit,
        through="MembershipUnit",
        related_name="memberships",
        verbose_name="ส่วนราชการที่สังกัด",
    )

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


class MembershipUnit(OwnedModel):
    """A unit that a member belongs to: contributors fill in the results of its rows."""

    organization_path = "membership__organization"

    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="in_units", verbose_name="สมาชิก"
    )
    unit = models.ForeignKey(
        ResponsibleUnit, models.CASCADE, related_name="members", verbose_name="ส่วนราชการ"
    )

    class Meta:
        verbose_name = "ส่วนราชการที่สังกัด"
        verbose_name_plural = "ส่วนราชการที่สังกัด"
        ordering = ("membership", "unit__position")
        constraints = (
            models.UniqueConstraint(fields=("membership", "unit"), name="unit_once_per_membership"),
        )

    def __str__(self) -> str:
        return f"{self.membership.user} · {self.unit}"

    def clean(self) -> None:
        """The unit is one of the organization's own."""
        if self.unit_id and self.unit.organization_id != self.membership.organization_id:
            raise ValidationError(
                {"unit": f"{self.unit} ไม่ใช่ส่วนราชการของหน่วยงานนี้ โปรดเลือกจากรายการ เช่น กองคลัง"}
            )


class OversightMandate(models.Model):
    """A charge (กำกับดูแล) to read what is approved or announced in a province or the nation.

    It belongs to no organization: superusers give it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mandates", verbose_name="ผู้ใช้"
    )
    scope = models.CharField("กำกับดูแล", max_length=10, choices=OversightScope)
    province = models.CharField(
        "จังหวัด", max_length=100, blank=True, help_text="ตรงกับจังหวัดของหน่วยงาน เช่น สระบุรี"
    )

    class Meta:
        verbose_name = "การกำกับดูแล"
        verbose_name_plural = "การกำกับดูแล"
        ordering = ("user", "province")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "scope", "province"), name="mandate_once_per_user_and_place"
            ),
            models.CheckConstraint(
                condition=models.Q(scope=OversightScope.NATION, province="")
                | (models.Q(scope=OversightScope.PROVINCE) & ~models.Q(province="")),
                name="mandate_names_its_province",
                violation_error_message="เลือก “จังหวัด” ต้องระบุชื่อจังหวัด เช่น สระบุรี "
                "เลือก “ทั้งประเทศ” ต้องเว้นว่าง",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.place}"

    @property
    def place(self) -> str:
        """The province or the nation, as shown."""
        if self.scope == OversightScope.NATION:
            return self.get_scope_display()
        return f"{self.get_scope_display()}{self.province}"

    def clean(self) -> None:
        """The province is named as organizations are."""
        if self.province and not Organization.objects.filter(province=self.province).exists():
            raise ValidationError(
                {
                    "province": f"อ่านได้ “{self.province}” ยังไม่มีหน่วยงานในจังหวัดนี้ "
                    "โปรดใช้ชื่อจังหวัดตามที่ระบุในข้อมูลหน่วยงาน เช่น สระบุรี"
                }
            )
