"""Which step may be taken from which state, by whom."""

from __future__ import annotations

import pytest

from measures.choices import PlanState, Role, WorkflowStep
from measures.rules.permissions import rights_of
from measures.rules.workflow import (
    OVERSEEN_STATES,
    approval_stands,
    may_approve,
    may_edit,
    state_after,
    steps_from,
)

# Steps beside commenting, by state and role; who and what is absent may take none.
STEPS = {
    (PlanState.DRAFT, Role.CLERK): ["submit"],
    (PlanState.DRAFT, Role.SIGNER): ["submit"],
    (PlanState.SUBMITTED, Role.SUPERVISOR): ["return"],
    (PlanState.SUBMITTED, Role.SIGNER): ["return", "approve"],
    (PlanState.RETURNED, Role.CLERK): ["submit"],
    (PlanState.RETURNED, Role.SIGNER): ["submit"],
    (PlanState.APPROVED, Role.SIGNER): ["reopen"],
}
TALKING = {Role.CLERK, Role.SUPERVISOR, Role.SIGNER}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", PlanState)
def test_each_role_may_take_its_steps_and_no_others(state: PlanState, role: Role) -> None:
    steps = steps_from(state, rights_of(role))
    assert {*steps} == {
        *STEPS.get((state, role), []),
        *(["comment", "resolve"] if role in TALKING else []),
    }


LEADS = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("submitted", "approve"): "approved",
    ("approved", "reopen"): "draft",
    ("approved", "end"): "draft",
}


@pytest.mark.parametrize("step", WorkflowStep)
@pytest.mark.parametrize("state", PlanState)
def test_a_step_leads_where_the_table_says(state: PlanState, step: WorkflowStep) -> None:
    expected = state if step in ("comment", "resolve") else LEADS.get((state, step))
    assert state_after(state, step) == expected


@pytest.mark.parametrize("state", PlanState)
def test_content_that_somebody_decides_on_or_approved_is_not_edited(state: PlanState) -> None:
    assert may_edit(state) == (state in ("draft", "returned"))


@pytest.mark.parametrize(
    ("is_submitter", "allowed", "may"),
    [(False, False, True), (False, True, True), (True, False, False), (True, True, True)],
)
def test_the_submitter_approves_only_where_allowed(
    is_submitter: bool, allowed: bool, may: bool
) -> None:
    assert may_approve(is_submitter=is_submitter, submitter_may_approve=allowed) == may


@pytest.mark.parametrize("state", PlanState)
def test_an_approval_stands_for_its_own_content_only(state: PlanState) -> None:
    assert approval_stands(state, "a", "a") == (state in OVERSEEN_STATES)
    assert not approval_stands(state, "a", "b")
