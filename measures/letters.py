"""Letters that the portal sends by e-mail. Each is plain text, in Thai, with one link."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from itaportal.thai.numerals import thai_digits

from .actions.invitations import VALID_FOR, token_of
from .models import Invitation

logger = logging.getLogger(__name__)


def address_of_invitation(invitation: Invitation) -> str:
    """The link that makes whoever follows it a member."""
    return f"{settings.PORTAL_URL}{reverse('invitation', args=(token_of(invitation),))}"


def send_invitation(invitation: Invitation) -> bool:
    """Send the letter; False, with a line in the log, when the mail server did not take it."""
    organization = invitation.organization
    days = thai_digits(str(VALID_FOR.days))
    body = (
        f"เรียน ผู้รับคำเชิญ\n\n{organization} ขอเชิญท่านใช้ระบบมาตรการส่งเสริมคุณธรรมและความโปร่งใส (ITA) "
        f"ในบทบาท “{invitation.get_role_display()}” โปรดเปิดลิงก์นี้เพื่อตั้งชื่อผู้ใช้และรหัสผ่าน "
        f"ลิงก์ใช้ได้ครั้งเดียวและไม่เกิน {days} วัน\n\n{address_of_invitation(invitation)}\n\n"
        "หากท่านไม่ได้ทำงานกับหน่วยงานนี้ ไม่ต้องดำเนินการใด\n"
    )
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}คำเชิญเข้าใช้ระบบ {organization}"
    try:
        send_mail(" ".join(subject.split()), body, None, [invitation.email])
    except OSError:
        logger.warning("A letter of invitation was not sent", exc_info=True)
        return False
    return True
