"""What was said and done on a plan's way to the head of office, and the places it is said of."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONArray
from django.utils.dateparse import parse_datetime

from itaportal.thai.numerals import thai_digits
from measures.choices import PlacedAt, PlanState, WorkflowStep
from measures.models import MeasurePlan, OwnedQuerySet, PlanEvent, Row, Section, User
from measures.rules.workflow import TALK

from .plan_table import PlanTable

Events = tuple[PlanEvent, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """The events of a plan, oldest first; reasons and comments at their places besides.

    Sections and rows are told by key. `gone` are of places that the plan has no more.
    """

    events: Events = ()
    whole: Events = ()
    at_section: dict[int, Events] = field(default_factory=dict)
    at_row: dict[int, Events] = field(default_factory=dict)

    @property
    def last(self) -> PlanEvent | None:
        """The last event that moved the plan."""
        moved = (each for each in reversed(self.events) if each.step not in TALK)
        return next(moved, None)

    @property
    def submissions(self) -> int:
        """How often the plan was submitted."""
        return sum(each.step == WorkflowStep.SUBMIT for each in self.events)

    @property
    def submission(self) -> PlanEvent | None:
        """The last submission."""
        steps = (each for each in reversed(self.events) if each.step == WorkflowStep.SUBMIT)
        return next(steps, None)

    def gone(self, table: PlanTable) -> Events:
        """What was said of sections and rows that were removed since."""
        sections = {section.section.pk for section in table.sections}
        rows = {row.pk for row in table.rows}
        return tuple(
            event
            for said, kept in ((self.at_section, sections), (self.at_row, rows))
            for pk, events in said.items()
            if pk not in kept
            for event in events
        )


def talk_of(user: User | AnonymousUser, plan: MeasurePlan) -> Talk:
    """The events of the plan that the user may see: none for who is no member of its office."""
    return _talk(
        PlanEvent.objects.visible_to(user).filter(plan=plan).select_related("actor").order_by("pk")
    )


def _talk(found: Iterable[PlanEvent]) -> Talk:
    events = tuple(found)
    said = [event for event in events if event.text or event.step == WorkflowStep.RESOLVE]
    return Talk(
        events,
        tuple(event for event in said if event.placed_at == PlacedAt.PLAN),
        _by_place(event for event in said if event.placed_at == PlacedAt.SECTION),
        _by_place(event for event in said if event.placed_at == PlacedAt.ROW),
    )


def return_to_mend(plan: MeasurePlan) -> PlanEvent | None:
    """Why the plan came back, while it is to be mended; no query in another state."""
    if plan.state != PlanState.RETURNED:
        return None
    returns = PlanEvent.objects.filter(plan=plan, step=WorkflowStep.RETURN)
    return returns.order_by("pk").last()


def is_closed(said: Events) -> bool:
    """Whether what was said at a place is resolved: nobody said anything since."""
    return bool(said) and said[-1].step == WorkflowStep.RESOLVE


_TOLD = (
    "pk",
    "step",
    "at",
    "actor_name",
    "actor_position",
    "text",
    "placed_at",
    "place_pk",
    "place_label",
)


class _List(Aggregate):
    """The values of a group as one JSON list, unordered."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """As PostgreSQL calls it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG")


def with_events(plans: OwnedQuerySet[MeasurePlan]) -> OwnedQuerySet[MeasurePlan]:
    """The plans, each with its events at hand: `talk_at_hand` needs no query of its own."""
    events = PlanEvent.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    told = events.annotate(told=_List(JSONArray(*_TOLD))).values("told")
    return plans.annotate(events_told=Subquery(told))


def talk_at_hand(plan: MeasurePlan) -> Talk:
    """The talk of a plan that `with_events` gave, for a member of its office."""
    told: list[list[Any]] = plan.events_told or []  # type: ignore[attr-defined]
    return _talk(sorted(map(_event, told), key=attrgetter("pk")))


def _event(told: list[Any]) -> PlanEvent:
    event = PlanEvent(**dict(zip(_TOLD, told, strict=True)))
    at = parse_datetime(str(event.at))
    assert at is not None
    event.at = at if at.tzinfo else at.replace(tzinfo=datetime.UTC)
    return event


def _by_place(events: Iterable[PlanEvent]) -> dict[int, Events]:
    found: dict[int, list[PlanEvent]] = defaultdict(list)
    for event in events:
        found[event.place_pk or 0].append(event)
    return {pk: tuple(said) for pk, said in found.items()}


def places_of(table: PlanTable) -> list[tuple[str, str]]:
    """The places of a plan to choose from, in order: ("row-12", "แถวที่ ๓ ใต้ ๑. …").

    The name is the anchor of the place on pages as well.
    """
    places = []
    for section in table.sections:
        places.append((f"section-{section.section.pk}", str(section.section)))
        for group in section.groups:
            under = f" ใต้ {group.heading}" if group.heading else ""
            places += [
                (f"row-{row.pk}", thai_digits(f"แถวที่ {row.place}") + under) for row in group.rows
            ]
    return places


def place_named(plan: MeasurePlan, name: str) -> Section | Row | None:
    """The section or row that `places_of` names so; None for "", the whole plan.

    Raises ValidationError for one that the plan does not have any more.
    """
    if not name:
        return None
    kind, _, pk = name.partition("-")
    found: Section | Row | None
    if kind == "section":
        found = plan.sections.filter(pk=pk).first()
    else:
        found = Row.objects.filter(section__plan=plan, pk=pk).first()
    if found is None:
        raise ValidationError("ส่วนหรือแถวที่เลือกถูกลบไปแล้ว โปรดเลือกที่อื่น เช่น ทั้งแผน", code="place_gone")
    return found
