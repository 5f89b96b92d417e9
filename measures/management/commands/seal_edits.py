"""`manage.py seal_edits`: record what was typed in the grid and then left alone."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from itaportal.thai.numerals import thai_digits
from measures.actions.cell_edits import seal_old_edits


class Command(BaseCommand):
    """End editing sessions without a save for half an hour; good to run every half hour."""

    help = "ปิดช่วงการแก้ไขในตารางที่ไม่มีการบันทึกเกินครึ่งชั่วโมง และลงบันทึกการเปลี่ยนแปลง"

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal them and say how many there were."""
        self.stdout.write(thai_digits(f"ปิดช่วงการแก้ไข {seal_old_edits()} ช่วง"))
