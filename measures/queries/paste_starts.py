"""Where a copied table may begin in a plan: at a row, or after the last row of a group."""

from __future__ import annotations

from dataclasses import dataclass

from itaportal.thai.numerals import thai_digits
from measures.exchange.typed_rows import excerpt
from measures.models import GroupHeading, MeasurePlan, Row

END = "end"
_LONGEST_KEY = 15


@dataclass(frozen=True, slots=True)
class PasteStart:
    """Where a paste begins: at a row, or after the last row of a group, section or empty plan."""

    section: int | None = None
    group: GroupHeading | None = None
    row: Row | None = None


def start_named(plan: MeasurePlan, named: str) -> PasteStart | None:
    """The place that a page names: a row's key, "group-3" after a group's rows, or "end"."""
    if named == END:
        section = plan.sections.order_by("position").last()
        return PasteStart(section.pk if section else None)
    kind, _, key = named.rpartition("-")
    if not (key.isascii() and key.isdecimal()) or len(key) > _LONGEST_KEY:
        return None
    if kind == "":
        rows = Row.objects.filter(section__plan=plan, pk=key).select_related("group")
        row = rows.first()
        return PasteStart(row.section_id, row.group, row) if row else None
    group = GroupHeading.objects.filter(section__plan=plan, pk=key).first()
    return PasteStart(group.section_id, group) if group and kind == "group" else None


def starts_of(plan: MeasurePlan) -> list[tuple[str, str]]:
    """The places where a paste may begin, with their words: each row, and the end of each group."""
    found = []
    sections = plan.sections.order_by("position").prefetch_related(
        "rows__measures", "groups__issue", "groups__indicator"
    )
    number = 0
    for section in sections:
        for row in sorted(section.rows.all(), key=lambda row: row.position):
            number += 1
            measures = sorted(row.measures.all(), key=lambda measure: measure.position)
            text = excerpt([str(measures[0])]) if measures else "ยังไม่มีมาตรการ"
            found.append((str(row.pk), thai_digits(f"แถวที่ {number} ") + text))
        groups = sorted(section.groups.all(), key=lambda group: group.position)
        found += [(f"group-{group.pk}", f"เพิ่มแถวท้ายหัวข้อ “{group}”") for group in groups]
    return [*found, (END, "เพิ่มแถวท้ายตาราง")]
