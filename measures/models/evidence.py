"""What stands after a plan's tables: addresses and pictures of its appendix, and who signs.

A picture's file is kept by `measures.exchange.picture_files` under a name made of its content;
the columns here hold that name.
"""

from django.core.exceptions import ValidationError
from django.core.validators import (
    BaseValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.db.models import Q

from itaportal.thai.numerals import thai_digits
from measures.rules.addresses import LONGEST_ADDRESS, address_problem

from .fields import PictureField
from .ownership import OwnedModel
from .plans import MeasurePlan

MOST_LINKS = MOST_PICTURES = 60
MOST_SIGNATORIES = 3
LONGEST_CAPTION = 2_000


def at_most(most: int, what: str) -> list[BaseValidator]:
    """Validators of a position where only so many may stand."""
    too_many = thai_digits(f"{what}มีได้ไม่เกิน {most} รายการ โปรดลบรายการที่ไม่ใช้ก่อน")
    return [MinValueValidator(1), MaxValueValidator(most, too_many)]


def validate_address(address: str) -> None:
    """Raise ValidationError for what is no address of the web."""
    if problem := address_problem(address):
        raise ValidationError(problem, code="address")


def validate_one_paragraph(text: str) -> None:
    """Raise ValidationError for a text of several lines."""
    if len(text.splitlines()) > 1:
        raise ValidationError("ข้อความนี้ต้องเป็นย่อหน้าเดียว โปรดลบการขึ้นบรรทัดใหม่", code="lines")


class AppendixLink(OwnedModel):
    """An address of the appendix (ภาคผนวก), printed with its label and as a QR code."""

    organization_path = "plan__organization"

    plan = models.ForeignKey(MeasurePlan, models.CASCADE, related_name="links", verbose_name="แผน")
    position = models.PositiveSmallIntegerField(
        "ลำดับ", validators=at_most(MOST_LINKS, "ลิงก์ในภาคผนวก")
    )
    address = models.CharField(
        "ที่อยู่เว็บ",
        max_length=LONGEST_ADDRESS,
        validators=[validate_address],
        help_text="ขึ้นต้นด้วย https:// หรือ http:// พิมพ์เป็นรหัส QR ในภาคผนวก",
    )
    label = models.CharField("คำอธิบาย", max_length=300, help_text="เช่น แบบวัด EIT ปี ๒๕๖๘")

    class Meta:
        verbose_name = "ลิงก์ในภาคผนวก"
        verbose_name_plural = "ลิงก์ในภาคผนวก"
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="link_position_once"),
            models.CheckConstraint(
                condition=Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="link_is_of_the_web",
                violation_error_message="ที่อยู่ต้องขึ้นต้นด้วย https:// หรือ http://",
            ),
        )

    def __str__(self) -> str:
        return self.label or self.address


class AppendixPicture(OwnedModel):
    """A picture of the appendix (ภาพกิจกรรม) with its caption.

    The alternative text is asked for and may come later: a picture without it is a gap of the
    plan, and prints with its caption, or with its number, in the place of it.
    """

    organization_path = "plan__organization"

    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="pictures", verbose_name="แผน"
    )
    position = models.PositiveSmallIntegerField(
        "ลำดับ", validators=at_most(MOST_PICTURES, "ภาพในภาคผนวก")
    )
    picture = PictureField("ภาพ")
    alternative_text = models.CharField(
        "คำบรรยายแทนภาพ",
        max_length=500,
        blank=True,
        help_text="สิ่งที่เห็นในภาพ สำหรับผู้ที่มองไม่เห็น เช่น เจ้าหน้าที่มอบคู่มือแก่ประชาชนหน้าสำนักงาน",
    )
    caption = models.TextField(
        "คำบรรยายใต้ภาพ",
        max_length=LONGEST_CAPTION,
        blank=True,
        validators=[MaxLengthValidator(LONGEST_CAPTION), validate_one_paragraph],
        help_text="พิมพ์ใต้ภาพ ไม่เกิน ๒,๐๐๐ ตัวอักษร",
    )

    class Meta:
        verbose_name = "ภาพในภาคผนวก"
        verbose_name_plural = "ภาพในภาคผนวก"
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="picture_position_once"),
            models.CheckConstraint(
                condition=~Q(picture=""),
                name="picture_has_a_file",
                violation_error_message="ภาพต้องมีไฟล์",
            ),
        )

    def __str__(self) -> str:
        return f"ภาพที่ {thai_digits(str(self.position))} {self.alternative_text}".rstrip()


class Signatory(OwnedModel):
    """Who signs the report (ผู้ลงนาม): what as, and, where it is printed, name and position."""

    organization_path = "plan__organization"

    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="signatories", verbose_name="แผน"
    )
    position = models.PositiveSmallIntegerField(
        "ลำดับ", validators=at_most(MOST_SIGNATORIES, "ผู้ลงนาม")
    )
    role = models.CharField("ลงนามในฐานะ", max_length=100, help_text="เช่น ผู้รายงาน ผู้ตรวจสอบ ผู้เห็นชอบ")
    name = models.CharField("ชื่อ-สกุล", max_length=200, blank=True, help_text="เว้นว่างเพื่อพิมพ์เส้นให้เขียน")
    position_title = models.CharField(
        "ตำแหน่ง", max_length=200, blank=True, help_text="เช่น ปลัดองค์การบริหารส่วนตำบล"
    )

    class Meta:
        verbose_name = "ผู้ลงนาม"
        verbose_name_plural = "ผู้ลงนาม"
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(fields=("plan", "position"), name="signatory_position_once"),
        )

    def __str__(self) -> str:
        return self.role
