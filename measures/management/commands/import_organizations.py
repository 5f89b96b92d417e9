"""`manage.py import_organizations`: a csv file becomes organizations and invitations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from itaportal.thai.numerals import thai_digits
from measures.actions.import_organizations import import_organizations
from measures.actions.people import acting_user
from measures.exchange.organization_list import (
    COLUMNS,
    OrganizationListRefusedError,
    read_organization_list,
)
from measures.exchange.source import UnreadableFile
from measures.letters import send_invitation
from measures.models import User


class Command(BaseCommand):
    """Import one file whole; then send the letters of invitation."""

    help = "นำเข้าหน่วยงานและเชิญผู้ดูแลคนแรกจากไฟล์ CSV หัวคอลัมน์: " + ",".join(
        column.heading for column in COLUMNS
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What to read, in whose name, and whether to write."""
        parser.add_argument("file", metavar="FILE.csv", help="ไฟล์ CSV")
        parser.add_argument("--by", metavar="USER", help="ชื่อผู้ใช้ที่บันทึกว่าเป็นผู้นำเข้า")
        parser.add_argument("--dry-run", action="store_true", help="ตรวจไฟล์โดยไม่บันทึกและไม่ส่งอีเมล")
        parser.add_argument(
            "--send-again", action="store_true", help="ส่งอีเมลถึงผู้ที่เชิญไว้แล้วแต่ยังไม่ตอบรับอีกครั้ง"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then say what came in and which letters could not be sent."""
        path = Path(options["file"])
        try:
            done = import_organizations(
                read_organization_list(path.read_bytes(), path.name),
                by=acting_user(options["by"]),
                dry_run=options["dry_run"],
                send_again=options["send_again"],
            )
        except OSError as error:
            raise CommandError(f"เปิดไฟล์ “{path}” ไม่ได้ โปรดตรวจชื่อและตำแหน่งของไฟล์") from error
        except OrganizationListRefusedError as error:
            count = thai_digits(str(len(error.messages)))
            raise CommandError(f"ไม่ได้นำเข้า พบข้อผิดพลาด {count} รายการ\n{error}") from error
        except (UnreadableFile, PermissionDenied, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        first = "ตรวจไฟล์แล้วโดยไม่บันทึก" if options["dry_run"] else "นำเข้าแล้ว"
        self.stdout.write(
            thai_digits(
                f"{first}: หน่วยงานใหม่ {len(done.added)} แห่ง คำเชิญ {len(done.invitations)} ฉบับ "
                f"มีอยู่แล้ว {done.unchanged} บรรทัด"
            )
        )
        if options["dry_run"]:
            return
        unsent = [each.email for each in done.invitations if not send_invitation(each)]
        if unsent:
            raise CommandError(
                "บันทึกแล้ว แต่ส่งอีเมลไม่ได้ โปรดตรวจ EMAIL_URL แล้วสั่งใหม่ด้วย --send-again: "
                + " ".join(unsent)
            )
