"""What a typed cell changes in its row: worked out first, written only when it is to be saved.

Cells of measures and steps stay measures and steps; a period is read as dates, a text of those
responsible as units, committees and positions. What cannot be read is kept as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from measures.audit import record, snapshot
from measures.choices import AuditAction, CellColumn, ResponsibleKind
from measures.exchange.drafts import ResponsibleDraft
from measures.exchange.responsible import read_responsible
from measures.exchange.source import Place
from measures.models import (
    Responsibility,
    ResponsibleUnit,
    RoundResult,
    User,
)
from measures.queries.cells import StoredCell
from measures.rules.cells import CellContent, moved_indexes
from measures.rules.paragraphs import Cell, Paragraph, plain
from measures.rules.periods import period_cell, period_echo, read_period_cell

from .cell_items import write_measures, write_steps

_LONGEST_UNIT = 200


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What a person typed in a cell.

    `units` are keys of the organization's units, and names of units to be added to its list; None
    where the text alone says who is responsible. `status` is of the status cell only.
    """

    paragraphs: Cell = ()
    units: tuple[int | str, ...] | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell will hold, what is said of it beside the field, and how it is written."""

    content: CellContent
    commit: Callable[[], None]
    echo: str = ""


def change_of(cell: StoredCell, typed: TypedCell, *, by: User) -> Change:
    """The change that a typed cell makes. Raises ValidationError for an unknown unit."""
    content = CellContent(typed.paragraphs)
    match cell.column:
        case CellColumn.MEASURES:
            return Change(content, lambda: write_measures(cell, typed.paragraphs))
        case CellColumn.STEPS:
            return Change(content, lambda: write_steps(cell, typed.paragraphs))
        case CellColumn.PERIOD:
            return _period(cell, typed.paragraphs)
        case CellColumn.RESPONSIBLE:
            return _responsible(cell, typed, by)
        case CellColumn.STATUS:
            return Change(CellContent(status=typed.status), lambda: _result(cell, typed.status))
        case _:
            return Change(content, lambda: _result(cell, typed.paragraphs))


# --- period ---------------------------------------------------------------------------------------


def _period(cell: StoredCell, typed: Cell) -> Change:
    row = cell.row
    year_be = row.section.plan.fiscal_year.year_be
    shown = period_cell(row.period_start, row.period_end, row.period_text)
    period = read_period_cell(typed, year_be)
    start, end = (period.start, period.end) if period else (None, None)
    content = CellContent(shown if typed == shown else period_cell(start, end, typed))

    def commit() -> None:
        row.period_start, row.period_end, row.period_text = start, end, typed
        row.save(update_fields=["period_start", "period_end", "period_text"])

    return Change(content, commit, period_echo(typed, period, year_be))


# --- those responsible ----------------------------------------------------------------------------


def _responsible(cell: StoredCell, typed: TypedCell, by: User) -> Change:
    organization = cell.row.section.plan.organization
    units = {unit.pk: unit for unit in organization.units.order_by("position", "name")}
    chosen, new_names = _chosen(typed, units)
    stored = cell.content
    is_untouched = typed.paragraphs == stored.paragraphs
    unknown: list[str] = []
    if is_untouched:
        entries = [_draft(each) for each in cell.responsibilities]
    else:
        known = [unit.name for unit in units.values()] + new_names
        lines = [each.text for each in typed.paragraphs]
        read, _ = read_responsible(lines, known, Place("ตาราง"))
        entries = [each for each in read if _is_listed(each, known)]
        unknown = [each.name for each in read if not _is_listed(each, known)]
    added, removed = list(new_names), set()
    if chosen is not None:
        added += [units[pk].name for pk in chosen if pk not in stored.units]
        removed = {units[pk].name for pk in stored.units if pk not in chosen}
    entries = [each for each in entries if each.name not in removed]
    in_text = {each.name for each in entries if each.kind is ResponsibleKind.UNIT}
    entries += [ResponsibleDraft(ResponsibleKind.UNIT, n) for n in added if n not in in_text]
    if is_untouched and not cell.row.responsible_text:
        text: Cell = ()
    else:
        text = tuple(each for each in typed.paragraphs if each.text not in removed)
        if text:
            text += tuple(Paragraph(name) for name in added if name not in in_text)
    keys = {unit.name: pk for pk, unit in units.items()}
    content = CellContent(
        text or plain(*map(_printed, entries)),
        # A unit that is to be added has no key yet, so that the content differs in any case.
        tuple(keys.get(each.name, 0) for each in entries if each.kind is ResponsibleKind.UNIT),
    )
    return Change(
        content, lambda: _write_responsible(cell, text, entries, units, by), _told(unknown)
    )


def _chosen(
    typed: TypedCell, units: Mapping[int, ResponsibleUnit]
) -> tuple[tuple[int, ...] | None, list[str]]:
    """The chosen units' keys, and names to be added to the list of units."""
    if typed.units is None:
        return None, []
    keys = [each for each in typed.units if isinstance(each, int)]
    by_name = {unit.name: pk for pk, unit in units.items()}
    names = [" ".join(each.split()) for each in typed.units if isinstance(each, str)]
    keys += [by_name[name] for name in names if name in by_name]
    if strange := [key for key in keys if key not in units]:
        raise ValidationError(
            f"ผู้รับผิดชอบ: อ่านได้ส่วนราชการรหัส {strange[0]} ซึ่งไม่อยู่ในรายการของหน่วยงาน "
            "โปรดเลือกจากรายการ หรือเปิดหน้านี้ใหม่ เช่น สำนักปลัด",
            code="unit",
        )
    new = [name for name in dict.fromkeys(names) if name and name not in by_name]
    if long := [name for name in new if len(name) > _LONGEST_UNIT]:
        raise ValidationError(
            f"ผู้รับผิดชอบ: ชื่อส่วนราชการยาว {len(long[0])} อักขระ ต้องไม่เกิน {_LONGEST_UNIT} เช่น กองคลัง",
            code="unit",
        )
    return tuple(dict.fromkeys(keys)), new


