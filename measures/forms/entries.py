"""The form of one entry, and of the entries listed below their parent.

Forms choose among querysets that are handed to them; they know nothing of users or rights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet

from itaportal.thai.numerals import thai_digits
from measures.actions.order import PARENTS, next_position, position_problem, siblings
from measures.queries.choices import offered_and_stored
from measures.rules.paragraphs import Cell, joined

from .fields import ParagraphsFormField, PlainTextField
from .fieldwise import FieldwiseForm
from .pictures import PictureFormField


class EntryForm(FieldwiseForm):
    """One entry. Its parent is not a field: it is where the form was opened, and stays.

    `refusal` is what an action answered to the same data: shown like any other error, so that
    what was typed stays in the form.
    """

    parent_field: ClassVar[str] = ""
    parent: ClassVar[models.Model | None] = None
    refusal: ClassVar[ValidationError | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.parent_field and self.parent is not None and self.instance._state.adding:
            setattr(self.instance, self.parent_field, self.parent)
        for name, field in self.fields.items():
            label = field.label or name
            if isinstance(field, PictureFormField):
                field.belongs_to(self.instance)
            field.error_messages["required"] = f"โปรดระบุ{label}"
            if isinstance(field, forms.ModelChoiceField):
                self._keep_current_choice(name, field)
                field.error_messages["invalid_choice"] = (
                    f"{label}ที่เลือกไม่มีในรายการแล้ว โปรดเลือกจากรายการอีกครั้ง"
                )
        if "position" in self.fields and type(self.instance) in PARENTS:
            # Empty means at the end.
            self.fields["position"].required = False
            if self.instance._state.adding:
                self.fields["position"].help_text = "เว้นว่างเพื่อต่อท้าย"

    def _keep_current_choice(self, name: str, field: forms.ModelChoiceField[Any]) -> None:
        """What is stored stays selectable, also where new choices are narrower."""
        current = getattr(self.instance, f"{name}_id", None)
        offered = field.choices
        if current is None or not isinstance(offered, list) or field.queryset is None:
            return
        if current not in {value for value, _ in offered}:
            stored = getattr(self.instance, name)
            field.queryset = offered_and_stored(field.queryset, current)
            field.choices = [*offered, (current, field.label_from_instance(stored))]

    def _get_validation_exclusions(self) -> set[str]:
        """The parent counts in constraints though it is no field."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {self.parent_field}

    def clean(self) -> dict[str, Any]:
        """Add what the action refused."""
        cleaned = super().clean() or self.cleaned_data
        self.check_position(cleaned.get("position"))
        if self.refusal is not None:
            self._add_refusal(self.refusal)
        return cleaned

    def check_position(self, position: int | None) -> None:
        """A single entry takes a free position; two are swapped where all are listed."""
        if position is None or type(self.instance) not in PARENTS:
            return
        if siblings(self.instance).filter(position=position).exclude(pk=self.instance.pk).exists():
            free = next_position(self.instance)
            self.add_error(
                "position",
                thai_digits(
                    f"ลำดับ {position} มีรายการอื่นอยู่แล้ว โปรดใช้ลำดับที่ว่าง เช่น {free} "
                    "หรือสลับลำดับที่หน้าซึ่งแสดงทุกรายการ"
                ),
            )
        elif problem := position_problem(position, type(self.instance)):
            self.add_error("position", problem)

    def _add_refusal(self, refusal: ValidationError) -> None:
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(
                name if name in self.fields and name != NON_FIELD_ERRORS else None, errors
            )


def _shown(entry: models.Model, name: str) -> str:
    """A value as people read it."""
    label = getattr(entry, f"get_{name}_display", None)
    return thai_digits(str(label() if label else getattr(entry, name)))


class PlacedForm(EntryForm):
    """An entry in a list below its parent; the list as a whole looks after positions."""

    def _get_validation_exclusions(self) -> set[str]:
        """Positions may be swapped: each alone says nothing about the other."""
        return super()._get_validation_exclusions() | {"position"}

    def check_position(self, position: int | None) -> None:
        """Left to the list."""


class EntryFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The entries below one parent.

    Entries of the page that others removed meanwhile are left out of what was sent: said once,
    with what was typed in them, so that the page shown again can be saved. `gone` holds the
    number on the page (from 1) of each and the texts typed in it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gone: list[tuple[int, str]] = []
        if self.is_bound:
            self._leave_out_gone()

    def _leave_out_gone(self) -> None:
        sent = {name: self.data[name] for name in self.data if name.startswith(f"{self.prefix}-")}
        counts = [f"{self.prefix}-INITIAL_FORMS", f"{self.prefix}-TOTAL_FORMS"]
        if not all(str(sent.get(name, "")).isdecimal() for name in counts):
            return  # Django refuses a page without its counts
        initial, total = (int(sent[name]) for name in counts)
        total = min(total, self.absolute_max)
        key = self.model._meta.pk.name
        there = {str(entry.pk) for entry in self.get_queryset()} if initial else set()
        numbers = range(min(initial, total))
        gone = [n for n in numbers if sent.get(f"{self.prefix}-{n}-{key}", "") not in there]
        if not gone:
            return
        data = dict(self.data.items())
        for name in sent:
            del data[name]
        data.update({name: value for name, value in sent.items() if self._number(name) is None})
        kept = [n for n in range(total) if n not in gone]
        for name, value in sent.items():
            number = self._number(name)
            if number in kept:
                rest = name.removeprefix(f"{self.prefix}-{number}-")
                data[f"{self.prefix}-{kept.index(number)}-{rest}"] = value
        data[counts[0]], data[counts[1]] = str(initial - len(gone)), str(total - len(gone))
        self.data = data
        self.gone = [
            (number + 1, self._typed_in(number, sent))
            for number in gone
            if not sent.get(f"{self.prefix}-{number}-DELETE")
        ]

    def _number(self, name: str) -> int | None:
        """Which entry a name of the page belongs to; None for the list's own."""
        number = name.removeprefix(f"{self.prefix}-").split("-")[0]
        return int(number) if number.isdecimal() else None

    def _typed_in(self, number: int, sent: dict[str, Any]) -> str:
        """The texts of an entry, as typed."""
        texts = (
            sent.get(f"{self.prefix}-{number}-{name}", "")
            for name, field in self.form.base_fields.items()
            if isinstance(field, (ParagraphsFormField, PlainTextField))
        )
        return "\n".join(text for text in texts if text)

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Which value stands twice, and what to do: Django's message names the bare fields."""
        names = [name for name in unique_check if name != self.fk.name]
        labels = "และ".join(str(self.model._meta.get_field(name).verbose_name) for name in names)
        seen: set[str] = set()
        doubled: dict[str, None] = {}
        for form in self.forms:
            if form.is_valid() and form.has_changed() | (form in self.initial_forms):
                value = " ".join(_shown(form.instance, name) for name in names)
                if value in seen:
                    doubled[value] = None
                seen.add(value)
        return (
            f"{labels} “{'” “'.join(doubled)}” มีมากกว่าหนึ่งรายการ "
            f"แต่ละรายการต้องมี{labels}ไม่ซ้ำกัน โปรดแก้ไขหรือลบรายการที่ซ้ำ"
        )

    def clean(self) -> None:
        """Say which entries of the page were removed by others after it was opened."""
        super().clean()
        name = self.model._meta.verbose_name
        if self.gone:
            raise ValidationError(
                [
                    thai_digits(f"{name}รายการที่ {number} ถูกลบไปแล้วหลังจากเปิดหน้านี้ ")
                    + "จึงนำออกจากหน้านี้แล้ว รายการอื่นยังไม่ได้บันทึก โปรดกดบันทึกอีกครั้ง "
                    + (f"ข้อความที่ท่านกรอกไว้คือ “{typed}” โปรดคัดลอกหากต้องการเก็บ" if typed else "")
                    for number, typed in self.gone
                ]
            )


class PlacedFormSet(EntryFormSet):
    """Entries in order. A position left empty goes to the end; swapping two is allowed.

    `placed_last` holds the entries that go to the end: where that is, the action finds when it
    stores them, as others may have added entries since the page was opened.
    """

    placed_last: Sequence[Any] = ()

    def clean(self) -> None:
        """Fill in positions and refuse shared ones, saying which."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if self._counts(form)]
        taken: dict[int, Any] = {}
        for form in kept:
            position = form.cleaned_data.get("position")
            if position is None:
                continue
            if position in taken:
                form.add_error(
                    "position",
                    thai_digits(
                        f"ลำดับ {position} ซ้ำกับรายการอื่น โปรดให้แต่ละรายการมีลำดับไม่ซ้ำกัน เช่น 1 2 3"
                    ),
                )
            elif problem := position_problem(position, self.model):
                form.add_error("position", problem)
            taken[position] = form
        self.placed_last = [
            form.instance
            for form in kept
            if form.cleaned_data.get("position") is None and form.instance.pk is None
        ]
        for form in kept:
            if form.cleaned_data.get("position") is None:
                form.instance.position = max(taken, default=0) + 1
                form.cleaned_data["position"] = form.instance.position
                taken[form.instance.position] = form

    def _counts(self, form: forms.ModelForm[Any]) -> bool:
        if self.can_delete and self._should_delete_form(form):  # type: ignore[attr-defined]
            return False
        return form in self.initial_forms or form.has_changed()


class ItemFormSet(PlacedFormSet):
    """Items of one cell of the office's table: their numbers count on from item to item."""

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Let the text field know the items before this one."""
        super().add_fields(form, index)
        content = form.fields["content"]
        assert isinstance(content, ParagraphsFormField)
        content.before = partial(self._items_before, index)  # type: ignore[method-assign]

    def _items_before(self, index: int | None) -> Cell:
        """The stored items before an entry; before a new one also those sent along with it."""
        stored = self.initial_form_count()
        if index is not None and index < stored:
            return joined(form.initial.get("content") or () for form in self.forms[:index])
        return joined(
            form.cleaned_data.get("content") or ()
            for form in self.forms[:index]
            if hasattr(form, "cleaned_data") and self._counts(form)
        )
