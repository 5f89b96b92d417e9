"""What the options that several commands take name."""

from __future__ import annotations

from django.core.management.base import CommandError

from measures.models import FiscalYear, Organization


def organization_of(code: str) -> Organization:
    """The organization of `--organization`. Raises CommandError with the codes that there are."""
    try:
        return Organization.objects.get(code=code)
    except Organization.DoesNotExist as error:
        codes = " ".join(Organization.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(
            f"--organization: ไม่พบหน่วยงานรหัส “{code}” รหัสที่มี ได้แก่ {codes or 'ยังไม่มี'}"
        ) from error


def fiscal_year_of(year_be: int) -> FiscalYear:
    """The fiscal year (BE) of `--year`. Raises CommandError."""
    try:
        return FiscalYear.objects.get(year_be=year_be)
    except FiscalYear.DoesNotExist as error:
        raise CommandError(
            f"--year: ไม่พบปีงบประมาณ “{year_be}” โปรดระบุปีพุทธศักราชที่มีข้อมูลอ้างอิง เช่น 2568"
        ) from error
