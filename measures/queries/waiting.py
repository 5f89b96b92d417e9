"""What waits for a person: the plans that they can move, with what is missing and who owes it.

The number of queries does not depend on the number of plans.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from measures.access import is_acting_today
from measures.choices import PlanState, Right, Round, WorkflowStep
from measures.models import (
    MeasurePlan,
    Membership,
    MembershipUnit,
    Organization,
    PlanEvent,
    ResponsibleUnit,
    User,
)
from measures.rules.completeness import PlanFacts, owed_by_unit
from measures.rules.permissions import rights_of_member
from measures.rules.workflow import EDITABLE_STATES, TALK

from .completeness import Progress, progress_of
from .listed import listed
from .missing import MissingLine, counts_of_plans, missing_lines
from .reminders import addresses_of, reminded_today
from .tasks import (
    DeadlineLine,
    deadline_line,
    done,
    plan_tasks,
)

MOST_WAITING = 10

# Who has something to do with a plan in these states.
_TO_WORK_ON = frozenset({Right.EDIT_PLAN, Right.ENTER_RESULTS})
_TO_DECIDE = frozenset({Right.RETURN_PLAN, Right.APPROVE_PLAN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member may do in an organization, and the units (by key) that they belong to."""

    membership: Membership
    rights: frozenset[Right]
    units: frozenset[int]

    @property
    def organization(self) -> Organization:
        """The organization, which came with the membership."""
        return self.membership.organization


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes results of so many rows; whether a letter reaches it, and had one today."""

    unit: ResponsibleUnit
    rows: int
    can_be_reached: bool
    reminded: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan that waits for the person.

    `returned` is what gave the plan back to be mended: a return, or the end of its approval.
    `round` is the round whose results are due, None while it is the plan itself that is worked on.
    `own_rows` counts the rows without a result of a contributor's own units.
    """

    plan: MeasurePlan
    round: Round | None
    deadline: DeadlineLine | None
    missing: tuple[MissingLine, ...]
    done: int
    parts: int
    returned: PlanEvent | None
    owing: tuple[Owing, ...]
    may_edit: bool
    may_decide: bool
    own_rows: int


def standings_of(user: User) -> list[Standing]:
    """The user's organizations, with what standing in for the head today adds; one query."""
    memberships = user.memberships.select_related("organization").annotate(
        is_acting=is_acting_today(), listed_units=listed(MembershipUnit, "membership", "unit_id")
    )
    return [
        Standing(
            each,
            rights_of_member(each.role, is_acting=each.is_acting),
            frozenset(link["unit_id"] for link in each.listed_units or ()),
        )
        for each in memberships.order_by("organization__name")
    ]


def waiting_for(standings: Collection[Standing], today: datetime.date) -> tuple[Waiting, ...]:
    """The newest plans that a person with these standings can move on."""
    by_organization = {each.organization.pk: each for each in standings}
    to_work_on = [each.organization.pk for each in standings if each.rights & _TO_WORK_ON]
    to_decide = [each.organization.pk for each in standings if each.rights & _TO_DECIDE]
    plans = MeasurePlan.objects.filter(
        organization__in=to_work_on, state__in=EDITABLE_STATES
    ) | MeasurePlan.objects.filter(organization__in=to_decide, state=PlanState.SUBMITTED)
    found = list(
        plans.select_related("organization", "fiscal_year", "posted_for", "score_year").order_by(
            "-fiscal_year__year_be", "organization__name"
        )[:MOST_WAITING]
    )
    if not found:
        return ()
    progress = progress_of(found, today)
    counts = counts_of_plans(found)
    back = _given_back(found)
    editable = [plan for plan in found if _may_edit(by_organization[plan.organization_id], plan)]
    owing = _owing({plan.pk: progress[plan.pk].facts for plan in editable}, today)
    lines = []
    for plan in found:
        its, standing = progress[plan.pk], by_organization[plan.organization_id]
        tasks_done, parts = done(plan_tasks(plan, its, counts[plan.pk]))
        lines.append(
            Waiting(
                plan=plan,
                round=its.facts.round,
                deadline=deadline_line(its, today),
                missing=missing_lines(plan, its, counts[plan.pk].bare),
                done=tasks_done,
                parts=parts,
                returned=back.get(plan.pk),
                owing=owing.get(plan.pk, ()),
                may_edit=_may_edit(standing, plan),
                may_decide=plan.state == PlanState.SUBMITTED,
                own_rows=_own_rows(its, standing.units),
            )
        )
    return tuple(lines)


def _may_edit(standing: Standing, plan: MeasurePlan) -> bool:
    return Right.EDIT_PLAN in standing.rights and plan.state in EDITABLE_STATES


def _own_rows(progress: Progress, units: frozenset[int]) -> int:
    """Rows without a result of these units, rows of every unit included."""
    if progress.facts.round is None or not units:
        return 0
    asked = {*units, None}
    return sum(bool(row.units & asked) and not row.has_result for row in progress.facts.rows)


def _given_back(plans: Collection[MeasurePlan]) -> dict[int, PlanEvent]:
    """Of each plan that is to be mended: the return, or the edit that ended its approval."""
    events = PlanEvent.objects.filter(plan__in=plans).exclude(step__in=TALK)
    last = {event.plan_id: event for event in events.order_by("pk")}
    steps = (WorkflowStep.RETURN, WorkflowStep.END)
    return {plan: event for plan, event in last.items() if event.step in steps}


def _owing(plans: dict[int, PlanFacts], today: datetime.date) -> dict[int, tuple[Owing, ...]]:
    """The units that owe results, by the plan's key."""
    owed = {plan: owed_by_unit(facts) for plan, facts in plans.items()}
    keys = {unit for by_unit in owed.values() for unit in by_unit}
    if not keys:
        return {}
    units = ResponsibleUnit.objects.filter(pk__in=keys).order_by("position", "name")
    reached, reminded = addresses_of(keys), reminded_today(keys, today)
    listed = list(units)
    return {
        plan: tuple(
            Owing(unit, by_unit[unit.pk], unit.pk in reached, unit.pk in reminded)
            for unit in listed
            if unit.pk in by_unit
        )
        for plan, by_unit in owed.items()
    }


def administered(standings: Collection[Standing]) -> list[Organization]:
    """The organizations whose people and settings the person looks after."""
    return [each.organization for each in standings if Right.EDIT_ORGANIZATION in each.rights]


def startable(standings: Collection[Standing]) -> list[Organization]:
    """The organizations in which the person may start a plan."""
    return [each.organization for each in standings if Right.EDIT_PLAN in each.rights]
