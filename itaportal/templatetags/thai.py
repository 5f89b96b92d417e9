"""Template filters for Thai digits, dates and fiscal years: `{% load thai %}`."""

import datetime

from django import template

from itaportal.thai import clock, dates, numerals

register = template.Library()


@register.filter
def thai_digits(value: object) -> str:
    """Any value as text with Thai digits; URLs and file names stay as they are."""
    return "" if value is None else numerals.thai_digits(str(value))


@register.filter
def thai_date(day: datetime.date | None) -> str:
    """A CE date in full: ๑๓ มีนาคม ๒๕๖๖; nothing for None."""
    return dates.thai_date(day) if day else ""


@register.filter
def thai_date_short(day: datetime.date | None) -> str:
    """A CE date as tables print it: ๑๓ มี.ค. ๖๖; nothing for None."""
    return dates.thai_date_short(day) if day else ""


@register.filter
def fiscal_year(year_be: int) -> str:
    """A fiscal year (BE) as a heading names it: ปีงบประมาณ พ.ศ. ๒๕๖๘."""
    return numerals.thai_digits(f"ปีงบประมาณ พ.ศ. {year_be}")


@register.filter
def thai_moment(at: datetime.datetime | None) -> str:
    """A moment in the portal's time zone: ๒๑ พ.ย. ๖๙ ๑๐.๑๕ น.; nothing for None."""
    return clock.thai_moment(at) if at else ""
