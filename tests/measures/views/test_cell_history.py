"""Earlier texts of a cell: who and when, and bringing one back."""

from __future__ import annotations

import pytest

from measures.choices import PlanState
from measures.models import AuditEntry, CellEdit, MeasurePlan, ResponsibleUnit
from tests import factories as make

from .saving import content_of, responsible, row_of, save

pytestmark = pytest.mark.django_db


def address(row, column, query=""):
    return f"/one/2568/measures/cells/{row.pk}/{column}/history/{query}"


def texts(row, column, round=None):
    return [each.text for each in content_of(row, column, round).paragraphs]


def bring_back(client, row, column, name, *, round=None, revision=None):
    query = f"?round={round}" if round else ""
    revision = revision or content_of(row, column, round).revision
    return client.post(
        address(row, column, query), {"text": name, "revision": revision}, follow=True
    )


@pytest.fixture
def row(organization):
    return row_of(organization)


@pytest.fixture
def client(client_of, clerk):
    return client_of(clerk)


@pytest.fixture
def colleague(organization):
    return make.make_member(
        organization=organization, username="colleague", position_title="หัวหน้าสำนักปลัด"
    )


def test_history_shows_who_typed_what_newest_first_without_the_present_text(
    client, client_of, colleague, clerk, row
):
    make.make_step(row=row, content=make.numbered("ก่อนตาราง"))
    save(client_of(colleague), row, "steps", "ของหัวหน้า")
    save(client, row, "steps", "ของฉัน")
    page = client.get(address(row, "steps")).text
    assert page.index("ของฉัน") < page.index("ของหัวหน้า") < page.index("ก่อนตาราง")
    assert "หัวหน้าสำนักปลัด" in page
    assert page.count("นำข้อความนี้กลับมา") == 2


def test_earlier_text_comes_back_as_a_session_of_its_own(client, client_of, colleague, row):
    save(client_of(colleague), row, "steps", "ของหัวหน้า")
    save(client, row, "steps", "ของฉัน")
    first = CellEdit.objects.earliest("pk")
    page = bring_back(client, row, "steps", f"{first.pk}-after")
    assert texts(row, "steps") == ["ของหัวหน้า"]
    assert "นำข้อความกลับมาแล้ว" in page.text
    assert set(CellEdit.objects.values_list("sealed", flat=True)) == {True}
    assert AuditEntry.objects.filter(subject_kind="row").count() == 3
    bring_back(client, row, "steps", f"{first.pk}-before")
    assert texts(row, "steps") == []


def test_status_and_units_come_back_too(client, row):
    finance = make.make_unit(organization=row.owner, name="กองคลัง")
    save(client, row, "status", round=12, status="done", closing=True)
    save(client, row, "status", round=12, status="in_progress", closing=True)
    save(client, row, "responsible", "กองคลัง", closing=True)
    save(client, row, "responsible", "สำนักปลัด", closing=True)
    status, _, units, _ = CellEdit.objects.order_by("pk")
    assert "ดำเนินการ" in client.get(address(row, "status", "?round=12")).text
    bring_back(client, row, "status", f"{status.pk}-after", round=12)
    bring_back(client, row, "responsible", f"{units.pk}-after")
    assert row.results.get().status == "done"
    assert responsible(row) == ["กองคลัง"]
    row.responsibilities.all().delete()
    ResponsibleUnit.objects.filter(pk=finance.pk).delete()
    bring_back(client, row, "responsible", f"{units.pk}-before")
    assert responsible(row) == ["สำนักปลัด"]


def test_cell_that_changed_meanwhile_is_not_overwritten(client, row):
    save(client, row, "steps", "หนึ่ง", closing=True)
    save(client, row, "steps", "สอง", closing=True)
    first = CellEdit.objects.earliest("pk")
    page = bring_back(client, row, "steps", f"{first.pk}-after", revision="0000")
    assert "มีผู้แก้ไขช่องนี้หลังจากท่านเปิดหน้านี้" in page.text
    assert texts(row, "steps") == ["สอง"]


@pytest.mark.parametrize(
    ("name", "message"), [("", "ยังไม่ได้เลือกข้อความ"), ("999999-after", "ไม่พบข้อความที่เลือก")]
)
def test_text_that_the_cell_never_held_is_refused(client, row, name, message):
    assert message in bring_back(client, row, "steps", name).text


def test_cell_never_typed_in_says_so(client, row):
    assert "ช่องนี้ยังไม่เคยแก้ไขในตาราง" in client.get(address(row, "steps")).text


@pytest.mark.parametrize(
    ("column", "query"),
    [("remarks", ""), ("steps", "?round=12"), ("results", ""), ("results", "?round=7")],
)
def test_cell_that_does_not_exist_is_not_found(client, row, column, query):
    assert client.get(address(row, column, query)).status_code == 404


def test_contributor_brings_back_results_and_nothing_else(client, client_of, contributor, row):
    save(client, row, "steps", "ขั้นตอน")
    save(client, row, "results", "หนึ่ง", round=6, closing=True)
    save(client, row, "results", "สอง", round=6, closing=True)
    own = client_of(contributor)
    assert "นำข้อความนี้กลับมา" not in own.get(address(row, "steps")).text
    first = CellEdit.objects.get(after__paragraphs__0__text="หนึ่ง")
    bring_back(own, row, "results", f"{first.pk}-after", round=6)
    assert texts(row, "results", 6) == ["หนึ่ง"]


def test_plan_that_is_not_editable_shows_its_history_and_keeps_its_text(client, row):
    save(client, row, "steps", "หนึ่ง", closing=True)
    save(client, row, "steps", "สอง", closing=True)
    MeasurePlan.objects.update(state=PlanState.SUBMITTED)
    first = CellEdit.objects.earliest("pk")
    assert "นำข้อความนี้กลับมา" not in client.get(address(row, "steps")).text
    assert bring_back(client, row, "steps", f"{first.pk}-after").status_code == 403
    assert texts(row, "steps") == ["สอง"]


def test_oversight_sees_no_earlier_text_of_an_approved_plan(
    client, client_of, oversight_of_province, row
):
    save(client, row, "steps", "ร่างแรก", closing=True)
    save(client, row, "steps", "ร่างสุดท้าย", closing=True)
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    page = client_of(oversight_of_province).get(address(row, "steps")).text
    assert ("ร่างแรก" in page, "ร่างสุดท้าย" in page) == (False, True)
