"""A `SourceDocument` as JSON and back: how one process hands it to another."""

from __future__ import annotations

from typing import Any

from .source import Doubt, Place, SourceCell, SourceDocument, SourceProse, SourceRow, SourceTable


def source_as_json(document: SourceDocument) -> dict[str, Any]:
    """The document as values that JSON has."""
    return {
        "file": document.file,
        "blocks": [_block(block) for block in document.blocks],
        "doubts": [
            [_place(each.place), each.read, each.made, each.expected] for each in document.doubts
        ],
        "whole_rows": document.whole_rows,
        "is_blank_form": document.is_blank_form,
    }


def source_from_json(read: dict[str, Any]) -> SourceDocument:
    """The document that `source_as_json` gave."""
    return SourceDocument(
        read["file"],
        tuple(_read_block(block) for block in read["blocks"]),
        tuple(Doubt(Place(*place), *texts) for place, *texts in read["doubts"]),
        read["whole_rows"],
        read["is_blank_form"],
    )


def _place(place: Place) -> list[Any]:
    return [place.file, place.table, place.row, place.column]


def _block(block: SourceTable | SourceProse) -> dict[str, Any]:
    if isinstance(block, SourceProse):
        return {"place": _place(block.place), "lines": block.lines, "asides": block.asides}
    rows = [
        [row.number, [[cell.lines, cell.span, cell.asides, cell.covered] for cell in row.cells]]
        for row in block.rows
    ]
    return {"place": _place(block.place), "rows": rows}


def _read_block(read: dict[str, Any]) -> SourceTable | SourceProse:
    place = Place(*read["place"])
    if "lines" in read:
        return SourceProse(place, tuple(read["lines"]), tuple(read["asides"]))
    rows = (
        SourceRow(
            number,
            tuple(
                SourceCell(tuple(lines), span, tuple(asides), covered)
                for lines, span, asides, covered in cells
            ),
        )
        for number, cells in read["rows"]
    )
    return SourceTable(place, tuple(rows))
