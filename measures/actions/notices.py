"""Telling people of a step: a notice on their home page, and a letter once it is stored."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from itaportal.thai.numerals import thai_digits
from measures.choices import WorkflowStep
from measures.models import ActingHead, MeasurePlan, Notice, Organization, PlanEvent, User
from measures.rules.permissions import roles_with
from measures.rules.workflow import RIGHTS_TOLD


def tell(event: PlanEvent, *, by: User) -> list[Notice]:
    """Tell those whom the step concerns, but not who took it; what they knew of is read by that.

    Called within the transaction of the step. A mail server that fails loses the letter only: it
    is logged, and the notice stands.
    """
    plan = event.plan
    Notice.objects.filter(user=by, plan=plan, read_at=None).update(read_at=timezone.now())
    notices = [
        Notice(user=user, organization=plan.organization, plan=plan, event=event)
        for user in _concerned(event).exclude(pk=by.pk)
    ]
    Notice.objects.bulk_create(notices)
    letters = [_letter(notice) for notice in notices if notice.user.email]
    if letters:
        transaction.on_commit(lambda: _send(letters), robust=True)
    return notices


def read_notices(organization: Organization, *, by: User) -> int:
    """Take a person's own notices of an organization as read; how many there were."""
    own = Notice.objects.filter(user=by, organization=organization, read_at=None)
    return own.update(read_at=timezone.now())


def _concerned(event: PlanEvent) -> QuerySet[User]:
    step = WorkflowStep(event.step)
    roles = {role for right in RIGHTS_TOLD[step] for role in roles_with(right)}
    organization = event.plan.organization
    by_role = Q(memberships__organization=organization, memberships__role__in=roles)
    if step is WorkflowStep.SUBMIT:
        by_role |= Q(
            memberships__organization=organization,
            pk__in=organization.acting_heads.filter(ActingHead.on(timezone.localdate())).values(
                "user"
            ),
        )
    if step in (WorkflowStep.RETURN, WorkflowStep.COMMENT):
        # Who took part and is a member still.
        actors = event.plan.events.values("actor")
        by_role |= Q(memberships__organization=organization, pk__in=actors)
    return User.objects.filter(by_role, is_active=True).order_by("pk").distinct()


def _letter(notice: Notice) -> EmailMessage:
    plan, event = notice.plan, notice.event
    year = thai_digits(str(plan.fiscal_year))
    return EmailMessage(
        subject=f"[ระบบมาตรการ ITA] {event.what} แผนมาตรการ {year}",
        body=render_to_string(
            "measures/mail/notice.txt",
            {"plan": plan, "event": event, "year": year, "address": _address(plan)},
        ),
        to=[notice.user.email],
    )


def _address(plan: MeasurePlan) -> str:
    parts = (plan.organization.code, plan.fiscal_year.year_be)
    return f"{settings.PORTAL_URL}{reverse('plan-check', args=parts)}"


def _send(letters: list[EmailMessage]) -> None:
    get_connection().send_messages(letters)
