"""Files on their way into a plan: taken, looked at, imported, taken back as one piece."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.http import Http404
from django.utils import timezone

from measures.access import get_upload
from measures.actions.entries import ChangedMeanwhile, change_entry
from measures.actions.import_plan import ImportRefusedError
from measures.actions.undo_import import undo_import
from measures.actions.uploads import (
    choose_columns,
    drop_upload,
    import_upload,
    preview_upload,
    take_upload,
)
from measures.actions.workflow import return_plan, submit_plan
from measures.choices import AuditAction, Round
from measures.exchange.source import UnreadableFile
from measures.exchange.wordings import Column
from measures.models import (
    AuditEntry,
    FiscalYear,
    MeasurePlan,
    Membership,
    MembershipUnit,
    PlanEvent,
    PlanUpload,
    ResponsibleUnit,
    Row,
    YearlyScore,
)
from measures.queries.approval import content_hash
from measures.queries.plan_draft import plan_draft
from measures.queries.plan_export import exported_plan
from measures.queries.uploads import importable_years, is_undoable
from tests import factories as make
from tests.measures.exchange.office_files import FORM_A, REPORT_A, Table, text_file, word_file

pytestmark = pytest.mark.django_db

FILE = word_file(REPORT_A)
ROW = ("๑. อบรมผู้ปฏิบัติงาน", "๑. จัดทำแผน", "กองคลัง", "ต.ค. ๖๗ - ก.ย. ๖๘", "ทำแล้ว", "ดีขึ้น")
SCORED = word_file(
    [
        Table(
            ("ตัวชี้วัด", *FORM_A[:4]),
            (("๑. การปฏิบัติหน้าที่ ๘๗.๖๗ คะแนน", "จัดประชุม", "นัดหมาย", "กองใหม่", "ปี ๒๕๖๘"),),
        )
    ]
)


@pytest.fixture
def year(db) -> FiscalYear:
    """Fiscal year 2568 with its framework and the one before."""
    make.make_framework(2567)
    make.make_framework(2568)
    return FiscalYear.objects.get(year_be=2568)


@pytest.fixture
def taken(organization, year, clerk):
    """A function that uploads a file to organization one as its clerk."""

    def take(content=FILE, file="แผน.docx", **options):
        options.setdefault("by", clerk)
        return take_upload(content, file, organization=organization, fiscal_year=year, **options)

    return take


@pytest.fixture
def imported(taken, clerk):
    """A function that uploads a file and imports it."""

    def run(content=FILE, file="แผน.docx"):
        upload = taken(content, file)
        plan = MeasurePlan.objects.first()
        import_upload(
            upload, replace_existing=True, shown=content_hash(plan) if plan else "", by=clerk
        )
        return upload

    return run


def the_plan() -> MeasurePlan:
    return MeasurePlan.objects.get()


def test_take_upload_keeps_the_file_and_writes_nothing_of_it(taken):
    upload = taken()
    assert (bytes(upload.content), upload.file) == (FILE, "แผน.docx")
    assert (MeasurePlan.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..\\..\\แผน.docx", "แผน.docx"),
        ("/etc/plan.docx", "plan.docx"),
        ("ก" * 300 + ".docx", "ก" * 195 + ".docx"),
    ],
)
def test_take_upload_keeps_the_bare_name_of_a_file(taken, sent, kept):
    assert taken(file=sent).file == kept


@pytest.mark.parametrize("file", ["แผน.pdf", "แผน.xlsx", "แผน.json"])
def test_take_upload_keeps_nothing_that_cannot_be_read(taken, file):
    with pytest.raises(UnreadableFile, match="ไฟล์"):
        taken(file=file)
    assert PlanUpload.objects.count() == 0


def test_take_upload_takes_the_place_of_the_users_last_one_that_still_waits(taken, imported):
    imported()
    taken(file="สอง.docx")
    taken(file="สาม.docx")
    assert list(PlanUpload.objects.values_list("file", flat=True)) == ["สาม.docx", "แผน.docx"]


@pytest.mark.parametrize("member", ["supervisor", "contributor", "outside_clerk"])
def test_nobody_else_uploads_imports_or_undoes(request, taken, imported, member):
    user = request.getfixturevalue(member)
    done, waiting = imported(), taken()
    for attempt in (
        lambda: taken(by=user),
        lambda: preview_upload(waiting, by=user),
        lambda: choose_columns(waiting, {}, None, by=user),
        lambda: import_upload(waiting, replace_existing=True, shown="", by=user),
        lambda: drop_upload(waiting, by=user),
        lambda: undo_import(done, by=user),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_waiting_upload_is_its_uploaders_alone_and_for_a_day(taken, clerk, organization):
    upload = taken()
    colleague = make.make_member(organization=organization, username="colleague")

    def found(user):
        return get_upload(user, "one", 2568, upload.pk)

    assert found(clerk) == upload
    with pytest.raises(Http404):
        found(colleague)
    yesterday = timezone.now() - datetime.timedelta(days=1, minutes=1)
    PlanUpload.objects.update(uploaded_at=yesterday)
    with pytest.raises(Http404):
        found(clerk)


def test_imported_upload_is_seen_by_colleagues_and_by_nobody_outside(
    imported, organization, outside_clerk, former_member
):
    upload = imported()
    colleague = make.make_member(organization=organization, username="colleague")
    assert get_upload(colleague, "one", 2568, upload.pk) == upload
    for user in (outside_clerk, former_member):
        with pytest.raises(Http404):
            get_upload(user, "one", 2568, upload.pk)


def test_files_that_nobody_imported_are_removed_after_a_day(taken, imported, capsys):
    done, waiting = imported(), taken()
    old = timezone.now() - datetime.timedelta(days=1, minutes=1)
    PlanUpload.objects.update(uploaded_at=old)
    call_command("remove_old_uploads")
    assert capsys.readouterr().out == "ลบไฟล์นำเข้าที่ค้างอยู่ ๑ ไฟล์\n"
    assert list(PlanUpload.objects.all()) == [done]
    assert waiting.pk != done.pk


def test_uploading_removes_what_others_left_for_a_day(taken, clerk, organization):
    colleague = make.make_member(organization=organization, username="colleague")
    taken(by=colleague)
    PlanUpload.objects.update(uploaded_at=timezone.now() - datetime.timedelta(days=2))
    upload = taken()
    assert list(PlanUpload.objects.all()) == [upload]


def test_import_upload_makes_the_plan_and_keeps_no_file(taken, clerk):
    upload = taken()
    done = import_upload(upload, replace_existing=False, shown="", by=clerk)

    upload.refresh_from_db()
    assert (bytes(upload.content), upload.source) == (b"", None)
    assert plan_draft(the_plan()) == done.draft
    assert upload.outcome == {
        "made_the_plan": True,
        "rows": len(done.draft.rows),
        "measures": sum(len(row.measures) for row in done.draft.rows),
        "steps": sum(len(row.steps) for row in done.draft.rows),
        "doubts": len(done.doubts),
        "added_units": list(done.added_units),
        "added_scores": [],
    }
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [AuditAction.PLAN_IMPORTED]


def test_import_upload_does_so_once(taken, clerk):
    upload = taken()
    import_upload(upload, replace_existing=False, shown="", by=clerk)
    with pytest.raises(ValidationError, match="นำเข้าไฟล์นี้แล้ว"):
        import_upload(upload, replace_existing=True, shown=content_hash(the_plan()), by=clerk)


def test_import_upload_says_when_there_is_nothing_to_import(imported, taken, clerk):
    imported()
    upload = taken()
    with pytest.raises(ValidationError, match="ไม่มีสิ่งที่ต้องนำเข้า"):
        import_upload(upload, replace_existing=True, shown=content_hash(the_plan()), by=clerk)
    upload.refresh_from_db()
    assert upload.imported_at is None


def test_import_upload_over_content_needs_to_be_told(imported, taken, clerk):
    imported()
    before = plan_draft(the_plan())
    upload = taken(word_file([Table(FORM_A, (ROW,))]))
    with pytest.raises(ImportRefusedError):
        import_upload(upload, replace_existing=False, shown=content_hash(the_plan()), by=clerk)
    assert plan_draft(the_plan()) == before


def test_import_upload_refuses_when_the_plan_changed_since_it_was_looked_at(taken, clerk):
    upload = taken()
    plan = make.make_plan(organization=upload.organization)
    with pytest.raises(ChangedMeanwhile):
        import_upload(upload, replace_existing=True, shown="", by=clerk)
    assert plan.sections.count() == 0


def test_column_goes_where_a_person_says(taken, clerk):
    header = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "บันทึกย่อ", "ผลลัพธ์")
    upload = taken(word_file([Table(header, (ROW,))]))
    first = preview_upload(upload, by=clerk)
    assert [(each.heading, each.column, each.is_sure) for each in first.columns][4:] == [
        ("บันทึกย่อ", None, False),
        ("ผลลัพธ์", Column.OUTCOME, True),
    ]
    assert [paragraph.text for paragraph in first.draft.rows[0].remarks] == ["บันทึกย่อ: ทำแล้ว"]
    assert first.columns[4].example == "ทำแล้ว"

    choose_columns(upload, {"บันทึกย่อ": Column.RESULT, "ผลลัพธ์": None}, Round(6), by=clerk)
    upload.refresh_from_db()
    second = preview_upload(upload, by=clerk)
    (row,) = second.draft.rows
    assert [(each.round, [p.text for p in each.results], each.outcome) for each in row.results] == [
        (6, ["ทำแล้ว"], ())
    ]
    assert [paragraph.text for paragraph in row.remarks] == ["ผลลัพธ์: ดีขึ้น"]


def test_choice_takes_a_column_from_where_it_was_guessed(taken, clerk):
    header = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ข้อความ", "ผลการดำเนินการ")
    upload = taken(word_file([Table(header, (ROW,))]))
    choose_columns(upload, {"ข้อความ": Column.RESULT}, None, by=clerk)
    (row,) = preview_upload(upload, by=clerk).draft.rows
    assert [paragraph.text for paragraph in row.results[0].results] == ["ทำแล้ว"]
    assert [paragraph.text for paragraph in row.remarks] == ["ผลการดำเนินการ: ดีขึ้น"]


def test_column_without_heading_is_chosen_by_its_place(taken, clerk):
    table = Table(("มาตรการ", "ขั้นตอน", "", "ผู้รับผิดชอบ"), (("อบรม", "เชิญ", "ครบ", "กองคลัง"),))
    upload = taken(text_file([table]), "แผน.txt")
    found = preview_upload(upload, by=clerk).columns
    assert [(each.key, each.column) for each in found][2] == ("#3", None)
    choose_columns(upload, {"#3": Column.RESULT}, None, by=clerk)
    (row,) = preview_upload(upload, by=clerk).draft.rows
    assert [paragraph.text for paragraph in row.results[0].results] == ["ครบ"]


def test_undo_import_removes_the_plan_that_the_import_made(imported, clerk):
    upload = imported()
    assert ResponsibleUnit.objects.exists()
    undo_import(upload, by=clerk)

    assert (MeasurePlan.objects.count(), Row.objects.count()) == (0, 0)
    assert ResponsibleUnit.objects.count() == 0
    upload.refresh_from_db()
    assert upload.undone_at is not None
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert entry.action == AuditAction.PLAN_IMPORT_UNDONE
    assert entry.before["sections"]
    assert entry.after["removed_units"] == upload.outcome["added_units"]


def test_undo_import_empties_a_plan_whose_way_to_the_head_has_begun(imported, clerk, supervisor):
    upload = imported()
    submit_plan(plan=the_plan(), by=clerk)
    with pytest.raises(ValidationError, match="แก้ไขไม่ได้"):
        undo_import(upload, by=clerk)
    return_plan(plan=the_plan(), reason="โปรดแก้", by=supervisor)

    undo_import(upload, by=clerk)
    assert plan_draft(the_plan()).rows == ()
    assert PlanEvent.objects.count() == 2


def test_undo_import_brings_back_everything_that_the_plan_held(organization, year, taken, clerk):
    plan = make.make_plan(organization=organization, introduction=make.plain("คำนำเดิม"))
    group = make.make_group(section=make.make_section(plan=plan))
    make.make_filled_row(group=group, text="มาตรการเดิม")
    make.make_picture(plan=plan, content=make.picture_file())
    make.make_link(plan=plan)
    make.make_signatory(plan=plan)
    make.make_analysis(plan=plan)
    before, draft = exported_plan(plan), plan_draft(plan)
    upload = taken()
    import_upload(upload, replace_existing=True, shown=content_hash(plan), by=clerk)
    assert plan_draft(the_plan()) != draft

    undo_import(upload, by=clerk)
    restored = MeasurePlan.objects.select_related("posted_for", "score_year").get()
    assert plan_draft(restored) == draft
    assert exported_plan(restored) == before


def test_undo_import_takes_back_scores_and_units_that_nobody_changed_since(
    taken, clerk, organization
):
    upload = taken(SCORED)
    import_upload(upload, replace_existing=False, shown="", by=clerk)
    assert upload.outcome["added_scores"] == [[2567, 1, "87.67"]]
    assert upload.outcome["added_units"] == ["กองใหม่"]
    undo_import(upload, by=clerk)
    assert (YearlyScore.objects.count(), ResponsibleUnit.objects.count()) == (0, 0)


def test_undo_import_leaves_what_others_changed_or_use_by_now(taken, clerk, contributor):
    upload = taken(SCORED)
    import_upload(upload, replace_existing=False, shown="", by=clerk)
    YearlyScore.objects.update(value=Decimal("88.00"))
    unit = ResponsibleUnit.objects.get(name="กองใหม่")
    MembershipUnit.objects.create(membership=Membership.objects.get(user=contributor), unit=unit)
    undo_import(upload, over_changes=True, by=clerk)
    assert [score.value for score in YearlyScore.objects.all()] == [Decimal("88.00")]
    assert ResponsibleUnit.objects.filter(name="กองใหม่").exists()


def test_undo_import_asks_when_somebody_edited_since(imported, clerk):
    upload = imported()
    row = Row.objects.all()[0]
    row.printed_number = "๙"
    change_entry(row, by=clerk)
    with pytest.raises(ChangedMeanwhile, match="หลังจากนำเข้า"):
        undo_import(upload, by=clerk)
    assert MeasurePlan.objects.count() == 1
    undo_import(upload, over_changes=True, by=clerk)
    assert MeasurePlan.objects.count() == 0


def test_undo_import_is_of_the_last_import_and_once(imported, clerk):
    first = imported()
    second = imported(word_file([Table(FORM_A, (ROW,))]))
    first.refresh_from_db()
    assert (is_undoable(first), is_undoable(second)) == (False, True)
    with pytest.raises(ValidationError, match="เลิกทำไม่ได้แล้ว"):
        undo_import(first, by=clerk)
    undo_import(second, by=clerk)
    assert is_undoable(second) is False
    with pytest.raises(ValidationError, match="เลิกทำไม่ได้แล้ว"):
        undo_import(second, by=clerk)
    assert PlanUpload.objects.exclude(before=None).count() == 0


def test_undo_import_of_a_waiting_file_is_refused(taken, clerk):
    with pytest.raises(ValidationError, match="เลิกทำไม่ได้แล้ว"):
        undo_import(taken(), by=clerk)


def test_plan_of_the_portal_comes_in_as_json_and_goes_again(organization, year, taken, clerk):
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    content = json.dumps(exported_plan(plan)).encode()
    draft = plan_draft(plan)
    plan.delete()
    upload = taken(content, "plan.json")
    import_upload(upload, replace_existing=False, shown="", by=clerk)
    assert plan_draft(the_plan()) == draft
    undo_import(upload, by=clerk)
    assert MeasurePlan.objects.count() == 0


def test_years_to_import_into_have_a_framework_of_the_organizations_network(organization, year):
    make.make_year(2570)
    make.make_framework(2569, network="moph")
    assert [each.year_be for each in importable_years(organization)] == [2568, 2567]
