"""Commands of the measures grid: rows added, duplicated, moved, removed and brought back."""

from __future__ import annotations

import re

import pytest

from measures.choices import AuditAction, CellColumn, GroupKind, PlanState, Round
from measures.models import (
    AuditEntry,
    CellEdit,
    GroupHeading,
    MeasurePlan,
    RemovedRow,
    Responsibility,
    Row,
    ScoreCitation,
    Section,
)
from measures.queries.grid import measures_grid
from measures.queries.plan_draft import plan_draft
from measures.rules.paragraphs import plain
from tests import factories as make
from tests.factories import numbered

pytestmark = pytest.mark.django_db
GRID = "/one/2568/measures/"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def plan(organization):
    return make.make_plan(organization=organization)


@pytest.fixture
def section(plan):
    return make.make_section(plan=plan)


@pytest.fixture
def send(client_of, clerk):
    """A function: path below the grid, fields -> the clerk's answer."""
    client = client_of(clerk)
    return lambda path, headers=None, **fields: client.post(GRID + path, fields, headers=headers)


def named_row(name, **fields):
    row = make.make_row(printed_number=name, **fields)
    make.make_measure(row=row, content=numbered(f"มาตรการ {name}"))
    return row


def shown(plan):
    """The rows as the grid shows them: (heading's number, names)."""
    return [
        (
            group.heading.number if group.heading else "",
            [row.row.printed_number for row in group.rows],
        )
        for table in measures_grid(plan, Round.TWELVE_MONTHS).sections
        for group in table.groups
    ]


# --- adding ---------------------------------------------------------------------------------------


def test_first_row_of_an_empty_plan_makes_its_table(plan, send):
    response = send("rows/")
    row = Row.objects.get()
    assert (row.section.plan, row.position, row.group) == (plan, 1, None)
    assert response["Location"] == f"{GRID}?round=12#row-{row.pk}"
    added = AuditEntry.objects.filter(action=AuditAction.ADDED)
    assert {each.subject_kind for each in added} == {"section", "row"}


def test_row_comes_after_another_in_its_group_and_below_the_last_without(plan, section, send):
    first = make.make_group(section=section, kind=GroupKind.INDICATOR)
    second = make.make_group(section=section, kind=GroupKind.INDICATOR)
    a, _, _ = [
        named_row(name, group=group) for name, group in (("a", first), ("b", first), ("c", second))
    ]
    send("rows/", after=a.pk, round=6)
    send("rows/")
    assert shown(plan) == [("1", ["a", "", "b"]), ("2", ["c", ""])]
    added = Row.objects.filter(printed_number="").order_by("pk")
    assert list(added.values_list("indicator__number", flat=True)) == [1, 2]
    assert list(Row.objects.order_by("position").values_list("position", flat=True)) == [
        *range(1, 6)
    ]


def test_row_comes_under_an_empty_heading(plan, section, send):
    first, empty, last = (make.make_group(section=section) for _ in range(3))
    named_row("a", group=first)
    named_row("b", group=last)
    send("rows/", group=empty.pk)
    assert shown(plan) == [("1", ["a"]), ("2", [""]), ("3", ["b"])]
    positions = Row.objects.order_by("position").values_list("group", flat=True)
    assert list(positions) == [first.pk, empty.pk, last.pk]


def test_row_under_no_heading_stands_before_the_headings(plan, section, send):
    loose = named_row("a", section=section)
    named_row("b", group=make.make_group(section=section))
    send("rows/", after=loose.pk)
    assert shown(plan) == [("", ["a", ""]), ("1", ["b"])]


def test_section_takes_no_more_rows_than_any_table_has(plan, section, send, monkeypatch):
    monkeypatch.setattr("measures.actions.grid_rows.MOST_ROWS", 1)
    named_row("a", section=section)
    response = send("rows/", headers=SCRIPT)
    assert response.status_code == 422
    assert "ส่วนนี้มีแถวครบ" in response.text
    assert Row.objects.count() == 1


