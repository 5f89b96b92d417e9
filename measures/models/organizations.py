"""Organizations (หน่วยงาน) and their responsible units (หน่วยงานผู้รับผิดชอบ)."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from measures.choices import Network, OrganizationKind

from .fields import PictureField
from .ownership import OwnedModel

# First words of the portal's own addresses, which an organization's code would hide behind.
RESERVED_CODES = frozenset(
    {"account", "admin", "help", "login", "logout", "media", "public", "static", "verify"}
)


class Organization(OwnedModel):
    """An agency under assessment; every private URL begins with its code."""

    organization_path = ""
    is_overseen = True

    code = models.SlugField(
        "รหัสหน่วยงาน",
        unique=True,
        help_text="อักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง เช่น chaiburi",
        validators=[
            RegexValidator(r"^[a-z0-9-]+\Z", "โปรดใช้อักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง เช่น chaiburi")
        ],
    )
    name = models.CharField(
        "ชื่อหน่วยงาน", max_length=200, help_text="ชื่อเต็ม เช่น องค์การบริหารส่วนตำบลไชยบุรี"
    )
    kind = models.CharField("ประเภท", max_length=30, choices=OrganizationKind)
    district = models.CharField("อำเภอ", max_length=100, blank=True)
    province = models.CharField("จังหวัด", max_length=100, blank=True)
    address = models.TextField(
        "ที่ตั้ง", max_length=500, blank=True, help_text="เช่น ๙๙ หมู่ ๑ ถนนริมน้ำ โทร. ๐ ๔๒๐๐ ๐๐๐๐"
    )
    head_name = models.CharField(
        "ชื่อหัวหน้าหน่วยงาน", max_length=200, blank=True, help_text="คำนำหน้า ชื่อ และนามสกุล"
    )
    head_position = models.CharField(
        "ตำแหน่งหัวหน้าหน่วยงาน",
        max_length=200,
        blank=True,
        help_text="เช่น นายกองค์การบริหารส่วนตำบลไชยบุรี",
    )
    network = models.CharField("ผู้จัดการประเมิน", max_length=20, choices=Network, default=Network.NACC)
    is_demo = models.BooleanField(
        "ข้อมูลตัวอย่าง", default=False, help_text="ทุกหน้าจอและรายงานจะแสดงคำว่า ข้อมูลตัวอย่าง"
    )
    submitter_may_approve = models.BooleanField(
        "ผู้ส่งแผนอนุมัติแผนเองได้",
        default=False,
        help_text="เฉพาะหน่วยงานขนาดเล็กที่ไม่มีผู้อื่นอนุมัติ บันทึกการอนุมัติจะระบุไว้",
    )
    emblem = PictureField("ตราของหน่วยงาน", blank=True, help_text="พิมพ์บนปกของรายงาน")
    emblem_alternative_text = models.CharField(
        "คำบรรยายแทนตรา",
        max_length=300,
        blank=True,
        help_text="สิ่งที่เห็นในตรา สำหรับผู้ที่มองไม่เห็น เช่น ตรารูปพระธาตุในวงกลม",
    )

    class Meta:
        verbose_name = "หน่วยงาน"
        verbose_name_plural = "หน่วยงาน"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(emblem="") | ~models.Q(emblem_alternative_text=""),
                name="emblem_has_alternative_text",
                violation_error_message="ตราต้องมีคำบรรยายแทนตรา เช่น ตรารูปพระธาตุในวงกลม",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganizationKind.values), name="organization_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The code is no word of the portal's own addresses."""
        if self.code in RESERVED_CODES:
            raise ValidationError(
                {"code": f"“{self.code}” เป็นคำที่ระบบใช้ โปรดใช้ชื่อหน่วยงาน เช่น chaiburi"}
            )


class ResponsibleUnit(OwnedModel):
    """A unit inside an organization that carries measures out, e.g. สำนักปลัด, กองคลัง."""

    organization_path = "organization"

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="units", verbose_name="หน่วยงาน"
    )
    name = models.CharField("ชื่อส่วนราชการ", max_length=200, help_text="เช่น กองคลัง")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "ส่วนราชการผู้รับผิดชอบ"
        verbose_name_plural = "ส่วนราชการผู้รับผิดชอบ"
        ordering = ("organization", "position", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "name"), name="unit_name_once_per_organization"
            ),
        )

    def __str__(self) -> str:
        return self.name
