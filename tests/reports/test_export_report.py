"""`manage.py export_report`: a file that is there whole, or an error that helps."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from measures.choices import Round
from measures.exchange.picture_files import drop_picture
from measures.models import RoundResult
from tests import factories as make
from tests.reports.pdf_text import read_with_pdfium

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    organization = make.make_organization(code="chaiburi", is_demo=True)
    plan = make.make_plan(organization=organization)
    row = make.make_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_measure(row=row, content=make.numbered("จัดทำคู่มือ 1 เล่ม"))
    make.make_result(row=row, round=Round.SIX_MONTHS, results=make.plain("ผลหกเดือน"))
    make.make_result(row=row, round=Round.TWELVE_MONTHS, results=make.plain("ผลสิบสองเดือน"))
    return plan


def export(output, **changes):
    """Run the command; what it printed."""
    options = {
        "organization": "chaiburi",
        "year": "2568",
        "form": "results-by-issue",
        "format": "pdf",
        "output": str(output),
        **changes,
    }
    printed = StringIO()
    call_command(
        "export_report", *(f"--{name}={value}" for name, value in options.items()), stdout=printed
    )
    return printed.getvalue()


def test_pdf_is_written_where_it_was_asked_for_and_nothing_else(plan, tmp_path):
    output = tmp_path / "new" / "report.pdf"
    assert str(output) in export(output)
    (page,) = read_with_pdfium(output.read_bytes())
    assert "๑. จัดทำคู่มือ ๑ เล่ม" in " ".join(page.split())
    assert "ผลสิบสองเดือน" in page
    assert [path.name for path in output.parent.iterdir()] == ["report.pdf"]


def test_data_are_written_for_machines(plan, tmp_path):
    output = tmp_path / "report"
    export(output, format="json", round="6")
    written = json.loads(output.read_bytes())
    results = [row["results"] for row in written["plan"]["sections"][0]["groups"][0]["rows"]]
    assert (written["round"], len(results[0])) == (6, 2)
    export(output, format="csv")
    assert "ผลสิบสองเดือน" in output.read_text(encoding="utf-8-sig")


def test_picture_whose_file_is_gone_is_said_in_thai(plan, tmp_path):
    drop_picture(make.make_picture(plan=plan).picture)
    with pytest.raises(CommandError, match="ไม่พบไฟล์ภาพ"):
        export(tmp_path / "report", format="json")


def test_round_and_numerals_are_those_asked_for(plan, tmp_path):
    output = tmp_path / "report.pdf"
    export(output, round="6", numerals="arabic")
    (page,) = read_with_pdfium(output.read_bytes())
    assert "1. จัดทำคู่มือ 1 เล่ม" in " ".join(page.split())
    assert "ผลหกเดือน" in page
    assert "ผลสิบสองเดือน" not in page


def test_html_stands_alone(plan, tmp_path):
    output = tmp_path / "report.html"
    export(output, format="html")
    html = output.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "๑. จัดทำคู่มือ ๑ เล่ม" in html
    assert 'data-mark="ข้อมูลตัวอย่าง"' in html


def test_report_that_stood_there_is_replaced_whole(plan, tmp_path):
    output = tmp_path / "report.pdf"
    output.write_bytes(b"old")
    export(output)
    assert output.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"organization": "nowhere"}, "chaiburi"),
        ({"year": "2500"}, "แผนของปี 2568"),
        ({"form": "nothing"}, "ไม่มีแบบรายงาน “nothing” แบบรายงานที่มีคือ development-from-ita, "),
    ],
)
def test_what_is_not_there_is_said_with_what_is(plan, tmp_path, changes, message):
    with pytest.raises(CommandError) as refusal:
        export(tmp_path / "report.pdf", **changes)
    assert message in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_report_that_cannot_be_printed_leaves_the_old_file(plan, tmp_path):
    row = plan.sections.get().rows.get()
    make.make_measure(row=row, content=make.numbered("แล้วเสร็จ ☎"))
    output = tmp_path / "report.pdf"
    output.write_bytes(b"old")
    with pytest.raises(CommandError, match="“☎”"):
        export(output)
    assert output.read_bytes() == b"old"


def test_place_that_cannot_be_written_is_explained(plan, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CommandError, match="เขียนไฟล์"):
        export(tmp_path / "file" / "report.pdf")


def test_a_round_without_results_is_said(plan, tmp_path, capsys):
    RoundResult.objects.filter(round=Round.SIX_MONTHS).delete()
    printed = StringIO()
    options = ["--organization=chaiburi", "--year=2568", "--form=results-by-issue"]
    output = f"--output={tmp_path / 'report.html'}"
    for number, warned in (("6", True), ("12", False)):
        arguments = [*options, "--format=html", output, f"--round={number}"]
        call_command("export_report", *arguments, stdout=StringIO(), stderr=printed)
        assert ("ยังไม่มีผลของรอบ ๖ เดือน" in printed.getvalue()) is warned
        printed.truncate(0)


@pytest.mark.parametrize("output", ["", ".", "/"])
def test_an_output_that_names_no_file_is_refused(plan, output):
    with pytest.raises(CommandError, match=r"ไม่ใช่ชื่อไฟล์.*--output report\.pdf"):
        export(output)


def test_a_dash_prints_the_report_and_writes_no_file(plan, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    export("-")
    printed = capfdbinary.readouterr().out
    (page,) = read_with_pdfium(printed)
    assert "ผลสิบสองเดือน" in page
    assert list(tmp_path.iterdir()) == []
