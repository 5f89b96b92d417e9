"""A period is written in one clean way; what the office typed besides is kept."""

from __future__ import annotations

import datetime

import pytest

from measures.rules.paragraphs import plain
from measures.rules.periods import period_cell
from measures.templatetags.portal import tied

START, END = datetime.date(2024, 10, 1), datetime.date(2025, 9, 30)


@pytest.mark.parametrize(
    ("start", "end", "typed", "expected"),
    [
        (START, END, (), ("ต.ค. ๖๗ - ก.ย. ๖๘",)),
        (START, END, ("ตุลาคม 2567 - กันยายน 2568",), ("ต.ค. ๖๗ - ก.ย. ๖๘",)),
        (START, END, ("ทุกเดือน",), ("ต.ค. ๖๗ - ก.ย. ๖๘", "ทุกเดือน")),
        (
            START,
            END,
            ("ระหว่าง", "ต.ค. ๖๗ - ก.ย. ๖๘"),
            ("ระหว่าง", "ต.ค. ๖๗ - ก.ย. ๖๘"),
        ),
        (START, END, ("ปีงบประมาณ ๒๕๖๘", "ทุกเดือน"), ("ต.ค. ๖๗ - ก.ย. ๖๘", "ทุกเดือน")),
        (START, END, ("ตลอดปีงบประมาณ", "ทุกเดือน"), ("ตลอดปีงบประมาณ", "ทุกเดือน")),
        (START, END, ("ไตรมาสที่ ๑",), ("ต.ค. ๖๗ - ก.ย. ๖๘", "ไตรมาสที่ ๑")),
        (START, END, ("ต.ค. ๖๗",), ("ต.ค. ๖๗ - ก.ย. ๖๘", "ต.ค. ๖๗")),
        (None, None, ("ตลอดปีงบประมาณ",), ("ตลอดปีงบประมาณ",)),
        (None, None, (), ()),
    ],
)
def test_period_cell(start, end, typed, expected):
    assert period_cell(start, end, plain(*typed)) == plain(*expected)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ต.ค. ๖๗ - ก.ย. ๖๘", "ต.ค.\N{NBSP}๖๗\N{NBSP}- ก.ย.\N{NBSP}๖๘"),
        ("ตลอดปี", "ตลอดปี"),
        ("ดำเนินการทุกเดือน และรายงานผล ปีละ ๒ ครั้ง", "ดำเนินการทุกเดือน และรายงานผล ปีละ ๒ ครั้ง"),
    ],
)
def test_a_period_on_the_screen_breaks_only_after_its_dash(typed, shown):
    assert tied(plain(typed)) == plain(shown)
