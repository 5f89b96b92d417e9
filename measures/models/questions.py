"""What a year's framework asks: questions of its indicators, and items that an office posts."""

from django.db import models

from itaportal.thai.codes import print_item_code
from itaportal.thai.numerals import thai_digits
from measures.choices import ItemPurpose

from .frameworks import Framework, Indicator, ReferenceFact


class Question(ReferenceFact):
    """A question or disclosure item of a year; codes are not stable across years."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="questions", verbose_name="ตัวชี้วัด"
    )
    code = models.CharField("รหัส", max_length=10, help_text="เช่น i4, e2, o27")
    text = models.TextField("ข้อความ", blank=True, help_text="เว้นว่างเมื่อยังไม่ทราบข้อความ")

    class Meta:
        verbose_name = "ข้อคำถาม"
        verbose_name_plural = "ข้อคำถาม"
        ordering = ("indicator", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "code"), name="question_once_per_indicator"
            ),
        )

    def __str__(self) -> str:
        code = print_item_code(self.code)
        return self.marked(f"{code} {self.text}") if self.text else f"ข้อ {code}"

    @property
    def official_text(self) -> str:
        """The wording that may be printed as the assessment's own; "" unless it is confirmed."""
        return self.text if self.is_confirmed else ""


class QuestionLink(models.Model):
    """A question of a later year that asks what one of an earlier year asked.

    Codes are given anew each year, so only a link makes two questions' scores comparable.
    """

    later = models.ForeignKey(
        Question, models.CASCADE, related_name="earlier_links", verbose_name="ข้อคำถามของปีหลัง"
    )
    earlier = models.ForeignKey(
        Question, models.CASCADE, related_name="later_links", verbose_name="ข้อคำถามของปีก่อน"
    )

    class Meta:
        verbose_name = "การเทียบข้อคำถามข้ามปี"
        verbose_name_plural = "การเทียบข้อคำถามข้ามปี"
        ordering = ("later_id", "earlier_id")  # not by what these are sorted by: eight joins
        constraints = (
            models.UniqueConstraint(fields=("later", "earlier"), name="question_link_once"),
            models.CheckConstraint(
                condition=~models.Q(later=models.F("earlier")), name="question_link_of_two"
            ),
        )

    def __str__(self) -> str:
        return thai_digits(f"{self.earlier.code} → {self.later.code}")


class DisclosureItem(ReferenceFact):
    """An item that the year's OIT asks an office to post (o1, o27, …)."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="disclosure_items", verbose_name="กรอบการประเมิน"
    )
    code = models.CharField("รหัส", max_length=10, help_text="เช่น o27")
    name = models.CharField("ชื่อรายการ", max_length=300)
    purpose = models.CharField("เป็นเอกสารของ", max_length=10, choices=ItemPurpose)
    reports_previous_year = models.BooleanField("รายงานผลของปีก่อน", default=False)

    class Meta:
        verbose_name = "รายการเปิดเผยข้อมูล"
        verbose_name_plural = "รายการเปิดเผยข้อมูล"
        ordering = ("framework", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "code"), name="disclosure_item_once_per_framework"
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=ItemPurpose.values),
                name="disclosure_item_purpose_known",
            ),
        )

    def __str__(self) -> str:
        return self.marked(f"{print_item_code(self.code)} {self.name}")
