import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.dates import (
    DateProblem,
    DateReading,
    Period,
    PeriodReading,
    fiscal_year_of,
    fiscal_year_span,
    format_period,
    parse_date,
    parse_period,
    period_in_words,
    read_date,
    read_period,
    round_span,
    thai_date,
    thai_date_short,
    year_be,
    year_ce,
)
from itaportal.thai.numerals import arabic_digits, thai_digits

date = datetime.date
SAMPLES = sorted((Path(__file__).parents[4] / "shared/samples").glob("*.txt"))
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
        ("1-10-2567 ถึง 30-9-2568", date(2024, 10, 1), date(2025, 9, 30)),
        ("๑๕ ก.พ. ๖๗", date(2024, 2, 15), date(2024, 2, 15)),
        ("(ต.ค.๖๕ — มี.ค.๖๖)", date(2022, 10, 1), date(2023, 3, 31)),
        ("ต.ค. ๖๕ −\nมี.ค.\n๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        ("ต.ค.\u200b๖๕\u00a0~ มี.ค.๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        ("ต. ค. 65 -- มี. ค. 66.", date(2022, 10, 1), date(2023, 3, 31)),
        (
            "ระหว่างวันที่ ๑ เดือนมกราคม พ.ศ.๒๕๖๖ ถึงวันที่ ๓๐ เดือนมิถุนายน ปี พ.ศ. ๒๕๖๖",
            date(2023, 1, 1),
            date(2023, 6, 30),
        ),
        ("วันที่ ๑ - วันที่ ๓๑ มีนาคม ๒๕๖๙", date(2026, 3, 1), date(2026, 3, 31)),
        ("วันพุธที่ ๑๕ กุมภาพันธ ๒๕๖๖", date(2023, 2, 15), date(2023, 2, 15)),
        ("ต.ค. ๖๗ - ๑๕ ก.ย. ๖๘", date(2024, 10, 1), date(2025, 9, 15)),
        # months of another fiscal year are read as they are
        ("ต.ค. ๕๙ - ก.ย. ๖๐", date(2016, 10, 1), date(2017, 9, 30)),
        # a fiscal year and its parts
        ("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("ปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("ประจำปีงบประมาณ พ.ศ.2566", date(2022, 10, 1), date(2023, 9, 30)),
        ("ปีงบฯ ๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("ภายในปีงบประมาณ ๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        ("ไตรมาสที่ ๑ ปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2022, 12, 31)),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖ ไตรมาส ๒ - ๔", date(2023, 1, 1), date(2023, 9, 30)),
        ("๖ เดือนแรกของปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        ("รอบ ๖ เดือนหลัง ปีงบประมาณ ๒๕๖๖", date(2023, 4, 1), date(2023, 9, 30)),
        ("รอบ ๖ เดือน ปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2023, 3, 31)),
        ("รอบ ๑๒ เดือน ปีงบประมาณ ๒๕๖๖", date(2022, 10, 1), date(2023, 9, 30)),
        # the same said twice
        ("ปีงบประมาณ ๒๕๖๖ (ต.ค. ๖๕ - ก.ย. ๖๖)", date(2022, 10, 1), date(2023, 9, 30)),
        ("ตลอดปี (ต.ค. ๖๕ - ก.ย. ๖๖)", date(2022, 10, 1), date(2023, 9, 30)),
        ("รอบ ๖ เดือน (เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖)", date(2022, 10, 1), date(2023, 3, 31)),
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
        "เป็นประจำทุกเดือน, รอบไตรมาส,รอบ ๖ เดือน ในปีงบประมาณ พ.ศ.๒๕๖๖",
        "รอบ ๖ เดือน",
        "รอบไตรมาส",
        "ปีงบประมาณ",
        "ปีงบประมาณ ๒๕๖๖ และ ๒๕๖๗",
        "ไตรมาสที่ ๓ - ๑ ปีงบประมาณ ๒๕๖๖",
        "รอบ ๖ เดือน ปีงบประมาณ ๒๕๖๖ เป็นต้นไป",
        "ปีงบประมาณ ๒๕๖๖ (ต.ค. ๖๖ - ก.ย. ๖๗)",
        "ประชุม (ทุกเดือน)",
        "จัดประชุมเมื่อวันที่ ๑๕ ก.พ. ๖๗",
        "ภายใน ก.ย. ๖๘",
        "ก.ย. ๖๘ " * 100,
    ],
)
def test_what_is_no_period_as_a_whole_stays_text(typed):
    assert parse_period(typed) is None


FISCAL_YEAR_2566 = Period(date(2022, 10, 1), date(2023, 9, 30))


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("ตลอดปีงบประมาณ", FISCAL_YEAR_2566),
        ("ตลอดทั้งปี", FISCAL_YEAR_2566),
        ("ตลอดปี", FISCAL_YEAR_2566),
        ("ทั้งปี", FISCAL_YEAR_2566),
        ("ไตรมาส ๑-๒", FIRST_HALF_2566),
        ("๖ เดือนแรก", FIRST_HALF_2566),
        ("ต.ค. - มี.ค.", FIRST_HALF_2566),
        ("ตุลาคม ถึง กันยายน", FISCAL_YEAR_2566),
        ("๑-๓๑ มี.ค.", Period(date(2023, 3, 1), date(2023, 3, 31))),
    ],
)
def test_a_text_without_year_is_read_where_the_fiscal_year_is_known(typed, period):
    assert read_period(typed, fiscal_year=2566) == PeriodReading(period, year_assumed=True)
    assert read_period(typed) == PeriodReading(problem=DateProblem.NO_YEAR)


@pytest.mark.parametrize("typed", ["ตลอดปี ๒๕๖๖", "ไตรมาสที่ ๑-๔/๒๕๖๖"])
def test_a_year_that_may_be_of_the_calendar_is_read_only_where_it_is_the_fiscal_year(typed):
    assert read_period(typed, fiscal_year=2566) == PeriodReading(FISCAL_YEAR_2566)
    for other in (None, 2567):
        assert read_period(typed, fiscal_year=other) == PeriodReading(
            problem=DateProblem.WHICH_KIND_OF_YEAR
        )


def test_a_year_that_is_typed_goes_before_the_known_one():
    assert parse_period("ต.ค. ๖๕ - มี.ค. ๖๖", fiscal_year=2569) == FIRST_HALF_2566


def test_how_often_something_is_done_is_no_period_even_where_the_year_is_known():
    for typed in ("รอบ ๖ เดือน", "รอบไตรมาส", "ปีงบประมาณ", "เป็นประจำทุกเดือน", ""):
        assert read_period(typed, fiscal_year=2566) == PeriodReading()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("๑ ต.ค. ๖๗ - ๓๑ เม.ย. ๖๘", DateProblem.NO_SUCH_DAY),
        ("๐ ต.ค. ๖๗", DateProblem.NO_SUCH_DAY),
        ("29/2/2566 - 30/9/2566", DateProblem.NO_SUCH_DAY),
        ("1/13/2567", DateProblem.NO_SUCH_DAY),
        ("ก.ย. ๖๘ - ต.ค. ๖๗", DateProblem.ENDS_BEFORE_IT_BEGINS),
        ("๑๕ - ๑ มี.ค. ๖๙", DateProblem.ENDS_BEFORE_IT_BEGINS),
        ("ไตรมาส ๓ - ๑ ปีงบประมาณ ๒๕๖๖", DateProblem.ENDS_BEFORE_IT_BEGINS),
        ("๑ ต.ค. 2024 - 30 ก.ย. 2025", DateProblem.YEAR_NOT_BUDDHIST),
        ("ต.ค. ค.ศ. 67", DateProblem.YEAR_NOT_BUDDHIST),
        ("ปีงบประมาณ 2025", DateProblem.YEAR_NOT_BUDDHIST),
        ("ต.ค. 0000", DateProblem.YEAR_NOT_BUDDHIST),
        ("ต.ค. - มี.ค.", DateProblem.NO_YEAR),
    ],
)
def test_a_period_that_cannot_be_is_named_with_what_is_wrong(typed, problem):
    assert read_period(typed) == PeriodReading(problem=problem)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("๓๑ เมษายน ๒๕๖๘", DateProblem.NO_SUCH_DAY),
        ("1/10/2024", DateProblem.YEAR_NOT_BUDDHIST),
        ("๑๓ มีนาคม", DateProblem.NO_YEAR),
        ("มีนาคม ๒๕๖๘", None),
        ("เร็ว ๆ นี้", None),
    ],
)
def test_a_date_that_cannot_be_is_named_with_what_is_wrong(typed, problem):
    assert read_date(typed) == DateReading(problem=problem)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (FISCAL_YEAR_2568, "๑ ตุลาคม ๒๕๖๗ ถึง ๓๐ กันยายน ๒๕๖๘"),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), "๑ มีนาคม ๒๕๖๙ ถึง ๓๑ มีนาคม ๒๕๖๙"),
        (Period(date(2026, 3, 5), date(2026, 3, 5)), "๕ มีนาคม ๒๕๖๙"),
    ],
)
def test_a_form_repeats_a_period_in_full(period, words):
    assert period_in_words(period) == words


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        (FISCAL_YEAR_2568, "ต.ค. ๖๗ - ก.ย. ๖๘"),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), "มี.ค. ๖๙"),
        (Period(date(2026, 3, 1), date(2026, 3, 15)), "๑ - ๑๕ มี.ค. ๖๙"),
        (Period(date(2026, 3, 5), date(2026, 3, 5)), "๕ มี.ค. ๖๙"),
        (Period(date(2024, 10, 1), date(2025, 6, 15)), "๑ ต.ค. ๖๗ - ๑๕ มิ.ย. ๖๘"),
        (Period(date(2024, 2, 1), date(2024, 2, 28)), "๑ - ๒๘ ก.พ. ๖๗"),
        (Period(date(1950, 1, 1), date(1950, 1, 31)), "ม.ค. ๒๔๙๓"),
    ],
)
def test_a_period_prints_in_one_clean_way(period, printed):
    assert format_period(period) == printed


