"""The scores of a year as a table: all saved or none, in Thai or Arabic digits."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from measures.actions.entries import ChangedMeanwhile
from measures.actions.scores import enter_scores, enter_year
from measures.choices import AuditAction
from measures.models import (
    AuditEntry,
    InstrumentScore,
    QuestionScore,
    TotalScore,
    YearlyScore,
)
from measures.rules.score_keys import instrument_key, question_key
from tests import factories as make

from .pages import address


@pytest.fixture
def url(organization):
    make.make_framework(2568)
    return reverse("admin:measures_yearlyscore_table", args=("one", 2568))


@pytest.fixture
def client(clerk, client_of):
    return client_of(clerk)


def table(**typed):
    """What the form sends: ten fields, empty unless typed."""
    return {f"score_{number}": "" for number in range(1, 11)} | {
        f"score_{number[1:]}": value for number, value in typed.items()
    }


def stored(organization):
    scores = YearlyScore.objects.filter(organization=organization)
    return {score.indicator.number: score.value for score in scores}


def test_table_is_saved_at_once_with_one_record_of_it(client, url, organization, clerk):
    make.make_score(organization=organization, number=1, value="80.00")
    make.make_score(organization=organization, number=2, value="70.00")
    make.make_score(organization=organization, number=3, value="60.00")
    response = client.post(url, table(n1="๘๗.๖๗", n3="60", n10="100"), follow=True)
    assert "บันทึกคะแนนปีงบประมาณ พ.ศ. ๒๕๖๘แล้ว" in response.content.decode()
    assert stored(organization) == {
        1: Decimal("87.67"),
        3: Decimal("60.00"),
        10: Decimal("100.00"),
    }
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.organization) == (
        AuditAction.SCORES_ENTERED,
        clerk,
        organization,
    )
    assert entry.before == {"year_be": 2568, "scores": {"1": "80.00", "2": "70.00", "10": None}}
    assert entry.after == {"year_be": 2568, "scores": {"1": "87.67", "2": None, "10": "100.00"}}


def test_table_shows_the_stored_scores_in_thai_digits_on_a_keyboard_of_digits(
    client, url, organization
):
    make.make_score(organization=organization, number=4, value="87.5")
    content = client.get(url).content.decode()
    assert 'value="๘๗.๕๐"' in content
    assert content.count('inputmode="decimal"') == 14


def test_same_scores_again_record_nothing(client, url, organization):
    make.make_score(organization=organization, number=1, value="80.00")
    response = client.post(url, table(n1="80.0"), follow=True)
    assert "ไม่มีคะแนนที่เปลี่ยนแปลง" in response.content.decode()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "100.01",
            "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: อ่านได้ “๑๐๐.๐๑” คะแนนต้องอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ เช่น ๘๗.๖๗",
        ),
        (
            "๘๗.๖๗๕",
            "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: อ่านได้ “๘๗.๖๗๕” คะแนนมีทศนิยมไม่เกินสองตำแหน่ง เช่น ๘๗.๖๗",
        ),
        (
            "ดีมาก",
            (
                "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: อ่านตัวเลขจาก “ดีมาก” ไม่ได้ "
                "โปรดกรอกตัวเลขไทยหรืออารบิก ใช้จุดเป็นจุดทศนิยม เช่น ๘๗.๖๗"
            ),
        ),
        (
            "-1",
            (
                "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: อ่านตัวเลขจาก “-1” ไม่ได้ "
                "โปรดกรอกตัวเลขไทยหรืออารบิก ใช้จุดเป็นจุดทศนิยม เช่น ๘๗.๖๗"
            ),
        ),
    ],
)
def test_value_that_is_no_score_is_refused_and_nothing_is_half_saved(
    client, url, organization, typed, message
):
    response = client.post(url, table(n1="90", n2=typed))
    assert response.context["form"].errors == {"score_2": [message]}
    content = response.content.decode()
    assert f'value="{typed}"' in content
    assert 'value="90"' in content
    assert stored(organization) == {}
    assert not AuditEntry.objects.exists()


def test_supervisor_and_administrator_read_the_table_and_cannot_send_it(
    url, organization, supervisor, administrator, client_of
):
    make.make_score(organization=organization, number=1, value="80.00")
    for user in (supervisor, administrator):
        page = client_of(user).get(url)
        assert 'value="๘๐.๐๐"' in page.content.decode()
        assert page.content.decode().count("disabled") == 15
        assert client_of(user).post(url, table(n1="1")).status_code == 403
    assert stored(organization) == {1: Decimal("80.00")}


def test_outsider_does_not_find_the_table(url, outside_clerk, client_of):
    assert client_of(outside_clerk).get(url).status_code == 404
    assert client_of(outside_clerk).post(url, table(n1="1")).status_code == 404


def test_year_without_a_framework_has_no_table(client, url):
    assert client.get(url.replace("2568", "2560")).status_code == 404


def test_tables_are_reached_from_the_list_and_from_the_organization(
    client, url, organization, other_organization
):
    tables = client.get(reverse("admin:measures_yearlyscore_tables")).content.decode()
    assert url in tables
    assert other_organization.name not in tables
    assert (
        reverse("admin:measures_yearlyscore_tables")
        in client.get(reverse("admin:measures_yearlyscore_changelist")).content.decode()
    )
    assert url in client.get(address(organization, "change", organization.pk)).content.decode()


def test_user_of_nothing_is_told_so_on_the_page_of_tables(user_of_nothing, client_of):
    page = client_of(user_of_nothing).get(reverse("admin:measures_yearlyscore_tables"))
    assert "ท่านยังไม่สังกัดหน่วยงาน" in page.content.decode()


# Instruments, total, level, questions


def announced(organization):
    """What is stored beside the indicators, by the names of the record."""
    found = {}
    for instrument in InstrumentScore.objects.filter(organization=organization):
        found[instrument.instrument.code] = str(instrument.value)
    for question in QuestionScore.objects.filter(organization=organization):
        found[question.question.code] = str(question.value)
    for total in TotalScore.objects.filter(organization=organization):
        found |= {"total": str(total.value), "level": total.level}
    return found


def test_everything_announced_of_a_year_is_saved_and_cleared_with_one_record_each(
    client, url, organization
):
    make.make_bands(2568)
    make.make_question(code="i4")
    typed = {"instrument_IIT": "๙๖.๙๗", "question_i4": "98", "total": "93.81", "level": "ผ่านดี"}
    client.post(url, table(n1="97.21") | typed)
    assert stored(organization) == {1: Decimal("97.21")}
    assert announced(organization) == {
        "IIT": "96.97", "i4": "98.00", "total": "93.81", "level": "ผ่านดี",
    }  # fmt: skip
    entry = AuditEntry.objects.get()
    assert entry.before["scores"] == {
        "1": None, "IIT": None, "total": None, "i4": None, "level": None,
    }  # fmt: skip
    assert entry.after["scores"] == {
        "1": "97.21", "IIT": "96.97", "total": "93.81", "i4": "98.00", "level": "ผ่านดี",
    }  # fmt: skip
    page = client.get(url).content.decode()
    assert "กรอกแล้ว ๑ จาก ๑ ข้อ" in page
    client.post(url, table())
    assert (stored(organization), announced(organization)) == ({}, {})
    assert AuditEntry.objects.count() == 2


def test_level_stays_where_only_the_total_is_cleared(client, url, organization):
    make.make_bands(2568)
    make.make_total_score(organization=organization, value="93.81", level="ผ่านดี")
    client.post(url, table() | {"level": "ผ่านดี"})
    assert announced(organization) == {"total": "None", "level": "ผ่านดี"}


@pytest.mark.parametrize(
    ("certainty", "mark"), [("F", ""), ("K", " (ยังไม่ยืนยัน)"), ("U", " (ยังไม่ยืนยัน)")]
)
def test_levels_to_choose_from_are_marked_until_confirmed(client, url, certainty, mark):
    make.make_bands(certainty=certainty)
    field = client.get(url).context["form"].fields["level"]
    names = ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน")
    assert field.choices[1:] == [(name, f"{name}{mark}") for name in names]


def test_level_of_another_scale_is_refused_at_its_field(client, url, organization):
    make.make_bands(2568)
    response = client.post(url, table() | {"level": "AA"})
    assert response.context["form"].errors == {
        "level": ["ระดับที่ประกาศ: อ่านได้ “AA” โปรดเลือกระดับของปีนั้น เช่น ผ่านดีเยี่ยม"]
    }
    assert announced(organization) == {}


def test_level_of_a_year_without_bands_is_free_text(client, url, organization):
    client.post(url, table() | {"level": "สูงมาก"})
    assert announced(organization) == {"total": "None", "level": "สูงมาก"}


POINTS = (
    "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล: “๓๖.๑๒” ดูเหมือนคะแนนถ่วงน้ำหนัก (เต็ม ๔๐) "
    "ซึ่งเท่ากับร้อยละ ๙๐.๓๐ โปรดกรอกเป็นร้อยละ หรือยืนยันว่าเป็นร้อยละ"
)


def test_weighted_points_are_caught_at_the_field_and_saved_only_when_confirmed(
    client, url, organization
):
    typed = table(n9="36.12") | {"instrument_EIT": "28.04"}
    refused = client.post(url, typed)
    errors = refused.context["form"].errors
    assert errors["score_9"] == [POINTS]
    assert "ซึ่งเท่ากับร้อยละ ๙๓.๔๗" in errors["instrument_EIT"][0]
    page = refused.content.decode()
    assert page.count("ยืนยันว่าเป็นร้อยละ</label>") == 2
    assert stored(organization) == {}
    ticks = {"percent_score_9": "on", "percent_instrument_EIT": "on"}
    assert client.post(url, typed | ticks).status_code == 302
    assert (stored(organization), announced(organization)) == (
        {9: Decimal("36.12")},
        {"EIT": "28.04"},
    )
    # Confirmed once, it is not asked again.
    assert "ยืนยันว่าเป็นร้อยละ</label>" not in client.get(url).content.decode()
    assert client.post(url, typed | {"score_1": "90"}).status_code == 302


def test_tick_stays_while_another_field_is_wrong(client, url, organization):
    ticked = table(n1="ดี", n9="36.12") | {"percent_score_9": "on"}
    refused = client.post(url, ticked)
    assert list(refused.context["form"].errors) == ["score_1"]
    assert 'name="percent_score_9" id="id_percent_score_9" checked' in refused.content.decode()


def test_decimal_comma_is_refused_with_the_right_form(client, url, organization):
    response = client.post(url, table(n2="๘๗,๖๗"))
    assert response.context["form"].errors["score_2"] == [
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: อ่านได้ “๘๗,๖๗” โปรดใช้จุดเป็นจุดทศนิยม ไม่ใช้จุลภาค เช่น ๘๗.๖๗"
    ]
    assert stored(organization) == {}


BAN_MO_2568 = "97.21 98.02 99.45 93.49 96.70 96.56 94.87 94.39 88.28 92.42"


def text_of(response):
    """The page without tags, its spaces single."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_computed_scores_stand_beside_the_announced_with_their_difference(
    client, url, organization
):
    make.make_bands(2568)
    for number, value in enumerate(BAN_MO_2568.split(), start=1):
        make.make_score(organization=organization, number=number, value=value)
    make.make_instrument_score(organization=organization, code="IIT", value="96.98")
    make.make_total_score(organization=organization, value="93.91", level="ผ่าน")
    page = client.get(url)
    text = text_of(page)
    assert "เครื่องมือ IIT คำนวณได้ ๙๖.๙๗ ต่างกัน ๐.๐๑" in text
    assert "เครื่องมือ EIT คำนวณได้ ๙๕.๒๗" in text
    assert "คะแนนรวม คำนวณได้ ๙๓.๘๑ ต่างกัน ๐.๑๐ โปรดตรวจกับประกาศผล" in text
    assert "คำนวณได้ ผ่านดี ไม่ตรงกัน" in text
    assert page.context["page"].held_back is None


