"""Editing sessions of the measures grid: one person's typing in one cell, kept while it goes on."""

from django.conf import settings
from django.db import models

from measures.choices import CellColumn, Round

from .ownership import OwnedModel
from .plans import MeasurePlan


class CellEdit(OwnedModel):
    """An editing session (ช่วงการแก้ไข) of one cell: what it held before, and what it holds now.

    Every save of the session changes `after`; once the session is sealed nothing changes any more
    and the record of changes has its one entry. The row is kept by its key, so that the earlier
    texts of a row that was removed come back with it. `session` is the browser page's own id.
    `before` and `after` are `CellContent` as JSON.
    """

    organization_path = "plan__organization"

    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="cell_edits", verbose_name="แผน"
    )
    row_pk = models.PositiveBigIntegerField("รหัสแถว")
    column = models.CharField("ช่อง", max_length=20, choices=CellColumn)
    round = models.PositiveSmallIntegerField("รอบ", choices=Round, null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้แก้ไข"
    )
    by_name = models.CharField("ชื่อผู้แก้ไข", max_length=300)
    session = models.CharField("หน้าจอ", max_length=64)
    began_at = models.DateTimeField("เริ่ม")
    saved_at = models.DateTimeField("บันทึกล่าสุด")
    before = models.JSONField("ก่อน")
    after = models.JSONField("หลัง")
    sealed = models.BooleanField("ปิดแล้ว", default=False)

    class Meta:
        verbose_name = "ช่วงการแก้ไขช่อง"
        verbose_name_plural = "ช่วงการแก้ไขช่อง"
        ordering = ("-saved_at", "-pk")
        indexes = (
            models.Index(fields=("plan", "row_pk", "column"), name="cell_edits_of_a_cell"),
            models.Index(fields=("plan", "sealed"), name="cell_edits_still_open"),
        )

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_column_display()}"

    @classmethod
    def state_lookup(cls) -> str | None:
        """None: no oversight reader sees it, as drafts are the office's own."""
        return None


class RemovedRow(OwnedModel):
    """A row taken out of the grid with all that it held, kept so that it can come back.

    `parts` are the `audit.snapshot`s of the row and everything in it, each with its model's name,
    in the order in which they are to be stored again.
    """

    organization_path = "plan__organization"

    plan = models.ForeignKey(
        MeasurePlan, models.CASCADE, related_name="removed_rows", verbose_name="แผน"
    )
    label = models.CharField("แถว", max_length=500)
    parts = models.JSONField("ข้อมูลในแถว")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้ลบ"
    )
    at = models.DateTimeField("เวลา", auto_now_add=True)
    is_restored = models.BooleanField("นำกลับแล้ว", default=False)

    class Meta:
        verbose_name = "แถวที่ลบ"
        verbose_name_plural = "แถวที่ลบ"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.label

    @classmethod
    def state_lookup(cls) -> str | None:
        """None: no oversight reader sees it."""
        return None
