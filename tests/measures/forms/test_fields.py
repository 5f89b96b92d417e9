"""The fields of the entry forms."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from measures.choices import ParagraphKind
from measures.forms.fields import ParagraphsFormField, ThaiIntegerField
from measures.rules.paragraphs import Paragraph, plain


class CellForm(forms.Form):
    """One cell."""

    cell = ParagraphsFormField(required=False)


class NumberForm(forms.Form):
    """One number."""

    number = ThaiIntegerField(required=False, min_value=0)


CELLS = st.lists(
    st.builds(
        Paragraph,
        st.sampled_from(["", "- ข้อ", "๒. ข้อ", "ข้อความ", "๑.๑ ย่อย"]),
        st.sampled_from(ParagraphKind),
        st.integers(0, 3),
    ),
    max_size=5,
).map(tuple)


@given(CELLS)
def test_form_sent_back_as_shown_gives_the_stored_cell(cell):
    shown = CellForm(initial={"cell": cell})["cell"].value()
    form = CellForm({"cell": shown}, initial={"cell": cell})
    assert form.is_valid()
    assert form.cleaned_data["cell"] == cell
    assert form.changed_data == []


def test_typed_text_becomes_paragraphs_and_counts_as_changed():
    form = CellForm({"cell": "๑. ทำคู่มือ"}, initial={"cell": ()})
    assert form.is_valid()
    assert form.cleaned_data["cell"] == (Paragraph("ทำคู่มือ", ParagraphKind.NUMBERED),)
    assert form.changed_data == ["cell"]


def test_required_cell_without_text_is_refused():
    with pytest.raises(ValidationError):
        ParagraphsFormField().clean("  ")


def test_disabled_field_never_changes():
    assert not ParagraphsFormField(disabled=True).has_changed((), "ใหม่")


def test_what_was_typed_wrongly_is_shown_as_typed():
    form = CellForm({"cell": "  ๓. ก\r\n"})
    assert form["cell"].value() == "  ๓. ก\r\n"


@pytest.mark.parametrize(
    ("typed", "number"), [("๑๒", 12), ("12", 12), (" ๓ ", 3), ("", None), ("1,000", 1000)]
)
def test_whole_number_is_read_in_either_digits(typed, number):
    form = NumberForm({"number": typed})
    assert form.is_valid()
    assert form.cleaned_data["number"] == number


@pytest.mark.parametrize("typed", ["สาม", "1.5", "-1", "๑ ๒"])
def test_what_is_no_whole_number_is_refused_saying_what_was_read(typed):
    assert NumberForm({"number": typed}).errors["number"] == [
        f"อ่านจำนวนเต็มจาก “{typed}” ไม่ได้ โปรดกรอกเลขไทยหรืออารบิก เช่น ๓"
    ]


def test_whole_number_is_shown_in_thai_digits_and_same_number_is_no_change():
    form = NumberForm({"number": "12"}, initial={"number": 12})
    assert NumberForm(initial={"number": 12})["number"].value() == "๑๒"
    assert form.changed_data == []
    assert NumberForm({"number": ""}, initial={"number": 12}).changed_data == ["number"]
    assert 'inputmode="numeric"' in str(form["number"])


def test_invisible_characters_of_pasted_text_become_plain_ones():
    field = ParagraphsFormField(required=False)
    assert field.clean("จัดทำ\u200bคู่มือ\tและ\u00a0สํานัก") == plain("จัดทำคู่มือ และ สำนัก")


@pytest.mark.parametrize("hidden", ["\x01", "\u202e", "\ufffe", "\x00"])
def test_characters_that_no_report_can_print_are_refused_with_their_place(hidden):
    with pytest.raises(ValidationError, match=f"U\\+{ord(hidden):04X}.*บรรทัดที่ ๒.*“จัดทำ”"):
        ParagraphsFormField(required=False).clean(f"ก\nจัดทำ{hidden}คู่มือ")


def test_an_untouched_line_keeps_the_characters_it_was_stored_with():
    stored = plain("เดิม\u200bไว้", "แก้")
    field = ParagraphsFormField(required=False)
    field.stored = stored
    assert field.clean("เดิม\u200bไว้\nแก้ใหม่")[0] == stored[0]
