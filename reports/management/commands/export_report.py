"""`manage.py export_report`: a plan's report as a file for people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.actions.people import system_user
from measures.choices import Round
from measures.management.output import output_path, write_whole
from measures.queries.plans import PlanNotFoundError, plan_named, rounds_with_results
from reports.actions.export import ReportFormat, export_report
from reports.document import Numerals
from reports.layouts import LayoutError
from reports.render.pdf import RenderError


class Command(BaseCommand):
    """Write one report; the file is there whole or not at all."""

    help = "ส่งออกรายงานของแผนเป็น PDF HTML Word Excel CSV หรือ JSON"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which report, how, and where to."""
        parser.add_argument("--organization", required=True, metavar="CODE", help="รหัสหน่วยงาน")
        parser.add_argument(
            "--year", required=True, type=int, help="ปีงบประมาณที่ดำเนินการ (พ.ศ.) เช่น 2568"
        )
        parser.add_argument(
            "--form", required=True, metavar="KEY", help="แบบรายงาน เช่น results-by-issue"
        )
        parser.add_argument("--format", required=True, choices=[*ReportFormat], help="ชนิดของไฟล์")
        parser.add_argument(
            "--output",
            required=True,
            type=output_path,
            metavar="PATH",
            help="ไฟล์ที่จะเขียน หรือ - สำหรับส่งออกทางหน้าจอ",
        )
        parser.add_argument(
            "--round", type=int, choices=Round.values, help="รอบ (เดือน) ถ้าไม่ระบุ ใช้รอบล่าสุดที่มีผล"
        )
        parser.add_argument(
            "--numerals", choices=[*Numerals], default=Numerals.THAI, help="ตัวเลขที่ใช้ในรายงาน"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report and put the file in its place."""
        output: Path = options["output"]
        printed = str(output) == "-"
        round = Round(options["round"]) if options["round"] else None
        try:
            plan = plan_named(options["organization"], options["year"])
            report = export_report(
                plan,
                form=options["form"],
                format=ReportFormat(options["format"]),
                round=round,
                numerals=Numerals(options["numerals"]),
                by=system_user(),
            )
            if not printed:
                write_whole(output, report.content)
        except (PlanNotFoundError, LayoutError, RenderError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"เขียนไฟล์ “{output}” ไม่ได้ ({error.strerror}) โปรดตรวจตำแหน่งและสิทธิของโฟลเดอร์"
            ) from error
        if round and round not in rounds_with_results(plan):
            self.stderr.write(f"คำเตือน: แผนนี้ยังไม่มีผลของ{round.label} รายงานจึงเว้นช่องผลไว้")
        if printed:
            # A PDF is bytes, which the command's own text stream cannot take.
            sys.stdout.buffer.write(report.content)
            sys.stdout.buffer.flush()
            return
        self.stdout.write(f"ส่งออกรายงาน{'ฉบับร่าง' if report.is_draft else ''}ไปที่ {output}")
