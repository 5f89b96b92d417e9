"""`manage.py load_demo`: five organizations, their people, and a plan in each form to look at."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from measures.actions.demo import DEMO_PASSWORD, DemoRefusedError, load_demo
from measures.actions.people import acting_user
from measures.models import User


class Command(BaseCommand):
    """Load what the demo lacks; what is there stays as it is."""

    help = "นำเข้าข้อมูลตัวอย่าง (สั่งซ้ำได้ ใช้ในระบบจริงไม่ได้)"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who loads."""
        parser.add_argument("--by", metavar="USER", help="ชื่อผู้ใช้ที่บันทึกว่าเป็นผู้นำเข้า")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo and say how to sign in."""
        try:
            users = load_demo(
                settings.BASE_DIR / "fixtures" / "demo", by=acting_user(options["by"])
            )
        except (DemoRefusedError, PermissionDenied, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"ข้อมูลตัวอย่างพร้อมใช้ เข้าสู่ระบบด้วยรหัสผ่าน {DEMO_PASSWORD} ในชื่อ")
        for user in users:
            self.stdout.write(f"  {user.username:24} {user.position_title}")
