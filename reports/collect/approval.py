"""Who approved what a report says."""

from __future__ import annotations

from measures.exchange.drafts import PlanDraft
from measures.models import MeasurePlan
from measures.queries.approval import approval_of
from reports.facts import ApprovalFacts, SignatoryFacts

ACTING = "รักษาราชการแทน"


def approval_facts(plan: MeasurePlan, draft: PlanDraft) -> ApprovalFacts | None:
    """The approval of exactly what the plan says now; None for a draft."""
    event = approval_of(plan, draft)
    if event is None:
        return None
    return ApprovalFacts(
        approver=event.actor_name,
        position=event.actor_position,
        at=event.at,
        content_hash=event.content_hash,
        by_submitter=event.is_by_submitter,
        acting_for=event.acting_for,
    )


def signatories_of(draft: PlanDraft, approval: ApprovalFacts | None) -> tuple[SignatoryFacts, ...]:
    """Those who sign the plan's report, in order.

    The last signs for the office: where an acting head approved, the acting head, by name and as
    what, e.g. ปลัดเทศบาล รักษาราชการแทน นายกเทศมนตรี.
    """
    signers = [
        SignatoryFacts(each.role, each.name, each.position_title) for each in draft.signatories
    ]
    if signers and approval and approval.acting_for and ACTING not in signers[-1].position:
        position = f"{approval.position} {ACTING} {approval.acting_for}".strip()
        signers[-1] = SignatoryFacts(signers[-1].role, approval.approver, position)
    return tuple(signers)
