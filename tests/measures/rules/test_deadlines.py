"""Days until a deadline, in Thai."""

from __future__ import annotations

import datetime

import pytest

from measures.rules.deadlines import days_left


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (datetime.date(2026, 3, 20), "เหลือ ๘ วัน"),
        (datetime.date(2026, 3, 13), "เหลือ ๑ วัน"),
        (datetime.date(2026, 3, 12), "ครบกำหนดวันนี้"),
        (datetime.date(2026, 3, 11), "เกินกำหนด ๑ วัน"),
    ],
)
def test_days_left_are_said_in_words(last_day, said):
    assert days_left(last_day, datetime.date(2026, 3, 12)) == said
