"""States of a plan and what each allows."""

from measures.choices import PlanState

EDITABLE_STATES = frozenset({PlanState.DRAFT, PlanState.RETURNED})


def may_edit(state: str) -> bool:
    """Whether the content of a plan in this state may be changed."""
    return state in EDITABLE_STATES
