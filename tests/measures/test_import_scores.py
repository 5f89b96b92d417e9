"""Scores from files of offices: every encoding and separator, all or nothing, nothing twice."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from measures.choices import AuditAction
from measures.models import AuditEntry, InstrumentScore, QuestionScore, TotalScore, YearlyScore
from tests import factories as make

BAN_MO_2568 = [
    "97.21", "98.02", "99.45", "93.49", "96.70", "96.56", "94.87", "94.39", "88.28", "92.42",
]  # fmt: skip
NAMES = [name for _, _, name in make.INDICATORS]
LINES = [
    ["ตัวชี้วัด", "คะแนน"],
    *([f"{number}. {name}", value] for number, (name, value) in enumerate(
        zip(NAMES, BAN_MO_2568, strict=True), start=1
    )),
    ["IIT", "96.97"],
    ["คะแนนรวม", "93.81"],
    ["ระดับ", "ผ่านดี"],
    ["i๔", "98.00"],
]  # fmt: skip
EVERYTHING = dict(zip(map(str, range(1, 11)), BAN_MO_2568, strict=True)) | {
    "IIT": "96.97", "total": "93.81", "level": "ผ่านดี", "i4": "98.00",
}  # fmt: skip


@pytest.fixture(autouse=True)
def framework(db):
    make.make_bands(2568)
    make.make_question(code="i4")


def run(file, organization, clerk, *options):
    """What the command says about a file."""
    said = io.StringIO()
    call_command(
        "import_scores", str(file), "--organization", organization.code, "--year", "2568",
        "--by", clerk.username, *options, stdout=said,
    )  # fmt: skip
    return said.getvalue()


def stored(organization):
    found = {}
    for indicator in YearlyScore.objects.filter(organization=organization):
        found[str(indicator.indicator.number)] = str(indicator.value)
    for instrument in InstrumentScore.objects.filter(organization=organization):
        found[instrument.instrument.code] = str(instrument.value)
    for question in QuestionScore.objects.filter(organization=organization):
        found[question.question.code] = str(question.value)
    for total in TotalScore.objects.filter(organization=organization):
        found |= {"total": str(total.value), "level": total.level}
    return found


def csv(separator=",", lines=LINES):
    return "\n".join(separator.join(line) for line in lines)


def xlsx(lines):
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plain.csv", csv().encode()),
        ("with-mark.csv", csv().encode("utf-8-sig")),
        ("old.csv", csv().encode("cp874")),
        ("semicolon.csv", csv(";").encode()),
        ("tab.csv", csv("\t").encode()),
        ("unicode.txt", csv("\t").encode("utf-16")),
        ("excel.csv", ("sep=;\n" + csv(";")).encode()),
        ("quoted.csv", "\n".join(",".join(f'"{c}"' for c in line) for line in LINES).encode()),
        ("text.xlsx", xlsx(LINES)),
        (
            "numbers.xlsx",
            xlsx([[a, float(b) if b[0].isdigit() else b] for a, b in LINES]),
        ),
    ],
)
def test_file_of_every_kind_gives_the_same_scores_and_again_changes_nothing(
    tmp_path, organization, clerk, name, content
):
    file = tmp_path / name
    file.write_bytes(content)
    assert "นำเข้าคะแนนแล้ว: ๑๓ รายการ" in run(file, organization, clerk)
    assert stored(organization) == EVERYTHING
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == (AuditAction.SCORES_ENTERED, clerk)
    assert entry.after["scores"] == EVERYTHING
    assert "คะแนนตรงกับที่บันทึกไว้แล้ว" in run(file, organization, clerk)
    assert AuditEntry.objects.count() == 1


def test_file_with_a_problem_saves_nothing_and_names_every_place(tmp_path, organization, clerk):
    file = tmp_path / "scores.csv"
    file.write_text(csv(";", [["การใช้งบประมาณ", "90"], ["การใช้อำนาจ", "87,67"], ["รวม", "101"]]))
    with pytest.raises(CommandError) as refused:
        run(file, organization, clerk)
    comma, high = str(refused.value).split("\n")
    assert comma == (
        "ไฟล์ “scores.csv” แถวที่ ๒: อ่านได้ “87,67” ไม่ใช่คะแนนของการใช้อำนาจ "
        "(ใช้จุดเป็นจุดทศนิยม ไม่ใช้จุลภาค เช่น ๘๗.๖๗)"
    )
    assert "แถวที่ ๓: อ่านได้ “101”" in high
    assert stored(organization) == {}


def test_weighted_points_are_refused_unless_said_to_be_percent(tmp_path, organization, clerk):
    file = tmp_path / "points.csv"
    file.write_text("EIT,28.04\nการใช้อำนาจ,90\n")
    with pytest.raises(CommandError, match=r"ซึ่งเท่ากับร้อยละ ๙๓.๔๗"):
        run(file, organization, clerk)
    assert stored(organization) == {}
    run(file, organization, clerk, "--percent")
    assert stored(organization) == {"EIT": "28.04", "3": "90.00"}


def test_different_stored_score_is_changed_only_with_replace(tmp_path, organization, clerk):
    make.make_score(organization=organization, number=2, value="80.00")
    make.make_total_score(organization=organization, value="93.81", level="ผ่าน")
    file = tmp_path / "scores.csv"
    file.write_bytes(csv().encode())
    with pytest.raises(CommandError) as refused:
        run(file, organization, clerk)
    assert str(refused.value).split("\n") == [
        ("มีคะแนนที่บันทึกไว้แล้วต่างจากไฟล์ ๒ รายการ จึงยังไม่ได้บันทึก หากต้องการแทนที่ โปรดใช้ --replace"),
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: ๘๐.๐๐ → ๙๘.๐๒",
        "ระดับที่ประกาศ: ผ่าน → ผ่านดี",
    ]
    assert stored(organization) == {"2": "80.00", "total": "93.81", "level": "ผ่าน"}
    said = run(file, organization, clerk, "--replace")
    assert "ตัวชี้วัดที่ ๒ การใช้งบประมาณ: ๘๐.๐๐ → ๙๘.๐๒" in said
    assert stored(organization) == EVERYTHING


def test_scores_that_a_file_leaves_blank_stay_as_they_are(tmp_path, organization, clerk):
    make.make_score(organization=organization, number=2, value="80.00")
    file = tmp_path / "scores.csv"
    file.write_text("การใช้งบประมาณ,-\nการใช้อำนาจ,90\n")
    run(file, organization, clerk)
    assert stored(organization) == {"2": "80.00", "3": "90.00"}


def test_dry_run_tells_as_json_and_saves_nothing(tmp_path, organization, clerk):
    file = tmp_path / "scores.csv"
    file.write_text("๘. การเปิดเผยข้อมูล,88.28\nระดับ,ผ่าน\n")
    said = json.loads(run(file, organization, clerk, "--dry-run", "--json"))
    (doubt,) = said.pop("doubts")
    assert said == {
        "changed": True,
        "dry_run": True,
        "scores": {"9": "88.28"},
        "level": "ผ่าน",
        "changes": [{"score": "9", "before": None, "after": "88.28"}],
    }
    assert (doubt["file"], doubt["row"]) == ("scores.csv", 1)
    assert "อ่านไฟล์โดยยังไม่บันทึก: ๑ รายการ" in run(file, organization, clerk, "--dry-run")
    assert stored(organization) == {}


def test_pasted_column_comes_by_standard_input(monkeypatch, organization, clerk):
    def typed(content: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))

    typed("\n".join(BAN_MO_2568).encode())
    run("-", organization, clerk)
    assert stored(organization) == dict(zip(map(str, range(1, 11)), BAN_MO_2568, strict=True))
    typed("การใช้อำนาจ\t90".encode("cp874"))
    with pytest.raises(CommandError, match="ไม่ใช่ UTF-8"):
        run("-", organization, clerk)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("scores.pdf", b"%PDF", "เป็น PDF"),
        ("scores.ods", b"PK", "เป็นตาราง OpenDocument"),
        ("scores.xyz", b"", "ไม่ใช่ชนิดที่ใช้นำเข้าคะแนน"),
        ("scores.xlsx", b"PK\x03\x04broken", "เสียหาย"),
        ("scores.xlsx", b"no zip", "ไม่ใช่ Excel"),
        ("scores.csv", "ไม่มีคะแนน".encode(), "ไม่พบคะแนนปี ๒๕๖๘"),
    ],
)
def test_file_that_is_no_list_of_scores_is_refused_in_thai(
    tmp_path, organization, clerk, name, content, message
):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(file, organization, clerk)


def test_missing_file_year_organization_and_user_are_named(tmp_path, organization, clerk):
    with pytest.raises(CommandError, match=r"เปิดไฟล์ “.*nothing\.csv” ไม่ได้"):
        run(tmp_path / "nothing.csv", organization, clerk)
    common = ["import_scores", "x.csv", "--by", clerk.username]
    with pytest.raises(CommandError, match="ไม่พบหน่วยงานรหัส “zzz”"):
        call_command(*common, "--organization", "zzz", "--year", "2568")
    with pytest.raises(CommandError, match="ไม่พบปีงบประมาณ “2530”"):
        call_command(*common, "--organization", "one", "--year", "2530")
    make.make_year(2550)
    with pytest.raises(CommandError, match="ยังไม่มีกรอบการประเมิน"):
        call_command(*common, "--organization", "one", "--year", "2550")
    with pytest.raises(CommandError):
        call_command(
            "import_scores", "x.csv", "--by", "nobody", "--organization", "one", "--year", "2568"
        )


def test_only_who_may_enter_scores_of_the_organization_imports_them(
    tmp_path, organization, supervisor, outside_clerk
):
    file = tmp_path / "scores.csv"
    file.write_text("การใช้อำนาจ,90\n")
    for user in (supervisor, outside_clerk):
        with pytest.raises(CommandError, match="ท่านไม่มีสิทธิ “แก้ไขคะแนน”"):
            run(file, organization, user)
    assert stored(organization) == {}


def test_row_of_another_organization_in_the_same_file_is_not_taken(
    tmp_path, organization, other_organization, clerk
):
    file = tmp_path / "scores.csv"
    lines = [
        ["หน่วยงาน", *NAMES],
        [other_organization.name, *["50.00"] * 10],
        [organization.name, *BAN_MO_2568],
    ]
    file.write_text(csv(",", lines))
    run(file, organization, clerk)
    assert stored(organization)["1"] == str(Decimal("97.21"))
    assert stored(other_organization) == {}
