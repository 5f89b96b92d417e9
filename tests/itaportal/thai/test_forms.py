import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from itaportal.thai.forms import ThaiDateField, ThaiDecimalField


@pytest.mark.parametrize(
    "typed", ["๑ ตุลาคม ๒๕๖๗", "1/10/2567", "๑ ต.ค. ๖๗", datetime.date(2024, 10, 1)]
)
def test_a_buddhist_date_is_cleaned_to_a_ce_date(typed):
    assert ThaiDateField().clean(typed) == datetime.date(2024, 10, 1)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("01/10/2024", "เนื่องจากปีที่ระบุไม่ใช่ปีพุทธศักราช "),
        ("๓๑ เมษายน ๒๕๖๘", "เนื่องจากวันที่ที่ระบุไม่มีในปฏิทิน "),
        ("๑ ตุลาคม", "เนื่องจากไม่ได้ระบุปี "),
        ("ตุลา", ""),
    ],
)
def test_what_is_no_buddhist_date_is_refused_with_the_reason_and_an_example(typed, reason):
    with pytest.raises(ValidationError) as refused:
        ThaiDateField().clean(typed)
    assert refused.value.message == (
        f"อ่านวันที่จาก “{typed}” ไม่ได้ {reason}โปรดกรอกวัน เดือน และปีพุทธศักราช "
        "เช่น ๑ ตุลาคม ๒๕๖๗ หรือ ๑/๑๐/๒๕๖๗"
    )


@pytest.mark.parametrize(("typed", "changed"), [("1/10/67", False), ("๒ ตุลาคม ๒๕๖๗", True)])
def test_a_date_spelt_otherwise_is_no_change(typed, changed):
    assert ThaiDateField().has_changed(datetime.date(2024, 10, 1), typed) is changed


def test_a_number_that_cannot_be_edited_never_changes():
    assert ThaiDecimalField(disabled=True).has_changed(Decimal(1), "2") is False


def test_a_large_number_shows_all_its_digits():
    assert ThaiDecimalField().prepare_value(Decimal("1E+3")) == "๑๐๐๐"


@pytest.mark.parametrize("typed", ["๘๗.๖๗", "87.67", Decimal("87.67")])
def test_a_number_in_either_digits_is_cleaned_to_a_decimal(typed):
    assert ThaiDecimalField(max_digits=5, decimal_places=2).clean(typed) == Decimal("87.67")


def test_what_is_no_number_is_refused_with_an_example():
    with pytest.raises(ValidationError) as refused:
        ThaiDecimalField().clean("สูง")
    assert refused.value.messages == [
        "อ่านตัวเลขจาก “สูง” ไม่ได้ โปรดกรอกตัวเลขไทยหรืออารบิก ใช้จุดเป็นจุดทศนิยม เช่น ๘๗.๖๗"
    ]


def test_nothing_typed_is_no_value():
    assert ThaiDateField(required=False).clean("") is None
    assert ThaiDecimalField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (Decimal("87.67"), "๘๗.๖๗", False),
        (Decimal("87.67"), "๘๗.๖๘", True),
        (None, "", False),
        (Decimal("87.67"), "", True),
    ],
)
def test_other_digits_are_no_change(initial, typed, changed):
    assert ThaiDecimalField(required=False).has_changed(initial, typed) is changed


class PeriodForm(forms.Form):
    begins = ThaiDateField()
    score = ThaiDecimalField()


def test_stored_values_show_in_thai_and_typed_ones_as_typed():
    stored = PeriodForm(initial={"begins": datetime.date(2024, 10, 1), "score": Decimal("87.60")})
    typed = PeriodForm({"begins": "ตุลา", "score": "มาก"})
    assert [field.value() for field in stored] == ["๑ ตุลาคม ๒๕๖๗", "๘๗.๖๐"]
    assert [field.value() for field in typed] == ["ตุลา", "มาก"]


def test_the_number_field_asks_phones_for_digits_and_accepts_thai_ones():
    assert PeriodForm()["score"].as_widget() == (
        '<input type="text" name="score" inputmode="decimal" required id="id_score">'
    )


def test_template_filters_write_thai():
    template = Template(
        "{% load thai %}{{ score|thai_digits }} {{ none|thai_digits }}|{{ day|thai_date }}|"
        "{{ day|thai_date_short }}|{{ none|thai_date }}{{ none|thai_date_short }}|"
        "{{ year|fiscal_year }}"
    )
    values = {
        "score": Decimal("87.60"),
        "day": datetime.date(2024, 10, 1),
        "year": 2568,
        "none": None,
    }
    assert template.render(Context(values)) == (
        "๘๗.๖๐ |๑ ตุลาคม ๒๕๖๗|๑ ต.ค. ๖๗||ปีงบประมาณ พ.ศ. ๒๕๖๘"
    )
