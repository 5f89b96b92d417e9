"""Times of day as the portal writes them."""

from __future__ import annotations

import datetime

from django.utils.timezone import localtime

from .dates import thai_date_short
from .numerals import thai_digits


def thai_moment(at: datetime.datetime) -> str:
    """A moment in Thai, in the portal's time zone: ๒๑ พ.ย. ๖๙ ๑๐.๑๕ น."""
    local = localtime(at)
    return f"{thai_date_short(local.date())} {thai_digits(f'{local:%H.%M}')} น."
