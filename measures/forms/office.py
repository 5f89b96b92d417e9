"""Forms of an organization's own settings: the office with its head and emblem, and its units."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Submit
from django import forms

from measures.models import Organization, ResponsibleUnit

from .entries import EntryForm
from .fields import PlainTextField
from .organizations import OrganizationForm
from .pictures import PictureFormField


def _helper(button: str, *layout: Any) -> FormHelper:
    """These fields and a button; the page puts the note of what it showed beside them itself."""
    helper = FormHelper()
    helper.form_tag = False
    helper.field_template = "forms/field.html"
    helper.layout = Layout(*layout)
    helper.add_input(Submit("", button, css_id="save"))
    return helper


class OfficeForm(OrganizationForm):
    """What an office says of itself; code, province and network are the portal's to set."""

    class Meta:
        model = Organization
        fields = (
            "name",
            "district",
            "address",
            "head_name",
            "head_position",
            "submitter_may_approve",
            "emblem",
            "emblem_alternative_text",
        )
        field_classes = {
            "name": PlainTextField,
            "district": PlainTextField,
            "address": PlainTextField,
            "head_name": PlainTextField,
            "head_position": PlainTextField,
            "emblem": PictureFormField,
            "emblem_alternative_text": PlainTextField,
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(
            "บันทึกข้อมูลหน่วยงาน",
            "name",
            "district",
            "address",
            HTML("<h2>หัวหน้าหน่วยงาน</h2>"),
            "head_name",
            "head_position",
            "submitter_may_approve",
            HTML("<h2>ตราของหน่วยงาน</h2>"),
            "emblem",
            "emblem_alternative_text",
        )


class UnitForm(EntryForm):
    """The name of a unit."""

    parent_field = "organization"

    class Meta:
        model = ResponsibleUnit
        fields = ("name",)
        field_classes = {"name": PlainTextField}

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organization = organization
        self.helper = _helper("บันทึกชื่อ" if self.instance.pk else "เพิ่มส่วนราชการ", "name")

    def validate_unique(self) -> None:
        """Another unit of this name is said with what to do."""
        name = self.cleaned_data.get("name", "")
        others = self.instance.organization.units.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            self.add_error("name", f"มีส่วนราชการชื่อ “{name}” แล้ว โปรดใช้ชื่ออื่น เช่น กองสวัสดิการสังคม")
