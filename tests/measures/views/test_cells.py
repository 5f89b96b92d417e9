"""Saving one cell of the grid: what is stored, what is refused, what it costs, what is kept."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from measures.actions.cell_edits import seal_edits_of_plan, seal_old_edits
from measures.actions.workflow import submit_plan
from measures.choices import AuditAction, PlanState, Role
from measures.models import AuditEntry, CellEdit, MeasurePlan, ResponsibleUnit, Row
from measures.rules.cells import CellContent
from measures.rules.paragraphs import paragraphs_to_json, plain
from tests import factories as make
from tests.factories import numbered

from .saving import ADDRESS, content_of, item, responsible, row_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(organization):
    return row_of(organization)


@pytest.mark.parametrize(
    ("column", "round"),
    [
        ("measures", None), ("steps", None), ("results", 6),
        ("outcome", 12), ("suggestion", 12), ("period", None), ("responsible", None),
    ],
)  # fmt: skip
def test_typed_text_is_stored_in_its_cell(client_of, clerk, row, column, round):
    typed = [item("ทบทวนคู่มือ"), item("เผยแพร่", 1), item("อบรม", 0, "๗.")]
    response = save(client_of(clerk), row, column, *typed, round=round)
    assert response.status_code == 200
    stored = content_of(row, column, round)
    assert paragraphs_to_json(stored.paragraphs) == typed
    assert response.json()["revision"] == stored.revision


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ทบทวน\u200bคู่มือ\ufeff", "ทบทวนคู่มือ"),  # as web pages break Thai words
        ("ทบทวน\ud83d", "ทบทวน"),  # half of an emoji
        ("ทบ\x00ทวน\x01", "ทบทวน"),
        ("ที\uf70a", "ที่"),  # a mark of an old font
        ("ทบทวน\u00a0๑\tครั้ง", "ทบทวน ๑ ครั้ง"),
        ("น\u0e4d\u0e32", "น\u0e33"),
    ],
)
def test_what_no_report_prints_is_not_stored(client_of, clerk, row, typed, stored):
    response = save(client_of(clerk), row, "steps", item(typed), item("ข้อ", 0, "\u200b๗.\ud83d"))
    assert response.status_code == 200
    kept = content_of(row, "steps").paragraphs
    assert [each.text for each in kept] == [stored, "ข้อ"]
    assert kept[1].marker == "๗."
    assert client_of(clerk).get("/one/2568/measures/").status_code == 200


def test_a_new_unit_has_a_name_that_prints(client_of, clerk, row):
    assert (
        save(client_of(clerk), row, "responsible", units=["กอง\x00ช่าง\u200b\ud83d"]).status_code
        == 200
    )
    assert ResponsibleUnit.objects.filter(name="กองช่าง").exists()


@pytest.mark.parametrize("name", ["session", "revision"])
@pytest.mark.parametrize("value", ["a\x00", "\ud83d"])
def test_a_name_that_cannot_be_stored_is_refused(client_of, clerk, row, name, value):
    response = save(client_of(clerk), row, "steps", item("ก"), **{name: value})
    assert response.status_code == 422
    assert content_of(row, "steps").is_empty


def test_brackets_without_end_are_refused(client_of, clerk, row):
    sent = "[" * 100_000
    response = client_of(clerk).post(ADDRESS, sent, content_type="application/json")
    assert response.status_code == 422


def test_measures_keep_their_objects_and_steps_their_measure(client_of, clerk, row):
    first, second = (make.make_measure(row=row, content=numbered(text)) for text in ("ก", "ข"))
    step = make.make_step(measure=second)
    client = client_of(clerk)
    save(client, row, "measures", item("ใหม่"), item("ก"), item("ข แก้แล้ว"))
    measures = list(row.measures.order_by("position"))
    assert [each.content[0].text for each in measures] == ["ใหม่", "ก", "ข แก้แล้ว"]
    assert [each.pk for each in measures[1:]] == [first.pk, second.pk]
    assert [each.position for each in measures] == [1, 2, 3]
    step.refresh_from_db()
    assert step.measure == second
    save(client, row, "measures", item("ข แก้แล้ว"))
    assert list(row.measures.values_list("pk", "position")) == [(second.pk, 1)]


def test_status_is_a_cell_of_its_own(client_of, clerk, row):
    response = save(client_of(clerk), row, "status", round=12, status="done")
    assert response.status_code == 200
    assert row.results.get(round=12).status == "done"


@pytest.mark.parametrize(
    ("typed", "dates", "echo"),
    [
        ("ต.ค. 67 - มี.ค. 68", ("2024-10-01", "2025-03-31"), "๑ ตุลาคม ๒๕๖๗ ถึง ๓๑ มีนาคม ๒๕๖๘"),
        ("ตลอดปีงบประมาณ", ("2024-10-01", "2025-09-30"), "๑ ตุลาคม ๒๕๖๗ ถึง ๓๐ กันยายน ๒๕๖๘"),
        ("ม.ค. ๗๐", ("2027-01-01", "2027-01-31"), "(อยู่นอกปีงบประมาณของแผน)"),
        ("ตามแผน", (None, None), "อ่าน “ตามแผน” เป็นช่วงเวลาไม่ได้"),
        ("๓๑ ก.พ. ๖๘", (None, None), "วันที่ที่ระบุไม่มีในปฏิทิน"),
    ],
)
def test_period_is_read_as_dates_and_echoed_in_full(client_of, clerk, row, typed, dates, echo):
    response = save(client_of(clerk), row, "period", typed)
    row.refresh_from_db()
    stored = tuple(day and day.isoformat() for day in (row.period_start, row.period_end))
    assert stored == dates
    assert row.period_text == plain(typed)
    assert echo in response.json()["echo"]
    assert "paragraphs" not in response.json()


def test_emptied_period_has_no_dates_and_no_echo(client_of, clerk, row):
    response = save(client_of(clerk), row, "period")
    row.refresh_from_db()
    assert (row.period_start, row.period_text, response.json()["echo"]) == (None, (), "")


# --- those responsible ----------------------------------------------------------------------------


def unit_of(row, name):
    return ResponsibleUnit.objects.get_or_create(organization=row.owner, name=name)[0]


def test_text_names_units_committees_and_everyone(client_of, clerk, row):
    make.make_unit(organization=row.owner, name="กองคลัง")
    response = save(client_of(clerk), row, "responsible", "กองคลัง (งานพัสดุ)", "คณะทำงานจริยธรรม")
    assert responsible(row) == ["กองคลัง (งานพัสดุ)", "คณะทำงานจริยธรรม"]
    assert response.json()["units"] == [unit_of(row, "กองคลัง").pk]
    assert "paragraphs" not in response.json()


def test_half_typed_unit_is_kept_as_text_and_added_to_no_list(client_of, clerk, row):
    response = save(client_of(clerk), row, "responsible", "กองช่า")
    assert "“กองช่า” ยังไม่อยู่ในรายการส่วนราชการ" in response.json()["echo"]
    row.refresh_from_db()
    assert (row.responsible_text, responsible(row)) == (plain("กองช่า"), [])
    assert list(row.owner.units.values_list("name", flat=True)) == ["สำนักปลัด"]


def test_picked_units_join_and_leave_the_text(client_of, clerk, row):
    client = client_of(clerk)
    finance, office = unit_of(row, "กองคลัง"), unit_of(row, "สำนักปลัด")
    save(client, row, "responsible", "สำนักปลัด", "และผู้เกี่ยวข้อง")
    picked = [office.pk, finance.pk]
    response = save(client, row, "responsible", "สำนักปลัด", "และผู้เกี่ยวข้อง", units=picked)
    texts = [each["text"] for each in response.json()["paragraphs"]]
    assert texts == ["สำนักปลัด", "และผู้เกี่ยวข้อง", "กองคลัง"]
    assert set(responsible(row)) >= {"สำนักปลัด", "กองคลัง"}
    response = save(client, row, "responsible", *texts, units=[finance.pk])
    texts = [each["text"] for each in response.json()["paragraphs"]]
    assert texts == ["และผู้เกี่ยวข้อง", "กองคลัง"]
    assert response.json()["units"] == [finance.pk]


def test_unit_without_any_text_prints_by_its_name(client_of, clerk, row):
    finance = unit_of(row, "กองคลัง")
    response = save(client_of(clerk), row, "responsible", "สำนักปลัด", units=[finance.pk])
    row.refresh_from_db()
    assert (row.responsible_text, responsible(row)) == ((), ["กองคลัง"])
    assert [each["text"] for each in response.json()["paragraphs"]] == ["กองคลัง"]


def test_new_unit_is_added_on_purpose_and_recorded(client_of, clerk, row):
    office = unit_of(row, "สำนักปลัด")
    response = save(
        client_of(clerk), row, "responsible", "สำนักปลัด", units=[office.pk, " กอง  ช่าง "]
    )
    new = ResponsibleUnit.objects.get(name="กอง ช่าง")
    assert response.json()["units"] == [office.pk, new.pk]
    assert AuditEntry.objects.get(subject_kind="responsibleunit").subject_pk == str(new.pk)
    again = save(client_of(clerk), row, "responsible", "สำนักปลัด", "กอง ช่าง", units=["กอง ช่าง"])
    assert again.json()["units"] == [new.pk]


def test_a_save_adds_no_list_of_new_units(client_of, clerk, row):
    units = [f"กองที่ {number}" for number in range(21)]
    before = row.owner.units.count()
    response = save(client_of(clerk), row, "responsible", units=units)
    assert response.status_code == 422
    assert "มีชื่อส่วนราชการใหม่ ๒๑ ชื่อ เพิ่มได้ครั้งละไม่เกิน ๒๐ ชื่อ" in response.json()["message"]
    assert row.owner.units.count() == before


def test_unit_of_another_organization_is_refused(client_of, clerk, row, other_organization):
    strange = make.make_unit(organization=other_organization, name="กองลับ")
    response = save(client_of(clerk), row, "responsible", "สำนักปลัด", units=[strange.pk])
    assert response.status_code == 422
    assert "ซึ่งไม่อยู่ในรายการของหน่วยงาน" in response.json()["message"]
    assert responsible(row) == ["สำนักปลัด"]


# --- revisions ------------------------------------------------------------------------------------


def test_second_save_from_an_old_revision_is_refused_with_the_others_text(
    client_of, clerk, organization, row
):
    colleague = make.make_member(
        organization=organization, username="colleague", position_title="หัวหน้าสำนักปลัด"
    )
    old = content_of(row, "steps").revision
    first = save(client_of(colleague), row, "steps", item("ของเขา"))
    refused = save(client_of(clerk), row, "steps", item("ของฉัน"), revision=old)
    edit = CellEdit.objects.get()
    assert refused.status_code == 409
    assert refused.json() == {
        "revision": first.json()["revision"],
        "paragraphs": [item("ของเขา")],
        "by": "หัวหน้าสำนักปลัด",
        "at": first.json()["saved_at"],
    }
    assert [each.text for each in content_of(row, "steps").paragraphs] == ["ของเขา"]
    assert (edit.by, CellEdit.objects.count()) == (colleague, 1)


def test_change_from_elsewhere_is_noticed_and_named_by_the_record(client_of, clerk, row):
    from measures.actions.entries import add_entry
    from measures.models import Step

    old = content_of(row, "steps").revision
    step = Step(row=row, position=1, content=numbered("จากแบบบันทึก"))
    add_entry(step, by=clerk)
    refused = save(client_of(clerk), row, "steps", "ของฉัน", revision=old)
    assert (refused.status_code, refused.json()["by"]) == (409, clerk.display_name)


def test_change_that_nobody_recorded_is_refused_all_the_same(client_of, clerk, row):
    make.make_step(row=row)
    refused = save(client_of(clerk), row, "steps", "ของฉัน", revision="0000")
    assert refused.status_code == 409
    assert (refused.json()["by"], refused.json()["at"]) == ("ผู้อื่น", "")


def test_conflict_of_units_and_of_a_status_tells_theirs(client_of, clerk, row):
    client = client_of(clerk)
    save(client, row, "status", round=12, status="done")
    status = save(client, row, "status", round=12, status="in_progress", revision="0000")
    units = save(client, row, "responsible", "กองคลัง", revision="0000")
    assert status.json()["status"] == "done"
    assert units.json()["units"] == [unit_of(row, "สำนักปลัด").pk]


def test_saving_what_is_stored_already_is_no_conflict_and_writes_nothing(client_of, clerk, row):
    client = client_of(clerk)
    save(client, row, "steps", item("เหมือนกัน"))
    before = CellEdit.objects.values().get()
    again = save(client, row, "steps", item(" เหมือนกัน "), "", revision="0000")
    assert again.status_code == 200
    assert set(again.json()) == {"revision", "saved_at", "echo"}
    assert CellEdit.objects.values().get() == before


def test_different_cells_of_one_row_never_conflict(client_of, clerk, row):
    revisions = {name: content_of(row, name).revision for name in ("measures", "steps", "period")}
    answers = {
        name: save(client_of(clerk), row, name, name, revision=revision).status_code
        for name, revision in revisions.items()
    }
    assert answers == dict.fromkeys(revisions, 200)


@pytest.fixture
def database_of_threads(transactional_db, tmp_path):
    """A function: have new threads use a copy of the database as people's own would be.

    The tests' SQLite lies in memory, where threads share one cache and no lock waits.
    """
    name = connection.settings_dict["NAME"]

    def copied() -> None:
        if connection.vendor == "sqlite":
            copy = tmp_path / "copy.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy)])
            connection.settings_dict["NAME"] = str(copy)

    yield copied
    connection.settings_dict["NAME"] = name


def in_threads(*tasks: Callable[[], None]) -> None:
    """Run all at once, each on a connection of its own."""

    def run(task: Callable[[], None]) -> None:
        try:
            task()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_twenty_saves_of_one_revision_at_once_have_exactly_one_winner(
    clerk, row, database_of_threads
):
    revision = content_of(row, "outcome", 12).revision
    clients = [Client() for _ in range(20)]
    for client in clients:
        client.force_login(clerk)
    database_of_threads()
    answers: list[tuple[int, str]] = []
    start = threading.Barrier(len(clients))

    def send(number: int) -> None:
        start.wait()
        response = save(
            clients[number], row, "outcome", f"ข้อความ {number}", round=12, revision=revision,
            session=str(number),
        )  # fmt: skip
        answers.append((response.status_code, f"ข้อความ {number}"))

    stored: list[object] = []

    def look() -> None:
        stored.extend(each.text for each in content_of(row, "outcome", 12).paragraphs)
        stored.append(CellEdit.objects.count())

    in_threads(*(partial(send, number) for number in range(len(clients))))
    in_threads(look)
    assert sorted(status for status, _ in answers) == [200] + [409] * 19
    (winner,) = [text for status, text in answers if status == 200]
    assert stored == [winner, 1]


# --- who, and when --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "column", "round", "status"),
    [
        ("contributor", "results", 12, 200),
        ("contributor", "steps", None, 403),
        ("contributor_of_another_unit", "results", 12, 403),
        ("supervisor", "results", 12, 403),
        ("signer", "steps", None, 403),
        ("superuser", "steps", None, 200),
        ("outside_clerk", "steps", None, 404),
        ("oversight_of_province", "steps", None, 404),
        ("anonymous", "steps", None, 401),
    ],
)
def test_cell_is_saved_by_those_who_may_alone(
    request, client_of, row, member, column, round, status
):
    client = client_of(request.getfixturevalue(member))
    response = save(client, row, column, "ข้อความใหม่", round=round)
    assert response.status_code == status
    stored = [each.text for each in content_of(row, column, round).paragraphs]
    assert stored == (["ข้อความใหม่"] if status == 200 else [])
    assert ("message" in response.json()) == (status != 200)


def test_contributor_fills_rows_of_everyone(client_of, contributor, row):
    row.responsibilities.all().delete()
    make.make_responsibility(row=row, kind="everyone")
    assert save(client_of(contributor), row, "results", "ผล", round=6).status_code == 200


@pytest.mark.parametrize("state", sorted(set(PlanState) - {PlanState.DRAFT, PlanState.RETURNED}))
def test_plan_that_is_not_editable_answers_locked(client_of, clerk, row, state):
    MeasurePlan.objects.update(state=state)
    response = save(client_of(clerk), row, "steps", "ใหม่")
    assert response.status_code == 423
    assert "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้" in response.json()["message"]


def test_row_that_is_gone_or_in_another_plan_is_not_found(
    client_of, clerk, row, other_organization
):
    other = make.make_row(
        section=make.make_section(plan=make.make_plan(organization=other_organization))
    )
    assert save(client_of(clerk), other, "steps", "ใหม่").status_code == 404
    Row.objects.filter(pk=row.pk).delete()
    response = save(client_of(clerk), row, "steps", "ใหม่", revision="0")
    assert response.status_code == 404
    assert "ข้อความของท่านยังอยู่ในเครื่องนี้" in response.json()["message"]


GOOD = {"row": 1, "column": "steps", "round": None, "revision": "", "session": "", "paragraphs": []}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{", "อ่าน คำขอ ไม่ได้"),
        ("[]", "JSON ที่เป็นวัตถุ"),
        ({"row": "1"}, "แถว (row)"),
        ({"column": "remarks"}, "ช่อง (column)"),
        ({"round": 12}, "รอบ (round)"),
        ({"column": "results", "round": 7}, "รอบ (round)"),
        ({"revision": 7}, "revision"),
        ({"session": "ก" * 65}, "session"),
        ({"column": "status", "round": 12, "status": "half"}, "สถานะ (status)"),
        ({"column": "responsible", "units": [1.5]}, "ส่วนราชการ (units)"),
        ({"column": "responsible", "units": ["ก" * 201]}, "ต้องไม่เกิน 200"),
        ({"paragraphs": {}}, "ย่อหน้า (paragraphs)"),
        ({"paragraphs": [{"text": 7}]}, "ย่อหน้า (paragraphs)"),
        ({"paragraphs": [{"text": "ก", "kind": "roman"}]}, "ชนิดย่อหน้า"),
        ({"paragraphs": [{"text": "ก", "level": "1"}]}, "ลำดับข้อ"),
        ({"paragraphs": [{"text": "ก", "marker": "ก" * 21}]}, "ลำดับข้อ"),
        ({"paragraphs": [{"text": "ก" * 10_001}]}, "ยาว ๑๐๐๐๑ อักขระ"),
        ({"paragraphs": [{"text": "ก"}] * 201}, "มี ๒๐๑ ย่อหน้า"),
    ],
)
def test_request_that_cannot_be_read_says_what_is_expected(client_of, clerk, row, body, message):
    sent = (
        body
        if isinstance(body, str)
        else json.dumps({**GOOD, **body, **({} if "row" in body else {"row": row.pk})})
    )
    response = client_of(clerk).post(ADDRESS, sent, content_type="application/json")
    assert response.status_code == 422
    assert message in response.json()["message"]
    assert "เช่น" in response.json()["message"]


def test_pasted_lines_become_paragraphs_of_their_own(client_of, clerk, row):
    response = save(client_of(clerk), row, "steps", item("บรรทัดแรก\nบรรทัดสอง", 9))
    texts = [(each["text"], each["kind"], each["level"]) for each in response.json()["paragraphs"]]
    assert texts == [("บรรทัดแรก", "numbered", 3), ("บรรทัดสอง", "plain", 3)]


# --- what it costs, and what is kept --------------------------------------------------------------

STEADY = {"measures": 6, "steps": 6, "results": 6, "outcome": 6, "suggestion": 6, "period": 5}


@pytest.mark.parametrize("column", STEADY)
def test_autosave_takes_few_queries_beside_its_transaction(
    client_of, clerk, row, column, django_assert_num_queries
):
    make.make_filled_row(group=make.make_group(section=row.section))
    round = 12 if column in ("results", "outcome", "suggestion") else None
    client = client_of(clerk)
    revision = save(client, row, column, "ครั้งแรก", round=round).json()["revision"]
    # Two more are the transaction's own.
    with django_assert_num_queries(STEADY[column] + 2):
        save(client, row, column, "ครั้งที่สอง", round=round, revision=revision)
    with django_assert_num_queries(STEADY[column]):
        # Nothing changed, nothing written: two queries fewer.
        save(client, row, column, "ครั้งที่สอง", round=round, revision="any")


def test_outcome_moves_its_citations_with_their_paragraphs(client_of, clerk, row):
    result = make.make_result(row=row, outcome=plain("หนึ่ง", "สอง"))
    citation = make.make_citation(result=result, paragraph_index=1)
    client = client_of(clerk)
    save(client, row, "outcome", "ใหม่", "หนึ่ง", "สอง", round=12)
    citation.refresh_from_db()
    assert citation.paragraph_index == 2
    save(client, row, "outcome", "ใหม่", "หนึ่ง", "สอง", "สาม", round=12)
    citation.refresh_from_db()
    assert citation.paragraph_index == 2


def changes():
    return AuditEntry.objects.filter(action=AuditAction.CHANGED).order_by("pk")


def test_typing_is_one_editing_session_and_no_entry_while_it_goes_on(client_of, clerk, row):
    client = client_of(clerk)
    for text in ("ก", "กข", "กขค"):
        save(client, row, "steps", text)
    edit = CellEdit.objects.get()
    assert CellContent.from_json(edit.before).paragraphs == ()
    assert CellContent.from_json(edit.after).paragraphs == plain("กขค")
    assert not changes().exists()
    assert str(edit) == f"{clerk.display_name} ขั้นตอน/วิธีการปฏิบัติ"


def test_leaving_the_cell_seals_the_session_by_one_entry(client_of, clerk, row):
    client = client_of(clerk)
    save(client, row, "steps", "ก")
    save(client, row, "steps", "กข", closing=True)
    save(client, row, "results", "ผล", round=6, closing=True)
    save(client, row, "status", round=6, status="done", closing=True)
    assert [(each.subject_kind, each.before, each.after) for each in changes()] == [
        ("row", {"steps": []}, {"steps": paragraphs_to_json(plain("กข"))}),
        ("roundresult", {"results": []}, {"results": paragraphs_to_json(plain("ผล"))}),
        ("roundresult", {"status": []}, {"status": "done"}),
    ]
    assert set(CellEdit.objects.values_list("sealed", flat=True)) == {True}


def test_units_stand_in_the_entry_of_those_responsible(client_of, clerk, row):
    save(client_of(clerk), row, "responsible", "กองคลัง", closing=True)
    office = unit_of(row, "สำนักปลัด").pk
    assert changes().get().before == {
        "responsible": {"paragraphs": paragraphs_to_json(plain("สำนักปลัด")), "units": [office]}
    }


def test_what_was_typed_and_taken_back_leaves_no_entry(client_of, clerk, row):
    client = client_of(clerk)
    save(client, row, "steps", "ก")
    save(client, row, "steps", closing=True)
    assert not changes().exists()
    assert CellEdit.objects.get().sealed


def test_another_person_in_the_cell_seals_the_session_of_the_first(
    client_of, clerk, organization, row
):
    colleague = make.make_member(organization=organization, username="colleague")
    save(client_of(clerk), row, "steps", "ก")
    save(client_of(colleague), row, "steps", "กข")
    assert [each.actor for each in changes()] == [clerk]
    assert seal_edits_of_plan(row.section.plan) == 1
    assert [each.actor for each in changes()] == [clerk, colleague]


def test_half_an_hour_without_a_save_ends_a_session(client_of, clerk, row, capsys):
    client = client_of(clerk)
    save(client, row, "steps", "ก")
    save(client, row, "measures", "ข")
    CellEdit.objects.update(saved_at=timezone.now() - datetime.timedelta(minutes=31))
    save(client, row, "steps", "กข")
    assert CellEdit.objects.filter(sealed=False).count() == 1
    assert [each.after for each in changes()] == [
        {"steps": paragraphs_to_json(plain("ก"))},
        {"measures": paragraphs_to_json(plain("ข"))},
    ]
    CellEdit.objects.update(saved_at=timezone.now() - datetime.timedelta(minutes=31))
    call_command("seal_edits")
    assert "ปิดช่วงการแก้ไข ๑ ช่วง" in capsys.readouterr().out
    assert seal_old_edits() == 0


def test_submitting_the_plan_ends_what_is_still_open(client_of, clerk, row):
    save(client_of(clerk), row, "steps", "ก")
    submit_plan(plan=row.section.plan, by=clerk)
    assert CellEdit.objects.get().sealed
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == [AuditAction.CHANGED, AuditAction.PLAN_SUBMITTED]


def test_session_of_a_row_that_is_gone_is_recorded_of_the_plan(client_of, clerk, row):
    save(client_of(clerk), row, "steps", "ก")
    plan = row.section.plan
    row.delete()
    seal_edits_of_plan(plan)
    assert (changes().get().subject_kind, changes().get().subject_pk) == (
        "measureplan", str(plan.pk),
    )  # fmt: skip


def test_conflict_of_yesterday_tells_the_day(client_of, clerk, row):
    client = client_of(clerk)
    save(client, row, "steps", "เมื่อวาน")
    CellEdit.objects.update(saved_at=datetime.datetime(2025, 3, 9, 7, 5, tzinfo=datetime.UTC))
    assert save(client, row, "steps", "วันนี้", revision="0").json()["at"] == "๙ มี.ค. ๖๘ ๑๔.๐๕"


def test_edits_are_seen_by_members_alone(clerk, outside_clerk, oversight_of_nation, client_of, row):
    save(client_of(clerk), row, "steps", "ก")
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    seen = [CellEdit.objects.visible_to(each).count() for each in (clerk, outside_clerk)]
    assert (seen, CellEdit.objects.visible_to(oversight_of_nation).count()) == ([1, 0], 0)
    assert clerk.memberships.get().role == Role.CLERK
