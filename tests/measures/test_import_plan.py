"""Importing a plan from a file: what the action stores, refuses and records."""

import subprocess

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from measures.actions.import_plan import ImportRefusedError, import_plan
from measures.choices import (
    AuditAction,
    PlanState,
    Round,
)
from measures.exchange.source import UnreadableFile
from measures.models import (
    AuditEntry,
    FiscalYear,
    MeasurePlan,
    ResponsibleUnit,
    RoundResult,
    Row,
    Section,
)
from measures.queries.plan_draft import plan_draft
from measures.rules.paragraphs import plain
from tests import factories
from tests.measures.exchange.office_files import FORM_A, REPORT_A, Table, word_file

pytestmark = pytest.mark.django_db

FILE = word_file(REPORT_A)
OTHER_FILE = word_file([*REPORT_A, "ภาคผนวกใหม่"])
ISSUE = "๑. กระบวนการปฏิบัติงาน"
ONE_ROW = Table(FORM_A, (("- ก", "ข", "", "", "", ""),))
TWO_TABLES = word_file([ONE_ROW, "คั่น", ONE_ROW])
OTHERS = ("supervisor", "administrator", "outside_clerk", "user_of_nothing")


@pytest.fixture
def year(db):
    """Fiscal year 2568 with its framework and the one before."""
    factories.make_framework(2567)
    factories.make_framework(2568)
    return FiscalYear.objects.get(year_be=2568)


@pytest.fixture
def imported(organization, year, clerk):
    """A function that imports into organization one as its clerk."""

    def run(content=FILE, file="แผน.docx", **options):
        options.setdefault("by", clerk)
        return import_plan(content, file, organization=organization, fiscal_year=year, **options)

    return run


def the_plan():
    return MeasurePlan.objects.get()


def stored():
    return plan_draft(the_plan())


def entries():
    return AuditEntry.objects.filter(action=AuditAction.PLAN_IMPORTED)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_while_a_file_is_read(imported, monkeypatch):
    waiting = []
    run = subprocess.run

    def observed(*args, **options):
        waiting.append(connection.in_atomic_block)
        return run(*args, **options)

    monkeypatch.setattr(subprocess, "run", observed)
    imported()
    assert (waiting, MeasurePlan.objects.count()) == ([False], 1)


# -- what an import does ---------------------------------------------------------------------


def test_import_plan_stores_what_the_file_says(imported, organization, year):
    done = imported()
    plan = the_plan()
    assert (plan.organization, plan.fiscal_year, plan.score_year) == (organization, year, year)
    assert stored() == done.draft
    assert (done.changed, done.added_units) == (True, ("สำนักปลัด", "กองคลัง"))
    assert list(ResponsibleUnit.objects.values_list("organization__code", "name", "position")) == [
        ("one", "สำนักปลัด", 1),
        ("one", "กองคลัง", 2),
    ]


def test_import_plan_is_recorded_once_with_before_and_after(imported, clerk):
    imported()
    (entry,) = entries()
    assert (entry.actor, entry.subject_pk, entry.before) == (clerk, str(the_plan().pk), {})
    assert (entry.after["file"], len(entry.after["sha256"]), entry.after["added_units"]) == (
        "แผน.docx", 64, ["สำนักปลัด", "กองคลัง"],
    )  # fmt: skip
    assert len(entry.after["plan"]["sections"][0]["groups"]) == 2


def test_the_same_file_again_changes_nothing(imported):
    imported()
    rows = list(Row.objects.values_list("pk", flat=True))
    again = imported()
    assert (again.changed, again.added_units) == (False, ())
    assert list(Row.objects.values_list("pk", flat=True)) == rows
    assert entries().count() == 1


def test_another_file_over_a_plan_with_content_is_refused(imported):
    before = imported().draft
    with pytest.raises(
        ImportRefusedError, match=r"มีเนื้อหาอยู่แล้วและต่างจากไฟล์ จึงยังไม่นำเข้า .*--replace"
    ):
        imported(OTHER_FILE)
    assert stored() == before
    assert entries().count() == 1


