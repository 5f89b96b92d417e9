"""Forms of an organization's people: inviting, changing a role, coming in."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.db.models import QuerySet

from measures.choices import Role
from measures.models import ResponsibleUnit, User

from .own_account import email_field, furnish, name_new_password
from .user_names import UserNameField

DUTIES = {
    Role.CLERK: "จัดทำแผน กรอกผลและคะแนน ส่งให้ผู้บังคับบัญชา",
    Role.CONTRIBUTOR: "กรอกผลเฉพาะแถวของส่วนราชการที่สังกัด",
    Role.SUPERVISOR: "ตรวจ ให้ความเห็น และส่งกลับแก้ไข",
    Role.SIGNER: "อนุมัติเนื้อหา ต้องใช้การยืนยันสองชั้น",
    Role.ADMINISTRATOR: "ดูแลสมาชิกและข้อมูลหน่วยงาน ต้องใช้การยืนยันสองชั้น",
}

CHOICES = ("role", "units")
_LONGEST_KEY = 18
"""Digits, which all fit into the eight bytes of a key."""


class UnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Units by their keys; a number that no database holds as a key is no unit either."""

    def clean(self, value: Any) -> Any:
        """The units. Raises ValidationError."""
        if any(len(str(each)) > _LONGEST_KEY for each in value or ()):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            )
        return super().clean(value)


class RoleForm(forms.Form):
    """A role, and for those who fill in results the units they belong to."""

    role = forms.ChoiceField(
        label="บทบาท",
        choices=[(role.value, f"{role.label} – {DUTIES[role]}") for role in Role],
        widget=forms.RadioSelect,
        error_messages={
            "required": "ยังไม่ได้เลือกบทบาท โปรดเลือกหนึ่งบทบาท เช่น ผู้จัดทำ",
            "invalid_choice": "บทบาทที่เลือกไม่มีในรายการ โปรดเลือกหนึ่งบทบาท เช่น ผู้จัดทำ",
        },
    )
    units = UnitsField(
        label="ส่วนราชการที่สังกัด",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="เลือกเฉพาะเมื่อบทบาทเป็นผู้กรอกผลของส่วนราชการ",
        error_messages={"invalid_choice": "ส่วนราชการที่เลือกไม่มีในรายการแล้ว โปรดเลือกจากรายการอีกครั้ง"},
    )
    button = "บันทึกบทบาท"

    def __init__(self, *args: Any, units: QuerySet[ResponsibleUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["units"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        chosen.queryset = units
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.field_template = "forms/field.html"
        self.helper.layout = Layout(
            *(name for name in self.fields if name not in CHOICES),
            *(Field(name, template="forms/choices.html") for name in CHOICES),
        )
        self.helper.add_input(Submit("", self.button, css_id="save"))


class InvitationForm(RoleForm):
    """Who is invited into which role."""

    email = email_field("ลิงก์สำหรับตั้งชื่อผู้ใช้และรหัสผ่านจะส่งไปที่อีเมลนี้ เช่น saraban@chaiburi.example.go.th")
    field_order = ["email", "role", "units"]
    button = "ส่งคำเชิญ"


class NewMemberForm(BaseUserCreationForm):  # type: ignore[type-arg]
    """The account of who was invited: a name to sign in with, a name for people, a password."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "position_title")
        field_classes = {"username": UserNameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["username"]
        name.label = "ชื่อผู้ใช้"
        name.widget.attrs["autocomplete"] = "username"
        name.help_text = "ใช้เข้าสู่ระบบ อักษรอังกฤษ ตัวเลข จุด หรือขีด เช่น clerk.chaiburi"
        name.error_messages.update(
            required="ยังไม่ได้ระบุชื่อผู้ใช้ โปรดระบุ เช่น clerk.chaiburi",
            unique="มีผู้อื่นใช้ชื่อผู้ใช้นี้แล้ว โปรดใช้ชื่ออื่น เช่น clerk2.chaiburi",
        )
        for field, label in (("first_name", "ชื่อ"), ("last_name", "นามสกุล")):
            self.fields[field].label = label
            self.fields[field].required = True
            self.fields[field].error_messages["required"] = f"ยังไม่ได้ระบุ{label} โปรดระบุ{label}ของท่าน"
        name_new_password(self)
        furnish(self, "เริ่มใช้งาน")