def test_a_computed_level_that_nobody_confirmed_is_marked(client, url, organization):
    make.make_bands(2568, certainty="K")
    for code, value in (("IIT", "97.50"), ("EIT", "84.99"), ("OIT", "99.73")):
        make.make_instrument_score(organization=organization, code=code, value=value)
    make.make_total_score(organization=organization, value="94.64", level="ผ่าน")
    assert "คำนวณได้ ผ่าน (ยังไม่ยืนยัน) ตรงกัน" in text_of(client.get(url))


def test_page_says_which_instrument_keeps_a_better_level_away(client, url, organization):
    make.make_bands(2568)
    for code, value in (("IIT", "97.50"), ("EIT", "84.99"), ("OIT", "99.73")):
        make.make_instrument_score(organization=organization, code=code, value=value)
    make.make_total_score(organization=organization, value="94.64", level="ผ่าน")
    text = text_of(client.get(url))
    assert "คะแนนรวมถึงเกณฑ์ระดับผ่านดี แต่ EIT ได้ ๘๔.๙๙ ต่ำกว่า ๘๕.๐๐ จึงไม่ถึงระดับผ่านดี" in text
    assert "คำนวณได้ ผ่าน ตรงกัน" in text


def test_total_that_rose_while_its_level_fell_is_said_on_the_page(client, url, organization):
    for year_be, total, level in ((2567, "92.43", "ผ่านดี"), (2568, "94.64", "ผ่าน")):
        make.make_bands(year_be)
        make.make_total_score(organization=organization, year_be=year_be, value=total, level=level)
    assert "มีคะแนนรวมเพิ่มขึ้น ๒.๒๑ คะแนน แต่ระดับผลการประเมินต่ำลง" in text_of(client.get(url))
    assert "แต่ระดับ" not in text_of(client.get(url.replace("2568", "2567")))