def test_another_file_replaces_the_content_when_asked_to(imported):
    imported()
    done = imported(OTHER_FILE, replace_existing=True)
    assert stored() == done.draft
    assert done.draft.appendix == plain("ภาคผนวกใหม่")
    latest = entries().latest("pk")
    assert (latest.before["appendix"], latest.after["plan"]["appendix"][0]["text"]) == (
        [],
        "ภาคผนวกใหม่",
    )


def test_a_plan_without_content_is_filled_without_asking(imported, organization):
    factories.make_plan(organization=organization, score_year_be=None)
    done = imported()
    assert stored() == done.draft
    assert the_plan().score_year.year_be == 2568


def test_analyses_stay_as_the_file_has_no_place_for_them(imported, organization):
    plan = factories.make_plan(organization=organization)
    factories.make_analysis(plan=plan, analysis=plain("ควรปรับปรุง"))
    imported(replace_existing=True)
    assert [analysis.analysis for analysis in stored().analyses] == [plain("ควรปรับปรุง")]


def test_a_dry_run_reads_and_stores_nothing(imported):
    done = imported(dry_run=True)
    assert (done.changed, done.added_units, len(done.draft.rows)) == (
        True, ("สำนักปลัด", "กองคลัง"), 2,
    )  # fmt: skip
    assert (MeasurePlan.objects.count(), ResponsibleUnit.objects.count()) == (0, 0)
    assert entries().count() == 0


def test_a_dry_run_of_another_file_is_refused_as_the_import_would_be(imported):
    imported()
    with pytest.raises(ImportRefusedError):
        imported(OTHER_FILE, dry_run=True)


def test_the_year_of_the_title_is_doubted_where_it_is_another(imported, organization, clerk):
    factories.make_framework(2569)
    done = import_plan(
        FILE,
        "แผน.docx",
        organization=organization,
        fiscal_year=FiscalYear.objects.get(year_be=2569),
        by=clerk,
    )
    assert done.doubts[-1].read == "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert done.doubts[-1].made == "นำเข้าเป็นแผนของปีงบประมาณ พ.ศ. ๒๕๖๙ ตามที่สั่ง"


# -- one round -------------------------------------------------------------------------------


def report_with(result, measure="- เปิดช่องทางออนไลน์", extra=()):
    """A report of form A with one row, its result, and further rows."""
    row = (measure, "ประกาศ", "สำนักปลัด", "ต.ค. ๖๗", result, "")
    return word_file([Table(FORM_A, (row, *extra))])


def results_by_round():
    return {
        (result.round, result.results[0].text)
        for result in RoundResult.objects.all()
        if result.results
    }


def test_a_round_touches_only_its_own_results(imported):
    imported(report_with("ครึ่งปีแรก"), round=Round.SIX_MONTHS)
    row = Row.objects.get()
    done = imported(report_with("ทั้งปี", measure="- เปิดช่องทางออนไลน์แล้ว"), round=Round.TWELVE_MONTHS)
    assert results_by_round() == {(6, "ครึ่งปีแรก"), (12, "ทั้งปี")}
    assert Row.objects.get() == row
    assert stored() == done.draft
    assert stored().rows[0].measures[0][0].text == "เปิดช่องทางออนไลน์"


def test_a_round_says_what_else_of_the_file_it_leaves_alone(imported):
    imported(report_with("ครึ่งปีแรก"), round=Round.SIX_MONTHS)
    unit = ("- เปิดช่องทางออนไลน์", "ประกาศ", "กองใหม่", "ต.ค. ๖๗", "ทั้งปี", "")
    done = imported(word_file([Table(FORM_A, (unit,))]), round=Round.TWELVE_MONTHS)
    assert done.added_units == ()
    assert not ResponsibleUnit.objects.filter(name="กองใหม่").exists()
    left_alone = [doubt.made for doubt in done.doubts if "คงของแผนไว้" in doubt.made]
    assert left_alone == ["คงของแผนไว้ และใช้เฉพาะผลของรอบ ๑๒ เดือน"]
    assert not [doubt for doubt in done.doubts if "ส่วนราชการใหม่" in doubt.made]


