"""The page on which a plan is started."""

from __future__ import annotations

import pytest

from measures.choices import ReportForm
from measures.models import MeasurePlan
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/one/start/"


@pytest.fixture
def plan(organization) -> MeasurePlan:
    make.make_framework(2569)
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    return plan


def started() -> MeasurePlan:
    return MeasurePlan.objects.get(fiscal_year__year_be=2569)


def test_page_offers_last_years_plan_for_the_year_that_follows(client_of, clerk, plan):
    html = client_of(clerk).get(PAGE).text
    assert '<option value="2569" selected>๒๕๖๙</option>' in html
    assert 'value="2568"' not in html
    assert 'value="copy-2568" id="id_way_0" checked' in html


@pytest.mark.parametrize(
    ("way", "form", "rows"),
    [("copy-2568", "results-by-issue", 1), ("indicators", "results", 10), ("issues", "results", 7)],
)
def test_clerk_starts_a_plan_and_comes_to_its_tasks(client_of, clerk, plan, way, form, rows):
    answer = client_of(clerk).post(
        PAGE, {"year_be": "2569", "way": way, "form": ReportForm.RESULTS}, follow=True
    )
    assert answer.redirect_chain == [("/one/2569/", 302)]
    assert "เริ่มแผนมาตรการ ปีงบประมาณ พ.ศ. ๒๕๖๙ แล้ว" in answer.text
    counts = [section.rows.count() for section in started().sections.all()]
    assert (started().form, counts) == (form, [rows])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"year_be": "", "way": "issues"}, "ยังไม่ได้เลือกปีงบประมาณ"),
        ({"year_be": "2568", "way": "issues"}, "ยังไม่ได้เลือกปีงบประมาณ"),
        ({"year_be": "2569", "way": "copy-2567"}, "ยังไม่ได้เลือกวิธีเริ่ม"),
        ({"year_be": "2567", "way": "copy-2568"}, "โปรดคัดลอกจากแผนของปีก่อนปีที่จะเริ่ม"),
        ({"year_be": "2569", "way": "issues", "form": "nothing"}, "อ่านได้ “nothing”"),
    ],
)
def test_what_cannot_be_started_is_said_on_top_and_at_the_field(client_of, clerk, plan, sent, said):
    answer = client_of(clerk).post(PAGE, {"form": ReportForm.RESULTS, **sent})
    assert answer.status_code == 422
    assert "<title>ข้อผิดพลาด: " in answer.text
    assert 'tabindex="-1" autofocus' in answer.text
    assert answer.text.count(said) == 2
    assert MeasurePlan.objects.count() == 1


def test_page_asks_for_the_year_where_none_follows_the_newest_plan(client_of, clerk, plan):
    plan.fiscal_year = make.make_year(2569)
    plan.save()
    html = client_of(clerk).get(PAGE).text
    assert '<option value="" selected>เลือกปีงบประมาณ</option>' in html


def test_page_says_so_when_every_year_has_its_plan(client_of, clerk, organization):
    make.make_plan(organization=organization, score_year_be=None)
    html = client_of(clerk).get(PAGE).text
    assert "ทุกปีที่มีกรอบการประเมินในระบบมีแผนแล้ว" in html
    assert '<form method="post" action="/one/start/"' not in html


def test_a_plan_started_by_another_meanwhile_is_said(client_of, clerk, plan):
    client = client_of(clerk)
    sent = {"year_be": "2569", "way": "issues", "form": ReportForm.RESULTS}
    client.post(PAGE, sent)
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert MeasurePlan.objects.count() == 2
