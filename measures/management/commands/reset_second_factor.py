"""`manage.py reset_second_factor`: for who lost the telephone and the recovery codes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.actions.people import acting_user
from measures.actions.second_factor import reset_second_factor
from measures.models import User


class Command(BaseCommand):
    """Take one user's one-time codes away, so that they can be set up anew."""

    help = "ยกเลิกการยืนยันสองชั้นของผู้ใช้ที่ไม่มีโทรศัพท์และรหัสสำรองแล้ว โปรดยืนยันตัวบุคคลก่อนสั่ง"

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and in whose name."""
        parser.add_argument("username", metavar="USER", help="ชื่อผู้ใช้")
        parser.add_argument("--by", metavar="USER", help="ชื่อผู้ใช้ที่บันทึกว่าเป็นผู้ยกเลิก")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done."""
        username = options["username"]
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(
                f"ไม่พบผู้ใช้ “{username}” โปรดระบุชื่อผู้ใช้ให้ตรงทุกตัวอักษร เช่น signer.chaiburi"
            )
        try:
            done = reset_second_factor(user, by=acting_user(options["by"]))
        except (PermissionDenied, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"ยกเลิกการยืนยันสองชั้นของ {username} แล้ว"
            if done
            else f"{username} ยังไม่ได้ตั้งค่าการยืนยันสองชั้น ไม่มีการเปลี่ยนแปลง"
        )
