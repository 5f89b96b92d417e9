"""How a typed cell is written into its measures or steps: one statement for each kind of change."""

from __future__ import annotations

from django.db import models

from measures.models import Measure, Step
from measures.queries.cells import StoredCell
from measures.rules.cells import matched_items
from measures.rules.paragraphs import Cell

_FREE = 10_000
"""Added to positions while they are given anew: none may be used twice even for a moment."""


def write_measures(cell: StoredCell, typed: Cell) -> None:
    """Each measure keeps its object, and so its steps; positions are given anew if needed."""
    stored = [each for each in cell.items if isinstance(each, Measure)]
    matched = matched_items([each.content for each in stored], typed)
    kept = {index for index, _ in matched}
    gone = [each.pk for index, each in enumerate(stored) if index not in kept]
    if gone:
        Measure.objects.filter(pk__in=gone).delete()
    moves = any(
        index is not None and stored[index].position != position
        for position, (index, _) in enumerate(matched, start=1)
    )
    if moves:
        beside = Measure.objects.filter(row=cell.row)
        beside.update(position=models.F("position") + _FREE)
    written, changed, new = [], [], []
    for position, (index, content) in enumerate(matched, start=1):
        measure = Measure(row=cell.row) if index is None else stored[index]
        if index is None:
            new.append(measure)
        elif moves or measure.content != content:
            changed.append(measure)
        measure.position, measure.content = position, content
        written.append(measure)
    if changed:
        Measure.objects.bulk_update(changed, ["position", "content"])
    if new:
        Measure.objects.bulk_create(new)
    cell.items = written


def write_steps(cell: StoredCell, typed: Cell) -> None:
    """Steps are written over those in their places, so that none has to move.

    What a step is of, its measure, goes with its words; nothing points at a step itself.
    """
    stored = [each for each in cell.items if isinstance(each, Step)]
    matched = matched_items([each.content for each in stored], typed)
    measures = [None if index is None else stored[index].measure_id for index, _ in matched]
    kept, gone = stored[: len(matched)], stored[len(matched) :]
    last = stored[-1].position if stored else 0
    new = [
        Step(row=cell.row, position=last + 1 + place) for place in range(len(matched) - len(kept))
    ]
    changed = []
    for step, (_, content), measure in zip(kept + new, matched, measures, strict=True):
        if step.pk and (step.content, step.measure_id) != (content, measure):
            changed.append(step)
        step.content, step.measure_id = content, measure
    if gone:
        Step.objects.filter(pk__in=[step.pk for step in gone]).delete()
    if changed:
        Step.objects.bulk_update(changed, ["content", "measure"])
    if new:
        Step.objects.bulk_create(new)
    cell.items = kept + new
