"""`manage.py load_reference`: load the framework files of `fixtures/frameworks/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import ProtectedError

from itaportal.thai.numerals import thai_digits
from measures.actions.framework_use import FrameworkInUse
from measures.actions.people import acting_user
from measures.actions.reference import load_reference
from measures.exchange.frameworks import FrameworkFileError
from measures.models import User


class Command(BaseCommand):
    """Load reference data; running it again changes nothing."""

    help = "นำเข้าข้อมูลอ้างอิงของแต่ละปีจาก fixtures/frameworks/ (สั่งซ้ำได้)"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who loads, and from where."""
        parser.add_argument("--by", metavar="USER", help="ชื่อผู้ใช้ที่บันทึกว่าเป็นผู้นำเข้า")
        parser.add_argument(
            "--directory",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "frameworks",
            help="โฟลเดอร์ของไฟล์กรอบการประเมิน",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load every file of the directory, all or none."""
        paths = sorted(options["directory"].glob("*.toml"))
        if not paths:
            raise CommandError(f"ไม่พบไฟล์ .toml ใน {options['directory']}")
        try:
            changed = load_reference(paths, by=acting_user(options["by"]))
        except ProtectedError as error:
            users = sorted({str(each._meta.verbose_name) for each in error.protected_objects})
            raise CommandError(
                f"ไฟล์ไม่มีรายการที่{'และ'.join(users)}อ้างถึงอยู่ จึงไม่ได้นำเข้าไฟล์ใด "
                "โปรดคงรายการนั้นไว้ในไฟล์ หรือแก้ไขสิ่งที่อ้างถึงก่อน"
            ) from error
        except FrameworkInUse as error:
            raise CommandError(" ".join(error.messages)) from error
        except (FrameworkFileError, PermissionDenied, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        for framework in changed:
            self.stdout.write(thai_digits(f"นำเข้า {framework}"))
        summary = f"อ่าน {len(paths)} ไฟล์ เปลี่ยนแปลง {len(changed)} กรอบการประเมิน"
        self.stdout.write(thai_digits(summary))
