"""`manage.py remove_old_uploads`: files that were looked at and never imported."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from itaportal.thai.numerals import thai_digits
from measures.actions.uploads import remove_old_uploads


class Command(BaseCommand):
    """Clear away what waited longer than a day; good to run once a day."""

    help = "ลบไฟล์นำเข้าที่ไม่มีผู้นำเข้าภายในหนึ่งวัน"

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many there were."""
        removed = remove_old_uploads()
        self.stdout.write(thai_digits(f"ลบไฟล์นำเข้าที่ค้างอยู่ {removed} ไฟล์"))
