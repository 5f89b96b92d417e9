"""Home lists the plans that a person may see, and says what to do when there is none."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from measures.choices import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db


def links_to_plans(html: str) -> list[str]:
    return re.findall(r'href="(/[\w-]+/\d{4}/)"', html)


def test_home_lists_the_plans_of_the_users_organization_newest_year_first(
    client_of, clerk, organization, other_organization
):
    for year_be in (2567, 2569, 2568):
        make.make_plan(organization=organization, year_be=year_be)
    make.make_plan(organization=other_organization, year_be=2568)

    html = client_of(clerk).get(reverse("home")).text

    assert links_to_plans(html) == ["/one/2569/", "/one/2568/", "/one/2567/"]
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๙" in html


def test_home_names_the_organizations_only_where_there_are_several(
    client_of, superuser, organization, other_organization
):
    make.make_plan(organization=organization)
    client = client_of(superuser)
    assert organization.name not in client.get(reverse("home")).text

    make.make_plan(organization=other_organization)
    html = client.get(reverse("home")).text
    assert {organization.name in html, other_organization.name in html} == {True}


@pytest.mark.parametrize("state", PlanState)
def test_home_says_the_state_of_a_plan_in_words(client_of, clerk, organization, state):
    make.make_plan(organization=organization, state=state)

    html = client_of(clerk).get(reverse("home")).text

    tags = re.findall(r'<span class="state[^>]*>.*?</svg>\s*([^<]+)</span>', html, re.DOTALL)
    assert tags == [state.label]


def test_home_counts_the_rows_of_each_plan(client_of, clerk, organization):
    plan = make.make_plan(organization=organization)
    group = make.make_group(section=make.make_section(plan=plan))
    for _ in range(3):
        make.make_row(group=group)

    html = client_of(clerk).get(reverse("home")).text

    assert "แถวมาตรการ</span>๓</td>" in html


def test_home_of_a_member_without_plans_says_how_to_begin(client_of, clerk):
    html = client_of(clerk).get(reverse("home")).text
    assert "หน่วยงานของท่านยังไม่มีแผนมาตรการ" in html
    assert f'class="btn btn-primary" href="{reverse("admin:index")}"' in html


def test_home_of_a_user_of_nothing_says_whom_to_ask(client_of, user_of_nothing):
    html = client_of(user_of_nothing).get(reverse("home")).text
    assert "โปรดแจ้งผู้ดูแลหน่วยงาน" in html
    assert "user-of-nothing" in html


def test_home_sends_the_anonymous_to_sign_in_and_back(client):
    response = client.get(reverse("home"))
    assert (response.status_code, response.url) == (302, "/login/?next=/")


def test_home_is_marked_as_demo_when_an_organization_of_the_user_is(client_of, clerk, organization):
    client = client_of(clerk)
    assert "ข้อมูลตัวอย่าง" not in client.get(reverse("home")).text

    organization.is_demo = True
    organization.save()
    assert "ข้อมูลตัวอย่าง" in client.get(reverse("home")).text


def test_home_is_kept_by_no_cache(client_of, clerk):
    response = client_of(clerk).get(reverse("home"))
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("plans", [1, 3])
def test_home_takes_eight_queries_however_many_plans(
    client_of, clerk, organization, django_assert_num_queries, plans
):
    for number in range(plans):
        make.make_plan(organization=organization, year_be=2567 + number)
    client = client_of(clerk)

    # Session, user, plans counted and read, charges, sample data, memberships.
    with django_assert_num_queries(8):
        response = client.get(reverse("home"))

    assert len(links_to_plans(response.text)) == plans


@pytest.mark.parametrize("plans", [1, 3])
def test_home_of_an_oversight_reader_takes_eleven_queries_however_many_plans(
    client_of, oversight_of_province, organization, django_assert_num_queries, plans
):
    for number in range(plans):
        make.make_plan(organization=organization, year_be=2567 + number, state=PlanState.APPROVED)
    client = client_of(oversight_of_province)

    with django_assert_num_queries(11):
        response = client.get(reverse("home"))
    page = " ".join(response.content.decode().split())
    assert "กำกับดูแล จังหวัดเลย" in page
    assert "หน่วยงาน ๑ แห่ง มีแผนที่อนุมัติแล้ว ๑ แห่ง" in page
    assert len(response.context["plans"]) == plans


def test_home_tells_an_oversight_reader_that_nothing_is_approved_yet(
    client_of, oversight_of_nation, organization
):
    make.make_plan(organization=organization)
    page = client_of(oversight_of_nation).get(reverse("home")).content.decode()
    assert "ยังไม่มีแผนที่อนุมัติแล้ว" in page
    assert "กำกับดูแล ทั้งประเทศ" in page


def test_home_shows_plans_in_pages(client_of, oversight_of_nation, monkeypatch):
    monkeypatch.setattr("reports.views.home.PLANS_ON_A_PAGE", 2)
    for _ in range(3):
        make.make_plan(state=PlanState.APPROVED)
    client = client_of(oversight_of_nation)
    first, second = (client.get(reverse("home"), {"page": number}) for number in (1, 2))
    shown = [*first.context["plans"], *second.context["plans"]]
    assert (len(first.context["plans"]), len({plan.pk for plan in shown})) == (2, 3)
    assert "หน้า ๑ จาก ๒" in first.content.decode()
    assert "หน้าก่อน" in second.content.decode()
