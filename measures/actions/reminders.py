"""Reminding a unit of the results that it owes: a letter to its members, once a day at most."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, Right
from measures.models import MeasurePlan, ResponsibleUnit, User
from measures.queries.completeness import progress_of_plan
from measures.queries.reminders import addresses_of, reminded_today
from measures.rules.completeness import owed_by_unit

from .entries import require_editable_state


@transaction.atomic
def remind_unit(*, plan: MeasurePlan, unit: ResponsibleUnit, address: str, by: User) -> int:
    """Write to the unit's contributors what is due; returns to how many.

    `address` is where the results are entered, with the portal's own name. Raises
    PermissionDenied, and ValidationError when the plan is closed, the unit owes nothing, nobody in
    it has an e-mail address, it was reminded today already, or no letter could be sent.
    """
    locked = ResponsibleUnit.objects.select_for_update().get(pk=unit.pk)
    require(by, Right.EDIT_PLAN, plan.organization)
    require_editable_state(plan.state)
    today = timezone.localdate()
    progress = progress_of_plan(plan, today)
    rows = owed_by_unit(progress.facts).get(locked.pk, 0)
    if not rows:
        raise ValidationError(
            f"{locked} ไม่มีแถวที่ค้างผล{progress.round.label} จึงไม่ต้องเตือน", code="owes_nothing"
        )
    if locked.pk in reminded_today([locked.pk], today):
        raise ValidationError(
            f"วันนี้เตือน{locked}แล้ว เตือนได้วันละหนึ่งครั้ง โปรดเตือนอีกครั้งในวันถัดไป", code="today"
        )
    people = addresses_of([locked.pk]).get(locked.pk, ())
    if not people:
        raise ValidationError(
            f"{locked} ยังไม่มีผู้กรอกผลที่มีอีเมล จึงส่งคำเตือนไม่ได้ โปรดแจ้งผู้ดูแลหน่วยงานให้เพิ่มอีเมล",
            code="no_address",
        )
    told = {"fiscal_year_be": plan.fiscal_year.year_be, "round": int(progress.round), "rows": rows}
    record(AuditAction.UNIT_REMINDED, locked, after={**told, "letters": len(people)}, by=by)
    subject = f"โปรดกรอกผลการดำเนินการ {progress.round.label} {plan.fiscal_year}"
    body = thai_digits(
        f"เรียน ผู้กรอกผลของ{locked}\n\n"
        f"แผนมาตรการ{plan} มีแถวที่{locked}รับผิดชอบและยังไม่มีผลการดำเนินการ {rows} แถว\n"
        f"โปรดกรอกผลที่ {address}\n\n{by.display_name}\n{plan.organization}"
    )
    _send([EmailMessage(subject, body, to=[each]) for each in people])
    return len(people)


def _send(letters: list[EmailMessage]) -> None:
    """Each to one address, so that nobody learns another's."""
    try:
        get_connection().send_messages(letters)
    except OSError as error:  # smtplib's errors are of this kind
        raise ValidationError(
            "ส่งอีเมลไม่ได้ในขณะนี้ จึงยังไม่ได้เตือน โปรดลองอีกครั้งภายหลัง หรือแจ้งผู้ดูแลระบบ", code="mail"
        ) from error
