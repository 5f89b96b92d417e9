"""A cell as the text of one entry field, one paragraph a line, and back.

The field shows what print shows: indent, marker, text. Lines that people leave as they are keep
the paragraphs they came from, so nothing stored is lost or reinterpreted by opening and saving a
form; only what was typed anew is read for numbers and dashes.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from .numbering import split_cell
from .paragraphs import Cell, Paragraph, markers

INDENT = "    "
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def cell_text(cell: Cell, *, before: Cell = ()) -> str:
    """The cell for an entry field: one paragraph a line, numbers counted, in Thai digits.

    An item of a longer cell counts on from the items `before` it.
    """
    return "\n".join(_lines(cell, before))


def read_cell_text(text: str, *, stored: Cell = (), before: Cell = ()) -> Cell:
    """The cell that a text says, where the field showed `stored` until now.

    An untouched line keeps its stored paragraph, and a line whose marker is untouched keeps its
    kind and level; other lines are read by `split_cell`. Empty lines typed anew are left out.
    """
    shown = _lines(stored, before)
    typed = [line.rstrip() for line in _LINE_BREAK.split(text)]
    if typed == [line.rstrip() for line in shown] or (not text.strip() and not shown):
        return stored
    fresh = _read_by_line(typed, _lines(before, ()))
    result: list[Paragraph] = []
    matcher = SequenceMatcher(None, [line.rstrip() for line in shown], typed, autojunk=False)
    for change, first, last, typed_first, typed_last in matcher.get_opcodes():
        if change == "equal":
            result.extend(stored[first:last])
            continue
        edited = change == "replace" and last - first == typed_last - typed_first
        for offset, number in enumerate(range(typed_first, typed_last)):
            kept = (
                _edited(stored[first + offset], shown[first + offset], typed[number])
                if edited
                else None
            )
            result.extend(fresh[number] if kept is None else kept)
    return tuple(result)


def _lines(cell: Cell, before: Cell) -> list[str]:
    counted = markers((*before, *cell))[len(before) :]
    return [
        INDENT * paragraph.level + (f"{marker} {paragraph.text}" if marker else paragraph.text)
        for paragraph, marker in zip(cell, counted, strict=True)
    ]


def _edited(paragraph: Paragraph, shown: str, typed: str) -> Cell | None:
    """The stored paragraph with its text replaced, if the line still begins with its marker.

    A marker without any text left is a paragraph taken out.
    """
    before_text = shown[: len(shown) - len(paragraph.text)]
    marker = before_text.strip()
    if not marker or not f"{typed} ".startswith(before_text):
        return None
    text = typed[len(before_text) :].strip()
    return (Paragraph(text, paragraph.kind, paragraph.level, paragraph.marker),) if text else ()


def _read_by_line(lines: list[str], above: list[str]) -> list[Cell]:
    """What each line gives, each read after all those above it, as numbers count on."""
    cells: list[Cell] = []
    already = len(split_cell(above))
    for number in range(len(lines)):
        read = split_cell(above + lines[: number + 1])
        cells.append(read[already:])
        already = len(read)
    return cells
