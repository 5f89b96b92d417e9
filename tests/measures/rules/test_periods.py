"""A period is written in one clean way; what the office typed besides is kept."""

from __future__ import annotations

import datetime

import pytest

from itaportal.thai.dates import Period
from measures.rules.paragraphs import Paragraph, plain
from measures.rules.periods import moved_by_years, moved_period_cell, period_cell
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


@pytest.mark.parametrize(
    ("start", "end", "years", "expected"),
    [
        ((2024, 10, 1), (2025, 9, 30), 1, ((2025, 10, 1), (2026, 9, 30))),
        ((2024, 2, 1), (2024, 2, 29), 1, ((2025, 2, 1), (2025, 2, 28))),
        ((2023, 2, 1), (2023, 2, 28), 1, ((2024, 2, 1), (2024, 2, 29))),
        ((2024, 2, 29), (2024, 3, 15), 2, ((2026, 2, 28), (2026, 3, 15))),
    ],
)
def test_a_period_moves_by_years_and_keeps_whole_months(start, end, years, expected):
    date = datetime.date
    moved = moved_by_years(Period(date(*start), date(*end)), years)
    assert moved == Period(date(*expected[0]), date(*expected[1]))


def test_typed_periods_move_only_where_they_name_their_year():
    typed = (Paragraph("ต.ค. 2567 ถึง ก.ย. 2568"), Paragraph("ทุกวันศุกร์"), Paragraph("ตลอดปีงบประมาณ"))
    assert [each.text for each in moved_period_cell(typed, 1)] == [
        "ต.ค. ๖๘ - ก.ย. ๖๙",
        "ทุกวันศุกร์",
        "ตลอดปีงบประมาณ",
    ]
