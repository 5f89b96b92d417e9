"""`manage.py import_plan`: the file that an office has becomes a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from itaportal.thai.numerals import thai_digits
from measures.actions.import_plan import ImportRefusedError, PlanImport, import_plan
from measures.actions.people import acting_user
from measures.choices import ReportForm, Round
from measures.exchange.source import UnreadableFile
from measures.management.options import fiscal_year_of, organization_of
from measures.models import User
from measures.rules.scoring import score_change, two_places


class Command(BaseCommand):
    """Import one file; every doubt is printed, and nothing is half saved."""

    help = (
        "นำเข้าแผนมาตรการจากไฟล์ Word (.docx) Excel (.xlsx) CSV (.csv) ข้อความ (.txt) "
        "หรือ JSON (.json) ที่ส่งออกจากระบบนี้"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What to read, whose plan it is, and what may be replaced."""
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="ไฟล์ .docx .xlsx .csv .txt หรือ .json"
        )
        parser.add_argument("--organization", required=True, metavar="CODE", help="รหัสหน่วยงาน")
        parser.add_argument(
            "--year", required=True, type=int, help="ปีงบประมาณที่ดำเนินการ (พ.ศ.) เช่น 2568"
        )
        parser.add_argument(
            "--round",
            type=int,
            choices=Round.values,
            help="นำเข้าเฉพาะผลของรอบ 6 หรือ 12 เดือน เมื่อมีแผนอยู่แล้ว",
        )
        parser.add_argument("--form", choices=ReportForm.values, help="แบบรายงาน")
        parser.add_argument("--replace", action="store_true", help="แทนที่เนื้อหาที่มีอยู่")
        parser.add_argument("--dry-run", action="store_true", help="อ่านและรายงานโดยไม่บันทึก")
        parser.add_argument("--json", action="store_true", help="รายงานเป็น JSON")
        parser.add_argument("--by", metavar="USER", help="ชื่อผู้ใช้ที่บันทึกว่าเป็นผู้นำเข้า")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then say what came in and what was doubtful."""
        file: Path = options["file"]
        try:
            done = import_plan(
                file.read_bytes(),
                file.name,
                organization=organization_of(options["organization"]),
                fiscal_year=fiscal_year_of(options["year"]),
                round=Round(options["round"]) if options["round"] else None,
                form=ReportForm(options["form"]) if options["form"] else None,
                replace_existing=options["replace"],
                dry_run=options["dry_run"],
                by=acting_user(options["by"]),
            )
        except OSError as error:
            raise CommandError(f"เปิดไฟล์ “{file}” ไม่ได้ โปรดตรวจชื่อและตำแหน่งของไฟล์") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except (UnreadableFile, ImportRefusedError, PermissionDenied, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            report = _as_json(done, dry_run=options["dry_run"])
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for line in _as_text(done, dry_run=options["dry_run"]):
            self.stdout.write(line)


def _counts(done: PlanImport) -> dict[str, int]:
    rows = done.draft.rows
    groups = [group for section in done.draft.sections for group in section.groups]
    results = [result for row in rows for result in row.results]
    return {
        "groups": sum(group.heading is not None for group in groups),
        "rows": len(rows),
        "measures": sum(len(row.measures) for row in rows),
        "steps": sum(len(row.steps) for row in rows),
        "citations": sum(len(result.citations) for result in results),
        "remarks": sum(bool(row.remarks) for row in rows),
        "analyses": len(done.draft.analyses),
        "scores": len(done.added_scores),
        "doubts": len(done.doubts),
    }


def _as_text(done: PlanImport, *, dry_run: bool) -> list[str]:
    counts = _counts(done)
    if not done.changed:
        first = "แผนมีเนื้อหาตรงกับไฟล์อยู่แล้ว ไม่มีการเปลี่ยนแปลง"
    else:
        first = "อ่านไฟล์โดยยังไม่บันทึก" if dry_run else "นำเข้าแผนแล้ว"
    summary = (
        f"{first}: {counts['groups']} กลุ่ม {counts['rows']} แถว {counts['measures']} มาตรการ "
        f"{counts['steps']} ขั้นตอน คะแนนที่อ้างถึง {counts['citations']} รายการ"
    )
    lines = [thai_digits(summary)]
    if done.added_units:
        lines.append(f"ส่วนราชการใหม่: {' '.join(done.added_units)}")
    if done.added_scores:
        added = counts["scores"]
        lines.append(thai_digits(f"คะแนนตัวชี้วัดที่บันทึกเพิ่ม {added} รายการ"))
    lines.append(thai_digits(f"ข้อสงสัย {counts['doubts']} รายการ"))
    lines.extend(
        thai_digits(f"{number}. ") + str(doubt) for number, doubt in enumerate(done.doubts, 1)
    )
    return lines


def _as_json(done: PlanImport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "changed": done.changed,
        "dry_run": dry_run,
        "form": done.draft.form,
        "counts": _counts(done),
        "added_units": list(done.added_units),
        "added_scores": [
            {
                "indicator": score.indicator,
                "year_be": score.year_be,
                "value": str(two_places(score.value)),
            }
            for score in done.added_scores
        ],
        "citations": _citations(done),
        "doubts": [doubt.as_json() for doubt in done.doubts],
        "cells": [reading.as_json() for reading in done.readings],
    }


def _citations(done: PlanImport) -> list[dict[str, Any]]:
    """Each cited comparison with the difference of its values, two decimals as text."""
    found = []
    for number, row in enumerate(done.draft.rows, start=1):
        for result in row.results:
            for citation in result.citations:
                change = score_change(citation.earlier_value, citation.later_value)
                found.append(
                    {
                        "row": number,
                        "round": result.round,
                        "scope": citation.scope.value,
                        "indicator": citation.indicator,
                        "question": citation.question,
                        "topic": citation.topic,
                        "earlier_year_be": citation.earlier_year,
                        "later_year_be": citation.later_year,
                        "earlier_value": change and str(citation.earlier_value),
                        "later_value": change and str(citation.later_value),
                        "direction": change and change.direction.name.lower(),
                        "difference": change and str(change.difference),
                    }
                )
    return found
