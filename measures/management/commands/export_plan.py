"""`manage.py export_plan`: everything a plan holds, as a file for machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.models import MeasurePlan
from measures.queries.plan_export import exported_plan


class Command(BaseCommand):
    """Write one plan as JSON, every text as typed."""

    help = "ส่งออกแผนมาตรการทั้งแผนเป็น JSON"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which plan, and where to."""
        parser.add_argument("--organization", required=True, metavar="CODE", help="รหัสหน่วยงาน")
        parser.add_argument(
            "--year", required=True, type=int, help="ปีงบประมาณที่ดำเนินการ (พ.ศ.) เช่น 2568"
        )
        parser.add_argument("--format", choices=["json"], default="json", help="ชนิดของไฟล์")
        parser.add_argument(
            "--output", required=True, type=Path, metavar="PATH", help="ไฟล์ที่จะเขียน หรือ - สำหรับหน้าจอ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or print it for `-`."""
        code, year_be, output = options["organization"], options["year"], options["output"]
        try:
            plan = MeasurePlan.objects.select_related(
                "organization", "fiscal_year", "posted_for", "score_year"
            ).get(organization__code=code, fiscal_year__year_be=year_be)
        except MeasurePlan.DoesNotExist as error:
            raise CommandError(
                f"ไม่พบแผนของหน่วยงาน “{code}” ปีงบประมาณ พ.ศ. {year_be} "
                "โปรดตรวจรหัสและปี เช่น --organization chaiburi --year 2568"
            ) from error
        content = json.dumps(exported_plan(plan), ensure_ascii=False, indent=2) + "\n"
        if str(output) == "-":
            self.stdout.write(content, ending="")
            return
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_text(content, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ “{output}” ไม่ได้ โปรดตรวจตำแหน่งและสิทธิของโฟลเดอร์") from error
        self.stdout.write(f"ส่งออกแผนไปที่ {output}")
