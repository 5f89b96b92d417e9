"""States of a plan, the steps between them, and what each allows."""

from measures.choices import PlanState, Right, WorkflowStep

EDITABLE_STATES = frozenset({PlanState.DRAFT, PlanState.RETURNED})

# What oversight readers see: never a draft.
OVERSEEN_STATES = frozenset({PlanState.APPROVED, PlanState.LOCKED})

# Steps of the talk beside the way: they move nothing.
TALK = (WorkflowStep.COMMENT, WorkflowStep.RESOLVE)

# From which state a step leads to which; any other step is refused.
TRANSITIONS: dict[tuple[PlanState, WorkflowStep], PlanState] = {
    (PlanState.DRAFT, WorkflowStep.SUBMIT): PlanState.SUBMITTED,
    (PlanState.RETURNED, WorkflowStep.SUBMIT): PlanState.SUBMITTED,
    (PlanState.SUBMITTED, WorkflowStep.RETURN): PlanState.RETURNED,
    (PlanState.SUBMITTED, WorkflowStep.APPROVE): PlanState.APPROVED,
    (PlanState.APPROVED, WorkflowStep.REOPEN): PlanState.DRAFT,
    (PlanState.APPROVED, WorkflowStep.END): PlanState.DRAFT,
    **{(state, step): state for state in PlanState for step in TALK},
}

# An approval that an edit ends is nobody's to take, so it has no right here.
RIGHT_TO_TAKE: dict[WorkflowStep, Right] = {
    WorkflowStep.SUBMIT: Right.SUBMIT_PLAN,
    WorkflowStep.RETURN: Right.RETURN_PLAN,
    WorkflowStep.COMMENT: Right.COMMENT,
    WorkflowStep.APPROVE: Right.APPROVE_PLAN,
    WorkflowStep.REOPEN: Right.REOPEN_PLAN,
    WorkflowStep.RESOLVE: Right.COMMENT,
}

# Of those who mend and submit again a plan whose approval ended unrecorded.
RIGHT_TO_GO_ON = Right.SUBMIT_PLAN

# Steps that say why.
NEED_TEXT = frozenset(
    {WorkflowStep.RETURN, WorkflowStep.COMMENT, WorkflowStep.REOPEN, WorkflowStep.END}
)

# Whom a step is told, by a right of theirs; besides those who took part, where it answers them.
RIGHTS_TOLD: dict[WorkflowStep, frozenset[Right]] = {
    WorkflowStep.SUBMIT: frozenset({Right.RETURN_PLAN, Right.APPROVE_PLAN}),
    WorkflowStep.RETURN: frozenset({Right.EDIT_PLAN}),
    WorkflowStep.COMMENT: frozenset({Right.EDIT_PLAN}),
    WorkflowStep.APPROVE: frozenset({Right.EDIT_PLAN, Right.RETURN_PLAN}),
    WorkflowStep.REOPEN: frozenset({Right.EDIT_PLAN, Right.RETURN_PLAN}),
    WorkflowStep.END: frozenset({Right.EDIT_PLAN, Right.RETURN_PLAN, Right.APPROVE_PLAN}),
    WorkflowStep.RESOLVE: frozenset(),
}


def may_edit(state: str) -> bool:
    """Whether the content of a plan in this state may be changed."""
    return state in EDITABLE_STATES


def state_after(state: str, step: WorkflowStep) -> PlanState | None:
    """Where the step leads from this state; None where it cannot be taken."""
    return TRANSITIONS.get((PlanState(state), step))


def steps_from(state: str, rights: frozenset[Right]) -> list[WorkflowStep]:
    """The steps that somebody with these rights may take now, in the order of the choices."""
    return [
        step
        for step in WorkflowStep
        if RIGHT_TO_TAKE.get(step) in rights and state_after(state, step) is not None
    ]


def may_approve(*, is_submitter: bool, submitter_may_approve: bool) -> bool:
    """Whether a person may approve: another than the submitter, unless the office allows it."""
    return not is_submitter or submitter_may_approve


def approval_stands(state: str, approved_hash: str, content_hash: str) -> bool:
    """Whether the plan is approved and its content is still exactly what was approved."""
    return state in OVERSEEN_STATES and approved_hash == content_hash
