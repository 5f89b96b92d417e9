"""Which content was approved, and whether it is still that."""

from __future__ import annotations

import hashlib
import json

from measures.choices import WorkflowStep
from measures.exchange.drafts import PlanDraft
from measures.exchange.plan_json import plan_to_json
from measures.models import FiscalYear, MeasurePlan, PlanEvent
from measures.rules.workflow import OVERSEEN_STATES, approval_stands

from .plan_draft import known_names, plan_draft
from .printed_scores import printed_scores


def content_hash(plan: MeasurePlan, draft: PlanDraft | None = None) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of all that the plan says and its years (BE).

    With it go the scores that its report prints, so that a score changed afterwards is not taken
    for approved. Canonical: keys sorted, no spaces, UTF-8. Pictures count by their names, which
    are made of their content. `draft` is the plan's own where the caller has read it already.
    """
    draft = draft or plan_draft(plan, with_pictures=False)
    content = {
        "fiscal_year_be": plan.fiscal_year.year_be,
        "posted_for_be": _year(plan.posted_for),
        "score_year_be": _year(plan.score_year),
        "plan": plan_to_json(
            draft,
            known_names(plan.organization, plan.fiscal_year.year_be),
        ),
        "scores": printed_scores(plan, draft),
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def last_event(plan: MeasurePlan, step: WorkflowStep) -> PlanEvent | None:
    """The last time that this step was taken."""
    return plan.events.filter(step=step).order_by("pk").last()


def approval_of(plan: MeasurePlan, draft: PlanDraft | None = None) -> PlanEvent | None:
    """The approval of exactly the content that the plan has now; None where there is none."""
    if plan.state not in OVERSEEN_STATES:
        return None
    event = last_event(plan, WorkflowStep.APPROVE)
    if event is None:
        return None
    now = content_hash(plan, draft)
    if not approval_stands(plan.state, event.content_hash, now):
        return None
    return event


def _year(year: FiscalYear | None) -> int | None:
    return year.year_be if year else None
