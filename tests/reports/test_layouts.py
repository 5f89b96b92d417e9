"""Layouts: what the loader accepts, and how it refuses the rest."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from measures.choices import ReportForm
from reports.layouts import (
    ColumnLayout,
    IntroductionLayout,
    Layout,
    LayoutError,
    SectionLayout,
    Source,
    UnknownLayoutError,
    available_forms,
    load_layout,
    parse_layout,
)
from reports.render.fonts import font_path

GOOD = """
form = "results-by-issue"
label = "รายงานผล"
title = ["รายงานของ{organization}", "ประจำปี {fiscal_year}"]
cover = [["{organization}", "{place}"], ["{round}"]]
appendix = "กิจกรรม"
[introduction]
heading = "คำนำ"
text = "เทียบปี {earlier_score_year} กับ {score_year}"
[[sections]]
heading = ["ส่วนที่ ๑", "ปี {fiscal_year}"]
introduction = "ได้ {total_score} คะแนน"
font_size = 13
[[sections.columns]]
header = "มาตรการ"
source = "measures"
width = 60
tier = "แผน"
[[sections.columns]]
header = "ผล"
source = "results"
width = 40
[[sections.optional]]
header = "ลำดับ"
source = "number"
width = 5
before = "measures"
"""


def test_form_a_has_the_six_columns_of_its_report_form():
    layout = load_layout("results-by-issue")
    assert layout.form == ReportForm.RESULTS_BY_ISSUE
    assert [(column.header, column.source) for column in layout.sections[0].columns] == [
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


def test_layout_holds_everything_that_its_file_says():
    assert parse_layout(GOOD, name="ทดสอบ.toml") == Layout(
        form="results-by-issue",
        label="รายงานผล",
        title=("รายงานของ{organization}", "ประจำปี {fiscal_year}"),
        sections=(
            SectionLayout(
                columns=(
                    ColumnLayout("มาตรการ", Source.MEASURES, 60, "แผน"),
                    ColumnLayout("ผล", Source.RESULTS, 40),
                ),
                optional=(ColumnLayout("ลำดับ", Source.NUMBER, 5, before=Source.MEASURES),),
                heading=("ส่วนที่ ๑", "ปี {fiscal_year}"),
                introduction="ได้ {total_score} คะแนน",
                font_size=13,
            ),
        ),
        cover=(("{organization}", "{place}"), ("{round}",)),
        introduction=IntroductionLayout("เทียบปี {earlier_score_year} กับ {score_year}", "คำนำ"),
        appendix="กิจกรรม",
    )


def test_layout_needs_no_more_than_title_and_columns():
    lines = GOOD.splitlines()
    optional = ("cover", "appendix", "[intro", "heading", "text", "introduction", "font", "tier")
    until = lines.index("[[sections.optional]]")
    least = "\n".join(line for line in lines[:until] if not line.startswith(optional))
    layout = parse_layout(least, name="ทดสอบ.toml")
    assert (layout.cover, layout.introduction, layout.appendix) == (
        (),
        IntroductionLayout(),
        "ภาคผนวก",
    )
    assert [
        (section.heading, section.introduction, section.font_size) for section in layout.sections
    ] == [((), "", 14)]


def test_plan_with_more_tables_than_its_form_repeats_the_forms_last():
    layout = load_layout("results-and-indicator-progress")
    first, second = layout.sections
    assert [layout.section(number) for number in range(4)] == [first, second, second, second]


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ('form = "results-by-issue"', "form = ", "อ่านเป็น TOML ไม่ได้"),
        ('form = "results-by-issue"', "", "ขาดคีย์ form"),
        ("appendix =", "foreword =", "ไม่รู้จักคีย์ foreword"),
        ("appendix =", "if = 1\nappendix =", "ไม่รู้จักคีย์ if"),
        ("text =", "texts =", "introduction: ไม่รู้จักคีย์ texts"),
        ("[introduction]", "[[introduction]]", "introduction: ต้องเป็นตาราง [introduction]"),
        (
            '[["{organization}", "{place}"], ["{round}"]]',
            '["{place}"]',
            "cover: ต้องเป็นรายการของรายการ",
        ),
        (
            '[["{organization}", "{place}"], ["{round}"]]',
            "[[]]",
            "cover ที่ 1: ต้องเป็นรายการของข้อความ",
        ),
        ("font_size = 13", "font_size = 11", "font_size เป็น 11 ต้องเป็นจำนวนเต็ม 12 ถึง 16"),
        ('tier = "แผน"', 'tier = "{x}"', "columns ที่ 1: tier: ไม่รู้จัก “{x}”"),
        ('source = "results"', 'source = "measures"', "source 'measures' มี 2 คอลัมน์"),
        ('label = "รายงานผล"', 'label = ""', "label: เป็น ''"),
        ('before = "measures"', 'before = "x"', "optional ที่ 1: before: ไม่รู้จัก 'x'"),
        ('source = "number"', 'source = "results"', "source 'results' มี 2 คอลัมน์"),
        ('tier = "แผน"', 'before = "results"', "columns ที่ 1: ไม่รู้จักคีย์ before"),
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
        parse_layout(GOOD[: GOOD.index("[[sections.")] + "columns = []", name="ทดสอบ.toml")


def test_layout_under_another_forms_name_is_refused(tmp_path, monkeypatch):
    (tmp_path / "results.toml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr("reports.layouts._DIRECTORY", tmp_path)
    load_layout.cache_clear()
    try:
        with pytest.raises(LayoutError, match="ต้องตรงกัน"):
            load_layout("results")
    finally:
        load_layout.cache_clear()


# Millimetres: the page between its margins, and a cell's padding on both sides in em (report.css).
TABLE_WIDTH, PADDING, POINT = 277, 2 * 0.214, 25.4 / 72


@pytest.mark.parametrize("form", available_forms())
@pytest.mark.parametrize(
    ("source", "word"), [(Source.PERIOD, "ปีงบประมาณ"), (Source.RESPONSIBLE, "คณะกรรมการ")]
)
def test_narrow_columns_hold_the_words_that_they_are_likely_to_hold(form, source, word):
    font = TTFont(font_path("Regular"))
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    ems = sum(widths[glyphs[ord(letter)]][0] for letter in word) / font["head"].unitsPerEm
    for section in load_layout(form).sections:
        for column in section.columns:
            if column.source is source:
                room = column.width / 100 * TABLE_WIDTH
                assert (ems + PADDING) * section.font_size * POINT < room