days = st.dates(date(1900, 1, 1), date(2150, 12, 31))
periods = st.builds(lambda one, other: Period(min(one, other), max(one, other)), days, days)
# Periods of one month and whole months are rare among any two days.
near = st.builds(
    lambda day, length: Period(day, day + datetime.timedelta(days=length)),
    days,
    st.integers(0, 31),
)


@st.composite
def retyped(draw, printed):
    """What was printed, typed again as offices do: other digits, dashes, spaces; dots missing."""
    written = draw(st.sampled_from([thai_digits, arabic_digits]))(printed)
    written = written.replace(" - ", draw(st.sampled_from([" - ", "-", " – ", "—", "\n-", " ถึง "])))
    between = re.compile(r"(?<=[๐-๙0-9]) (?=[ก-๙])|(?<=[.ก-๙]) (?=[๐-๙0-9])|\.(?=[ ๐-๙0-9]|$)")
    return between.sub(lambda found: draw(st.sampled_from([found.group(), ""])), written)


@given(periods | near, st.data())
def test_a_printed_period_reads_back_however_it_is_retyped(period, data):
    for printed in (format_period(period), period_in_words(period)):
        assert parse_period(printed) == period
        assert parse_period(data.draw(retyped(printed))) == period


@given(days)
def test_a_printed_date_reads_back(day):
    assert parse_date(thai_date(day)) == parse_date(thai_date_short(day)) == day


