"""The steps of a plan to the head of office: submitted, returned, talked about, approved, reopened.

Each is one transaction: lock the plan → require the right → rule → save → record.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.access import require
from measures.audit import record
from measures.choices import AuditAction, PlacedAt, Right, WorkflowStep
from measures.models import ActingHead, MeasurePlan, Organization, PlanEvent, Row, Section, User
from measures.queries.acting import acting_on
from measures.queries.approval import content_hash as hash_of
from measures.queries.approval import last_event
from measures.rules.permissions import rights_of
from measures.rules.workflow import NEED_TEXT, RIGHT_TO_TAKE, may_approve, state_after

from .cell_edits import seal_edits_of_plan
from .notices import tell

HEAD = "หัวหน้าหน่วยงาน"
"""The head's position in an office that has not named it."""

RECORDED_AS = {
    WorkflowStep.SUBMIT: AuditAction.PLAN_SUBMITTED,
    WorkflowStep.RETURN: AuditAction.PLAN_RETURNED,
    WorkflowStep.COMMENT: AuditAction.PLAN_COMMENTED,
    WorkflowStep.RESOLVE: AuditAction.PLAN_TALK_RESOLVED,
    WorkflowStep.APPROVE: AuditAction.PLAN_APPROVED,
    WorkflowStep.REOPEN: AuditAction.PLAN_REOPENED,
    WorkflowStep.END: AuditAction.PLAN_APPROVAL_ENDED,
}


@transaction.atomic
def submit_plan(*, plan: MeasurePlan, by: User) -> PlanEvent:
    """Hand the plan to the head of office; from now on nobody edits it.

    Editing sessions of the grid that are still open end here.

    Raises PermissionDenied, and ValidationError in another state or for a plan without rows.
    """
    locked = _locked(plan, WorkflowStep.SUBMIT, by)
    if not Row.objects.filter(section__plan=locked).exists():
        raise ValidationError(
            "แผนนี้ยังไม่มีแถวมาตรการ จึงยังส่งไม่ได้ โปรดเพิ่มมาตรการอย่างน้อยหนึ่งแถวก่อนส่ง", code="empty"
        )
    seal_edits_of_plan(locked)
    return _take(locked, WorkflowStep.SUBMIT, content_hash=hash_of(locked), by=by)


@transaction.atomic
def return_plan(
    *, plan: MeasurePlan, reason: str, place: Section | Row | None = None, by: User
) -> PlanEvent:
    """Give a submitted plan back, with a reason for the whole (`place` None), a section or a row.

    Raises PermissionDenied, and ValidationError in another state, without a reason, or for a
    place in another plan.
    """
    locked = _locked(plan, WorkflowStep.RETURN, by)
    return _take(locked, WorkflowStep.RETURN, text=reason, place=place, by=by)


@transaction.atomic
def comment(
    *, plan: MeasurePlan, text: str, place: Section | Row | None = None, by: User
) -> PlanEvent:
    """Say something about the whole plan (`place` None), a section or a row, in any state.

    What the same person said there last is not said twice: a form sent again gets what it did.

    Raises PermissionDenied, and ValidationError without a text or for a place in another plan.
    """
    locked = _locked(plan, WorkflowStep.COMMENT, by)
    at = _placed(locked, place)
    said = locked.events.filter(placed_at=at["placed_at"], place_pk=at.get("place_pk"))
    last = said.order_by("pk").last()
    again = (WorkflowStep.COMMENT, by.pk, text.strip())
    if last and (last.step, last.actor_id, last.text) == again:
        return last
    return _take(locked, WorkflowStep.COMMENT, text=text, place=place, by=by)


@transaction.atomic
def resolve(*, plan: MeasurePlan, place: Section | Row | None = None, by: User) -> PlanEvent:
    """Close what was said of the whole plan (`place` None), a section or a row, in any state.

    It stays told, folded away, until somebody says something there again. Raises
    PermissionDenied, and ValidationError for a place in another plan.
    """
    locked = _locked(plan, WorkflowStep.RESOLVE, by)
    return _take(locked, WorkflowStep.RESOLVE, place=place, by=by)


@transaction.atomic
def approve_plan(*, plan: MeasurePlan, content_hash: str, by: User) -> PlanEvent:
    """Approve exactly the content whose hash the approver was shown.

    Raises PermissionDenied, and ValidationError in another state, for other content than was
    shown, and for the submitter unless the organization allows it; then the event and the record
    say so.
    """
    locked = _locked(plan, WorkflowStep.APPROVE, by)
    submission = last_event(locked, WorkflowStep.SUBMIT)
    is_submitter = submission is None or submission.actor == by
    allowed = locked.organization.submitter_may_approve
    if not may_approve(is_submitter=is_submitter, submitter_may_approve=allowed):
        raise ValidationError(
            "ท่านเป็นผู้ส่งแผนนี้ จึงอนุมัติเองไม่ได้ โปรดให้ผู้อนุมัติคนอื่นอนุมัติ", code="own_submission"
        )
    now = hash_of(locked)
    if now != content_hash:
        raise ValidationError(
            "เนื้อหาของแผนเปลี่ยนไปหลังจากท่านเปิดหน้านี้ จึงยังไม่ได้อนุมัติ โปรดเปิดแผนอีกครั้งแล้วตรวจก่อนอนุมัติ",
            code="other_content",
        )
    return _take(
        locked,
        WorkflowStep.APPROVE,
        content_hash=now,
        is_by_submitter=is_submitter,
        acting=_acting(locked.organization, by),
        by=by,
    )