def test_the_same_round_again_changes_nothing(imported):
    imported(report_with("ครึ่งปีแรก"), round=Round.SIX_MONTHS)
    imported(report_with("ทั้งปี"), round=Round.TWELVE_MONTHS)
    assert imported(report_with("ทั้งปี"), round=Round.TWELVE_MONTHS).changed is False


def test_other_results_of_a_round_are_replaced_only_when_asked_to(imported):
    imported(report_with("ครึ่งปีแรก"), round=Round.SIX_MONTHS)
    with pytest.raises(ImportRefusedError, match="มีผลของรอบ ๖ เดือนอยู่แล้ว"):
        imported(report_with("แก้ไข"), round=Round.SIX_MONTHS)
    imported(report_with("แก้ไข"), round=Round.SIX_MONTHS, replace_existing=True)
    assert results_by_round() == {(6, "แก้ไข")}


def test_a_row_without_a_result_in_the_file_keeps_what_it_has(imported):
    imported(report_with("ครึ่งปีแรก"), round=Round.SIX_MONTHS)
    assert imported(report_with(""), round=Round.SIX_MONTHS).changed is False
    assert results_by_round() == {(6, "ครึ่งปีแรก")}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (report_with("ผล", extra=(("- อื่น", "ทำ", "", "", "", ""),)), "แผนมี ๑ แถว ไฟล์มี ๒ แถว"),
        (
            report_with("ผล", measure="- จัดซื้อจัดจ้าง"),
            "เป็นมาตรการ “จัดซื้อจัดจ้าง” ส่วนแผนมี “เปิดช่องทางออนไลน์”",
        ),
        (FILE, "แผนมี ๑ กลุ่ม ไฟล์มี ๒ กลุ่ม"),
        (
            word_file(
                [
                    Table(
                        FORM_A,
                        ("๑. กระบวนการปฏิบัติงาน", ("- เปิดช่องทางออนไลน์", "ทำ", "", "", "ผล", "")),
                    )
                ]
            ),
            "อยู่ใต้ประเด็นหรือตัวชี้วัดอื่น",
        ),
        (
            TWO_TABLES,
            "แผนมี ๑ ตาราง ไฟล์มี ๒ ตาราง",
        ),
    ],
)
def test_a_round_whose_rows_are_not_the_plans_is_refused(imported, content, says):
    before = imported(report_with("ครึ่งปีแรก"), round=Round.SIX_MONTHS).draft
    with pytest.raises(ImportRefusedError, match=says):
        imported(content, round=Round.TWELVE_MONTHS)
    assert stored() == before


# -- who may, and when -----------------------------------------------------------------------


@pytest.mark.parametrize("member", OTHERS)
def test_import_plan_by_others_than_a_clerk_is_refused(imported, member, request):
    with pytest.raises(PermissionDenied):
        imported(by=request.getfixturevalue(member))
    assert MeasurePlan.objects.count() == 0


def test_a_plan_in_a_state_without_changes_is_not_imported_into(imported, organization):
    factories.make_plan(organization=organization, state=PlanState.APPROVED)
    with pytest.raises(ValidationError, match="สถานะที่แก้ไขไม่ได้"):
        imported()
    assert Section.objects.count() == 0


def test_an_unreadable_file_stores_nothing(imported):
    with pytest.raises(UnreadableFile):
        imported(b"%PDF")
    assert MeasurePlan.objects.count() == 0


def test_a_year_without_a_framework_is_refused(organization, clerk):
    year = factories.make_year(2560)
    with pytest.raises(ImportRefusedError, match=r"ยังไม่มีกรอบการประเมินของปีงบประมาณ พ\.ศ\. ๒๕๖๐"):
        import_plan(FILE, "แผน.docx", organization=organization, fiscal_year=year, by=clerk)
