"""Which round of results to show."""

from __future__ import annotations

from django import forms

from measures.choices import Round


class RoundField(forms.TypedChoiceField):
    """A round of 6 or 12 months; nothing chosen is None."""

    def __init__(self) -> None:
        super().__init__(
            label="รอบ",
            choices=Round.choices,
            coerce=lambda value: Round(int(value)),
            empty_value=None,
            required=False,
            error_messages={
                "invalid_choice": "รอบ: อ่านได้ “%(value)s” ต้องเป็น 6 หรือ 12 (เดือน) เช่น round=12"
            },
        )


class RoundForm(forms.Form):
    """`?round=6` or `?round=12`."""

    round = RoundField()