def _is_listed(entry: ResponsibleDraft, known: list[str]) -> bool:
    """Whether a name is one to keep: of a unit only where the organization has that unit.

    Text that saves itself holds names half typed; only on purpose they become units.
    """
    return entry.kind is not ResponsibleKind.UNIT or entry.name in known


def _told(unknown: list[str]) -> str:
    if not unknown:
        return ""
    return (
        f"ผู้รับผิดชอบ: “{unknown[0]}” ยังไม่อยู่ในรายการส่วนราชการ เก็บไว้ตามที่พิมพ์ "
        "โปรดเลือกจากรายการ หรือเพิ่มเป็นส่วนราชการใหม่ เช่น กองคลัง"
    )


def _draft(each: Responsibility) -> ResponsibleDraft:
    name = each.unit.name if each.unit else each.name
    return ResponsibleDraft(ResponsibleKind(each.kind), name, each.note)


def _printed(entry: ResponsibleDraft) -> str:
    name = entry.name or str(entry.kind.label)
    return f"{name} ({entry.note})" if entry.note else name


def _write_responsible(
    cell: StoredCell,
    text: Cell,
    entries: list[ResponsibleDraft],
    known: Mapping[int, ResponsibleUnit],
    by: User,
) -> None:
    row = cell.row
    if row.responsible_text != text:
        row.responsible_text = text
        row.save(update_fields=["responsible_text"])
    if [_draft(each) for each in cell.responsibilities] == entries:
        return
    organization = row.section.plan.organization
    units = {unit.name: unit for unit in known.values()}
    for entry in entries:
        if entry.kind is ResponsibleKind.UNIT and entry.name not in units:
            last = max((unit.position for unit in units.values()), default=0)
            unit = ResponsibleUnit(organization=organization, name=entry.name, position=last + 1)
            unit.save(force_insert=True)
            record(AuditAction.ADDED, unit, after=snapshot(unit), by=by)
            units[entry.name] = unit
    if any(each.position > len(entries) for each in cell.responsibilities):
        Responsibility.objects.filter(row=row, position__gt=len(entries)).delete()
    cell.responsibilities[:] = Responsibility.objects.bulk_create(
        (
            Responsibility(
                row=row,
                position=position,
                kind=entry.kind,
                unit=units[entry.name] if entry.kind is ResponsibleKind.UNIT else None,
                name="" if entry.kind is ResponsibleKind.UNIT else entry.name,
                note=entry.note,
            )
            for position, entry in enumerate(entries, start=1)
        ),
        update_conflicts=True,
        unique_fields=["row", "position"],
        update_fields=["kind", "unit", "name", "note"],
    )


# --- results of a round ---------------------------------------------------------------------------


def _result(cell: StoredCell, value: str | Cell) -> None:
    assert cell.round is not None  # a cell of a round has one
    name = cell.column.value
    result, is_new = cell.result, cell.result is None
    if result is None:
        result = cell.result = RoundResult(row=cell.row, round=cell.round)
    before = result.outcome
    setattr(result, name, value)
    result.save(force_insert=is_new, update_fields=None if is_new else [name])
    if cell.column is CellColumn.OUTCOME and not is_new:
        _move_citations(result, before)


def _move_citations(result: RoundResult, before: Cell) -> None:
    """A cited sentence stays with its paragraph when others come or go before it."""
    places = moved_indexes(before, result.outcome)
    moved = {index: place for index, place in places.items() if index != place}
    if not moved:
        return
    result.citations.filter(paragraph_index__in=moved).update(
        paragraph_index=models.Case(
            *(models.When(paragraph_index=index, then=place) for index, place in moved.items())
        )
    )
