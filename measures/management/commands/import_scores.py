"""`manage.py import_scores`: an office's file or pasted column becomes a year's scores."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from itaportal.thai.numerals import thai_digits
from measures.actions.import_scores import ScoreImport, ScoresRefusedError, import_scores
from measures.actions.people import acting_user
from measures.actions.scores import record_name
from measures.exchange.archive import MAX_FILE_BYTES
from measures.exchange.isolated import read_grid_isolated
from measures.exchange.score_labels import ScoreNames
from measures.exchange.score_tables import ScoreReading
from measures.exchange.scores import read_pasted_scores, read_score_file
from measures.exchange.source import UnreadableFile
from measures.management.options import fiscal_year_of, organization_of
from measures.models import User

STDIN = "-"


class Command(BaseCommand):
    """Import one file; every doubt is printed, and nothing is half saved."""

    help = "นำเข้าคะแนนของปีจากไฟล์ CSV (.csv) Excel (.xlsx) หรือจากข้อความที่ส่งเข้ามา (-)"

    def add_arguments(self, parser: CommandParser) -> None:
        """What to read, whose scores of which year they are, and what may be replaced."""
        parser.add_argument(
            "file", metavar="FILE", help="ไฟล์ .csv หรือ .xlsx หรือ - สำหรับคะแนนบรรทัดละหนึ่งค่า"
        )
        parser.add_argument("--organization", required=True, metavar="CODE", help="รหัสหน่วยงาน")
        parser.add_argument(
            "--year", required=True, type=int, help="ปีงบประมาณของคะแนน (พ.ศ.) เช่น 2568"
        )
        parser.add_argument("--replace", action="store_true", help="แทนที่คะแนนที่บันทึกไว้แล้ว")
        parser.add_argument(
            "--percent", action="store_true", help="ยืนยันว่าคะแนนต่ำเป็นร้อยละ ไม่ใช่คะแนนถ่วงน้ำหนัก"
        )
        parser.add_argument("--dry-run", action="store_true", help="อ่านและรายงานโดยไม่บันทึก")
        parser.add_argument("--json", action="store_true", help="รายงานเป็น JSON")
        parser.add_argument("--by", metavar="USER", help="ชื่อผู้ใช้ที่บันทึกว่าเป็นผู้นำเข้า")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then say what came in and what was doubtful."""
        file: str = options["file"]

        def read(names: ScoreNames) -> ScoreReading:
            if file == STDIN:
                return read_pasted_scores(_typed(), names)
            return read_score_file(
                Path(file).read_bytes(), Path(file).name, names, read_grid_isolated
            )

        try:
            done = import_scores(
                read,
                organization=organization_of(options["organization"]),
                year=fiscal_year_of(options["year"]),
                replace_existing=options["replace"],
                percent=options["percent"],
                dry_run=options["dry_run"],
                by=acting_user(options["by"]),
            )
        except OSError as error:
            raise CommandError(f"เปิดไฟล์ “{file}” ไม่ได้ โปรดตรวจชื่อและตำแหน่งของไฟล์") from error
        except (ValidationError, ScoresRefusedError) as error:
            raise CommandError("\n".join(error.messages)) from error
        except (UnreadableFile, PermissionDenied, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            report = _as_json(done, dry_run=options["dry_run"])
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for line in _as_text(done, dry_run=options["dry_run"]):
            self.stdout.write(line)


def _typed() -> str:
    """What came on standard input, no more than a file may hold."""
    content = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError("ข้อความที่ส่งเข้ามาไม่ใช่ UTF-8 โปรดบันทึกเป็นไฟล์ .csv แล้วระบุชื่อไฟล์") from error


def _as_text(done: ScoreImport, *, dry_run: bool) -> list[str]:
    if not done.changed:
        lines = ["คะแนนตรงกับที่บันทึกไว้แล้ว ไม่มีการเปลี่ยนแปลง"]
    else:
        first = "อ่านไฟล์โดยยังไม่บันทึก" if dry_run else "นำเข้าคะแนนแล้ว"
        lines = [thai_digits(f"{first}: {len(done.changes)} รายการ"), *map(str, done.changes)]
    if done.level:
        before, after = done.level
        lines.append(f"ระดับที่ประกาศ: {before} → {after}" if before else f"ระดับที่ประกาศ: {after}")
    doubts = done.reading.doubts
    lines.append(thai_digits(f"ข้อสงสัย {len(doubts)} รายการ"))
    lines.extend(thai_digits(f"{number}. ") + str(doubt) for number, doubt in enumerate(doubts, 1))
    return lines


def _as_json(done: ScoreImport, *, dry_run: bool) -> dict[str, Any]:
    """Scores by the names of the record (1, IIT, i4, total), as text with two decimals."""
    return {
        "changed": done.changed,
        "dry_run": dry_run,
        "scores": {record_name(key): str(value) for key, value in done.reading.scores.items()},
        "level": done.reading.level,
        "changes": [
            {
                "score": record_name(each.subject.key),
                "before": None if each.before is None else str(each.before),
                "after": str(each.after),
            }
            for each in done.changes
        ],
        "doubts": [doubt.as_json() for doubt in done.reading.doubts],
    }
