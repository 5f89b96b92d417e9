"""Positions within a parent: the next free one, and changing the order."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.actions.order import next_position, place_in_order
from measures.actions.rows import remove_measure
from measures.choices import AuditAction, PlanState
from measures.models import AuditEntry, Measure, Step
from tests import factories as make


@pytest.fixture
def row(organization):
    section = make.make_section(plan=make.make_plan(organization=organization))
    return make.make_row(section=section)


@pytest.fixture
def steps(row):
    """Three steps, at 1, 2 and 3."""
    return [make.make_step(row=row) for _ in range(3)]


def positions(steps):
    return [Step.objects.get(pk=step.pk).position for step in steps]


def test_next_position_follows_the_last_of_the_same_parent(row, steps):
    make.make_step(row=make.make_row(section=row.section))
    assert next_position(Step(row=row)) == 4
    assert next_position(Measure(row=row)) == 1


@pytest.mark.parametrize(
    "wanted",
    [(2, 1, 3), (3, 1, 2), (2, 3, 1), (3, 2, 1), (1, 2, 3), (4, 5, 6), (10, 1, 5)],
)
def test_any_order_is_reached_in_one_go_and_each_move_recorded(steps, clerk, wanted):
    moved = place_in_order(dict(zip(steps, wanted, strict=True)), by=clerk)
    assert positions(steps) == list(wanted)
    assert {entry.pk for entry in moved} == {
        step.pk for step, old, new in zip(steps, (1, 2, 3), wanted, strict=True) if old != new
    }
    entries = AuditEntry.objects.filter(action=AuditAction.CHANGED, subject_kind="step")
    recorded = {
        (int(each.subject_pk), each.before["position"], each.after["position"]) for each in entries
    }
    assert recorded == {
        (step.pk, old, new)
        for step, old, new in zip(steps, (1, 2, 3), wanted, strict=True)
        if old != new
    }


def test_those_not_named_keep_their_positions(steps, clerk):
    place_in_order({steps[0]: 7}, by=clerk)
    assert positions(steps) == [7, 2, 3]


def test_nothing_to_place_is_nothing_done(db, clerk):
    assert place_in_order({}, by=clerk) == []


@pytest.mark.parametrize(
    ("position", "message"),
    [
        (2, "ลำดับ ๒ ซ้ำกันมากกว่าหนึ่งรายการ"),
        (0, "ลำดับเป็น ๐ โปรดใช้เลข ๑ ถึง ๙๙๙๙"),
        (10_000, "ลำดับเป็น ๑๐๐๐๐ โปรดใช้เลข ๑ ถึง ๙๙๙๙"),
    ],
)
def test_shared_or_impossible_positions_are_refused(steps, clerk, position, message):
    with pytest.raises(ValidationError, match=message):
        place_in_order({steps[0]: position}, by=clerk)
    assert positions(steps) == [1, 2, 3]


def test_entries_of_different_parents_are_not_placed_together(row, steps, clerk):
    stranger = make.make_step(row=make.make_row(section=row.section))
    with pytest.raises(ValueError, match="does not stand beside"):
        place_in_order({steps[0]: 2, steps[1]: 1, stranger: 3}, by=clerk)


def test_order_takes_the_right_and_an_open_plan(row, steps, clerk, supervisor):
    with pytest.raises(PermissionDenied):
        place_in_order({steps[0]: 9}, by=supervisor)
    plan = row.section.plan
    plan.state = PlanState.LOCKED
    plan.save()
    with pytest.raises(ValidationError, match="แก้ไขไม่ได้"):
        place_in_order({steps[0]: 9}, by=clerk)
    assert positions(steps) == [1, 2, 3]


def test_remove_measure_keeps_its_steps_and_records_both(row, clerk):
    measure = make.make_measure(row=row)
    step = make.make_step(row=row, measure=measure)
    remove_measure(measure, by=clerk)
    step.refresh_from_db()
    assert step.measure is None
    assert {(each.action, each.subject_kind) for each in AuditEntry.objects.all()} == {
        (AuditAction.CHANGED, "step"),
        (AuditAction.REMOVED, "measure"),
    }
