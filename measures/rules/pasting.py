"""A table about to be put into the grid, as values: which cells get what, from which revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from measures.choices import CellColumn

from .paragraphs import Cell, paragraphs_from_json, paragraphs_to_json


@dataclass(frozen=True, slots=True)
class PastedCell:
    """What one cell gets; `revision` is of what it held when the paste was looked at."""

    column: CellColumn
    round: int | None
    paragraphs: Cell = ()
    status: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """The cells of one row; `row` is its key, None for a row to be added."""

    row: int | None
    cells: tuple[PastedCell, ...]


@dataclass(frozen=True, slots=True)
class Paste:
    """A table to be put in: its rows in order, and where rows to be added stand.

    `section` and `group` are keys; new rows come last in the group, or in the section under none.
    Without a section the plan has no table yet, and gets one.
    """

    rows: tuple[PastedRow, ...]
    section: int | None = None
    group: int | None = None

    @property
    def added(self) -> int:
        """How many rows are to be added."""
        return sum(each.row is None for each in self.rows)

    def to_json(self) -> dict[str, Any]:
        """As it travels with a page."""
        return {
            "section": self.section,
            "group": self.group,
            "rows": [
                {
                    "row": each.row,
                    "cells": [
                        [
                            cell.column.value,
                            cell.round,
                            paragraphs_to_json(cell.paragraphs),
                            cell.status,
                            cell.revision,
                        ]
                        for cell in each.cells
                    ],
                }
                for each in self.rows
            ],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Paste:
        """What `to_json` gave."""
        return cls(
            tuple(
                PastedRow(
                    each["row"],
                    tuple(
                        PastedCell(
                            CellColumn(column),
                            round,
                            paragraphs_from_json(paragraphs),
                            status,
                            revision,
                        )
                        for column, round, paragraphs, status, revision in each["cells"]
                    ),
                )
                for each in stored["rows"]
            ),
            stored["section"],
            stored["group"],
        )
