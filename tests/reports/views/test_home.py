"""Home lists the plans that a person may see, and says what to do when there is none."""

from __future__ import annotations

import datetime
import re

import pytest
from django.urls import reverse

from measures.actions.workflow import return_plan, submit_plan
from measures.choices import PlanState
from measures.models import Row
from tests import factories as make

pytestmark = pytest.mark.django_db


def listed(html: str) -> str:
    """The list of all plans, without what waits above it."""
    return html[html.index('<h2 id="plans">') :]


def links_to_plans(html: str) -> list[str]:
    return re.findall(r'href="(/[\w-]+/\d{4}/)"', listed(html))


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

    tag = r'<span class="state[^>]*>.*?</svg>\s*([^<]+)</span>'
    tags = re.findall(tag, listed(html), re.DOTALL)
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
    assert 'class="btn btn-primary" href="/one/start/"' in html


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
def test_home_takes_twenty_one_queries_however_many_plans_wait(
    client_of, clerk, organization, django_assert_num_queries, plans
):
    for number in range(plans):
        plan = make.make_plan(
            organization=organization, year_be=2565 + number, state=PlanState.RETURNED
        )
        group = make.make_group(section=make.make_section(plan=plan))
        make.make_responsibility(row=make.make_row(group=group))
    client = client_of(clerk)

    # Session, user, plans counted and read, memberships with units, charges, waiting plans; of
    # those six of facts, two of counts, returns, units with addresses and reminders; sample data,
    # notices.
    with django_assert_num_queries(21):
        response = client.get(reverse("home"))

    assert len(response.context["waiting"]) == plans


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


# What waits


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    group = make.make_group(section=make.make_section(plan=plan))
    row = make.make_row(group=group)
    make.make_measure(row=row)
    make.make_responsibility(row=row)
    return plan


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_draft_waits_for_the_clerk_with_its_deadline_and_what_is_missing(client_of, clerk, plan):
    make.make_own_deadline(organization=plan.organization, due_on=datetime.date(2025, 12, 31))
    response = client_of(clerk).get("/")
    (waiting,) = response.context["waiting"]
    page = words(response.text)
    assert "มี ๑ เรื่องที่รอท่านดำเนินการ" in page
    assert "ปีงบประมาณ พ.ศ. ๒๕๖๘ รายงานผลรอบ ๑๒ เดือน" in page
    assert re.search("กำหนดส่ง ๓๑ ธันวาคม ๒๕๖๘ เกินกำหนด [๐-๙]+ วัน", page)
    assert "มาตรการที่ยังไม่มีผลการดำเนินการ ๑ จาก ๑ แถว" in page
    for line in waiting.missing:
        assert f'<a href="{line.address}">{line.title}</a>' in response.text
    assert "สำนักปลัด ค้าง ๑ แถว ยังไม่มีผู้กรอกผลที่มีอีเมล" in page
    assert 'class="btn btn-primary" href="/one/2568/"' in response.text


def test_a_returned_plan_says_who_returned_it_and_why(client_of, clerk, signer, plan):
    row = Row.objects.get(section__plan=plan)
    for reason in ("ครั้งแรก", "โปรดระบุผลของกองคลัง"):
        submit_plan(plan=plan, by=clerk)
        return_plan(plan=plan, reason=reason, place=row, by=signer)
    html = client_of(clerk).get("/").text
    page = words(html)
    assert "signer ส่งกลับเมื่อ" in page
    assert "แถวที่ ๑: “โปรดระบุผลของกองคลัง”" in page
    assert "ครั้งแรก" not in page
    assert "แก้ไขตามความเห็น" in page


@pytest.mark.parametrize("member", ["supervisor", "signer"])
def test_a_submitted_plan_waits_for_who_decides_and_no_more_for_the_clerk(
    request, client_of, clerk, plan, member
):
    client = client_of(request.getfixturevalue(member))
    assert "ไม่มีเรื่องที่รอท่านดำเนินการ" in client.get("/").text
    submit_plan(plan=plan, by=clerk)
    html = client.get("/").text
    assert 'class="btn btn-primary" href="/one/2568/check/"' in html
    assert "ส่วนราชการที่ยังไม่ส่งผล" not in html
    assert client_of(clerk).get("/").context["waiting"] == ()


@pytest.mark.parametrize(
    ("member", "own_rows"), [("contributor", 1), ("contributor_of_another_unit", 0)]
)
def test_a_contributor_is_told_of_the_rows_of_their_own_units(
    request, client_of, plan, member, own_rows
):
    response = client_of(request.getfixturevalue(member)).get("/")
    (waiting,) = response.context["waiting"]
    assert waiting.own_rows == own_rows
    assert ("ที่ยังไม่มีผล ๑ แถว" in response.text) is bool(own_rows)
    assert "ส่วนราชการที่ยังไม่ส่งผล" not in response.text
    assert 'href="/one/2568/measures/"' in response.text


def test_before_results_are_due_a_contributor_owes_none(client_of, contributor, organization):
    make.make_framework(2690)
    plan = make.make_plan(organization=organization, year_be=2690, score_year_be=None)
    make.make_responsibility(row=make.make_row(section=make.make_section(plan=plan)))
    response = client_of(contributor).get("/")
    assert "ยังไม่ถึงกำหนดกรอกผล" in response.text
    assert "แผนมาตรการ</span></h2>" in response.text


def test_what_waits_stands_on_the_first_page_only(client_of, clerk, plan, monkeypatch):
    monkeypatch.setattr("reports.views.home.PLANS_ON_A_PAGE", 1)
    make.make_plan(organization=plan.organization, year_be=2567)
    client = client_of(clerk)
    counts = [len(client.get("/", {"page": number}).context["waiting"]) for number in (1, 2)]
    assert counts == [2, 0]


def test_nothing_of_another_organization_waits(client_of, outside_clerk, plan):
    assert client_of(outside_clerk).get("/").context["waiting"] == ()


def test_home_of_a_member_leads_to_the_newest_plan_and_to_starting_one(client_of, clerk, plan):
    html = client_of(clerk).get("/").text
    assert '<a href="/one/2568/">แผนและรายงาน</a>' in html
    assert 'href="/one/start/"' in html


def test_who_may_not_edit_is_offered_no_start(client_of, supervisor, plan):
    assert "/one/start/" not in client_of(supervisor).get("/").text


def test_home_leads_administrators_to_the_people_and_settings_of_their_office(
    client_of, administrator, clerk
):
    pages = {f"/one/{page}/" for page in ("people", "settings", "settings/acting", "wording")}
    led_to = {
        user.username: set(re.findall(r'href="(/one/[^"]+)"', client_of(user).get("/").text))
        for user in (administrator, clerk)
    }
    assert led_to == {"administrator": pages, "clerk": {"/one/start/"}}


@pytest.mark.parametrize(
    ("member", "may"), [("clerk", True), ("superuser", True), ("signer", False)]
)
def test_the_navigation_leads_to_importing_only_who_may(
    client_of, organization, request, member, may
):
    make.make_plan(organization=organization)
    html = client_of(request.getfixturevalue(member)).get("/one/2568/").text
    (navigation,) = re.findall(r'<ul class="mainnav">.*?</ul>', html, re.DOTALL)
    assert ('href="/one/2568/import/"' in navigation) is may
