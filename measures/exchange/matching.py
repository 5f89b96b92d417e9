"""A file's results of one round put beside the rows of a plan that is there already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import without_spaces
from measures.choices import Round
from measures.rules.paragraphs import joined

from .drafts import GroupDraft, PlanDraft, ResultDraft, RowDraft, SectionDraft

_ENOUGH_IN_COMMON = 0.6
"""Share of a row's measures that both texts hold, below which they are other measures."""


@dataclass(frozen=True, slots=True)
class RoundMerge:
    """The plan with the round's results in its rows; `mismatch` says in Thai why that fails."""

    draft: PlanDraft
    mismatch: str = ""


def has_content(draft: PlanDraft, *, beside: bool = False) -> bool:
    """Whether a plan holds anything that an import would overwrite.

    `beside` counts what most forms have no place for, too: a whole file overwrites that as well.
    """
    content = draft.sections or draft.cover or draft.introduction or draft.appendix
    around = draft.analyses or draft.links or draft.pictures or draft.signatories
    return bool(content or (beside and around))


def round_of(row: RowDraft, round: Round) -> ResultDraft | None:
    """The row's result of a round."""
    return next((result for result in row.results if result.round == round), None)


def draft_with_round(stored: PlanDraft, read: PlanDraft, round: Round) -> RoundMerge:
    """The stored plan with one round's results from the read one, row by row in order.

    Rows match by section, group and place; their measures must be worded much alike.
    """
    if len(stored.sections) != len(read.sections):
        return RoundMerge(stored, _count("ตาราง", len(stored.sections), len(read.sections)))
    sections = []
    for number, (mine, theirs) in enumerate(zip(stored.sections, read.sections, strict=True), 1):
        where = thai_digits(f"ตารางที่ {number}")
        if len(mine.groups) != len(theirs.groups):
            counted = _count("กลุ่ม", len(mine.groups), len(theirs.groups))
            return RoundMerge(stored, f"{where} {counted}")
        groups = []
        for place, (group, other) in enumerate(zip(mine.groups, theirs.groups, strict=True), 1):
            if mismatch := _mismatch(group, other):
                return RoundMerge(stored, thai_digits(f"{where} กลุ่มที่ {place} {mismatch}"))
            rows = tuple(
                _with_result(row, round_of(source, round), round)
                for row, source in zip(group.rows, other.rows, strict=True)
            )
            groups.append(GroupDraft(group.heading, rows))
        sections.append(SectionDraft(tuple(groups), mine.heading, mine.introduction))
    return RoundMerge(replace(stored, sections=tuple(sections)))


def _with_result(row: RowDraft, result: ResultDraft | None, round: Round) -> RowDraft:
    """The row with this round's result; a file that says nothing of it leaves it as it is."""
    if result is None:
        return row
    others = [each for each in row.results if each.round != round]
    return replace(row, results=tuple(sorted([*others, result], key=lambda each: each.round)))


def _mismatch(group: GroupDraft, other: GroupDraft) -> str:
    if len(group.rows) != len(other.rows):
        return _count("แถว", len(group.rows), len(other.rows))
    if (group.heading and group.heading.number) != (other.heading and other.heading.number):
        return "อยู่ใต้ประเด็นหรือตัวชี้วัดอื่น"
    for number, (row, source) in enumerate(zip(group.rows, other.rows, strict=True), start=1):
        mine, theirs = _measures(row), _measures(source)
        if SequenceMatcher(None, mine, theirs, autojunk=False).ratio() < _ENOUGH_IN_COMMON:
            return f"แถวที่ {number} เป็นมาตรการ “{theirs[:40]}” ส่วนแผนมี “{mine[:40]}”"
    return ""


def _measures(row: RowDraft) -> str:
    return without_spaces("".join(paragraph.text for paragraph in joined(row.measures)))


def _count(what: str, stored: int, read: int) -> str:
    return thai_digits(f"แผนมี {stored} {what} ไฟล์มี {read} {what}")