WORDS = (
    "ต.ค.", "มี.ค.", "ตุลาคม", "๑", "31", "๖๘", "2568", "0", "/", "-", "–", "ถึง", "วันที่", "เดือน",
    "พ.ศ.", "ค.ศ.", "ปี", "งบประมาณ", "ตลอด", "ไตรมาส", "ที่", "รอบ", "6", "12", "แรก",
    "(", ")", ".", ",", "ก",
)  # fmt: skip
words = st.lists(st.sampled_from(WORDS))


@given(st.text() | words.map("".join) | words.map(" ".join))
def test_no_text_breaks_the_readers(text):
    reading = read_period(text, fiscal_year=2568)
    assert reading.period is None or reading.problem is None
    assert read_date(text).day is None or read_date(text).problem is None


@pytest.mark.skipif(not SAMPLES, reason="the sample reports stand beside the repository")
def test_in_the_samples_the_periods_are_periods_and_nothing_else_is():
    cells = [
        without_marks(cell)
        for sample in SAMPLES
        for line in sample.read_text(encoding="utf-8").splitlines()
        for cell in re.split(r"\t|</p>\s*<p>", line)
    ]
    read = {cell for cell in cells if parse_period(cell, fiscal_year=2568)}
    assert read == {
        "ต.ค. ๖๗ - ก.ย. ๖๘",
        "ต.ค.๖๕-มี.ค.๖๖",
        "ต.ค.๖๕ - มี.ค.๖๖",
        # of the covers
        "(เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖)",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน",
        "ประจำปีงบประมาณ พ.ศ.๒๕๖๙",
        # of the rows
        "๑ ต.ค.๖๘ ถึง ๓๐ มิ.ย.๖๙",
        "๑ ต.ค.๖๘ ถึง ๓๐ ก.ย.๖๙",
        "๑ ต.ค.๖๘ ถึง ๓๑ มี.ค.๖๙",
        "๑ ต.ค.๖๘ ถึง ๓๐ เม.ย ๖๙",
        "๑ ต.ค.๖๘ ถึง ๓๐ก.ย.๖๙",
        "๑-๓๑ มี.ค.๖๙",
    }


def without_marks(cell):
    return re.sub(r"</?[a-z]+>|\*\*", "", cell).strip()
