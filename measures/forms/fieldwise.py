"""Saving by field: what a page showed travels with it, so that nobody undoes another's change.

A field that the user did not touch is never written. A field that she changed and somebody else
changed meanwhile is refused once, with what it says now; saving again overwrites knowingly.
The forms find this for the reader's sake; `change_entry` and `enter_scores` decide, under lock.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models

from itaportal.thai.clock import thai_moment
from measures.audit import snapshot
from measures.models import AuditEntry
from measures.models.fields import ParagraphsField
from measures.queries.history import last_change_of
from measures.rules.paragraphs import paragraphs_from_json

from .fields import ParagraphsFormField
from .pictures import PictureFormField

SHOWN = "as_shown"
NO_NOTE = (
    "ระบบตรวจไม่ได้ว่ามีผู้อื่นแก้ไขหลังจากท่านเปิดหน้านี้หรือไม่ ข้อมูลของท่านยังอยู่ในช่องและยังไม่ได้บันทึก "
    "โปรดตรวจให้ครบทุกช่องแล้วกดบันทึกอีกครั้ง"
)


class ShownField(forms.CharField):
    """The signed note of what the page showed; nothing that a user changes."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002
        """Never."""
        return False


def signed(shown: Any, *, salt: str) -> str:
    """The note for a page about the thing that the salt names."""
    return signing.dumps(shown, salt=f"as-shown {salt}", compress=True)


def unsigned(note: Any, *, salt: str) -> Any:
    """What the page showed; None for no note, or one of another thing."""
    try:
        return signing.loads(str(note or ""), salt=f"as-shown {salt}")
    except signing.BadSignature:
        return None


def changed_meanwhile(change: AuditEntry | None, now: str) -> ValidationError:
    """Who changed the field and when, what it says now, and what to do."""
    who = f"{change.actor_name} เมื่อ {thai_moment(change.at)}" if change else "ผู้อื่น"
    return ValidationError(
        f"ช่องนี้ถูกแก้ไขโดย{who} หลังจากท่านเปิดหน้านี้ ขณะนี้เป็น “{now or 'ว่าง'}” "
        "ข้อความที่ท่านกรอกยังอยู่ในช่องและยังไม่ได้บันทึก โปรดกดบันทึกอีกครั้งเพื่อใช้ข้อความของท่าน "
        "หรือคัดลอกข้อความขณะนี้ลงในช่องแล้วบันทึก",
        code="changed_meanwhile",
    )


class FieldwiseForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that compares with what its page showed, not with what is stored by now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown: dict[str, Any] | None = None
        if self.instance._state.adding:
            return
        self._now = {name: self.initial.get(name) for name in self._kept_fields()}
        self._stored = snapshot(self.instance)
        self.fields[SHOWN] = ShownField()
        self.initial[SHOWN] = ""
        if self.is_bound:
            note = unsigned(self.data.get(self.add_prefix(SHOWN)), salt=self._salt)
            if isinstance(note, dict):
                self.shown = note
                self._compare_with(note)

    @property
    def _salt(self) -> str:
        return f"{self.instance._meta.label_lower} {self.instance.pk}"

    def _kept_fields(self) -> dict[str, models.Field[Any, Any]]:
        """The form's fields that stand in the entry's own table."""
        columns = {field.name: field for field in self.instance._meta.concrete_fields}
        kept = {name: columns[name] for name in self.fields if name in columns}
        stored = snapshot(self.instance)
        return {name: field for name, field in kept.items() if field.attname in stored}

    def _compare_with(self, note: dict[str, Any]) -> None:
        for name, column in self._kept_fields().items():
            if column.attname not in note["values"]:
                continue
            value = note["values"][column.attname]
            if isinstance(column, ParagraphsField):
                self.initial[name] = paragraphs_from_json(value)
            else:
                self.initial[name] = column.to_python(value)
            field = self.fields[name]
            if isinstance(field, ParagraphsFormField):
                field.shown_text = note["texts"].get(name)

    @property
    def changes(self) -> dict[str, Any] | None:
        """The columns that the user changed, each with what her page showed; None for no note."""
        if self.shown is None:
            return None
        columns = self._kept_fields()
        values = self.shown["values"]
        names = [columns[name].attname for name in self.changed_data if name in columns]
        return {name: values[name] for name in names if name in values}

    def _clean_fields(self) -> None:
        """What was not touched is what is stored by now, whatever the page showed."""
        super()._clean_fields()  # type: ignore[misc]
        if self.shown is None:
            if not self.instance._state.adding and self.has_changed():
                self.add_error(None, ValidationError(NO_NOTE, code="no_note"))
            return
        for name, column in self._kept_fields().items():
            shown = self.shown["values"].get(column.attname, self._stored[column.attname])
            if shown == self._stored[column.attname]:
                continue
            if name not in self.changed_data:
                self.cleaned_data[name] = getattr(self.instance, name)
                self.errors.pop(name, None)
            elif name not in self.errors and not self._agrees(name, column):
                change = last_change_of(self.instance, column.attname)
                self.add_error(name, changed_meanwhile(change, self._says_now(name)))
                # The next save knows of the other's change.
                self.shown["values"][column.attname] = self._stored[column.attname]
                self.shown["texts"].pop(name, None)

    def _agrees(self, name: str, column: models.Field[Any, Any]) -> bool:
        """Whether both typed the same."""
        value = self.cleaned_data[name]
        return bool(value == getattr(self.instance, name)) or (
            not value and not getattr(self.instance, column.attname)
        )

    def _says_now(self, name: str) -> str:
        field, now = self.fields[name], self._now[name]
        if isinstance(field, forms.ModelChoiceField):
            chosen = getattr(self.instance, name)
            return "" if chosen is None else field.label_from_instance(chosen)
        if isinstance(field, forms.ChoiceField):
            return str(dict(self.instance._meta.get_field(name).flatchoices).get(now, now or ""))
        if isinstance(field, PictureFormField):
            return "ภาพอื่น" if now else ""
        if isinstance(now, bool):
            return "เลือกไว้" if now else "ไม่ได้เลือก"
        shown = field.prepare_value(now)
        return "" if shown is None else str(shown)

    def shown_note(self) -> str:
        """The hidden field that the page carries, as HTML; "" for a new entry."""
        if SHOWN not in self.fields:
            return ""
        name = self.add_prefix(SHOWN)
        widget = self.fields[SHOWN].widget
        return str(widget.render(name, self.note_value(), {"id": f"id_{name}"}))

    def note_value(self) -> str:
        """What the page shows, signed."""
        shown = self.shown
        if shown is None:
            columns = self._kept_fields()
            shown = {
                "values": {
                    field.attname: self._stored[field.attname] for field in columns.values()
                },
                "texts": {
                    name: field.prepare_value(self._now[name])
                    for name, field in self.fields.items()
                    if isinstance(field, ParagraphsFormField)
                },
            }
        return signed(shown, salt=self._salt)
