"""A cell shown as text and read back: nothing stored is lost, what is typed becomes items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.choices import ParagraphKind
from measures.rules.cell_text import cell_text, read_cell_text
from measures.rules.paragraphs import Paragraph, items_of, joined

NUMBERED, DASH, PLAIN = ParagraphKind.NUMBERED, ParagraphKind.DASH, ParagraphKind.PLAIN

WORDS = st.text(
    st.sampled_from("กขคงที่ปู่ AZ az 0123๑๒๓ .-–()/:\t\\[]"), max_size=20
) | st.sampled_from(["- ก", "๑. ก", "2.1 ข", "", " นำ", "ก.", "\x0bก"])


@st.composite
def paragraphs(draw):
    kind = draw(st.sampled_from(ParagraphKind))
    marker = "" if kind is PLAIN else draw(st.sampled_from(["", "", "๓.", "(2)", "ก.", "•", "1)"]))
    text = draw(WORDS.filter(lambda words: len(words.splitlines()) < 2))
    return Paragraph(text, kind, draw(st.integers(0, 3)), marker)


CELLS = st.lists(paragraphs(), max_size=6).map(tuple)


@given(CELLS, CELLS)
def test_what_is_shown_and_not_touched_comes_back_as_it_was_stored(cell, before):
    text = cell_text(cell, before=before)
    assert read_cell_text(text, stored=cell, before=before) == cell


@given(CELLS)
def test_line_breaks_of_a_browser_make_no_difference(cell):
    text = cell_text(cell).replace("\n", "\r\n")
    if "\x0b" not in text:
        assert read_cell_text(text, stored=cell) == cell


@given(CELLS)
def test_line_added_below_leaves_those_above_alone(cell):
    shown = cell_text(cell)
    text = f"{shown}\nบรรทัดใหม่" if cell else "บรรทัดใหม่"
    if "\x0b" not in text:
        read = read_cell_text(text, stored=cell)
        assert read == (*cell, Paragraph("บรรทัดใหม่"))


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("", ()),
        ("  \n ", ()),
        ("ข้อความ", (Paragraph("ข้อความ"),)),
        ("๑. ก\n2. ข", (Paragraph("ก", NUMBERED), Paragraph("ข", NUMBERED))),
        (
            "๑. ก\n๑.๑ ข\n- ค\n๒. ง",
            (
                Paragraph("ก", NUMBERED),
                Paragraph("ข", NUMBERED, 1),
                Paragraph("ค", DASH, 1),
                Paragraph("ง", NUMBERED),
            ),
        ),
        ("- ก\n– ข", (Paragraph("ก", DASH), Paragraph("ข", DASH, 0, "–"))),
        ("๓. ก", (Paragraph("ก", NUMBERED, 0, "๓."),)),
        ("ก\x0bข", (Paragraph("ก"), Paragraph("ข"))),
    ],
)
def test_typed_numbers_and_dashes_become_items(typed, cell):
    assert read_cell_text(typed) == cell


def test_shown_text_counts_in_thai_digits_and_indents_levels():
    cell = (Paragraph("ก", NUMBERED), Paragraph("ข", NUMBERED, 1), Paragraph("ค", DASH, 1))
    assert cell_text(cell) == "๑. ก\n    ๑.๑ ข\n    - ค"


def test_edited_line_keeps_its_kind_level_and_marker():
    cell = (Paragraph("ก", NUMBERED, 0, "๓."), Paragraph("ข", DASH, 2))
    text = cell_text(cell).replace("ข", "ขอ ๑. ข")
    assert read_cell_text(text, stored=cell) == (cell[0], Paragraph("ขอ ๑. ข", DASH, 2))


def test_item_taken_out_of_the_middle_lets_the_rest_count_on():
    cell = tuple(Paragraph(text, NUMBERED) for text in "กขค")
    read = read_cell_text("๑. ก\n๓. ค", stored=cell)
    assert read == (cell[0], cell[2])
    assert cell_text(read) == "๑. ก\n๒. ค"


def test_emptied_line_goes():
    cell = (Paragraph("ก", NUMBERED), Paragraph("ข", NUMBERED))
    assert read_cell_text("๑. ก\n๒. ", stored=cell) == (cell[0],)


def test_items_count_on_from_those_before_them():
    items = items_of(tuple(Paragraph(text, NUMBERED) for text in "กข"))
    assert cell_text(items[1], before=items[0]) == "๒. ข"
    assert read_cell_text("๓. ค", before=joined(items)) == (Paragraph("ค", NUMBERED),)
