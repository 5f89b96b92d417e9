"""`manage.py remove_unused_pictures`: files of pictures that were taken out or never saved."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from itaportal.thai.numerals import thai_digits
from measures.actions.unused_pictures import remove_unused_pictures


class Command(BaseCommand):
    """Clear away what no plan and no organization shows; good to run once a day."""

    help = "ลบไฟล์ภาพที่ไม่มีแผนหรือหน่วยงานใดใช้แล้วเกินหนึ่งวัน"

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many there were."""
        removed = remove_unused_pictures()
        self.stdout.write(thai_digits(f"ลบไฟล์ภาพที่ไม่ได้ใช้ {len(removed)} ไฟล์"))
