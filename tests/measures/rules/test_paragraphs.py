import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.choices import ParagraphKind
from measures.rules.paragraphs import (
    Counting,
    Paragraph,
    items_of,
    joined,
    marker_numbers,
    markers,
    paragraphs_from_json,
    paragraphs_to_json,
    plain,
)

NUMBERED, DASH, PLAIN = ParagraphKind.NUMBERED, ParagraphKind.DASH, ParagraphKind.PLAIN

paragraphs = st.builds(
    Paragraph,
    st.text(st.characters(exclude_categories=("Cc", "Zl", "Zp", "Cs"))),
    st.sampled_from([NUMBERED, DASH]),
    st.integers(0, 3),
    st.sampled_from(["", "๓.", "ก.", "(๒)", "๑.๑"]),
)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "หนึ่ง\nสอง"}, "line break"),
        ({"text": "หนึ่ง\r"}, "line break"),
        ({"text": "หนึ่ง\u2028สอง"}, "line break"),
        ({"text": "หนึ่ง", "level": 4}, "level 4"),
        ({"text": "หนึ่ง", "level": -1}, "level -1"),
        ({"text": "หนึ่ง", "marker": "๑."}, "plain paragraph"),
    ],
)
def test_an_impossible_paragraph_is_refused(fields, reason):
    with pytest.raises(ValueError, match=reason):
        Paragraph(**fields)


@given(st.lists(paragraphs))
def test_a_cell_comes_back_from_json(cell):
    assert paragraphs_from_json(paragraphs_to_json(cell)) == tuple(cell)


def test_json_keys_are_the_fields():
    assert paragraphs_to_json([Paragraph("จัดทำคู่มือ", NUMBERED, 1, "๓.๒")]) == [
        {"text": "จัดทำคู่มือ", "kind": "numbered", "level": 1, "marker": "๓.๒"}
    ]


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        ("ข้อความ", "a list, not str"),
        (["ข้อความ"], "paragraph 1 is an object"),
        (
            [{"text": "ก"}, {"text": "ข", "bold": True}],
            r"paragraph 2 has the unknown keys \['bold'\]",
        ),
        ([{"kind": "plain"}], "text and marker are strings"),
        ([{"text": "ก", "marker": 1}], "text and marker are strings"),
        ([{"text": "ก", "level": True}], "level is a whole number"),
        ([{"text": "ก", "kind": "bold"}], "paragraph 1: 'bold'"),
        ([{"text": "ก\nข"}], "paragraph 1: a paragraph holds no line break"),
    ],
)
def test_stored_paragraphs_that_say_something_else_are_refused_by_place(stored, reason):
    with pytest.raises(ValueError, match=reason):
        paragraphs_from_json(stored)


def test_short_json_means_a_plain_paragraph():
    assert paragraphs_from_json([{"text": "ก"}]) == plain("ก")


def shown(*described):
    """The markers of a cell described by kind, level and typed marker."""
    return markers(Paragraph("ก", *fields) for fields in described)


def test_numbers_count_within_the_cell_and_below_their_item():
    outer, inner, dash = (NUMBERED,), (NUMBERED, 1), (DASH, 2)
    assert shown(outer, (PLAIN,), outer, inner, inner, dash, outer) == (
        "๑.", "", "๒.", "๒.๑", "๒.๒", "-", "๓.",
    )  # fmt: skip


def test_counting_goes_on_from_a_typed_marker():
    assert shown((NUMBERED, 0, "๓."), (NUMBERED,), (NUMBERED, 1, "๔.๕"), (NUMBERED, 1)) == (
        "๓.", "๔.", "๔.๕", "๔.๖",
    )  # fmt: skip


def test_a_bracketed_marker_counts_below_its_item():
    assert shown((NUMBERED,), (NUMBERED, 1, "(๑)"), (NUMBERED,)) == ("๑.", "(๑)", "๒.")


def test_letters_and_other_bullets_print_as_typed_and_do_not_count():
    assert shown((NUMBERED, 0, "ก."), (DASH, 0, "•"), (NUMBERED,)) == ("ก.", "•", "๑.")


def test_a_sub_item_without_its_item_counts_below_one():
    assert shown((NUMBERED, 1), (NUMBERED, 1)) == ("๑.๑", "๑.๒")


def test_counting_says_the_number_used_last():
    counting = Counting()
    assert counting.current == ()
    counting.take((3, 1), 1)
    assert (counting.current, counting.expected(0), counting.expected(2)) == (
        (3, 1),
        (4,),
        (3, 1, 1),
    )


@pytest.mark.parametrize(
    ("marker", "numbers"),
    [
        ("๓.", (3,)),
        ("(2)", (2,)),
        ("3.1", (3, 1)),
        ("๑)", (1,)),
        ("ก.", None),
        ("-", None),
        ("", None),
    ],
)
def test_numbers_of_a_typed_marker(marker, numbers):
    assert marker_numbers(marker) == numbers


def test_an_item_begins_at_a_marker_of_the_outermost_level_and_keeps_what_continues_it():
    cell = (
        Paragraph("เหตุผล"),
        Paragraph("หนึ่ง", NUMBERED),
        Paragraph("ต่อ"),
        Paragraph("ย่อย", DASH, 1),
        Paragraph("สอง", NUMBERED),
    )
    items = items_of(cell)
    assert items == (cell[:1], cell[1:4], cell[4:])
    assert joined(items) == cell


def test_a_cell_without_markers_is_one_item_and_an_empty_one_none():
    assert items_of(plain("หนึ่ง", "สอง")) == (plain("หนึ่ง", "สอง"),)
    assert items_of(()) == ()


@given(st.lists(paragraphs))
def test_items_put_together_are_the_cell(cell):
    assert joined(items_of(tuple(cell))) == tuple(cell)
