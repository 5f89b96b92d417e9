"""Forms of the parts of a plan: what one field says must fit what another says."""

from __future__ import annotations

from typing import Any

from django import forms

from measures.choices import CitationBinding, CitationScope, GroupKind, ResponsibleKind

from .entries import EntryForm, PlacedForm
from .fields import OrdinalField


class PeriodForm(EntryForm):
    """A row: its two dates go together."""

    def clean(self) -> dict[str, Any]:
        """Both dates or none, in order."""
        cleaned = super().clean()
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if "period_start" in self.errors or "period_end" in self.errors:
            return cleaned
        if start and not end:
            self.add_error("period_end", "ระบุวันเริ่มแล้ว โปรดระบุวันสิ้นสุดด้วย เช่น ๓๐ กันยายน ๒๕๖๘")
        elif end and not start:
            self.add_error("period_start", "ระบุวันสิ้นสุดแล้ว โปรดระบุวันเริ่มด้วย เช่น ๑ ตุลาคม ๒๕๖๗")
        elif start and end and end < start:
            self.add_error(
                "period_end",
                "วันสิ้นสุดอยู่ก่อนวันเริ่มดำเนินการ โปรดใช้วันเดียวกันหรือหลังจากนั้น เช่น ๓๐ กันยายน ๒๕๖๘",
            )
        return cleaned


class ItemForm(EntryForm):
    """A measure or a step: it has a text, unless it is only looked at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if content := self.fields.get("content"):
            content.required = True
            content.error_messages["required"] = (
                f"โปรดระบุข้อความของ{self._meta.model._meta.verbose_name}"
            )


class PlacedItemForm(PlacedForm, ItemForm):
    """A measure or a step in the list of its row."""


def require_one(form: forms.ModelForm[Any], name: str, kind: str, example: str) -> None:
    """Ask for a field that the chosen kind needs."""
    if not form.cleaned_data.get(name) and name not in form.errors:
        label = form.fields[name].label
        form.add_error(name, f"เลือก “{kind}” ไว้ โปรดระบุ{label} {example}".rstrip())


def require_none(form: forms.ModelForm[Any], name: str, kind: str) -> None:
    """Refuse a field that the chosen kind has no use for."""
    value = form.cleaned_data.get(name)
    if value not in (None, ""):
        label = form.fields[name].label
        form.add_error(name, f"เลือก “{kind}” ไว้ แต่ระบุ{label} “{value}” ด้วย โปรดเว้นว่างหรือเลือกชนิดอื่น")


class GroupHeadingForm(EntryForm):
    """A heading names the issue or indicator that its kind says, or has a text of its own."""

    def clean(self) -> dict[str, Any]:
        """One object, that of the kind."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind:
            label = GroupKind(kind).label
            for name, of_kind in (("issue", GroupKind.ISSUE), ("indicator", GroupKind.INDICATOR)):
                if kind == of_kind:
                    require_one(self, name, label, "")
                else:
                    require_none(self, name, label)
            if kind == GroupKind.FREE:
                require_one(self, "printed_text", label, "เช่น มาตรการอื่นของหน่วยงาน")
        return cleaned


class PlacedGroupHeadingForm(PlacedForm, GroupHeadingForm):
    """A heading in the list of its section."""


class ResponsibilityForm(EntryForm):
    """A unit is chosen, a committee or position named, everyone needs neither."""

    def clean(self) -> dict[str, Any]:
        """What the kind needs and nothing else."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if not kind:
            return cleaned
        label = ResponsibleKind(kind).label
        if kind == ResponsibleKind.UNIT:
            require_one(self, "unit", label, "")
        else:
            require_none(self, "unit", label)
        if kind in (ResponsibleKind.COMMITTEE, ResponsibleKind.POSITION):
            require_one(self, "name", label, "เช่น ผู้อำนวยการกองคลัง")
        return cleaned


class PlacedResponsibilityForm(PlacedForm, ResponsibilityForm):
    """One of those responsible in the list of their row."""


class CitationForm(EntryForm):
    """A citation names what its scope says; values are typed or bound to the scores."""

    paragraph_index = OrdinalField(
        label="ย่อหน้าที่", initial=0, help_text="ของผลลัพธ์ ที่คะแนนนี้อยู่ เช่น ๑ คือย่อหน้าแรก"
    )

    def clean(self) -> dict[str, Any]:
        """Scope, years and values fit each other."""
        cleaned = super().clean()
        scope, binding = cleaned.get("scope"), cleaned.get("binding")
        if scope and binding:
            self._check_scope(scope, binding)
        if binding:
            self._check_values(binding)
        earlier, later = cleaned.get("earlier_year"), cleaned.get("later_year")
        if earlier and later and earlier.year_be >= later.year_be:
            self.add_error("later_year", f"ปีหลังต้องอยู่หลัง{earlier} โปรดเลือกปีถัดไป")
        return cleaned

    def _check_scope(self, scope: str, binding: str) -> None:
        label = CitationScope(scope).label
        typed = binding == CitationBinding.TYPED
        if scope in (CitationScope.INDICATOR, CitationScope.INSTRUMENT):
            require_one(self, scope, label, "")
        elif scope == CitationScope.QUESTION and not (typed and self.cleaned_data.get("topic")):
            require_one(self, "question", label, "")
        elif scope == CitationScope.TOPIC:
            require_one(self, "topic", label, "เช่น การให้บริการออนไลน์")
            if not typed:
                self.add_error(
                    "binding", "หัวข้ออิสระไม่มีคะแนนในระบบ โปรดเลือก “พิมพ์เอง” และระบุคะแนน เช่น ๘๗.๖๗"
                )

    def _check_values(self, binding: str) -> None:
        label = CitationBinding(binding).label
        for name in ("earlier_value", "later_value"):
            if name in self.errors:
                continue
            value = self.cleaned_data.get(name)
            if binding == CitationBinding.TYPED and value is None:
                field = self.fields[name].label
                self.add_error(name, f"เลือก “{label}” ไว้ โปรดระบุ{field} เช่น ๘๗.๖๗")
            elif binding == CitationBinding.BOUND:
                require_none(self, name, label)


class PlacedCitationForm(PlacedForm, CitationForm):
    """A citation in the list of its round's result."""
