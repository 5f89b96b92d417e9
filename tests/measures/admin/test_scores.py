"""The scores of a year as a table: all saved or none, in Thai or Arabic digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from measures.actions.scores import enter_scores
from measures.choices import AuditAction
from measures.models import AuditEntry, YearlyScore
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
    assert content.count('inputmode="decimal"') == 10


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
        assert page.content.decode().count("disabled") == 10
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