# Pasting


def paste(client, url, text):
    return client.post(url, {"pasted": text, "read_pasted": "อ่าน"})


def test_pasted_column_fills_the_table_to_be_seen_before_it_is_saved(client, url, organization):
    make.make_score(organization=organization, number=1, value="80.00")
    response = paste(client, url, "๙๗.๒๑\n98.02\n\n" + "\n".join(BAN_MO_2568.split()[3:]))
    page = response.content.decode()
    assert "เติมคะแนน ๙ รายการ" in text_of(response)
    assert 'value="๙๗.๒๑"' in page
    assert stored(organization) == {1: Decimal("80.00")}
    form = response.context["form"]
    sent = {name: form[name].value() for name in form.initial if form[name].value() is not None}
    client.post(url, sent | {"as_shown": form.note_value()})
    assert stored(organization) == {
        number: Decimal(value)
        for number, value in enumerate(BAN_MO_2568.split(), start=1)
        if number != 3
    }


def test_pasted_weighted_points_ask_for_the_tick_before_anything_is_sent(client, url):
    response = paste(client, url, "การเปิดเผยข้อมูล\t36.12")
    assert "ยืนยันว่าเป็นร้อยละ</label>" in response.content.decode()


def test_pasted_level_fills_its_field(client, url):
    make.make_bands(2568)
    response = paste(client, url, "คะแนนรวม\t93.81\nระดับ\tผ่านดี")
    assert response.context["form"]["level"].value() == "ผ่านดี"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "โปรดวางคะแนนก่อน เช่น ๘๗.๖๗ บรรทัดละหนึ่งค่า"),
        ("ไม่มีอะไร", "ไม่พบคะแนนปี ๒๕๖๘"),
        ("87.67\n90.00", "๑๐ บรรทัดตามลำดับตัวชี้วัด"),
        ("การใช้อำนาจ\t87,67", "ใช้จุดเป็นจุดทศนิยม"),
        ("9" * 20_001, "20000"),
    ],
)
def test_pasted_text_that_cannot_be_read_is_kept_and_says_why(
    client, url, organization, text, message
):
    response = paste(client, url, text)
    assert message in " ".join(response.context["pasted"].errors["pasted"])
    assert text in response.content.decode()
    assert stored(organization) == {}


