"""What docs/data-formats.md promises of keys and columns."""

from __future__ import annotations

import re
from pathlib import Path

from reports.render.data import report_json
from reports.render.data_csv import COLUMN_LABELS
from tests.reports.samples import FACTS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "data-formats.md").read_text()


def test_columns_are_documented_in_their_order():
    (written,) = re.findall(r"^Columns: (.+?)\.$", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"`(\w+)`", written) == list(COLUMN_LABELS)


def test_every_key_of_a_report_is_documented():
    keys = set(re.findall(rb'"(\w+)":', report_json(FACTS)))
    named = {key.decode() for key in keys}
    explained = {name for name in named if name.endswith("_label")}
    # Said in words: whose emblem and names, values and levels of citations.
    in_words = {
        "format",
        "district",
        "province",
        "is_demo",
        "emblem",
        "text",
        "note",
        "instrument_name",
    }
    in_words |= {"earlier_year_be", "later_year_be", "earlier_value", "later_value", "links"}
    in_words |= {"earlier_level", "later_level", "level_change", "paragraph_index", "pictures"}
    assert {key for key in named - explained - in_words if f"`{key}`" not in PAGE} == set()
