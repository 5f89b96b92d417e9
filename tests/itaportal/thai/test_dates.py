import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.dates import (
    Period,
    fiscal_year_of,
    fiscal_year_span,
    format_period,
    parse_date,
    parse_period,
    round_span,
    thai_date,
    thai_date_short,
    year_be,
    year_ce,
)

date = datetime.date
FISCAL_YEAR_2568 = Period(date(2024, 10, 1), date(2025, 9, 30))
FIRST_HALF_2566 = Period(date(2022, 10, 1), date(2023, 3, 31))


def test_years_of_the_two_calendars():
    assert (year_be(date(2025, 1, 1)), year_ce(2568)) == (2568, 2025)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 9, 30), 2568), (date(2025, 10, 1), 2569), (date(2025, 1, 1), 2568)],
)
def test_fiscal_year_begins_on_the_first_of_october(day, year):
    assert fiscal_year_of(day) == year


def test_spans_of_fiscal_year_and_rounds():
    assert fiscal_year_span(2568) == round_span(2568, 12) == FISCAL_YEAR_2568
    assert round_span(2566, 6) == FIRST_HALF_2566
    with pytest.raises(ValueError, match="6 or 12 months, not 9"):
        round_span(2568, 9)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2025, 1, 2), date(2025, 1, 1))


def test_dates_in_print():
    assert thai_date(date(2023, 3, 13)) == "๑๓ มีนาคม ๒๕๖๖"
    assert thai_date_short(date(2023, 3, 13)) == "๑๓ มี.ค. ๖๖"
    assert thai_date_short(date(1950, 3, 13)) == "๑๓ มี.ค. ๒๔๙๓"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("๑๓ มีนาคม ๒๕๖๖", date(2023, 3, 13)),
        ("วันที่ 13 มี.ค. 66", date(2023, 3, 13)),
        ("๑/๑๐/๒๕๖๗", date(2024, 10, 1)),
        ("1/10/67", date(2024, 10, 1)),
        ("29/2/2567", date(2024, 2, 29)),
        ("29/2/2566", None),
        ("1/13/2567", None),
        ("1/10/2024", None),
        ("มีนาคม ๒๕๖๖", None),
        ("๑๓ มีนาคม", None),
        ("13", None),
        ("เร็ว ๆ นี้", None),
    ],
)
def test_parse_date_reads_days_with_their_buddhist_year_only(typed, day):
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        # sample A
        ("ต.ค. ๖๗ - ก.ย. ๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        # sample B
        ("ต.ค.๖๕-มี.ค.๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        ("ต.ค.๖๕ - มี.ค.๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        ("เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        # other spellings of domain.md 3.3
        ("ตุลาคม ๒๕๖๕ - เมษายน ๒๕๖๖", date(2022, 10, 1), date(2023, 4, 30)),
        ("๑ มกราคม - ๓๐ มิถุนายน ๒๕๖๖", date(2023, 1, 1), date(2023, 6, 30)),
        ("๑ ตุลาคม ๒๕๖๕ – ๓๐ กันยายน ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("๑ ต.ค.๖๘ ถึง ๓๐ มิ.ย.๖๙", date(2025, 10, 1), date(2026, 6, 30)),
        ("๑ ต.ค.๖๘ ถึง ๓๐ เม.ย ๖๙", date(2025, 10, 1), date(2026, 4, 30)),
        ("๑ ต.ค.๖๘ ถึง ๓๐ก.ย.๖๙", date(2025, 10, 1), date(2026, 9, 30)),
        ("๑-๓๑ มี.ค.๖๙", date(2026, 3, 1), date(2026, 3, 31)),
        # generously
        ("ตค ๖๗ - กย ๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        (
            "ตั้งแต่วันที่ ๑ ต.ค. พ.ศ. ๒๕๖๗ จนถึงวันที่ ๑๕ ต.ค. พ.ศ. ๒๕๖๗",
            date(2024, 10, 1),
            date(2024, 10, 15),
        ),
        ("ต.ค. - ก.ย. ๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        ("ต.ค. ๖๗ - มี.ค.", date(2024, 10, 1), date(2025, 3, 31)),
        ("ม.ค. ๖๘ - มี.ค.", date(2025, 1, 1), date(2025, 3, 31)),
        ("มี.ค. 2569", date(2026, 3, 1), date(2026, 3, 31)),
        ("1/10/2567 - 30/9/2568", date(2024, 10, 1), date(2025, 9, 30)),
        ("๑๕ ก.พ. ๖๗", date(2024, 2, 15), date(2024, 2, 15)),
    ],
)
def test_parse_period_reads_the_spellings_of_offices(typed, start, end):
    assert parse_period(typed) == Period(start, end)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ตลอดปี",
        "ปรับปรุงข้อมูลให้เป็นปัจจุบัน",
        "ครั้งที่ ๑/๒๕๖๖-๒/๒๕๖๖",
        "๑/๒๕๖๖",
        "1-2",
        "๕",
        "ต.ค. - มี.ค.",
        "ต.ค. ๖๗ - ๑๕",
        "๓๑ ก.ย. ๖๘",
        "ก.ย. ๖๘ - ต.ค. ๖๗",
        "๑ ต.ค. 2024",
        "ทุกเดือน ต.ค. ๖๗ - ก.ย. ๖๘",
        "ต.ค. ๖๗ - ก.ย. ๖๘ และทุกไตรมาส",
    ],
)
def test_what_is_no_period_as_a_whole_stays_text(typed):
    assert parse_period(typed) is None


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        (FISCAL_YEAR_2568, "ต.ค. ๖๗ - ก.ย. ๖๘"),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), "มี.ค. ๖๙"),
        (Period(date(2026, 3, 1), date(2026, 3, 15)), "๑-๑๕ มี.ค. ๖๙"),
        (Period(date(2026, 3, 5), date(2026, 3, 5)), "๕ มี.ค. ๖๙"),
        (Period(date(2024, 10, 1), date(2025, 6, 15)), "๑ ต.ค. ๖๗ - ๑๕ มิ.ย. ๖๘"),
        (Period(date(2024, 2, 1), date(2024, 2, 28)), "๑-๒๘ ก.พ. ๖๗"),
        (Period(date(1950, 1, 1), date(1950, 1, 31)), "ม.ค. ๒๔๙๓"),
    ],
)
def test_a_period_prints_in_one_clean_way(period, printed):
    assert format_period(period) == printed


@given(
    st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.dates(date(1900, 1, 1), date(2150, 12, 31))
)
def test_a_printed_period_reads_back(one, other):
    period = Period(min(one, other), max(one, other))
    assert parse_period(format_period(period)) == period


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)))
def test_a_printed_date_reads_back(day):
    assert parse_date(thai_date(day)) == parse_date(thai_date_short(day)) == day