def test_only_those_who_may_enter_scores_can_paste(url, supervisor, outside_clerk, client_of):
    assert paste(client_of(supervisor), url, "1").status_code == 403
    assert paste(client_of(outside_clerk), url, "1").status_code == 404
    assert "read_pasted" not in client_of(supervisor).get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_table_takes_as_many_queries_for_three_scores_as_for_one(
    client, url, organization, django_assert_num_queries, rows
):
    client.get(url)
    for number in range(1, rows + 1):
        make.make_score(organization=organization, number=number)
        question = make.make_question(code=f"i{number}")
        make.make_question_score(organization=organization, question=question)
    with django_assert_num_queries(16):
        client.get(url)


# The action


def test_enter_scores_leaves_numbers_alone_that_it_is_not_given(organization, clerk):
    make.make_score(organization=organization, number=1, value="80.00")
    year = make.make_year(2568)
    enter_scores(organization, year, {2: Decimal(90)}, by=clerk)
    assert stored(organization) == {1: Decimal("80.00"), 2: Decimal("90.00")}


def test_enter_scores_names_every_indicator_with_a_wrong_value(organization, clerk):
    make.make_framework(2568)
    with pytest.raises(ValidationError) as refused:
        enter_scores(
            organization,
            make.make_year(2568),
            {1: Decimal(101), 2: Decimal(50), 3: Decimal("NaN")},
            by=clerk,
        )
    assert [message.split(":")[0] for message in refused.value.messages] == [
        "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่",
        "ตัวชี้วัดที่ ๓ การใช้อำนาจ",
    ]
    assert stored(organization) == {}


