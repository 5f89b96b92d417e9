"""Positions of things within their parent: where the next one goes, and changing their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from itaportal.thai.numerals import thai_digits
from measures.access import require
from measures.audit import record
from measures.choices import AuditAction
from measures.models import (
    AppendixLink,
    AppendixPicture,
    GroupHeading,
    Measure,
    MeasurePlan,
    OwnedModel,
    Responsibility,
    Row,
    ScoreCitation,
    Section,
    Signatory,
    Step,
    User,
)
from measures.models.evidence import MOST_LINKS, MOST_PICTURES, MOST_SIGNATORIES

from .entries import (
    CHANGED_MEANWHILE,
    ChangedMeanwhile,
    plan_of,
    require_editable_state,
    right_to_edit,
)

# Within which parent the position of each is unique.
PARENTS: dict[type[models.Model], str] = {
    Section: "plan",
    GroupHeading: "section",
    Row: "section",
    Measure: "row",
    Step: "row",
    Responsibility: "row",
    ScoreCitation: "round_result",
    AppendixLink: "plan",
    AppendixPicture: "plan",
    Signatory: "plan",
}
_LAST_POSITION = 9999
_LAST_POSITIONS: dict[type[models.Model], int] = {
    AppendixLink: MOST_LINKS,
    AppendixPicture: MOST_PICTURES,
    Signatory: MOST_SIGNATORIES,
}

Placed = TypeVar(
    "Placed",
    bound=Section
    | GroupHeading
    | Row
    | Measure
    | Step
    | Responsibility
    | ScoreCitation
    | AppendixLink
    | AppendixPicture
    | Signatory,
)


def siblings(entry: OwnedModel) -> models.QuerySet[Any]:
    """Everything of the entry's kind that stands in the same parent, itself included."""
    parent = f"{PARENTS[type(entry)]}_id"
    return type(entry).objects.filter(**{parent: getattr(entry, parent)})


def next_position(entry: OwnedModel) -> int:
    """The position after the last one in the entry's parent."""
    last = siblings(entry).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@transaction.atomic
def place_in_order(
    positions: Mapping[Placed, int], *, by: User, shown: Mapping[int, int] | None = None
) -> list[Placed]:
    """Give entries of one parent new positions, swapped ones too; returns those that moved.

    All other entries of the parent keep theirs. One audit entry each. `shown` holds the positions
    that the user saw, by primary key: ChangedMeanwhile when another moved the same entry.
    Raises PermissionDenied, and ValidationError when two would share a position or one lies
    outside 1 to the last that its kind may take.
    """
    if not positions:
        return []
    one = next(iter(positions))
    require(by, right_to_edit(type(one)), one.owner)
    plan = plan_of(one)
    if plan is not None:
        states = MeasurePlan.objects.select_for_update().values_list("state", flat=True)
        require_editable_state(states.get(pk=plan.pk))
    stored = {entry.pk: entry for entry in siblings(one).select_for_update().order_by("position")}
    wanted = {entry.pk: entry.position for entry in stored.values()}
    for entry, position in positions.items():
        if type(entry) is not type(one) or entry.pk not in stored:
            raise ValueError(f"{entry!r} does not stand beside {one!r}")
        now = stored[entry.pk].position
        if shown is not None and now not in (shown[entry.pk], position):
            raise ChangedMeanwhile(CHANGED_MEANWHILE, code="changed_meanwhile")
        wanted[entry.pk] = position
    require_positions(wanted.values(), type(one))
    moved = [pk for pk, entry in stored.items() if entry.position != wanted[pk]]
    # Two steps, as neither database lets two rows share a position even for a moment.
    free = max([*wanted.values(), *(entry.position for entry in stored.values())])
    for offset, pk in enumerate(moved, start=1):
        siblings(one).filter(pk=pk).update(position=free + offset)
    for pk in moved:
        siblings(one).filter(pk=pk).update(position=wanted[pk])
        before = stored[pk].position
        stored[pk].position = wanted[pk]
        record(
            AuditAction.CHANGED,
            stored[pk],
            before={"position": before},
            after={"position": wanted[pk]},
            by=by,
        )
    for entry in positions:
        entry.position = wanted[entry.pk]
    return [entry for entry in positions if entry.pk in moved]


def last_position(kind: type[models.Model]) -> int:
    """The highest position that an entry of this kind may take: how many may stand together."""
    return _LAST_POSITIONS.get(kind, _LAST_POSITION)


def position_problem(position: int, kind: type[models.Model]) -> str:
    """Why an entry of this kind cannot take the position, in Thai; "" when it can."""
    last = last_position(kind)
    if 1 <= position <= last:
        return ""
    return thai_digits(f"ลำดับเป็น {position} โปรดใช้เลข 1 ถึง {last} เช่น 3")


def require_positions(positions: Iterable[int], kind: type[models.Model]) -> None:
    """Raise ValidationError, in Thai, for a shared position or one that the kind cannot take."""
    seen: set[int] = set()
    for position in positions:
        if problem := position_problem(position, kind):
            raise ValidationError(problem, code="position")
        if position in seen:
            raise ValidationError(
                thai_digits(
                    f"ลำดับ {position} ซ้ำกันมากกว่าหนึ่งรายการ โปรดให้แต่ละรายการมีลำดับไม่ซ้ำกัน เช่น 1 2 3"
                ),
                code="position",
            )
        seen.add(position)
