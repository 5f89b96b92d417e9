"""The commands import_plan and export_plan: what they say, and how they refuse."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command

from measures.actions.import_plan import import_plan
from measures.actions.plan_content import write_content
from measures.choices import (
    PlanState,
)
from measures.exchange.picture_files import drop_picture
from measures.models import (
    AuditEntry,
    FiscalYear,
    MeasurePlan,
)
from tests import factories
from tests.measures.exchange.office_files import REPORT_A, word_file

from .test_plan_content import FULL

pytestmark = pytest.mark.django_db

FILE = word_file(REPORT_A)


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


@pytest.fixture
def full_plan(organization, year, clerk):
    factories.make_question(code="i1")
    plan = factories.make_plan(organization=organization)
    write_content(plan, FULL, by=clerk)
    return plan


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "แผน.docx"
    path.write_bytes(FILE)
    return path


def run(command, *arguments):
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_import_command_says_what_came_in_and_every_doubt(organization, year, file):
    told = run("import_plan", file, "--organization", "one", "--year", 2568)
    assert told.splitlines()[:3] == [
        "นำเข้าแผนแล้ว: ๒ กลุ่ม ๒ แถว ๓ มาตรการ ๔ ขั้นตอน คะแนนที่อ้างถึง ๑ รายการ",
        "ส่วนราชการใหม่: สำนักปลัด กองคลัง",
        f"ข้อสงสัย {told.count('อ่านได้')} รายการ".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    ]
    assert AuditEntry.objects.get().actor_name == "ระบบ"


def test_the_import_command_again_says_that_nothing_changed(organization, year, file):
    run("import_plan", file, "--organization", "one", "--year", 2568)
    told = run("import_plan", file, "--organization", "one", "--year", 2568)
    assert told.startswith("แผนมีเนื้อหาตรงกับไฟล์อยู่แล้ว ไม่มีการเปลี่ยนแปลง: ๒ กลุ่ม")


def test_the_import_command_reports_as_json(organization, year, clerk, file):
    told = run(
        "import_plan", file, "--organization", "one", "--year", 2568, "--json", "--dry-run",
        "--round", 6, "--form", "results", "--replace", "--by", "clerk",
    )  # fmt: skip
    report = json.loads(told)
    assert report["counts"] == {
        "groups": 2,
        "rows": 2,
        "measures": 3,
        "steps": 4,
        "citations": 1,
        "remarks": 0,
        "analyses": 0,
        "scores": 0,
        "doubts": len(report["doubts"]),
    }
    assert report["citations"] == [
        {
            "row": 1,
            "round": 6,
            "scope": "indicator",
            "indicator": 1,
            "question": "",
            "topic": "การปฏิบัติหน้าที่",
            "earlier_year_be": 2567,
            "later_year_be": 2568,
            "earlier_value": "80.00",
            "later_value": "81.50",
            "direction": "risen",
            "difference": "1.50",
        }
    ]
    assert (report["changed"], report["dry_run"], report["form"]) == (True, True, "results")
    assert MeasurePlan.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"file": "ไม่มี.docx"}, "เปิดไฟล์ “ไม่มี.docx” ไม่ได้"),
        ({"--organization": "nowhere"}, "--organization: ไม่พบหน่วยงานรหัส “nowhere” รหัสที่มี ได้แก่ one"),
        ({"--year": "2025"}, "--year: ไม่พบปีงบประมาณ “2025”"),
        ({"--by": "nobody"}, "--by: ไม่พบผู้ใช้ “nobody”"),
        ({"--by": "supervisor"}, "ท่านไม่มีสิทธิ"),
    ],
)
def test_the_import_command_says_which_option_is_wrong(
    organization, supervisor, year, file, changed, says
):
    options = {"file": file, "--organization": "one", "--year": 2568, **changed}
    path = options.pop("file")
    arguments = [part for option in options.items() for part in option]
    with pytest.raises(CommandError, match=says):
        run("import_plan", path, *arguments)


def test_the_import_command_says_why_a_locked_plan_is_not_changed(organization, year, file):
    factories.make_plan(organization=organization, state=PlanState.LOCKED)
    with pytest.raises(CommandError, match="สถานะที่แก้ไขไม่ได้"):
        run("import_plan", file, "--organization", "one", "--year", 2568)


def test_the_export_command_writes_everything_as_json(full_plan, tmp_path):
    path = tmp_path / "new" / "plan.json"
    told = run("export_plan", "--organization", "one", "--year", 2568, "--output", path)
    assert told == f"ส่งออกแผนไปที่ {path}\n"
    exported = json.loads(path.read_text(encoding="utf-8"))
    assert {key: exported[key] for key in list(exported)[:10]} == {
        "format": "ita-measures-plan",
        "version": 1,
        "organization": {
            "code": "one",
            "name": "องค์การบริหารส่วนตำบลหนึ่ง",
            "kind": "subdistrict",
            "kind_label": "องค์การบริหารส่วนตำบล",
            "district": "",
            "province": "เลย",
            "is_demo": False,
        },
        "fiscal_year_be": 2568,
        "posted_for_be": 2569,
        "score_year_be": 2568,
        "state": "draft",
        "state_label": "ฉบับร่าง",
        "form": "results-by-issue",
        "form_label": "รายงานผลตามประเด็น",
    }
    row = exported["sections"][0]["groups"][1]["rows"][0]
    assert row["steps"][0] == {
        "content": [{"text": "ของสอง", "kind": "plain", "level": 0, "marker": ""}],
        "measure": 2,
    }
    assert row["responsible"][0] == {
        "kind": "unit",
        "kind_label": "หน่วยงานภายใน",
        "name": "กองใหม่",
        "note": "งานนิติการ",
    }
    assert row["results"][0]["status_label"] == "ดำเนินการ"
    assert row["results"][1]["citations"][2] == {
        "paragraph_index": 1,
        "scope": "question",
        "scope_label": "ข้อคำถาม",
        "indicator": None,
        "question": "i1",
        "instrument": "",
        "topic": "ขั้นตอน",
        "earlier_year_be": 2566,
        "later_year_be": 2567,
        "earlier_value": "80.10",
        "later_value": "79.00",
        "binding": "typed",
        "binding_label": "พิมพ์เอง",
    }
    assert exported["analyses"][0]["indicator"] == {"number": 5, "name": "การแก้ไขปัญหาการทุจริต"}


def test_the_export_command_prints_for_a_dash(imported):
    imported()
    told = run("export_plan", "--organization", "one", "--year", 2568, "--output", "-")
    period = json.loads(told)["sections"][0]["groups"][0]["rows"][0]["period"]
    assert [datetime.date.fromisoformat(day) for day in period.values()] == [
        datetime.date(2024, 10, 1),
        datetime.date(2025, 9, 30),
    ]


def test_the_export_command_says_which_picture_is_lost(full_plan):
    drop_picture(full_plan.pictures.first().picture)
    with pytest.raises(CommandError, match=r"ไม่พบไฟล์ภาพ .* โปรดกู้คืนไฟล์"):
        run("export_plan", "--organization", "one", "--year", 2568, "--output", "-")


def test_the_export_command_says_what_is_missing(imported, tmp_path):
    with pytest.raises(CommandError, match=r"ไม่พบแผนของหน่วยงาน “one” ปีงบประมาณ พ\.ศ\. 2569"):
        run("export_plan", "--organization", "one", "--year", 2569, "--output", "-")
    imported()
    with pytest.raises(CommandError, match=r"เขียนไฟล์ “.*” ไม่ได้ \(Is a directory\)"):
        run("export_plan", "--organization", "one", "--year", 2568, "--output", tmp_path)
