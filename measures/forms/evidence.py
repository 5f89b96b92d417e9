"""Texts of a plan's appendix: each picture's, each address's, and the plan's own."""

from __future__ import annotations

from typing import Any

from django import forms

from measures.models import AppendixLink, AppendixPicture, MeasurePlan

from .entries import PlacedForm
from .fields import ParagraphsFormField, PlainTextField
from .pictures import HOW_TO_CHOOSE


class SeveralFilesInput(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class NewPicturesForm(forms.Form):
    """Chooses photographs; what is in them is looked at by the action."""

    prefix = "new"
    pictures = forms.Field(
        label="เลือกภาพถ่าย",
        required=False,
        help_text=f"เลือกได้หลายภาพพร้อมกัน {HOW_TO_CHOOSE}",
        widget=SeveralFilesInput({"accept": "image/jpeg,image/png"}),
    )


class PictureTextsForm(PlacedForm):
    """What is said of a picture."""

    class Meta:
        model = AppendixPicture
        fields = ("alternative_text", "caption")
        field_classes = {"alternative_text": PlainTextField, "caption": PlainTextField}
        widgets = {"caption": forms.Textarea({"rows": 2})}


class LinkForm(PlacedForm):
    """An address with its caption."""

    class Meta:
        model = AppendixLink
        fields = ("label", "address")
        field_classes = {"label": PlainTextField, "address": PlainTextField}
        labels = {"label": "คำอธิบายลิงก์"}


class NewLinkForm(forms.ModelForm):  # type: ignore[type-arg]
    """Another address, left empty where none is to be added."""

    prefix = "newlink"

    class Meta(LinkForm.Meta):
        error_messages = {
            "label": {"required": "โปรดระบุคำอธิบายของลิงก์ เช่น แบบวัด EIT ปี ๒๕๖๘"},
            "address": {"required": "โปรดระบุที่อยู่เว็บ เช่น https://itas.nacc.go.th/go/eit/abc123"},
        }

    def __init__(self, data: Any, *, instance: AppendixLink) -> None:
        super().__init__(
            data, instance=instance, empty_permitted=True, use_required_attribute=False
        )


class AppendixTextForm(PlacedForm):
    """The appendix's own text."""

    prefix = "text"
    appendix = ParagraphsFormField(
        label="ข้อความในภาคผนวก",
        required=False,
        help_text="พิมพ์ก่อนลิงก์และภาพ บรรทัดละหนึ่งย่อหน้า เว้นว่างได้",
    )

    class Meta:
        model = MeasurePlan
        fields = ("appendix",)
