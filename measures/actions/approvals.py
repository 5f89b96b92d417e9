"""Ending approvals: an edit of what an approved report prints ends its approval.

The plan itself cannot be edited once it is submitted. What stands beside it can: the office's name
and emblem, its units, its scores, its wording of the forms. Each action that edits such a thing
calls `end_changed_approvals` at its end, within its transaction.
"""

from __future__ import annotations

from django.db import transaction

from measures.choices import PlanState
from measures.models import MeasurePlan, Organization, PlanEvent, User
from measures.queries.approval import approval_has_ended

from .people import system_user
from .workflow import end_approval

BESIDE_THE_PORTAL = "เนื้อหาที่พิมพ์ในรายงาน"
"""What was edited, where nothing says what: by hand in the database, or by another edition."""


def end_changed_approvals(organization: Organization, *, edited: str, by: User) -> list[PlanEvent]:
    """End the approvals of those plans that say by now other than was approved.

    Submitted plans are locked too: an approval under way is waited for, and then looked at.
    """
    plans = (
        MeasurePlan.objects.select_for_update(of=("self",))
        .filter(organization=organization, state__in=(PlanState.SUBMITTED, PlanState.APPROVED))
        .select_related("organization", "fiscal_year", "posted_for", "score_year")
        .order_by("pk")
    )
    return [end_approval(plan, edited=edited, by=by) for plan in plans if approval_has_ended(plan)]


def settle_approval(plan: MeasurePlan) -> bool:
    """End the approval of a plan that was changed past every action; whether it had to be.

    Pages show such a plan as a draft (`queries.approval`); each step to the head of office begins
    with this.
    """
    if not approval_has_ended(plan):
        return False
    with transaction.atomic():
        return bool(
            end_changed_approvals(plan.organization, edited=BESIDE_THE_PORTAL, by=system_user())
        )
