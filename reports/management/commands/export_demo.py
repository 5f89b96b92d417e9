"""`manage.py export_demo`: the reports of the demo, one in each form, as files to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.actions.people import system_user
from measures.management.output import write_whole
from measures.models import MeasurePlan
from reports.actions.export import ReportFormat, export_report
from reports.render.errors import RenderError

FORMATS = (ReportFormat.PDF, ReportFormat.DOCX)


class Command(BaseCommand):
    """Write each plan of the demo as PDF and Word; what did not change is not made again.

    A plan that somebody changed so that it cannot be printed keeps none of the others back.
    """

    help = "ส่งออกรายงานของข้อมูลตัวอย่างทุกแบบเป็น PDF และ Word"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument(
            "--output", required=True, type=Path, metavar="DIR", help="โฟลเดอร์ที่จะเขียน"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the reports and say where they are."""
        plans = (
            MeasurePlan.objects.filter(organization__is_demo=True)
            .select_related("organization", "fiscal_year", "posted_for", "score_year")
            .order_by("organization__code", "fiscal_year__year_be")
        )
        if not plans:
            raise CommandError("ยังไม่มีแผนของข้อมูลตัวอย่าง โปรดสั่ง manage.py load_demo ก่อน")
        for plan in plans:
            for format in FORMATS:
                name = f"{plan.organization.code}-{plan.fiscal_year.year_be}-{plan.form}.{format}"
                try:
                    report = export_report(plan, form=plan.form, format=format, by=system_user())
                except RenderError as error:
                    self.stderr.write(f"คำเตือน: ไม่ได้เขียน {options['output'] / name} {error}")
                    continue
                output = options["output"] / report.named(name)
                write_whole(output, report.content)
                self.stdout.write(str(output))