def test_enter_scores_refuses_an_eleventh_indicator(organization, clerk):
    make.make_framework(2568)
    with pytest.raises(ValidationError, match="ไม่พบตัวชี้วัดที่ ๑๑ ใน"):
        enter_scores(organization, make.make_year(2568), {11: Decimal(50)}, by=clerk)


def test_enter_scores_of_a_year_without_framework_is_refused(organization, clerk):
    with pytest.raises(ValidationError, match="ยังไม่มีกรอบการประเมินของ"):
        enter_scores(organization, make.make_year(2560), {1: Decimal(50)}, by=clerk)


def test_year_is_entered_by_keys_and_refuses_what_the_year_does_not_have(organization, clerk):
    make.make_bands(2568)
    year = make.make_year(2568)
    with pytest.raises(ValidationError, match="ไม่พบข้อคำถาม i๙๙ ใน"):
        enter_year(organization, year, {question_key("i99"): Decimal(50)}, by=clerk)
    with pytest.raises(ValidationError, match="ระดับที่ประกาศ: อ่านได้ “AA”"):
        enter_year(organization, year, {}, level="AA", by=clerk)
    with pytest.raises(ValidationError, match="ดูเหมือนคะแนนถ่วงน้ำหนัก"):
        enter_year(organization, year, {instrument_key("EIT"): Decimal("28.04")}, by=clerk)
    assert (stored(organization), announced(organization)) == ({}, {})


def test_level_that_another_changed_meanwhile_is_not_overwritten(organization, clerk):
    make.make_bands(2568)
    year = make.make_year(2568)
    enter_year(organization, year, {}, level="ผ่าน", shown_level="", by=clerk)
    with pytest.raises(ChangedMeanwhile):
        enter_year(organization, year, {}, level="ผ่านดี", shown_level="", by=clerk)
    assert announced(organization) == {"total": "None", "level": "ผ่าน"}


def test_level_that_both_changed_is_refused_once_at_its_field(client, url, organization, clerk):
    make.make_bands(2568)
    opened = client.get(url).context["form"].note_value()
    client.post(url, table() | {"level": "ผ่าน", "as_shown": opened})
    refused = client.post(url, table() | {"level": "ผ่านดี", "as_shown": opened})
    ((name, (message,)),) = refused.context["form"].errors.items()
    assert name == "level"
    assert f"โดย{clerk.display_name} เมื่อ" in message
    assert "ขณะนี้เป็น “ผ่าน”" in message
    again = refused.context["form"].note_value()
    client.post(url, table() | {"level": "ผ่านดี", "as_shown": again})
    assert announced(organization) == {"total": "None", "level": "ผ่านดี"}


def test_announced_scores_name_themselves(organization):
    make.make_framework(2568)
    named = [
        make.make_instrument_score(organization=organization, value="90.00"),
        make.make_question_score(organization=organization, value="80.00"),
        make.make_total_score(organization=organization, value="85.00", level="ผ่าน"),
    ]
    assert [str(each) for each in named] == [
        "องค์การบริหารส่วนตำบลหนึ่ง · IIT · 90.00",
        "องค์การบริหารส่วนตำบลหนึ่ง · i1 · 80.00",
        "องค์การบริหารส่วนตำบลหนึ่ง · กรอบทดสอบ 2568 · 85.00 ผ่าน",
    ]


def test_enter_scores_takes_the_right(organization, supervisor):
    make.make_framework(2568)
    with pytest.raises(PermissionDenied):
        enter_scores(organization, make.make_year(2568), {1: Decimal(50)}, by=supervisor)


def test_score_list_takes_as_many_queries_for_three_rows_as_for_one(
    client, organization, django_assert_num_queries
):
    make.make_score(organization=organization, number=1)
    list_url = reverse("admin:measures_yearlyscore_changelist")
    client.get(list_url)
    with django_assert_num_queries(8):
        client.get(list_url)
    for number in (2, 3):
        make.make_score(organization=organization, number=number)
    with django_assert_num_queries(8):
        client.get(list_url)
