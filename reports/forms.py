"""What may be chosen of a report: the round and the numerals; an office's own wording of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Submit
from crispy_forms.layout import Layout as FormLayout
from django import forms
from django.core.exceptions import ValidationError

from itaportal.thai.numerals import thai_digits
from measures.forms.fields import PlainTextField
from measures.forms.fieldwise import ShownField, signed, unsigned
from measures.forms.rounds import RoundField

from .document import Numerals
from .layouts import (
    Layout,
    LayoutError,
    OwnWording,
    column_key,
    column_keys,
    optional_keys,
    with_own_wording,
)
from .layouts.checks import LONGEST_HEADER
from .layouts.layout import Placeholder


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


PLACEHOLDERS: dict[Placeholder, str] = {
    Placeholder.ORGANIZATION: "ชื่อหน่วยงาน",
    Placeholder.PLACE: "อำเภอและจังหวัด",
    Placeholder.FISCAL_YEAR: "ปีงบประมาณที่ดำเนินการ",
    Placeholder.POSTED_FOR: "ปีการประเมินที่ใช้ตอบ",
    Placeholder.SCORE_YEAR: "ปีคะแนน",
    Placeholder.EARLIER_SCORE_YEAR: "ปีคะแนนก่อนหน้า",
    Placeholder.ROUND: "รอบ",
    Placeholder.ROUND_MONTHS: "เดือนของรอบ",
    Placeholder.TOTAL_SCORE: "คะแนนรวม",
}


class OwnWordingForm(forms.Form):
    """Header words, columns left out and the introduction of a form, as the organization has them.

    A header that says what the built-in form says is none of the organization's own.
    """

    as_shown = ShownField()
    introduction = PlainTextField(
        label="ข้อความนำก่อนตาราง",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, layout: Layout, stored: OwnWording, salt: str) -> None:
        super().__init__(*args)
        self._layout, self._salt = layout, salt
        self._optional = optional_keys(layout)
        self._columns = {**column_keys(layout), **self._optional}
        default = layout.introduction.text
        self.fields["introduction"].help_text = (
            f"เว้นว่างเพื่อใช้ข้อความของแบบ: {default}" if default else "แบบนี้ไม่มีข้อความนำ เว้นว่างได้"
        )
        self.initial = {
            "introduction": stored.introduction,
            "as_shown": signed(_as_json(stored), salt=salt),
        }
        for key, column in self._columns.items():
            header, box = self._names(key)
            self.fields[header] = PlainTextField(
                label=f"หัวคอลัมน์ “{column.header}”",
                max_length=LONGEST_HEADER,
                error_messages={
                    "required": f"หัวตารางว่างไม่ได้ โปรดระบุ หรือใช้คำของแบบ เช่น {column.header}"
                },
            )
            added = key in self._optional
            label = f"คอลัมน์ “{column.header}”"
            self.fields[box] = forms.BooleanField(
                label=f"พิมพ์{label}ด้วย" if added else f"ไม่พิมพ์{label}", required=False
            )
            self.initial[header] = stored.headers.get(key, column.header)
            self.initial[box] = key in (stored.added if added else stored.left_out)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"
        self.helper.layout = FormLayout("as_shown", "introduction", *self._tables())
        self.helper.add_input(Submit("", "บันทึกถ้อยคำ", css_id="save"))

    def _tables(self) -> Iterator[Any]:
        for number, section in enumerate(self._layout.sections, start=1):
            title = thai_digits(f"ตารางที่ {number}") if len(self._layout.sections) > 1 else "ตาราง"
            yield HTML(f"<h2>{title}</h2>")
            for column in (*section.columns, *section.optional):
                yield Div(*self._names(column_key(number, column)), css_class="pair-of-fields")

    def _names(self, key: str) -> tuple[str, str]:
        """The fields of a column: its header, and the box to leave it out or to add it."""
        name = key.replace(".", "-")
        return f"header-{name}", f"{'with' if key in self._optional else 'without'}-{name}"

    def show_again(self, refusal: ValidationError) -> None:
        """Show what the action refused; the next save knows of another's change."""
        self.add_error(None, refusal)
        self.data = {**dict(self.data.items()), "as_shown": self.initial["as_shown"]}

    @property
    def shown(self) -> OwnWording | None:
        """The wording that the page showed; None for no note of this form."""
        note = unsigned(self.data.get("as_shown"), salt=self._salt)
        return _from_json(note) if isinstance(note, dict) else None

    @property
    def wording(self) -> OwnWording:
        """What was typed, without what the built-in form says itself."""
        headers, ticked = {}, set()
        for key, column in self._columns.items():
            header, box = self._names(key)
            typed = " ".join(str(self.cleaned_data.get(header, column.header)).split())
            if typed != column.header:
                headers[key] = typed
            if self.cleaned_data.get(box):
                ticked.add(key)
        introduction = " ".join(self.cleaned_data.get("introduction", "").split())
        added = frozenset(ticked & self._optional.keys())
        return OwnWording(headers, frozenset(ticked) - added, introduction, added)

    def clean(self) -> dict[str, Any]:
        """Whether the layout can hold it, each part said at its own field."""
        cleaned = super().clean() or self.cleaned_data
        wording = self.wording
        parts: dict[str | None, OwnWording] = {
            self._names(key)[0]: OwnWording({key: header})
            for key, header in wording.headers.items()
        }
        parts["introduction"] = OwnWording(introduction=wording.introduction)
        parts[None] = OwnWording(left_out=wording.left_out, added=wording.added)
        for name, part in parts.items():
            if name is not None and name in self.errors:
                continue
            try:
                with_own_wording(self._layout, part)
            except LayoutError as error:
                self.add_error(name, ValidationError(str(error), code="layout"))
        return cleaned


def _as_json(wording: OwnWording) -> dict[str, Any]:
    return {
        "headers": dict(wording.headers),
        "left_out": sorted(wording.left_out),
        "added": sorted(wording.added),
        "introduction": wording.introduction,
    }


def _from_json(note: dict[str, Any]) -> OwnWording:
    return OwnWording(
        note["headers"],
        frozenset(note["left_out"]),
        note["introduction"],
        frozenset(note["added"]),
    )