@pytest.mark.parametrize("field", ["after", "group"])
def test_key_of_another_office_is_not_found(plan, send, other_organization, field):
    other = make.make_plan(organization=other_organization)
    group = make.make_group(section=make.make_section(plan=other))
    row = make.make_row(group=group)
    response = send("rows/", **{field: row.pk if field == "after" else group.pk})
    assert response.status_code == 404
    assert Row.objects.count() == 1


def test_duplicate_holds_the_plan_of_the_row_and_no_results(plan, section, send):
    group = make.make_group(section=section)
    row = make.make_filled_row(group=group, text="เดิม")
    named_row("z", group=group)
    send(f"rows/{row.pk}/duplicate/")
    one, copy, _ = plan_draft(plan, with_pictures=False).sections[0].groups[0].rows
    for name in ("measures", "steps", "responsible", "period", "period_text", "responsible_text"):
        assert getattr(copy, name) == getattr(one, name)
    assert (len(one.results), copy.results, copy.remarks) == (2, (), ())
    assert shown(plan) == [("1", ["", "", "z"])]


# --- moving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "direction", "groups"),
    [
        ("b", "up", [["b", "a"], ["c", "d"]]),
        ("a", "down", [["b", "a"], ["c", "d"]]),
        ("b", "down", [["a"], ["b", "c", "d"]]),
        ("c", "up", [["a", "b", "c"], ["d"]]),
    ],
)
def test_row_moves_by_one_and_over_headings(plan, section, send, name, direction, groups):
    headings = [make.make_group(section=section) for _ in range(2)]
    rows = {each: named_row(each, group=headings[each in "cd"]) for each in "abcd"}
    response = send(f"rows/{rows[name].pk}/move/", direction=direction)
    assert response["Location"].endswith(f"#row-{rows[name].pk}")
    assert [names for _, names in shown(plan)] == groups


def test_row_keeps_its_place_among_headings_whatever_the_positions_were(plan, section, send):
    first, second = (make.make_group(section=section) for _ in range(2))
    late = named_row("b", group=second)
    named_row("a", group=first)
    send(f"rows/{late.pk}/move/", direction="up")
    assert [names for _, names in shown(plan)] == [["a", "b"], []]


@pytest.mark.parametrize("direction", ["up", "down"])
def test_row_at_the_edge_of_the_table_stays_and_says_so(plan, section, send, direction):
    row = named_row("a", section=section)
    answer = send(f"rows/{row.pk}/move/", headers=SCRIPT, direction=direction)
    assert answer.status_code == 422
    assert "แถวนี้อยู่สุดตารางแล้ว" in answer.text


def test_wrong_direction_is_explained(plan, section, send, client_of, clerk):
    row = named_row("a", section=section)
    client = client_of(clerk)
    page = client.post(f"{GRID}rows/{row.pk}/move/", {"direction": "sideways"}, follow=True)
    assert "อ่านได้ “sideways”" in page.text


# --- removing and bringing back -------------------------------------------------------------------


def test_removed_row_comes_back_with_all_it_held(plan, section, send, client_of, clerk):
    group = make.make_group(section=section)
    named_row("a", group=group)
    row = make.make_filled_row(group=group, text="เดิม")
    named_row("z", group=group)
    before = plan_draft(plan, with_pictures=False)
    page = send(f"rows/{row.pk}/remove/")
    removed = RemovedRow.objects.get()
    assert shown(plan) == [("1", ["a", "z"])]
    assert page["Location"] == f"{GRID}?round=12&removed={removed.pk}"
    assert "ลบแถว “เดิม มาตรการ” แล้ว" in client_of(clerk).get(page["Location"]).text
    send("rows/restore/", removed=removed.pk)
    assert plan_draft(plan, with_pictures=False) == before
    assert Row.objects.get(pk=row.pk).position == 2
    assert "นำแถวกลับมา" not in client_of(clerk).get(page["Location"]).text


