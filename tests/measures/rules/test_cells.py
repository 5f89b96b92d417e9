"""Cells of the grid as values: revisions, numbers that the screen cannot count, moved indexes."""

from __future__ import annotations

import pytest

from measures.choices import ParagraphKind
from measures.rules.cells import CellContent, moved_indexes, shown_numbers, tidied
from measures.rules.paragraphs import Paragraph, plain
from tests.factories import numbered


def item(text="ก", level=0, marker=""):
    return Paragraph(text, ParagraphKind.NUMBERED, level, marker)


def test_equal_cells_have_one_revision_and_any_difference_another():
    one = CellContent(numbered("ทำคู่มือ"))
    others = [
        CellContent(plain("ทำคู่มือ")),
        CellContent(numbered("ทำคู่มือ "), units=(1,)),
        CellContent(status="done"),
        CellContent(),
    ]
    assert one.revision == CellContent(numbered("ทำคู่มือ")).revision
    assert len({each.revision for each in (one, *others)}) == 5
    assert len(one.revision) == 16


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ((item(), item(level=1), item()), ("", "", "")),
        ((item(marker="๓."), item()), ("๓.", "๔.")),
        ((item(level=1), item(level=1)), ("๑.๑", "๑.๒")),
        (plain("ก"), ("",)),
        ((Paragraph("ก", ParagraphKind.DASH, 0, "•"),), ("•",)),
    ],
)
def test_numbers_are_given_only_where_counting_from_one_would_be_wrong(cell, numbers):
    assert shown_numbers(cell) == numbers


def test_tidied_cell_has_no_empty_paragraphs_and_no_space_at_the_ends():
    assert tidied(plain(" ก ", "", "  ")) == plain("ก")


@pytest.mark.parametrize(
    ("after", "places"),
    [
        (plain("ใหม่", "ก", "ข"), {0: 1, 1: 2, 2: 3}),
        (plain("ก"), {0: 0, 1: 0, 2: 1}),
        (plain("ก แก้", "ข"), {0: 0, 1: 1, 2: 2}),
        ((), {0: 0, 1: 0, 2: 0}),
    ],
)
def test_index_follows_its_paragraph(after, places):
    assert moved_indexes(plain("ก", "ข"), after) == places
