"""Pages for changing a plan that waits or is approved: they say so before anything is done."""

from __future__ import annotations

import pytest

from measures.choices import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

WAITS = "โปรดขอให้ผู้ตรวจหรือผู้ลงนามส่งกลับแก้ไขก่อน"
APPROVED = "โปรดขอให้ผู้ลงนามเปิดแผนเพื่อแก้ไขก่อน"


@pytest.mark.parametrize(
    ("state", "way"), [(PlanState.SUBMITTED, WAITS), (PlanState.APPROVED, APPROVED)]
)
@pytest.mark.parametrize("page", ["general", "measures", "evidence", "paste", "import"])
def test_a_closed_plan_is_told_before_anything_is_typed(
    client_of, clerk, organization, page, state, way
):
    make.make_plan(organization=organization, state=state)
    html = client_of(clerk).get(f"/one/2568/{page}/").text
    assert f"แผนนี้อยู่ในสถานะ “{state.label}” จึง" in html
    assert way in html
    main = html.split("<main")[1]
    assert 'href="/one/2568/check/"' in main
    assert "<textarea" not in main
    assert 'type="file"' not in main


@pytest.mark.parametrize("page", ["general", "measures", "evidence", "paste", "import"])
def test_an_open_plan_says_nothing_of_it(client_of, clerk, organization, page):
    make.make_plan(organization=organization)
    html = client_of(clerk).get(f"/one/2568/{page}/").text
    assert "แผนนี้อยู่ในสถานะ" not in html


def test_a_year_that_is_not_set_is_called_so(client_of, clerk, organization):
    make.make_plan(organization=organization, posted_for_be=None)
    html = client_of(clerk).get("/one/2568/general/").text
    assert '<option value="" selected>ยังไม่ระบุ</option>' in html
    assert "---------" not in html
