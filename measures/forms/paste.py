"""Forms of a paste: the copied table and where it begins; the same once more to confirm."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from measures.choices import CellColumn, Round
from measures.models import MeasurePlan, User
from measures.queries.paste_starts import PasteStart, start_named, starts_of
from measures.rules.pasting import Paste

from .rounds import RoundField

_KEPT = datetime.timedelta(days=1)
_SELECT = {"class": "form-select"}


class PasteForm(forms.Form):
    """What was copied (`html`, `text`), and the cell where its first one lands."""

    text = forms.CharField(
        label="ตารางที่คัดลอกมา",
        help_text="เลือกแถวใน Word หรือ Excel แล้วกด Ctrl+C คลิกในช่องนี้แล้วกด Ctrl+V "
        "ช่องในแถวเดียวกันคั่นด้วยแท็บ",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    row = forms.CharField(
        label="เริ่มที่แถว",
        error_messages={"required": "ยังไม่ได้เลือกแถวที่จะเริ่มวาง โปรดเลือกจากรายการ เช่น แถวที่ ๑"},
        widget=forms.Select(attrs=_SELECT),
    )
    column = forms.TypedChoiceField(
        label="เริ่มที่คอลัมน์",
        coerce=CellColumn,
        error_messages={
            "required": "ยังไม่ได้เลือกคอลัมน์ที่จะเริ่มวาง โปรดเลือกจากรายการ เช่น มาตรการ",
            "invalid_choice": "เริ่มที่คอลัมน์: อ่านได้ “%(value)s” โปรดเลือกจากรายการ เช่น มาตรการ",
        },
        widget=forms.Select(attrs=_SELECT),
    )
    round = RoundField()

    def __init__(
        self,
        *args: Any,
        plan: MeasurePlan,
        columns: tuple[tuple[CellColumn, str], ...],
        round: Round,
    ) -> None:
        super().__init__(*args)
        self._plan, self._latest = plan, round
        starts = starts_of(plan)
        self.initial = {"row": starts[0][0], "column": columns[0][0].value, "round": round.value}
        choices = [(column.value, header) for column, header in columns]
        column = self.fields["column"]
        assert isinstance(column, forms.ChoiceField)
        # The status stands within the cell of the results, and has no column of its own to choose.
        column.choices = [*choices, (CellColumn.STATUS.value, CellColumn.STATUS.label)]
        for name, found in (("row", starts), ("column", choices)):
            self.fields[name].widget.choices = found
        self.fields["round"].label = "ผลของรอบ"
        self.fields["round"].widget.attrs.update(_SELECT)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"
        self.helper.add_input(Submit("", "ดูก่อนวาง", css_id="look"))

    def clean_row(self) -> PasteStart:
        """Where the table begins."""
        named = self.cleaned_data["row"]
        start = start_named(self._plan, named)
        if start is None:
            raise ValidationError(
                f"อ่านได้ “{named[:40]}” ไม่พบแถวนี้ในแผน อาจถูกลบไปแล้ว โปรดเลือกจากรายการ เช่น แถวที่ ๑",
                code="row",
            )
        return start

    def clean_round(self) -> Round:
        """The round, by default the latest with results."""
        round: Round | None = self.cleaned_data["round"]
        return round or self._latest


def signed_paste(paste: Paste, plan: MeasurePlan, user: User) -> str:
    """A paste as it travels with the page that shows it; nobody else can send it."""
    return signing.dumps(paste.to_json(), salt=_salt(plan, user), compress=True)


def unsigned_paste(sent: object, plan: MeasurePlan, user: User) -> Paste | None:
    """The paste that the user was shown within a day; None for anything else."""
    try:
        stored = signing.loads(str(sent or ""), salt=_salt(plan, user), max_age=_KEPT)
    except signing.BadSignature:
        return None
    return Paste.from_json(stored)


def name_of_paste(signed: str) -> str:
    """What tells this paste from every other, the same table looked at again included."""
    return hashlib.sha256(signed.encode()).hexdigest()


def _salt(plan: MeasurePlan, user: User) -> str:
    return f"paste {plan.pk} {user.pk}"


class UndoPasteForm(forms.Form):
    """Taking a paste out; `over_changes` when what was edited since may go, too."""

    over_changes = forms.BooleanField(
        label="เลิกทำแม้มีการแก้ไขหลังจากวาง และยอมให้ข้อความที่แก้ไขหายไป", required=False
    )
