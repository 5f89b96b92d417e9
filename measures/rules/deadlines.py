"""How far away a last day is, in the words of screens."""

from __future__ import annotations

import datetime

from itaportal.thai.numerals import thai_digits


def days_left(last_day: datetime.date, today: datetime.date) -> str:
    """เหลือ ๘ วัน, ครบกำหนดวันนี้, or เกินกำหนด ๓ วัน; both days CE."""
    days = (last_day - today).days
    if days == 0:
        return "ครบกำหนดวันนี้"
    return thai_digits(f"เหลือ {days} วัน" if days > 0 else f"เกินกำหนด {-days} วัน")
