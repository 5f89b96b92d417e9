"""Form fields of the domain: the text of a cell, positions and other whole numbers."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.thai.numerals import parse_integer, thai_digits
from itaportal.thai.text import normalise_text
from measures.rules.cell_text import cell_text, read_cell_text
from measures.rules.paragraphs import Cell


def _is_control(character: str) -> bool:
    """Whether a character steers the text instead of being part of it, or is none at all."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs"}


def _plain(line: str) -> str:
    """A line with the spaces and letters that print knows."""
    return normalise_text(line.replace("\t", " ")).text


def _refuse_control(line: str, number: int) -> None:
    """Raise ValidationError for a line with a character that nobody sees and no report prints."""
    hidden = next(filter(_is_control, line), None)
    if hidden is None:
        return
    place = line.index(hidden)
    raise ValidationError(
        f"พบอักขระควบคุมที่มองไม่เห็นและพิมพ์ไม่ได้ (U+{ord(hidden):04X}) "
        + thai_digits(f"ในบรรทัดที่ {number} ")
        + f"หลังคำว่า “{line[max(0, place - 15) : place]}” โปรดลบแล้วพิมพ์ส่วนนั้นใหม่ "
        "เช่น ๑. จัดทำคู่มือ",
        code="null_characters_not_allowed",
    )


class PlainTextField(forms.CharField):
    """A name, a heading or another short text, as print needs it: see `ParagraphsFormField`."""

    def to_python(self, value: Any) -> Any:
        """What was typed without invisible characters. Raises ValidationError for control ones."""
        text = super().to_python("\n".join(map(_plain, str(value or "").splitlines())))
        for number, line in enumerate(str(text or "").split("\n"), start=1):
            _refuse_control(line, number)
        return text


class ParagraphsTextarea(forms.Textarea):
    """A text area that grows with its text (`field-sizing`, in the style sheet)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "paragraphs", "rows": 2, "cols": 60, **(attrs or {})})


class ParagraphsFormField(forms.Field):
    """A cell in a text area, one paragraph a line; cleaned to `tuple[Paragraph, ...]`.

    Typed numbers (๑. 1. ๓.๑) and dashes become kinds and levels. What was stored and is not
    touched comes back exactly as it was. An item of a longer cell, such as a step, counts on from
    the items `before` it.
    """

    widget = ParagraphsTextarea
    stored: Cell = ()
    # The text of the page that was sent, where that is known.
    shown_text: str | None = None

    @staticmethod
    def before() -> Cell:
        """The items before this one in the same cell: none, unless a list of items says so."""
        return ()

    def __init__(self, **kwargs: Any) -> None:
        # Django asks for a hidden copy because the model field's default is a callable.
        kwargs.pop("show_hidden_initial", None)
        super().__init__(**kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Remember what the form shows: unchanged lines are kept from it."""
        bound = super().get_bound_field(form, field_name)
        self.stored = bound.initial or ()
        return bound

    def prepare_value(self, value: Any) -> Any:
        """Paragraphs as text; what was typed stays as typed."""
        return cell_text(value, before=self.before()) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Cell:
        """The paragraphs of what was typed. Raises ValidationError for what cannot be stored."""
        if self._is_as_shown(value):
            return self.stored
        text = self._typed(value, self.stored)
        shown = self._shown(self.stored)
        for number, line in enumerate(text.split("\n"), start=1):
            if line not in shown:
                _refuse_control(line, number)
        return read_cell_text(text, stored=self.stored, before=self.before())

    def _is_as_shown(self, value: Any) -> bool:
        """Whether nothing was typed, also where others changed the items before this one."""
        return self.shown_text is not None and str(value or "").replace(
            "\r\n", "\n"
        ) == self.shown_text.replace("\r\n", "\n")

    def _shown(self, stored: Cell) -> set[str]:
        """The lines that the field showed."""
        return set(cell_text(stored, before=self.before()).split("\n"))

    def _typed(self, value: Any, stored: Cell) -> str:
        """What was typed, with the spaces and letters that print knows; untouched lines as is.

        Pasted text brings zero-width and fixed spaces and tabs, which nobody sees and which would
        stop the report from printing later.
        """
        shown = self._shown(stored)
        return "\n".join(
            line if line in shown else _plain(line)
            for line in str(value or "").replace("\r\n", "\n").split("\n")
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the paragraphs differ from those stored."""
        if self.disabled:
            return False
        if self._is_as_shown(data):
            return False
        stored = initial or ()
        typed = self._typed(data, stored)
        return read_cell_text(typed, stored=stored, before=self.before()) != stored


class ThaiIntegerField(forms.IntegerField):
    """A whole number in Thai or Arabic digits, shown in Thai digits."""

    # Not type="number", which refuses Thai digits.
    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """The number that was typed. Raises ValidationError saying what was read."""
        if isinstance(value, int) or value in self.empty_values:
            return super().to_python(value)
        number = parse_integer(str(value))
        if number is None:
            raise ValidationError(
                f"อ่านจำนวนเต็มจาก “{value}” ไม่ได้ โปรดกรอกเลขไทยหรืออารบิก เช่น ๓", code="invalid"
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        """A stored number in Thai digits; what was typed stays as typed."""
        return thai_digits(str(value)) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the number differs, whichever digits it is typed in."""
        typed = parse_integer(str(data or ""))
        return typed != initial if typed is not None else super().has_changed(initial, data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard with digits on a phone, and a narrow field."""
        return {
            **super().widget_attrs(widget),
            "inputmode": "numeric",
            "class": "whole-number",
            "autocomplete": "off",
        }


class OrdinalField(ThaiIntegerField):
    """A place in a list: people count from 1, what is stored counts from 0."""

    def to_python(self, value: Any) -> int | None:
        """The stored place of the number that was typed."""
        if isinstance(value, int):  # of a field that cannot be typed in
            return value
        number = super().to_python(value)
        if number is not None and number < 1:
            raise ValidationError(
                thai_digits(f"อ่านได้ {number} โปรดใช้เลขตั้งแต่ 1 ขึ้นไป เช่น 1"), code="min_value"
            )
        return None if number is None else number - 1

    def prepare_value(self, value: Any) -> Any:
        """The number that people count."""
        return super().prepare_value(value + 1 if isinstance(value, int) else value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another place was typed."""
        return super().has_changed(initial + 1 if isinstance(initial, int) else initial, data)
