"""Layouts: what the loader accepts, and how it refuses the rest."""

from __future__ import annotations

import pytest

from measures.choices import ReportForm
from reports.layouts import (
    LayoutError,
    Source,
    UnknownLayoutError,
    available_forms,
    load_layout,
    parse_layout,
)

GOOD = """
form = "results-by-issue"
title = ["รายงานของ{organization}", "ประจำปี {fiscal_year}"]
introduction = "เทียบปี {earlier_score_year} กับ {score_year}"
[[columns]]
header = "มาตรการ"
source = "measures"
width = 60
[[columns]]
header = "ผล"
source = "results"
width = 40
"""


def test_form_a_has_the_six_columns_of_its_report_form():
    layout = load_layout("results-by-issue")
    assert layout.form is ReportForm.RESULTS_BY_ISSUE
    assert [(column.header, column.source) for column in layout.columns] == [
        ("มาตรการ/โครงการ/กิจกรรม", Source.MEASURES),
        ("ขั้นตอน/วิธีการปฏิบัติ", Source.STEPS),
        ("ผู้รับผิดชอบ", Source.RESPONSIBLE),
        ("ระยะเวลาดำเนินการ", Source.PERIOD),
        ("ผลการดำเนินการ", Source.RESULTS),
        ("ผลลัพธ์หรือความสำเร็จของการดำเนินงาน", Source.OUTCOME),
    ]


@pytest.mark.parametrize("form", available_forms())
def test_every_built_in_layout_loads_under_its_own_name(form):
    assert load_layout(form).form == form


def test_unknown_form_is_refused_with_the_forms_that_there_are():
    with pytest.raises(UnknownLayoutError, match=r"ไม่มีแบบรายงาน “nothing”.*results-by-issue"):
        load_layout("nothing")


def test_layout_reads_columns_in_order():
    layout = parse_layout(GOOD, name="ทดสอบ.toml")
    assert [(c.header, c.source, c.width) for c in layout.columns] == [
        ("มาตรการ", Source.MEASURES, 60),
        ("ผล", Source.RESULTS, 40),
    ]
    assert layout.title == ("รายงานของ{organization}", "ประจำปี {fiscal_year}")


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ('form = "results-by-issue"', "form = ", "อ่านเป็น TOML ไม่ได้"),
        ('form = "results-by-issue"', "", "ขาดคีย์ form"),
        ('form = "results-by-issue"', 'form = "x"', "form: ไม่รู้จัก 'x'"),
        ("introduction =", "foreword =", "ไม่รู้จักคีย์ foreword"),
        ("introduction =", "if = 1\nintroduction =", "ไม่รู้จักคีย์ if"),
        ("{score_year}", "{unknown}", "ไม่รู้จัก “{unknown}” ใช้ได้เฉพาะ {organization}"),
        ("{score_year}", "{score_year!r}", "ไม่รู้จัก “{score_year}”"),
        ("{score_year}", "{score_year:>9}", "ไม่รู้จัก “{score_year}”"),
        ("{score_year}", "{score_year.real}", "ไม่รู้จัก “{score_year.real}”"),
        ("{score_year}", "{", "วงเล็บปีกกาไม่ครบคู่"),
        ('["รายงานของ{organization}", "ประจำปี {fiscal_year}"]', '"รายงาน"', "title: ต้องเป็นรายการ"),
        ('["รายงานของ{organization}", "ประจำปี {fiscal_year}"]', "[]", "title: ต้องเป็นรายการ"),
        ('["รายงานของ{organization}", "ประจำปี {fiscal_year}"]', "[1]", "title: ต้องเป็นรายการ"),
        ('header = "ผล"', 'header = " "', "columns ที่ 2: header: เป็น ' '"),
        ('header = "ผล"', "header = 7", "columns ที่ 2: header: เป็น 7"),
        ('header = "ผล"', 'header = "ผล"\ncolour = "red"', "columns ที่ 2: ไม่รู้จักคีย์ colour"),
        ('source = "results"', 'source = "budget"', "columns ที่ 2: source: ไม่รู้จัก 'budget'"),
        ("width = 40", "width = 4", "width เป็น 4 ต้องเป็นจำนวนเต็มร้อยละ 5 ถึง 100"),
        ("width = 40", 'width = "40"', "width เป็น '40'"),
        ("width = 40", "width = 40.0", "width เป็น 40.0"),
        ("width = 40", "width = true", "width เป็น True"),
        ("width = 40", "width = 50", "รวมได้ 110 ต้องรวมได้ 100 พอดี"),
        ("width = 40", "width = 30", "รวมได้ 90"),
    ],
)
def test_layout_that_cannot_be_used_is_refused(was, becomes, message):
    assert was in GOOD
    with pytest.raises(LayoutError) as refusal:
        parse_layout(GOOD.replace(was, becomes, 1), name="ทดสอบ.toml")
    assert message in str(refusal.value)
    assert str(refusal.value).startswith("ทดสอบ.toml")


def test_layout_without_columns_is_refused():
    with pytest.raises(LayoutError, match="columns: ต้องเป็นรายการ"):
        parse_layout(GOOD[: GOOD.index("[[")] + "columns = []", name="ทดสอบ.toml")


def test_layout_under_another_forms_name_is_refused(tmp_path, monkeypatch):
    (tmp_path / "results.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr("reports.layouts._DIRECTORY", tmp_path)
    load_layout.cache_clear()
    try:
        with pytest.raises(LayoutError, match="ต้องตรงกัน"):
            load_layout("results")
    finally:
        load_layout.cache_clear()
