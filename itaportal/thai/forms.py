"""Form fields for Thai input: digits of either kind, Buddhist years, Thai error texts.

Django's own DateField reads 01/10/2567 as the year 2567 CE, also under the Thai locale: only
`ThaiDateField` stands in the portal's forms.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django import forms

from .dates import read_date, thai_date
from .numerals import parse_decimal, thai_digits


class ThaiDateField(forms.DateField):
    """A day typed as ๑ ตุลาคม ๒๕๖๗, ๑ ต.ค. ๖๗ or 1/10/2567 (BE); cleaned to a CE date."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> datetime.date | None:
        """The CE date of what was typed. Raises ValidationError saying what was read."""
        if isinstance(value, datetime.date) or value in self.empty_values:
            return super().to_python(value)
        reading = read_date(str(value))
        if reading.day is None:
            reason = f"เนื่องจาก{reading.problem.value} " if reading.problem else ""
            raise forms.ValidationError(
                f"อ่านวันที่จาก “{value}” ไม่ได้ {reason}โปรดกรอกวัน เดือน และปีพุทธศักราช "
                "เช่น ๑ ตุลาคม ๒๕๖๗ หรือ ๑/๑๐/๒๕๖๗",
                code="invalid",
            )
        return reading.day

    def prepare_value(self, value: Any) -> Any:
        """A stored date in Thai; what was typed stays as typed."""
        return thai_date(value) if isinstance(value, datetime.date) else value


class ThaiDecimalField(forms.DecimalField):
    """A number in Thai or Arabic digits, decimal point `.`; cleaned to a Decimal."""

    # Not type="number", which refuses Thai digits.
    widget = forms.TextInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number that was typed. Raises ValidationError saying what was read."""
        if isinstance(value, Decimal | int) or value in self.empty_values:
            return super().to_python(value)
        number = parse_decimal(str(value))
        if number is None:
            raise forms.ValidationError(
                f"อ่านตัวเลขจาก “{value}” ไม่ได้ โปรดกรอกตัวเลขไทยหรืออารบิก ใช้จุดเป็นจุดทศนิยม เช่น ๘๗.๖๗",
                code="invalid",
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        """A stored number in Thai digits; what was typed stays as typed."""
        return thai_digits(f"{value:f}") if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the number differs, whichever digits it is typed in."""
        if self.disabled:
            return False
        typed = parse_decimal(str(data or ""))
        return typed != initial if typed is not None else super().has_changed(initial, data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard with digits on a phone."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}
