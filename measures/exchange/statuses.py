"""Check boxes in a result cell: ☐ ยังไม่ได้ดำเนินการ ☑ ดำเนินการ to a status and what else it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from measures.choices import ResultStatus

_EMPTY = "☐□◻▢❏❑❒○◯⬜"
_TICKED = "☑☒✓✔■▣◼⬛🗹"
# Signs of Word's picture fonts, as the Word reader names them.
_EMPTY_SIGNS = r"\[สัญลักษณ์ Wingdings(?: 2)? F0(?:A8|6F|71|72|A3|2A|30)\]"
_TICKED_SIGNS = r"\[สัญลักษณ์ Wingdings(?: 2)? F0(?:FE|FD|FC|52|53|54|78|51|50)\]"
_BOX = re.compile(
    rf"(?P<empty>[{_EMPTY}]|\[\s*\]|\(\s*\)|{_EMPTY_SIGNS})"
    rf"|(?P<ticked>[{_TICKED}]|\[\s*[xX✓✔/]\s*\]|\(\s*[xX✓✔/]\s*\)|{_TICKED_SIGNS})"
)
_LABELS: tuple[tuple[str, ResultStatus], ...] = (
    ("ยังไม่ได้ดำเนินการ", ResultStatus.NOT_STARTED),
    ("ยังไม่ดำเนินการ", ResultStatus.NOT_STARTED),
    ("ไม่ได้ดำเนินการ", ResultStatus.NOT_STARTED),
    ("อยู่ระหว่างดำเนินการ", ResultStatus.IN_PROGRESS),
    ("อยู่ระหว่างการดำเนินการ", ResultStatus.IN_PROGRESS),
    ("กำลังดำเนินการ", ResultStatus.IN_PROGRESS),
    ("ดำเนินการแล้วเสร็จ", ResultStatus.DONE),
    ("ดำเนินการแล้ว", ResultStatus.DONE),
    ("แล้วเสร็จ", ResultStatus.DONE),
    ("ดำเนินการ", ResultStatus.DONE),
)
# After a label, what begins something else: nothing, a dash, a number, or a bracketed remark.
_LABEL_ENDS = re.compile(r"\s*(?:$|[-–—•]|(?:\(?[0-9๐-๙]{1,2}[.)]))")


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status ("" when none was told), the lines left, and whether boxes were left unread."""

    status: str
    lines: tuple[str, ...]
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """A box with its label."""

    ticked: bool
    status: ResultStatus | None
    is_only_label: bool


def read_status(lines: Sequence[str]) -> StatusReading:
    """The one ticked box of a cell. Boxes and labels go only where they say nothing further."""
    kept: list[str] = []
    choices: list[_Choice] = []
    for line in lines:
        boxes = list(_BOX.finditer(line))
        if not boxes:
            kept.append(line)
            continue
        if before := line[: boxes[0].start()].strip():
            kept.append(before)
        ends = [box.start() for box in boxes[1:]] + [len(line)]
        for box, end in zip(boxes, ends, strict=True):
            choice, rest = _choice(bool(box["ticked"]), line[box.end() : end].strip())
            choices.append(choice)
            if not choice.is_only_label:
                rest = line[box.start() : end].strip()
            if rest:
                kept.append(rest)
    ticked = [choice.status for choice in choices if choice.ticked and choice.status]
    if len(ticked) != 1 or not all(choice.status for choice in choices):
        return StatusReading("", tuple(lines), is_doubtful=any(choice.status for choice in choices))
    return StatusReading(ticked[0].value, tuple(kept))


def _choice(ticked: bool, text: str) -> tuple[_Choice, str]:
    """The choice that a label makes, and what stands after the label."""
    for label, status in _LABELS:
        spaced = r"\s*".join(map(re.escape, label))
        found = re.match(spaced, text)
        if found:
            is_canonical = label == status.label
            ends = bool(_LABEL_ENDS.match(text, found.end()))
            rest = text[found.end() :].strip()
            return _Choice(ticked, status, is_canonical and ends), rest
    return _Choice(ticked, None, is_only_label=False), text
