"""Who approved what a report says."""

from __future__ import annotations

from measures.exchange.drafts import PlanDraft
from measures.models import MeasurePlan
from measures.queries.approval import approval_of
from reports.facts import ApprovalFacts


def approval_facts(plan: MeasurePlan, draft: PlanDraft) -> ApprovalFacts | None:
    """The approval of exactly what the plan says now; None for a draft."""
    event = approval_of(plan, draft)
    if event is None:
        return None
    return ApprovalFacts(
        approver=event.actor_name,
        position=event.actor.position_title,
        at=event.at,
        content_hash=event.content_hash,
        by_submitter=event.is_by_submitter,
    )
