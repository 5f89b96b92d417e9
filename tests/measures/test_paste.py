"""Putting a copied table into the grid as one piece, and taking it out as one piece."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.actions.entries import ChangedMeanwhile
from measures.actions.paste import apply_paste, undo_paste
from measures.choices import AuditAction, CellColumn, GroupKind, PlanState, ResultStatus, Round
from measures.exchange.pasted import read_pasted
from measures.models import AuditEntry, CellEdit, ResponsibleUnit, Row, Section
from measures.queries.cells import stored_cell
from measures.queries.paste_preview import paste_preview
from measures.queries.paste_starts import start_named, starts_of
from measures.queries.pastes import is_undone, paste_of
from measures.queries.plan_draft import plan_draft
from measures.rules.pasting import Paste
from tests import factories as make

pytestmark = pytest.mark.django_db

COLUMNS = (
    CellColumn.MEASURES,
    CellColumn.STEPS,
    CellColumn.RESPONSIBLE,
    CellColumn.PERIOD,
    CellColumn.RESULTS,
    CellColumn.OUTCOME,
)
WHOLE = "๑. อบรม\t1) เชิญ\tกองคลัง\tต.ค. ๖๗ - ก.ย. ๖๘\t- อบรมแล้ว\tดีขึ้น"


@pytest.fixture
def plan(organization):
    """A plan of two groups: two rows in the first, one in the second."""
    plan = make.make_plan(organization=organization)
    section = make.make_section(plan=plan)
    for texts in (("หนึ่ง", "สอง"), ("สาม",)):
        group = make.make_group(section=section, kind=GroupKind.FREE, printed_text=f"กลุ่ม{texts[0]}")
        for text in texts:
            row = make.make_row(section=section, group=group)
            make.make_measure(row=row, content=make.plain(text))
    return plan


def rows():
    return list(Row.objects.order_by("section__position", "position"))


def the_start(plan, named):
    found = start_named(plan, named)
    assert found is not None
    return found


def preview(plan, text, *, start=None, first=CellColumn.MEASURES, round=Round.TWELVE_MONTHS):
    named = the_start(plan, start or str(rows()[0].pk))
    return paste_preview(named, read_pasted("", text), COLUMNS, first, round)


def pasted(plan, by, text, **options):
    return apply_paste(plan, preview(plan, text, **options).paste, by=by)


def measures():
    return [
        [p.text for item in row.measures.order_by("position") for p in item.content]
        for row in rows()
    ]


def cell(row, column, round=None):
    return [each.text for each in stored_cell(row, column, round).content.paragraphs]


def test_whole_row_lands_in_its_cells_with_numbers_periods_and_units(plan, clerk):
    unit = make.make_unit(organization=plan.organization, name="กองคลัง")
    pasted(plan, clerk, WHOLE)
    row = rows()[0]
    assert {
        column: cell(row, column, 12 if column in ("results", "outcome") else None)
        for column in COLUMNS
    } == {
        CellColumn.MEASURES: ["อบรม"],
        CellColumn.STEPS: ["เชิญ"],
        CellColumn.RESPONSIBLE: ["กองคลัง"],
        CellColumn.PERIOD: ["ต.ค. ๖๗ - ก.ย. ๖๘"],
        CellColumn.RESULTS: ["อบรมแล้ว"],
        CellColumn.OUTCOME: ["ดีขึ้น"],
    }
    assert (str(row.period_start), str(row.period_end)) == ("2024-10-01", "2025-09-30")
    assert [each.unit for each in row.responsibilities.all()] == [unit]
    assert row.measures.get().content[0].kind == "numbered"


def test_rows_beyond_the_last_of_the_group_are_added_there(plan, clerk):
    looked = preview(plan, "ก\nข\nค\nง")
    assert [(each.number, each.row is None) for each in looked.rows] == [
        (1, False), (2, False), (3, True), (4, True)
    ]  # fmt: skip
    assert (looked.paste.added, looked.replaced) == (2, 2)
    apply_paste(plan, looked.paste, by=clerk)
    assert measures() == [["ก"], ["ข"], ["ค"], ["ง"], ["สาม"]]
    assert [str(row.group) for row in rows()] == ["กลุ่มหนึ่ง"] * 4 + ["กลุ่มสาม"]
    assert [row.position for row in rows()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("group", [["หนึ่ง"], ["สอง"], ["ก"], ["สาม"]]),
        ("end", [["หนึ่ง"], ["สอง"], ["สาม"], ["ก"]]),
    ],
)
def test_rows_are_added_after_a_group_or_at_the_end(plan, clerk, start, expected):
    group = Section.objects.get().groups.order_by("position")[0]
    named = f"group-{group.pk}" if start == "group" else start
    entry = pasted(plan, clerk, "ก", start=named)
    assert measures() == expected
    undo_paste(plan, entry, by=clerk)
    assert measures() == [["หนึ่ง"], ["สอง"], ["สาม"]]


def test_empty_plan_gets_its_first_table(organization, clerk):
    plan = make.make_plan(organization=organization)
    entry = pasted(plan, clerk, "ก\tข", start="end")
    assert (measures(), Section.objects.count()) == ([["ก"]], 1)
    assert list(entry.after["added_rows"]) == [str(rows()[0].pk)]


def test_empty_cells_change_nothing_and_what_is_there_is_shown(plan, clerk):
    looked = preview(plan, "ใหม่\tขั้น\n\tขั้นสอง")
    assert [[(cell.replaces, cell.after is None) for cell in row.cells] for row in looked.rows] == [
        [(True, False), (False, False)],
        [(False, True), (False, False)],
    ]
    apply_paste(plan, looked.paste, by=clerk)
    assert measures() == [["ใหม่"], ["สอง"], ["สาม"]]


def test_header_of_the_copied_table_says_the_columns(plan, clerk):
    header = "ผู้รับผิดชอบ\tมาตรการ/โครงการ/กิจกรรม\tขั้นตอน\tงบประมาณ"
    looked = preview(plan, f"{header}\nกองช่าง\tซ่อมถนน\tสำรวจ\tหนึ่งหมื่นบาท")
    assert looked.columns == (CellColumn.RESPONSIBLE, CellColumn.MEASURES, CellColumn.STEPS)
    assert [note.split(" ")[0] for note in looked.notes] == ["แถวแรกเป็นหัวตาราง", "คอลัมน์ที่"]
    assert "“หนึ่งหมื่นบาท”" in looked.notes[1]
    apply_paste(plan, looked.paste, by=clerk)
    assert (measures()[0], cell(rows()[0], CellColumn.RESPONSIBLE)) == (["ซ่อมถนน"], ["กองช่าง"])
    assert ResponsibleUnit.objects.count() == 0


def test_numbers_of_rows_before_the_measures_are_left_out(plan):
    looked = preview(plan, "๑\tก\tข\n๒\tค\tง")
    assert looked.columns == (CellColumn.MEASURES, CellColumn.STEPS)
    assert looked.notes == ("คอลัมน์แรกเป็นเลขลำดับแถว จึงไม่วาง",)


def test_headings_over_the_columns_are_no_rows(plan):
    table = read_pasted(
        "<table><tr><td colspan=2>๑. การให้บริการ<tr><td>ก<td>ข<tr><td>(๑)<td>(๒)<td>(๓)</table>", ""
    )
    named = the_start(plan, str(rows()[0].pk))
    looked = paste_preview(named, table, COLUMNS, CellColumn.MEASURES, Round(12))
    assert len(looked.rows) == 1
    assert looked.notes == ("ไม่วางแถวหัวข้อ “๑. การให้บริการ” โปรดวางทีละกลุ่ม",)


def test_what_does_not_fit_into_the_grid_is_said(plan):
    looked = preview(plan, "ดีมาก\tเกินไป", first=CellColumn.OUTCOME)
    assert looked.columns == (CellColumn.OUTCOME,)
    assert "เกินไป" in looked.notes[0]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("☑ อยู่ระหว่างดำเนินการ", ResultStatus.IN_PROGRESS),
        ("ดำเนินการแล้วเสร็จ", ResultStatus.DONE),
        ("รอก่อน", ""),
    ],
)
def test_status_is_read_or_left_alone(plan, clerk, typed, status):
    header = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tสถานะ"
    looked = preview(plan, f"{header}\nก\tข\tกองคลัง\t{typed}")
    apply_paste(plan, looked.paste, by=clerk)
    found = stored_cell(rows()[0], CellColumn.STATUS, 12).content.status
    assert found == status
    assert any("ไม่ใช่สถานะ" in note for note in looked.notes) == (not status)
    assert looked.rows[0].cells[3].status == (status.label if status else "")


def test_one_entry_tells_of_the_whole_and_each_cell_of_its_own(plan, clerk):
    entry = pasted(plan, clerk, "ก\tข\nค")
    assert list(AuditEntry.objects.all()) == [entry]
    assert entry.action == AuditAction.PLAN_PASTED
    assert [(each["column"], each["content"]["paragraphs"]) for each in entry.before["cells"]] == [
        ("measures", [{"text": "หนึ่ง", "kind": "plain", "level": 0, "marker": ""}]),
        ("steps", []),
        ("measures", [{"text": "สอง", "kind": "plain", "level": 0, "marker": ""}]),
    ]
    edits = CellEdit.objects.order_by("pk").values_list("column", "sealed")
    assert list(edits) == [("measures", True), ("steps", True), ("measures", True)]


def test_undo_brings_back_every_cell_and_removes_the_rows_that_came(plan, clerk):
    make.make_unit(organization=plan.organization, name="กองคลัง")
    pasted(plan, clerk, WHOLE)
    before = plan_draft(plan)
    entry = pasted(plan, clerk, f"๑. อื่น\tทำ\tทุกส่วนราชการ\tปี ๒๕๖๘\tเสร็จ\tดี\n{WHOLE}\n{WHOLE}")
    assert len(rows()) == 4
    undone = undo_paste(plan, entry, by=clerk)
    # A period that is typed as it prints says no more than its dates.
    assert [replace(row, period_text=()) for row in plan_draft(plan).rows] == [
        replace(row, period_text=()) for row in before.rows
    ]
    assert undone.action == AuditAction.PLAN_PASTE_UNDONE
    assert undone.after["paste"] == entry.pk
    assert is_undone(entry)
    with pytest.raises(ValidationError, match="เลิกทำการวางนี้แล้ว"):
        undo_paste(plan, entry, by=clerk)


def test_undo_asks_when_a_cell_was_edited_since(plan, clerk):
    entry = pasted(plan, clerk, "ก\nข\nค")
    first, second, added = rows()[:3]
    first.measures.update(content=make.plain("แก้แล้ว"))
    with pytest.raises(ChangedMeanwhile, match="เลิกทำ"):
        undo_paste(plan, entry, by=clerk)
    undo_paste(plan, entry, over_changes=True, by=clerk)
    assert measures() == [["หนึ่ง"], ["สอง"], ["สาม"]]
    assert (second.pk, added.pk) not in [(row.pk, row.pk) for row in rows()]


def test_undo_asks_when_something_was_typed_beside_in_a_row_that_came(plan, clerk):
    entry = pasted(plan, clerk, "ก\nข\nค")
    make.make_step(row=rows()[2], content=make.plain("พิมพ์เพิ่ม"))
    with pytest.raises(ChangedMeanwhile):
        undo_paste(plan, entry, by=clerk)
    undone = undo_paste(plan, entry, over_changes=True, by=clerk)
    assert "พิมพ์เพิ่ม" in str(undone.before["cells"])


def test_undo_goes_round_rows_that_are_gone(plan, clerk):
    entry = pasted(plan, clerk, "ก\nข\nค")
    gone = rows()[0]
    gone.delete()
    with pytest.raises(ChangedMeanwhile):
        undo_paste(plan, entry, by=clerk)
    undo_paste(plan, entry, over_changes=True, by=clerk)
    assert measures() == [["สอง"], ["สาม"]]


def test_undo_asks_when_a_row_that_came_is_gone(plan, clerk):
    entry = pasted(plan, clerk, "ก\nข\nค")
    Row.objects.filter(pk__in=entry.after["added_rows"]).update(
        section=make.make_section(plan=plan)
    )
    rows()[3].delete() if str(rows()[3].pk) in entry.after["added_rows"] else rows()[2].delete()
    with pytest.raises(ChangedMeanwhile):
        undo_paste(plan, entry, by=clerk)


@pytest.mark.parametrize("change", ["cell", "row", "section", "group"])
def test_nothing_is_put_in_when_the_grid_is_another_than_was_shown(plan, clerk, change):
    paste = preview(plan, "ก\nข\nค").paste
    match change:
        case "cell":
            rows()[1].measures.update(content=make.plain("เพิ่งแก้"))
        case "row":
            rows()[0].delete()
        case "section":
            plan.sections.all().delete()
        case "group":
            Section.objects.get().groups.all()[0].delete()
    before = plan_draft(plan)
    with pytest.raises(ChangedMeanwhile):
        apply_paste(plan, paste, by=clerk)
    assert plan_draft(plan) == before


def test_pasting_the_same_again_says_so(plan, clerk):
    pasted(plan, clerk, "ก\tข")
    with pytest.raises(ValidationError, match="เหมือนที่วางอยู่แล้ว"):
        pasted(plan, clerk, "ก\tข")


@pytest.mark.parametrize("member", ["supervisor", "contributor", "outside_clerk"])
def test_nobody_without_the_right_pastes_or_undoes(request, plan, clerk, member):
    user = request.getfixturevalue(member)
    entry = pasted(plan, clerk, "ก")
    with pytest.raises(PermissionDenied):
        pasted(plan, user, "ข")
    with pytest.raises(PermissionDenied):
        undo_paste(plan, entry, by=user)


def test_plan_that_may_not_be_edited_stays(plan, clerk):
    entry = pasted(plan, clerk, "ก")
    paste = preview(plan, "ข").paste
    plan.state = PlanState.SUBMITTED
    plan.save()
    for attempt in (
        lambda: apply_paste(plan, paste, by=clerk),
        lambda: undo_paste(plan, entry, by=clerk),
    ):
        with pytest.raises(ValidationError, match="แก้ไขไม่ได้"):
            attempt()


def test_paste_travels_as_json(plan):
    paste = preview(plan, f"{WHOLE}\nข\nค").paste
    assert Paste.from_json(paste.to_json()) == paste


def test_places_to_begin_are_the_rows_and_the_ends_of_groups(plan):
    make.make_row(section=Section.objects.get())
    first, last = rows()[0], rows()[3]
    found = dict(starts_of(plan))
    assert found[str(first.pk)] == "แถวที่ ๑ หนึ่ง"
    assert found[str(last.pk)] == "แถวที่ ๔ ยังไม่มีมาตรการ"
    assert list(found.values())[4:] == [
        "เพิ่มแถวท้ายหัวข้อ “กลุ่มหนึ่ง”",
        "เพิ่มแถวท้ายหัวข้อ “กลุ่มสาม”",
        "เพิ่มแถวท้ายตาราง",
    ]
    assert all(start_named(plan, key) for key in found)


@pytest.mark.parametrize(
    "named", ["", "-", "x", "99999", "group-99999", "group-", "row-๑", "9" * 30]
)
def test_place_that_there_is_not_is_none(plan, named):
    assert start_named(plan, named) is None
    other = make.make_row()
    assert start_named(plan, str(other.pk)) is None
    group = plan.sections.get().groups.all()[0]
    assert start_named(plan, f"section-{group.pk}") is None


def test_paste_of_another_plan_is_none(plan, clerk):
    entry = pasted(plan, clerk, "ก")
    assert paste_of(plan, entry.pk) == entry
    assert paste_of(make.make_plan(), entry.pk) is None


def landing_texts(shown):
    """What each row of a preview gets: the lines of its cells, None where a cell stays."""
    return [
        [each.after and [p.text for p in each.after.paragraphs] for each in row.cells]
        for row in shown.rows
    ]


MERGED = """<table>
<tr><td rowspan=3>อบรม</td><td>เชิญ</td><td rowspan=4>กองคลัง</td><td>ต.ค. ๖๗ - ก.ย. ๖๘</td></tr>
<tr><td>สรุป</td><td></td></tr>
<tr><td>รายงาน</td><td>ม.ค. ๖๘ - มี.ค. ๖๘</td></tr>
<tr><td>ตรวจ</td><td>ประกาศ</td><td>ต.ค. ๖๗ - ก.ย. ๖๘</td></tr>
</table>"""


def test_a_merged_cell_holds_for_every_row_that_it_reaches_over(plan):
    start = the_start(plan, str(rows()[0].pk))
    table = read_pasted(MERGED, "")
    shown = paste_preview(start, table, COLUMNS, CellColumn.MEASURES, Round.TWELVE_MONTHS)
    whole = ["ต.ค. ๖๗ - ก.ย. ๖๘"]
    assert landing_texts(shown) == [
        [["อบรม"], ["เชิญ", "สรุป"], ["กองคลัง"], whole],
        [["อบรม"], ["รายงาน"], ["กองคลัง"], ["ม.ค. ๖๘ - มี.ค. ๖๘"]],
        [["ตรวจ"], ["ประกาศ"], ["กองคลัง"], whole],
    ]
    assert shown.notes == (
        "เซลล์มาตรการรวมกับแถวบน จึงต่อท้ายข้อความของแถวบน เช่น “สรุป”",
        "ข้อความของเซลล์ที่รวมหลายแถวลงทุกแถวที่รวม เช่น “อบรม”",
        "ข้อความของเซลล์ที่รวมหลายแถวลงทุกแถวที่รวม เช่น “กองคลัง”",
    )


def test_merged_cells_of_results_and_of_other_starts_part_nothing(plan):
    start = the_start(plan, str(rows()[0].pk))
    html = "<table><tr><td rowspan=2>อบรมแล้ว</td><td>ดีขึ้น</td></tr><tr><td>คงที่</td></tr></table>"
    shown = paste_preview(
        start, read_pasted(html, ""), COLUMNS, CellColumn.RESULTS, Round.TWELVE_MONTHS
    )
    assert landing_texts(shown) == [[["อบรมแล้ว"], ["ดีขึ้น"]], [None, ["คงที่"]]]
