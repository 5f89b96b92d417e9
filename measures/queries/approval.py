"""Which content was approved, and whether it is still that."""

from __future__ import annotations

import hashlib
import json

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from measures.access import as_member, get_plan
from measures.choices import PlanState, WorkflowStep
from measures.exchange.drafts import PlanDraft
from measures.exchange.plan_json import plan_to_json
from measures.models import FiscalYear, MeasurePlan, PlanEvent, User
from measures.rules.workflow import OVERSEEN_STATES, approval_stands

from .plan_draft import known_names, plan_draft
from .printed_beside import citations_of, printed_beside
from .printed_scores import printed_scores
from .score_book import ScoreBook, cited_questions


def content_hash(plan: MeasurePlan, draft: PlanDraft | None = None) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of all that the plan says and its years (BE).

    With it goes what its report prints besides: scores, official names, the office's name, emblem
    and wording, so that what changed afterwards is not taken for approved. Canonical: keys sorted,
    no spaces, UTF-8. Pictures count by their names, which are made of their content. `draft` is the
    plan's own where the caller has read it already.
    """
    draft = draft or plan_draft(plan, with_pictures=False)
    organization = plan.organization
    known = known_names(organization, plan.fiscal_year.year_be)
    scores = ScoreBook(organization)
    cites = any(each.question for each in citations_of(draft))
    questions = cited_questions(plan) if cites else {}
    content = {
        "fiscal_year_be": plan.fiscal_year.year_be,
        "posted_for_be": _year(plan.posted_for),
        "score_year_be": _year(plan.score_year),
        "plan": plan_to_json(draft, known),
        "scores": printed_scores(plan, draft, scores, questions),
        "beside": printed_beside(organization, draft, known, scores, questions),
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


def approval_has_ended(plan: MeasurePlan) -> bool:
    """Whether the plan is said to be approved, and the approval was of other content."""
    event = last_event(plan, WorkflowStep.APPROVE) if plan.state == PlanState.APPROVED else None
    return event is not None and event.content_hash != content_hash(plan)


def get_plan_as_it_stands(user: User | AnonymousUser, code: str, year_be: int) -> MeasurePlan:
    """As `get_plan`, for pages that say how far the plan is: they read, and write nothing.

    A plan that was changed past every action is what the next step makes of it, a draft: it says
    so itself (`has_unrecorded_end`) and is not to be saved. Who sees no draft gets 404.
    """
    plan = get_plan(user, code, year_be)
    if approval_has_ended(plan):
        if not as_member(user, MeasurePlan.objects.all()).filter(pk=plan.pk).exists():
            raise Http404
        plan.state, plan.has_unrecorded_end = PlanState.DRAFT, True
    return plan


def _year(year: FiscalYear | None) -> int | None:
    return year.year_be if year else None