def test_row_that_came_back_keeps_the_earlier_texts_of_its_cells(plan, section, send, clerk):
    row = named_row("a", section=section)
    CellEdit.objects.create(
        plan=plan, row_pk=row.pk, column=CellColumn.STEPS, by=clerk, by_name="ก", session="s",
        began_at="2026-01-01T00:00Z", saved_at="2026-01-01T00:00Z",
        before={"paragraphs": [], "units": [], "status": ""},
        after={"paragraphs": [], "units": [], "status": ""},
    )  # fmt: skip
    send(f"rows/{row.pk}/remove/")
    assert CellEdit.objects.get().sealed
    send("rows/restore/", removed=RemovedRow.objects.get().pk)
    assert CellEdit.objects.get().row_pk == Row.objects.get().pk


def test_what_went_meanwhile_stays_away(plan, section, send):
    group = make.make_group(section=section)
    row = named_row("a", group=group)
    unit = make.make_unit(organization=plan.organization, name="กองคลัง")
    make.make_responsibility(row=row, unit=unit)
    send(f"rows/{row.pk}/remove/")
    group.delete()
    unit.delete()
    send("rows/restore/", removed=RemovedRow.objects.get().pk)
    assert Row.objects.get().group is None
    assert not Responsibility.objects.exists()


def test_row_comes_back_once(plan, section, send):
    send(f"rows/{named_row('a', section=section).pk}/remove/")
    removed = RemovedRow.objects.get()
    assert str(removed) == "มาตรการ a"
    send("rows/restore/", removed=removed.pk)
    again = send("rows/restore/", headers=SCRIPT, removed=removed.pk)
    assert "แถวนี้นำกลับมาแล้ว" in again.text
    assert Row.objects.count() == 1


def test_row_of_a_table_that_went_cannot_come_back(plan, section, send):
    send(f"rows/{named_row('a', section=section).pk}/remove/")
    Section.objects.all().delete()
    answer = send("rows/restore/", headers=SCRIPT, removed=RemovedRow.objects.get().pk)
    assert "โปรดเพิ่มแถวใหม่แทน" in answer.text
    assert not RemovedRow.objects.get().is_restored


def test_removed_row_of_another_office_is_not_found(plan, send, other_organization, outside_clerk):
    other = make.make_plan(organization=other_organization)
    removed = RemovedRow.objects.create(plan=other, label="ลับ", parts=[], by=outside_clerk)
    assert send("rows/restore/", removed=removed.pk).status_code == 404


def test_oversight_sees_no_removed_rows(plan, oversight_of_nation, clerk):
    RemovedRow.objects.create(plan=plan, label="ก", parts=[], by=clerk)
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    assert not RemovedRow.objects.visible_to(oversight_of_nation).exists()
    assert RemovedRow.objects.visible_to(clerk).exists()


# --- headings and sentences -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "text", "shown_as"),
    [
        ("issue-3", "", "๓. ช่องทางเผยแพร่ข้อมูล"),
        ("indicator-10", "", "๑๐. การป้องกันการทุจริต"),
        ("free-0", "งานอื่น", "งานอื่น"),
    ],
)
def test_heading_comes_after_the_last_one(plan, send, heading, text, shown_as):
    response = send("groups/", heading=heading, text=text)
    group = GroupHeading.objects.get()
    assert (str(group), group.position) == (shown_as, 1)
    assert response["Location"].endswith(f"#group-{group.pk}")


@pytest.mark.parametrize(
    ("heading", "message"),
    [("free-0", "ยังไม่ได้ระบุหัวข้อ"), ("issue-9", "อ่านได้ “issue-9”"), ("", "ยังไม่ได้เลือกหัวข้อ")],
)
def test_heading_without_words_is_refused(plan, send, heading, message):
    answer = send("groups/", headers=SCRIPT, heading=heading)
    assert message in answer.text
    assert not GroupHeading.objects.exists()


def test_an_empty_heading_is_taken_out_and_one_with_rows_stays(
    plan, section, send, client_of, clerk
):
    full, empty = (make.make_group(section=section, printed_text=text) for text in ("มี", "ว่าง"))
    named_row("๑", group=full)
    page = client_of(clerk).get(GRID).text
    assert re.findall(r"groups/(\d+)/remove/", page) == [str(empty.pk)]
    refused = send(f"groups/{full.pk}/remove/", headers=SCRIPT)
    assert (refused.status_code, "ยังมีมาตรการ ๑ แถว" in refused.text) == (422, True)
    assert send(f"groups/{empty.pk}/remove/", headers=SCRIPT).status_code == 200
    assert set(GroupHeading.objects.all()) == {full}
    assert Row.objects.get().group == full


