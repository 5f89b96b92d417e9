"""Cells saved as the grid's script saves them."""

from __future__ import annotations

import json
from typing import Any

from measures.choices import CellColumn
from measures.models import Row
from measures.queries.cells import stored_cell
from tests import factories as make

ADDRESS = "/one/2568/measures/cells/"
SESSION = "11111111-1111-4111-8111-111111111111"


def row_of(organization):
    """An empty row of a plan for 2568, of สำนักปลัด."""
    section = make.make_section(plan=make.make_plan(organization=organization))
    row = make.make_row(section=section)
    make.make_responsibility(row=row)
    return row


def content_of(row, column, round=None):
    return stored_cell(Row.objects.get(pk=row.pk), CellColumn(column), round).content


def save(client, row, column, *paragraphs, round=None, revision=None, **more):
    """Send a cell as the script does, from the stored revision unless another is given."""
    if revision is None:
        revision = content_of(row, column, round).revision
    cell = [each if isinstance(each, dict) else {"text": each} for each in paragraphs]
    sent: dict[str, Any] = {
        "row": row.pk, "column": column, "round": round, "revision": revision,
        "session": SESSION, "paragraphs": cell, **more,
    }  # fmt: skip
    return client.post(ADDRESS, json.dumps(sent), content_type="application/json")


def item(text, level=0, marker=""):
    return {"text": text, "kind": "numbered", "level": level, "marker": marker}


def responsible(row):
    return [str(each) for each in row.responsibilities.order_by("position")]
