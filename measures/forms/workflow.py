"""Forms of the steps to the head of office: returning, saying something, approving, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from .fields import PlainTextField

WHOLE_PLAN = ("", "ทั้งแผน")
LONGEST_TEXT = 4_000


class StepForm(forms.Form):
    """A form among several of one page: its names and ids begin with the step."""

    step = ""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix=self.step, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"


class PlacedForm(StepForm):
    """A form that says where: the whole plan, a section or a row.

    `places` are names and labels of sections and rows, see `measures.queries.talk.places_of`.
    """

    def __init__(
        self, data: Any = None, *, places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["place"].choices = [WHOLE_PLAN, *places]  # type: ignore[attr-defined]


def _text(label: str, example: str, missing: str, rows: int) -> PlainTextField:
    return PlainTextField(
        label=label,
        max_length=LONGEST_TEXT,
        help_text=f"เช่น {example}",
        error_messages={"required": f"{missing} เช่น {example}"},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _place(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "invalid_choice": "ไม่พบส่วนหรือแถวที่เลือกในแผนนี้ อาจถูกลบไปแล้ว โปรดเลือกจากรายการ เช่น ทั้งแผน"
        },
    )


class ReturnForm(PlacedForm):
    """Why the plan goes back, and for which part of it."""

    step = "return"

    text = _text(
        "เหตุผล (จำเป็น)",
        "โปรดระบุผู้รับผิดชอบของประเด็นที่ ๖",
        "ยังไม่ได้ระบุเหตุผล โปรดบอกสิ่งที่ต้องแก้ไข",
        3,
    )
    place = _place("ส่งกลับส่วนใด")


class CommentForm(PlacedForm):
    """What somebody says, and where."""

    step = "comment"

    text = _text("ความเห็น", "เพิ่มผู้รับผิดชอบแล้ว", "ยังไม่ได้พิมพ์ความเห็น โปรดพิมพ์สิ่งที่ต้องการบอก", 2)
    place = _place("ที่")


class ReplyForm(StepForm):
    """An answer in the talk at one place; what is sent is a `CommentForm`'s.

    `place` is a name of `places_of`, or "" for the whole plan; `of` names it for who hears it.
    """

    step = "comment"

    text = PlainTextField(
        label="ตอบกลับ",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *, place: str, of: str) -> None:
        super().__init__(initial={"place": place}, auto_id=f"{place or 'plan'}-%s")
        self.fields["text"].widget.attrs["aria-label"] = f"ตอบกลับ {of}"


class ResolveForm(PlacedForm):
    """The place whose talk is closed."""

    step = "resolve"

    place = _place("ที่")


class ReopenForm(StepForm):
    """Why an approved plan is opened again."""

    step = "reopen"

    text = _text(
        "เหตุผลที่เปิดแผน (จำเป็น)",
        "พบว่าระยะเวลาของมาตรการที่ ๒ คลาดเคลื่อน",
        "ยังไม่ได้ระบุเหตุผล โปรดบอกว่าเปิดแผนเพื่อแก้ไขสิ่งใด",
        2,
    )


class ApproveForm(StepForm):
    """The content that was shown, and that it was read."""

    step = "approve"

    content_hash = forms.CharField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label="ข้าพเจ้าได้ตรวจเนื้อหาตามรหัสนี้แล้ว",
        error_messages={
            "required": (
                "ยังไม่ได้ยืนยันว่าตรวจแล้ว จึงยังไม่ได้อนุมัติ โปรดตรวจเนื้อหา"
                "แล้วทำเครื่องหมายหน้า “ข้าพเจ้าได้ตรวจเนื้อหาตามรหัสนี้แล้ว”"
            )
        },
    )