def test_no_heading_is_chosen_before_somebody_chooses(plan, client_of, clerk):
    client = client_of(clerk)
    page = client.get(GRID).text
    # The portal says what is missing, in Thai, not the browser in its own language.
    assert 'action="/one/2568/measures/groups/" novalidate' in page
    told = client.post(f"{GRID}groups/", {"heading": "", "round": 12}, follow=True).text
    assert "หัวข้อกลุ่ม: ยังไม่ได้เลือกหัวข้อ" in told.split("<main")[1].split('id="grid"')[0]
    choices = page.split('name="heading"')[1].split("</select>")[0]
    assert re.findall(r"<option value=\"([^\"]*)\"", choices)[0] == ""


def test_sentence_of_the_rows_indicator_is_set_before_the_outcome_once(plan, section, send):
    group = make.make_group(section=section, kind=GroupKind.INDICATOR)
    row = make.make_row(group=group)
    for _ in range(2):
        answer = send(f"rows/{row.pk}/comparison/", headers=SCRIPT, round=6)
    citation = ScoreCitation.objects.get()
    years = citation.earlier_year.year_be, citation.later_year.year_be
    assert (citation.binding, citation.indicator, years) == (
        "bound",
        make.get_indicator(1),
        (2567, 2568),
    )
    assert row.results.get().outcome == plain("เนื่องจาก")
    assert f'data-citation="{citation.pk}"' in answer.text
    send(f"comparisons/{citation.pk}/remove/")
    assert not ScoreCitation.objects.exists()


def test_sentence_leaves_an_outcome_that_has_words_as_it_is(plan, section, send):
    row = make.make_row(section=section, indicator=make.get_indicator(2))
    result = make.make_result(row=row)
    send(f"rows/{row.pk}/comparison/")
    result.refresh_from_db()
    assert (result.outcome, result.citations.count()) == (plain("ผู้รับบริการทราบขั้นตอนชัดเจนขึ้น"), 1)


def test_row_without_indicator_says_what_is_missing(plan, section, send):
    row = make.make_row(section=section)
    answer = send(f"rows/{row.pk}/comparison/", headers=SCRIPT)
    assert "ยังไม่ได้ระบุตัวชี้วัด" in answer.text


def test_years_that_the_portal_does_not_know_are_told(organization, send):
    plan = make.make_plan(organization=organization, score_year_be=None)
    row = make.make_row(section=make.make_section(plan=plan), indicator=make.get_indicator(2))
    answer = send(f"rows/{row.pk}/comparison/", headers=SCRIPT)
    assert "ยังไม่มีข้อมูลของปีคะแนนที่เทียบ" in answer.text


# --- answers, rights, states ----------------------------------------------------------------------


def test_script_gets_the_tables_alone_with_the_way_to_undo(plan, section, send):
    row = named_row("a", section=section)
    named_row("b", section=section)
    answer = send(f"rows/{row.pk}/remove/", headers=SCRIPT, round=6)
    assert "<html" not in answer.text
    assert answer.text.count("<table") == 1
    assert '<nav class="jump"' in answer.text
    assert f'name="removed" value="{RemovedRow.objects.get().pk}"' in answer.text
    assert "รอบ ๖ เดือน" in answer.text


@pytest.mark.parametrize(
    "path", ["rows/", "rows/{}/move/", "rows/{}/remove/", "rows/{}/duplicate/"]
)
def test_plan_that_is_not_editable_keeps_its_rows(plan, section, send, path):
    row = named_row("a", section=section)
    named_row("b", section=section)
    MeasurePlan.objects.update(state=PlanState.SUBMITTED)
    answer = send(path.format(row.pk), headers=SCRIPT, direction="down")
    assert answer.status_code == 422
    assert "แผนนี้อยู่ในสถานะที่แก้ไขไม่ได้" in answer.text
    assert shown(plan) == [("", ["a", "b"])]
