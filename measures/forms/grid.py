"""What the commands of the measures grid are told: which row, which way, which heading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from itaportal.thai.numerals import thai_digits
from measures.choices import GroupKind

from .fields import PlainTextField
from .rounds import RoundField

_NOT_READ = "คำสั่งของตาราง: อ่านได้ “%(value)s” โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง เช่น กดย้ายขึ้นจากเมนูของแถว"


class GridCommandForm(forms.Form):
    """A command of the grid; the round shown goes along, to come back to it."""

    round = RoundField()


class MoveForm(GridCommandForm):
    """Up or down."""

    direction = forms.ChoiceField(
        choices=[("up", "ย้ายขึ้น"), ("down", "ย้ายลง")],
        error_messages={"required": _NOT_READ, "invalid_choice": _NOT_READ},
    )


class AddRowForm(GridCommandForm):
    """Where a new row goes: after a row, under a heading, else at the end; keys."""

    after = forms.IntegerField(required=False, min_value=1)
    group = forms.IntegerField(required=False, min_value=1)


class RemovedForm(GridCommandForm):
    """Which removed row comes back, by its key."""

    removed = forms.IntegerField(min_value=1)


class GroupForm(GridCommandForm):
    """A new heading: one of the year's indicators or issues (names by number), or own words."""

    heading = forms.ChoiceField(
        label="หัวข้อกลุ่ม",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "invalid_choice": "หัวข้อกลุ่ม: อ่านได้ “%(value)s” โปรดเลือกจากรายการ เช่น ประเด็นที่ ๑",
            "required": "หัวข้อกลุ่ม: ยังไม่ได้เลือกหัวข้อ โปรดเลือกจากรายการ เช่น ประเด็นที่ ๑",
        },
    )
    text = PlainTextField(
        label="ชื่อหัวข้ออิสระ", required=False, max_length=500, help_text="เฉพาะเมื่อเลือกหัวข้ออิสระ"
    )

    def __init__(
        self,
        *args: Any,
        indicators: Mapping[int, str],
        issues: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        heading = self.fields["heading"]
        assert isinstance(heading, forms.ChoiceField)
        heading.choices = [
            ("", "โปรดเลือกหัวข้อ"),  # Nothing comes by a press too many.
            *(
                (f"{kind}-{number}", thai_digits(f"{kind.label}ที่ {number} {name}"))
                for kind, names in ((GroupKind.ISSUE, issues), (GroupKind.INDICATOR, indicators))
                for number, name in names.items()
            ),
            (f"{GroupKind.FREE}-0", GroupKind.FREE.label),
        ]
        self.fields["round"].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"

    @property
    def kind_and_number(self) -> tuple[GroupKind, int]:
        """What the chosen heading names."""
        kind, number = self.cleaned_data["heading"].split("-")
        return GroupKind(kind), int(number)
