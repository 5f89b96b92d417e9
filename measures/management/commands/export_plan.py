"""`manage.py export_plan`: everything a plan holds, as a file for machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.exchange.picture_files import LostPicture
from measures.management.output import output_path, write_whole
from measures.queries.plan_export import exported_plan
from measures.queries.plans import PlanNotFoundError, plan_named


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
            "--output",
            required=True,
            type=output_path,
            metavar="PATH",
            help="ไฟล์ที่จะเขียน หรือ - สำหรับหน้าจอ",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or print it for `-`."""
        output: Path = options["output"]
        try:
            plan = plan_named(options["organization"], options["year"])
        except PlanNotFoundError as error:
            raise CommandError(str(error)) from error
        try:
            content = json.dumps(exported_plan(plan), ensure_ascii=False, indent=2) + "\n"
        except LostPicture as lost:
            raise CommandError(str(lost)) from lost
        if str(output) == "-":
            self.stdout.write(content, ending="")
            return
        try:
            write_whole(output, content.encode())
        except OSError as error:
            raise CommandError(
                f"เขียนไฟล์ “{output}” ไม่ได้ ({error.strerror}) โปรดตรวจตำแหน่งและสิทธิของโฟลเดอร์"
            ) from error
        self.stdout.write(f"ส่งออกแผนไปที่ {output}")
