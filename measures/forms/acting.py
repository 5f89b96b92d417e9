"""The form of who stands in for the head, and in which days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from itaportal.thai.forms import ThaiDateField
from measures.models import User

from .fields import PlainTextField


def _helper(button: str) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.field_template = "forms/field.html"
    helper.add_input(Submit("", button, css_id=None))
    return helper


class ActingHeadForm(forms.Form):
    """Who stands in, as what, and in which days."""

    user = forms.TypedChoiceField(
        label="ผู้รักษาราชการแทน",
        help_text="เลือกจากสมาชิกของหน่วยงาน",
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "ยังไม่ได้เลือกผู้รักษาราชการแทน โปรดเลือกจากรายชื่อสมาชิก",
            "invalid_choice": "ผู้ที่เลือกไม่ได้เป็นสมาชิกของหน่วยงานแล้ว โปรดเลือกจากรายชื่อสมาชิก",
        },
    )
    position = PlainTextField(
        label="ตำแหน่งของผู้รักษาราชการแทน",
        max_length=200,
        help_text="ตามที่พิมพ์ใต้ลายมือชื่อ เช่น ปลัดองค์การบริหารส่วนตำบล",
        error_messages={"required": "ยังไม่ได้ระบุตำแหน่ง เช่น ปลัดองค์การบริหารส่วนตำบล"},
    )
    since = ThaiDateField(
        label="ตั้งแต่วันที่",
        help_text="เช่น ๑ ตุลาคม ๒๕๖๘",
        error_messages={"required": "ยังไม่ได้ระบุวันเริ่ม เช่น ๑ ตุลาคม ๒๕๖๘"},
    )
    until = ThaiDateField(
        label="ถึงวันที่",
        help_text="เช่น ๓๑ ตุลาคม ๒๕๖๘",
        error_messages={"required": "ยังไม่ได้ระบุวันสิ้นสุด เช่น ๓๑ ตุลาคม ๒๕๖๘"},
    )

    def __init__(self, data: Any = None, *, members: Sequence[User]) -> None:
        super().__init__(data)
        choices = [(each.pk, _named(each)) for each in members]
        self.fields["user"].choices = [("", "โปรดเลือก"), *choices]  # type: ignore[attr-defined]
        self.helper = _helper("เพิ่มผู้รักษาราชการแทน")

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "วันสิ้นสุดอยู่ก่อนวันเริ่ม โปรดใช้วันเดียวกันหรือหลังจากนั้น เช่น ๓๑ ตุลาคม ๒๕๖๘")
        return cleaned


def _named(user: User) -> str:
    name = user.display_name
    return f"{name} · {user.position_title}" if user.position_title not in ("", name) else name
