"""States of a plan and what each allows."""

from measures.choices import PlanState

EDITABLE_STATES = frozenset({PlanState.DRAFT, PlanState.RETURNED})

# What oversight readers see: never a draft.
OVERSEEN_STATES = frozenset({PlanState.APPROVED, PlanState.LOCKED})


def may_edit(state: str) -> bool:
    """Whether the content of a plan in this state may be changed."""
    return state in EDITABLE_STATES
