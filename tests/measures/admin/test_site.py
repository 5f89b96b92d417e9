"""The site of the entry forms: who comes in, and what every page says."""

from __future__ import annotations

import pytest
from django.db.models.signals import pre_save
from django.urls import reverse

from measures.models import Row
from tests import factories as make

from .pages import address, errors_of, open_and_send


def test_index_groups_the_nouns_in_the_order_of_the_work(clerk, client_of):
    groups = client_of(clerk).get(reverse("admin:index")).context["app_list"]
    assert [group["name"] for group in groups] == [
        "แผนและผลการดำเนินการ",
        "คะแนน",
        "หน่วยงานและบุคคล",
        "ข้อมูลอ้างอิงของปี",
    ]


def test_administrator_finds_the_record_of_changes_too(administrator, client_of):
    groups = client_of(administrator).get(reverse("admin:index")).context["app_list"]
    assert groups[-1]["name"] == "การตรวจสอบย้อนหลัง"


def test_user_of_nothing_finds_reference_data_only(user_of_nothing, client_of):
    groups = client_of(user_of_nothing).get(reverse("admin:index")).context["app_list"]
    assert [group["name"] for group in groups] == ["ข้อมูลอ้างอิงของปี"]


def test_sample_data_are_marked_on_every_page_of_who_sees_some(
    clerk, outside_clerk, organization, client_of
):
    organization.is_demo = True
    organization.save()
    for page in ("index", "measures_row_changelist", "measures_yearlyscore_tables"):
        assert (
            "ข้อมูลตัวอย่าง</strong>" in client_of(clerk).get(reverse(f"admin:{page}")).content.decode()
        )
        other = client_of(outside_clerk).get(reverse(f"admin:{page}"))
        assert "ข้อมูลตัวอย่าง</strong>" not in other.content.decode()


def test_member_who_is_not_staff_is_told_so(organization, client_of):
    member = make.make_member(organization=organization, is_staff=False)
    response = client_of(member).get(reverse("admin:index"), follow=True)
    assert response.status_code == 403
    assert "ยังไม่ได้รับสิทธิเข้าแบบบันทึกข้อมูล" in response.content.decode()


def test_sign_in_page_of_the_forms_is_the_portals_own(client, db):
    response = client.get(reverse("admin:login") + "?next=/admin/measures/row/")
    assert response["Location"] == f"{reverse('login')}?next=%2Fadmin%2Fmeasures%2Frow%2F"


def test_those_signed_in_go_on_from_the_sign_in_page(clerk, client_of):
    response = client_of(clerk).get(reverse("admin:login"), follow=True)
    assert response.redirect_chain[0][0].startswith(reverse("login"))


@pytest.mark.parametrize("page", ["index", "measures_row_changelist", "measures_row_add"])
def test_pages_allow_nothing_inline(page, clerk, client_of):
    response = client_of(clerk).get(reverse(f"admin:{page}"))
    policy = set(response["Content-Security-Policy"].split("; "))
    assert {"script-src 'self'", "style-src 'self'"} <= policy
    assert " style=" not in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_same_entry_saved_by_two_at_once_is_refused_with_what_was_typed(
    organization, clerk, client_of
):
    """The other's row takes the position after ours was found free, before ours is stored."""
    section = make.make_section(plan=make.make_plan(organization=organization))

    def other_is_faster(sender, instance, **_):
        if not Row.objects.filter(section=section).exists():
            Row.objects.bulk_create([Row(section=section, position=instance.position)])

    pre_save.connect(other_is_faster, sender=Row)
    try:
        url = address(Row, "add", section=section.pk)
        response = open_and_send(client_of(clerk), url, printed_number="๗")
    finally:
        pre_save.disconnect(other_is_faster, sender=Row)
    assert errors_of(response) == [
        "มีผู้อื่นบันทึกข้อมูลเดียวกันพร้อมกับท่าน ข้อมูลของท่านยังไม่ได้บันทึก โปรดตรวจลำดับและบันทึกอีกครั้ง"
    ]
    assert 'value="๗"' in response.content.decode()
    assert not Row.objects.filter(printed_number="๗").exists()
