"""The way of a plan to the head of office: who took which step, when, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from measures.choices import PlacedAt, PlanState, WorkflowStep

from .ownership import OwnedModel
from .plans import MeasurePlan


class PlanEvent(OwnedModel):
    """One step: a submission, a return, a comment, an approval and its end. Only ever added.

    `acting_for` is the head's position where an acting head approved, `actor_position` the actor's
    own then. `content_hash` is of what was submitted or approved, see `measures.queries.approval`.
    The place is kept by key and label, so that it stays told after its row is removed. Members see
    events; oversight readers do not, as they are the office's own talk.
    """

    organization_path = "plan__organization"

    plan = models.ForeignKey(MeasurePlan, models.PROTECT, related_name="events", verbose_name="แผน")
    step = models.CharField("ขั้นตอน", max_length=10, choices=WorkflowStep)
    state_before = models.CharField("สถานะก่อน", max_length=10, choices=PlanState)
    state_after = models.CharField("สถานะหลัง", max_length=10, choices=PlanState)
    at = models.DateTimeField("เวลา", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ผู้กระทำ"
    )
    actor_name = models.CharField("ชื่อผู้กระทำ", max_length=300)
    actor_position = models.CharField("ตำแหน่งผู้กระทำ", max_length=200, blank=True)
    is_by_submitter = models.BooleanField("ผู้ส่งเป็นผู้อนุมัติ", default=False)
    acting_for = models.CharField("รักษาราชการแทน", max_length=200, blank=True)
    content_hash = models.CharField("รหัสเนื้อหา", max_length=64, blank=True)
    placed_at = models.CharField("ที่", max_length=10, choices=PlacedAt, default=PlacedAt.PLAN)
    place_pk = models.PositiveBigIntegerField("รหัสของที่", null=True, blank=True)
    place_label = models.CharField("ชื่อของที่", max_length=500, blank=True)
    text = models.TextField("เหตุผลหรือความเห็น", blank=True)

    class Meta:
        verbose_name = "ขั้นตอนของแผน"
        verbose_name_plural = "ขั้นตอนของแผน"
        ordering = ("plan", "pk")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(step=WorkflowStep.SUBMIT, state_after=PlanState.SUBMITTED)
                    | Q(step=WorkflowStep.APPROVE, state_after=PlanState.APPROVED)
                    | Q(step=WorkflowStep.RETURN, state_after=PlanState.RETURNED)
                    | Q(
                        step__in=(WorkflowStep.REOPEN, WorkflowStep.END),
                        state_after=PlanState.DRAFT,
                    )
                    | Q(
                        step__in=(WorkflowStep.COMMENT, WorkflowStep.RESOLVE),
                        state_after=models.F("state_before"),
                    )
                ),
                name="event_leads_where_its_step_does",
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(step__in=(WorkflowStep.SUBMIT, WorkflowStep.APPROVE, WorkflowStep.RESOLVE)),
                name="event_says_why",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(content_hash="") | ~Q(step__in=(WorkflowStep.SUBMIT, WorkflowStep.APPROVE))
                ),
                name="event_names_its_content",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.plan}"

    @property
    def what(self) -> str:
        """What happened: อนุมัติแล้ว."""
        return WorkflowStep(self.step).taken

    @property
    def anchor(self) -> str:
        """The place on pages that show it: "#row-12"; "" for the whole plan."""
        return f"#{self.placed_at}-{self.place_pk}" if self.place_pk else ""

    @classmethod
    def state_lookup(cls) -> str | None:
        """None: no oversight reader sees it, whatever the plan's state."""
        return None
