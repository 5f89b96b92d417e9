"""What may be chosen of a report: the round and the numerals."""

from __future__ import annotations

from django import forms

from measures.forms.rounds import RoundField

from .document import Numerals


class PrintForm(forms.Form):
    """`?round=6|12&numerals=thai|arabic`, both optional."""

    round = RoundField()
    numerals = forms.TypedChoiceField(
        label="ตัวเลข",
        choices=[(Numerals.THAI, "เลขไทย"), (Numerals.ARABIC, "เลขอารบิก")],
        coerce=Numerals,
        empty_value=Numerals.THAI,
        required=False,
        error_messages={
            "invalid_choice": (
                "ตัวเลข: อ่านได้ “%(value)s” ต้องเป็น thai (เลขไทย) หรือ arabic (เลขอารบิก) "
                "เช่น numerals=thai"
            )
        },
    )
