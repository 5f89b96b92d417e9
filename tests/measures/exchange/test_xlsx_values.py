"""Numbers and dates of cells, as the office sees them on its sheet."""

import datetime

import pytest

from itaportal.thai.dates import parse_date, parse_period
from measures.exchange.xlsx_values import (
    ERROR_VALUE,
    ROUNDED,
    YEAR_OF_TWO_DIGITS,
    shown_value,
)


@pytest.mark.parametrize(
    ("value", "format", "text", "decided"),
    [
        (None, "General", "", ""),
        ("ก", "@", "ก", ""),
        ("2", "@", "2", ""),
        (2, "General", "2", ""),
        (3.0, "General", "3", ""),
        (87.67, "0.00", "87.67", ""),
        (87.67000001, "General", "87.67", ""),
        (87.67000000000002, "General", "87.67", ""),
        (0.1 + 0.2, "General", "0.3", ""),
        (87.675, "0.0", "87.7", ROUNDED),
        (0.8767, "0.00%", "87.67%", ""),
        (0.5, "0%", "50%", ""),
        (1234.5, "#,##0.00", "1,234.50", ""),
        (1234567, "#,##0,", "1,235", ROUNDED),
        (0.1, "0.##", "0.1", ""),
        (2, "0.##", "2", ""),
        (5, "000", "005", ""),
        (0.5, ".00", "0.50", ""),
        (7, '0" คะแนน"', "7 คะแนน", ""),
        (7, r"\ข\อ 0", "ขอ 7", ""),
        (7, '"a;b" 0;-0', "a;b 7", ""),
        (12, "t0", "๑๒", ""),
        (12, "[$-D07041E]0", "๑๒", ""),
        (12, "[Red]0", "12", ""),
        (-5, "0;(0)", "(5)", ""),
        (-5, "0", "-5", ""),
        (-5, "0; ", "-5", ""),
        (-1234.5, "#,##0.0", "-1,234.5", ""),
        (0, '0.0;-0.0;"ศูนย์ "0', "ศูนย์ 0", ""),
        (3.25, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "3.25", ""),
        (2.5, "# ?/?", "2.5", ""),
        (250, "0.0E+0", "250", ""),
        (5, "@", "5", ""),
        (1e20, "0", "1e+20", ""),
        (float("inf"), "0", "inf", ""),
        (True, "General", "TRUE", ""),
        ("#N/A", "General", "#N/A", ERROR_VALUE),
        ("#ข้อ", "General", "#ข้อ", ""),
        (datetime.time(8, 30), "h:mm", "๐๘.๓๐ น.", ""),
    ],
)
def test_a_value_reads_as_its_cell_shows_it(value, format, text, decided):
    shown = shown_value(value, format)
    assert (shown.text, shown.decided) == (text, decided)


@pytest.mark.parametrize(
    ("value", "format", "text", "decided"),
    [
        (datetime.datetime(2024, 10, 1), "d/m/yyyy", "๑ ต.ค. ๖๗", ""),  # noqa: DTZ001
        (datetime.date(2024, 10, 1), "d/m/yyyy", "๑ ต.ค. ๖๗", ""),
        (datetime.date(2567, 10, 1), "d/m/yyyy", "๑ ต.ค. ๖๗", ""),
        (datetime.date(1967, 10, 1), "d/m/yy", "๑ ต.ค. ๖๗", YEAR_OF_TWO_DIGITS),
        (datetime.date(2568, 2, 29), "d/m/yy", "๒๙ ก.พ. ๒๕๖๘", ""),
        (datetime.date(1967, 10, 1), "mmm-yy", "ต.ค. ๖๗", YEAR_OF_TWO_DIGITS),
        (datetime.date(2024, 10, 1), "[$-D00041E]mmm yy", "ต.ค. ๖๗", ""),
        (datetime.date(2024, 10, 1), "[$-107041E]mmmm bbbb", "ต.ค. ๖๗", ""),
        (datetime.date(2024, 10, 15), "mmm-yy", "๑๕ ต.ค. ๖๗", ""),
        (datetime.datetime(2024, 10, 1, 8, 30), "d/m/yy h:mm", "๑ ต.ค. ๖๗ ๐๘.๓๐ น.", ""),  # noqa: DTZ001
    ],
)
def test_a_date_of_either_calendar_reads_in_thai(value, format, text, decided):
    shown = shown_value(value, format)
    assert (shown.text, shown.decided) == (text, decided)


def test_dates_are_written_as_the_rules_of_periods_read_them():
    day = shown_value(datetime.date(2567, 10, 1), "d/m/yyyy").text
    assert parse_date(day) == datetime.date(2024, 10, 1)
    month = parse_period(shown_value(datetime.date(1967, 10, 1), "mmm-yy").text)
    assert month == parse_period("๑ - ๓๑ ต.ค. ๖๗")
