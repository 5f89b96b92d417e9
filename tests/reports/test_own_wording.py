"""An organization's own wording over a form: what it changes, and what a layout cannot hold."""

from __future__ import annotations

import pytest

from reports.layouts import (
    LayoutError,
    OwnWording,
    Source,
    available_forms,
    column_keys,
    load_layout,
    optional_keys,
    with_own_wording,
)

FORM_A = load_layout("results-by-issue")
FORM_C = load_layout("results-and-indicator-progress")


def columns(layout, section=0):
    """Sources, headers and widths of a table."""
    return [(c.source, c.header, c.width) for c in layout.sections[section].columns]


@pytest.mark.parametrize("form", available_forms())
def test_no_wording_of_its_own_leaves_the_form_as_it_is(form):
    assert with_own_wording(load_layout(form), OwnWording()) == load_layout(form)


def test_columns_are_named_by_their_table_and_facts():
    assert list(column_keys(FORM_C))[5:9] == ["1.results", "1.outcome", "2.indicator", "2.guidance"]


def test_own_headers_replace_those_of_their_columns_only():
    own = with_own_wording(FORM_C, OwnWording({"2.responsible": " กอง  ที่รับผิดชอบ "}))
    assert columns(own, 0) == columns(FORM_C, 0)
    assert [header for _, header, _ in columns(own, 1)][2] == "กอง ที่รับผิดชอบ"


def test_column_left_out_gives_its_width_to_the_others():
    own = with_own_wording(FORM_A, OwnWording(left_out=frozenset({"1.outcome"})))
    assert columns(own) == [
        (Source.MEASURES, "มาตรการ/โครงการ/กิจกรรม", 21),
        (Source.STEPS, "ขั้นตอน/วิธีการปฏิบัติ", 28),
        (Source.RESPONSIBLE, "ผู้รับผิดชอบ", 15),
        (Source.PERIOD, "ระยะเวลาดำเนินการ", 14),
        (Source.RESULTS, "ผลการดำเนินการ", 22),
    ]


def test_widths_add_up_whatever_is_left_out():
    keys = list(column_keys(FORM_A))
    for kept in keys:
        own = with_own_wording(FORM_A, OwnWording(left_out=frozenset(keys) - {kept}))
        assert [width for _, _, width in columns(own)] == [100]
    for left in keys:
        own = with_own_wording(FORM_A, OwnWording(left_out=frozenset({left})))
        assert sum(width for _, _, width in columns(own)) == 100


def test_form_b_may_have_outcomes_beside_its_suggestions():
    form_b = load_layout("progress-by-indicator")
    assert list(optional_keys(form_b)) == ["1.outcome"]
    own = with_own_wording(
        form_b, OwnWording({"1.outcome": "ผลสำเร็จ"}, added=frozenset({"1.outcome"}))
    )
    assert columns(own)[-3:] == [
        (Source.RESULTS, "ผลการดำเนินการ", 16),
        (Source.OUTCOME, "ผลสำเร็จ", 15),
        (Source.SUGGESTION, "ข้อเสนอแนะ", 13),
    ]
    assert sum(width for _, _, width in columns(own)) == 100


def test_column_before_one_that_is_left_out_keeps_its_place_and_others_go_to_the_end():
    form_b = load_layout("progress-by-indicator")
    without = OwnWording(left_out=frozenset({"1.suggestion"}), added=frozenset({"1.outcome"}))
    assert columns(with_own_wording(form_b, without))[-1][0] == Source.OUTCOME
    added = OwnWording(added=frozenset({"1.suggestion"}))
    assert columns(with_own_wording(FORM_A, added))[-1][0] == Source.SUGGESTION


def test_own_introduction_replaces_the_text_and_keeps_the_heading():
    own = with_own_wording(FORM_C, OwnWording(introduction="{organization} ขอรายงาน"))
    assert own.introduction.text == "{organization} ขอรายงาน"
    assert own.introduction.heading == "คำนำ"


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        (OwnWording({"1.budget": "งบ"}), "ไม่รู้จักคอลัมน์ “1.budget” คอลัมน์ของแบบนี้คือ 1.measures"),
        (OwnWording(left_out=frozenset({"9.x"})), "ไม่รู้จักคอลัมน์ “9.x”"),
        (OwnWording(left_out=frozenset({"1.suggestion"})), "ไม่รู้จักคอลัมน์ “1.suggestion”"),
        (OwnWording(added=frozenset({"1.results"})), "คอลัมน์ของแบบนี้คือ 1.suggestion"),
        (OwnWording({"1.results": " "}), "หัวตาราง “ผลการดำเนินการ”: เป็น ' '"),
        (OwnWording({"1.results": "ก" * 301}), "ยาว 301 อักขระ ต้องไม่เกิน 300 อักขระ"),
        (OwnWording({"1.results": "ผล {score}"}), "ไม่รู้จัก “{score}”"),
        (OwnWording(introduction="{"), "ข้อความนำ: วงเล็บปีกกาไม่ครบคู่"),
        (OwnWording(left_out=frozenset(column_keys(FORM_A))), "ไม่เหลือคอลัมน์ให้พิมพ์"),
    ],
)
def test_wording_that_a_layout_cannot_hold_is_refused(wording, message):
    with pytest.raises(LayoutError) as refusal:
        with_own_wording(FORM_A, wording)
    assert message in str(refusal.value)