def _acting(organization: Organization, by: User) -> ActingHead | None:
    """The standing-in by which alone the person may approve; None for who may anyway."""
    roles = by.memberships.filter(organization=organization).values_list("role", flat=True)
    if any(Right.APPROVE_PLAN in rights_of(role) for role in roles):
        return None
    return acting_on(by, organization, timezone.localdate())


@transaction.atomic
def reopen_plan(*, plan: MeasurePlan, reason: str, by: User) -> PlanEvent:
    """End an approval, so that the plan may be edited; it needs another approval then.

    Raises PermissionDenied, and ValidationError in another state or without a reason.
    """
    locked = _locked(plan, WorkflowStep.REOPEN, by)
    return _take(locked, WorkflowStep.REOPEN, text=reason, by=by)


def end_approval(plan: MeasurePlan, *, edited: str, by: User) -> PlanEvent:
    """End the approval of a locked plan as what its report prints was edited; `edited` says what.

    Whoever edited it acts, and needs no right to the plan: it is what the edit does.
    """
    text = f"{edited} เปลี่ยนไปหลังการอนุมัติ รายงานจึงไม่ตรงกับที่อนุมัติไว้ โปรดตรวจแล้วส่งให้อนุมัติอีกครั้ง"
    return _take(plan, WorkflowStep.END, text=text, by=by)


def _locked(plan: MeasurePlan, step: WorkflowStep, by: User) -> MeasurePlan:
    # The organization first, as whoever edits its scores locks them: else each could wait for the
    # other.
    Organization.objects.select_for_update().get(pk=plan.organization_id)
    locked = MeasurePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    require(by, RIGHT_TO_TAKE[step], locked.organization)
    if state_after(locked.state, step) is None:
        raise ValidationError(
            f"แผนนี้อยู่ในสถานะ “{locked.get_state_display()}” จึง{step.label}ไม่ได้ "
            "โปรดเปิดหน้าแผนอีกครั้งเพื่อดูสถานะล่าสุด",
            code="state",
        )
    return locked


def _take(
    plan: MeasurePlan,
    step: WorkflowStep,
    *,
    text: str = "",
    place: Section | Row | None = None,
    content_hash: str = "",
    is_by_submitter: bool = False,
    acting: ActingHead | None = None,
    by: User,
) -> PlanEvent:
    text = text.strip()
    if step in NEED_TEXT and not text:
        raise ValidationError(
            "ยังไม่ได้ระบุเหตุผลหรือความเห็น โปรดพิมพ์สิ่งที่ต้องการบอก เช่น โปรดระบุระยะเวลาของมาตรการ",
            code="no_text",
        )
    before = plan.state
    after = state_after(before, step)
    assert after is not None
    event = PlanEvent(
        plan=plan,
        step=step,
        state_before=before,
        state_after=after,
        actor=by,
        actor_name=by.display_name,
        is_by_submitter=is_by_submitter,
        actor_position=acting.position if acting else by.position_title,
        acting_for=(plan.organization.head_position or HEAD) if acting else "",
        content_hash=content_hash,
        text=text,
        **_placed(plan, place),
    )
    event.full_clean()
    event.save(force_insert=True)
    if after != before:
        plan.state = after
        plan.save(update_fields=["state"])
    action = AuditAction.PLAN_APPROVED_BY_SUBMITTER if is_by_submitter else RECORDED_AS[step]
    told = {name: value for name in TOLD if (value := getattr(event, name))}
    record(action, plan, before={"state": before}, after={"state": after, **told}, by=by)
    tell(event, by=by)
    return event


# What the record tells of an event beside the states.
TOLD = (
    "text",
    "placed_at",
    "place_pk",
    "place_label",
    "content_hash",
    "is_by_submitter",
    "acting_for",
)


def _placed(plan: MeasurePlan, place: Section | Row | None) -> dict[str, str | int | None]:
    if place is None:
        return {"placed_at": PlacedAt.PLAN}
    section = place.section if isinstance(place, Row) else place
    if section.plan_id != plan.pk:
        raise ValidationError("ส่วนหรือแถวที่เลือกไม่ได้อยู่ในแผนนี้ โปรดเลือกจากแผนที่เปิดอยู่", code="other_plan")
    at = PlacedAt.ROW if isinstance(place, Row) else PlacedAt.SECTION
    return {"placed_at": at, "place_pk": place.pk, "place_label": str(place)[:500]}
