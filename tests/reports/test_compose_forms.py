"""What forms B to E add: columns of indicators, covers, prefaces, appendix, signatures."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from measures.choices import GroupKind, ResultStatus, Round
from measures.rules.paragraphs import Paragraph as TypedParagraph
from measures.rules.paragraphs import plain
from reports.compose import compose
from reports.compose.cells import column_text
from reports.document import (
    CaptionedPicture,
    CodedLink,
    CodedLinks,
    Cover,
    Gallery,
    GroupRow,
    Heading,
    Numerals,
    Paragraph,
    Picture,
    Row,
    SignatureBlock,
    Signer,
    Table,
)
from reports.facts import (
    AnalysisFacts,
    AppendixFacts,
    CaptionedPictureFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    LinkFacts,
    OrganizationFacts,
    PictureFacts,
    QuestionFacts,
    ReportFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
    SignatoryFacts,
)
from reports.layouts import Source, available_forms, load_layout

from .samples import APPROVED, dash, numbered

OFFICE = OrganizationFacts("nao", "เทศบาลตำบลตัวอย่าง", "เมือง", "เลย")
BUDGET = IndicatorFacts(2, "การใช้งบประมาณ")


def lines(source, **fields):
    """What a column says of a row, a line a paragraph."""
    return [paragraph.line for paragraph in column_text(source, RowFacts(**fields))]


def facts(*rows, **fields):
    """Facts of one table."""
    fields.setdefault("sections", (SectionFacts((GroupFacts(None, rows),)),))
    return ReportFacts(
        organization=fields.pop("organization", OFFICE),
        fiscal_year_be=2566,
        round=fields.pop("round", Round.SIX_MONTHS),
        **fields,
    )


def blocks(form, report, numerals=Numerals.THAI):
    """The blocks of a form's document."""
    return compose(load_layout(form), report, numerals).blocks


# -- columns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "fields", "printed"),
    [
        (Source.NUMBER, {"position": 4}, ["4"]),
        (Source.NUMBER, {"position": 4, "printed_number": "๗"}, ["๗"]),
        (Source.INDICATOR, {"indicator": BUDGET}, ["2. การใช้งบประมาณ"]),
        (Source.INDICATOR, {"indicator": BUDGET, "printed_number": "๓"}, ["๓. การใช้งบประมาณ"]),
        (Source.INDICATOR, {}, []),
        (Source.INDICATOR_WITH_SCORE, {"indicator": BUDGET}, ["2. การใช้งบประมาณ"]),
        (
            Source.INDICATOR_WITH_SCORE,
            {"indicator": BUDGET, "score": Decimal("98.5")},
            ["2. การใช้งบประมาณ", "(98.50 คะแนน)"],
        ),
        (
            Source.QUESTION,
            {"analysis": AnalysisFacts(QuestionFacts("i4", "ใช้จ่ายตามวัตถุประสงค์"))},
            ["i4 ใช้จ่ายตามวัตถุประสงค์"],
        ),
        (Source.QUESTION, {"analysis": AnalysisFacts(QuestionFacts("i4", ""))}, ["i4"]),
        (
            Source.QUESTION,
            {"analysis": AnalysisFacts(QuestionFacts("i4", "ทางการ"), plain("i๔ ตามที่พิมพ์"))},
            ["i๔ ตามที่พิมพ์"],
        ),
        (Source.QUESTION, {}, []),
        (Source.ANALYSIS, {"analysis": AnalysisFacts(analysis=(numbered("ก"),))}, ["๑. ก"]),
        (Source.GUIDANCE, {"analysis": AnalysisFacts(guidance=(dash("ข"),))}, ["- ข"]),
        (Source.SUGGESTION, {"result": ResultFacts(suggestion=plain("กำกับ"))}, ["กำกับ"]),
    ],
)
def test_column_says_its_facts(source, fields, printed):
    assert lines(source, **fields) == printed


NESTED = (TypedParagraph("มาตรการเอง"), numbered("ข้อย่อย"), numbered("อีกข้อ"))


@pytest.mark.parametrize(
    ("source", "fields", "printed"),
    [
        (
            Source.NUMBERED_MEASURES,
            {"measures": (NESTED,), "position": 3},
            ["3. มาตรการเอง", "๑. ข้อย่อย", "๒. อีกข้อ"],
        ),
        (
            Source.NUMBERED_MEASURES,
            {"measures": (plain("ก"),), "printed_number": "๗", "position": 3},
            ["๗. ก"],
        ),
        (Source.NUMBERED_MEASURES, {"measures": ((numbered("มีเลขเอง"),),)}, ["๑. มีเลขเอง"]),
        (Source.NUMBERED_MEASURES, {}, []),
        (
            Source.INDICATOR_MEASURES,
            {"measures": (plain("ชื่อที่พิมพ์"),), "indicator": BUDGET, "position": 9},
            ["2. ชื่อที่พิมพ์"],
        ),
        (
            Source.INDICATOR_MEASURES,
            {"measures": (plain("ก"),), "indicator": BUDGET, "printed_number": "๘"},
            ["๘. ก"],
        ),
        (Source.INDICATOR_MEASURES, {"indicator": BUDGET}, ["2. การใช้งบประมาณ"]),
        (Source.INDICATOR_MEASURES, {"measures": (plain("ไม่ผูกตัวชี้วัด"),)}, ["ไม่ผูกตัวชี้วัด"]),
    ],
)
def test_measures_stand_after_the_number_of_their_row_or_indicator(source, fields, printed):
    assert lines(source, **fields) == printed


@pytest.mark.parametrize(
    ("status", "boxes"),
    [
        (None, []),
        (ResultStatus.DONE, ["☐ ยังไม่ได้ดำเนินการ", "☑ ดำเนินการ"]),
        (ResultStatus.NOT_STARTED, ["☑ ยังไม่ได้ดำเนินการ", "☐ ดำเนินการ"]),
        (
            ResultStatus.IN_PROGRESS,
            ["☐ ยังไม่ได้ดำเนินการ", "☑ อยู่ระหว่างดำเนินการ", "☐ ดำเนินการ"],
        ),
    ],
)
def test_status_is_ticked_above_the_results(status, boxes):
    result = ResultFacts(results=(dash("เผยแพร่แล้ว"),), status=status)
    assert lines(Source.STATUS_AND_RESULTS, result=result) == [*boxes, "- เผยแพร่แล้ว"]
    assert lines(Source.RESULTS, result=result) == ["- เผยแพร่แล้ว"]


# -- cover, headings, introduction ----------------------------------------------------------------


def test_cover_names_round_months_and_place():
    cover = blocks("progress-by-indicator", facts())[0]
    assert cover == Cover(
        (
            ("รายงานการดำเนินการตามมาตรการส่งเสริม", "คุณธรรมและความโปร่งใสภายในหน่วยงาน"),
            ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน", "(เดือนตุลาคม ๒๕๖๕ - มีนาคม ๒๕๖๖)"),
            ("เทศบาลตำบลตัวอย่าง", "อำเภอเมือง จังหวัดเลย"),
        )
    )


def test_cover_without_a_place_leaves_its_line_out():
    office = OrganizationFacts("office", "สำนักงานตัวอย่าง")
    cover = blocks("results", facts(organization=office))[0]
    assert isinstance(cover, Cover)
    assert cover.groups[-1] == ("สำนักงานตัวอย่าง",)


PIXEL = PictureFacts(b"png", "image/png", "ตราวงกลม", 10, 12)
PICTURE = Picture(b"png", "image/png", "ตราวงกลม", 10, 12)


def test_emblem_stands_on_the_cover():
    office = dataclasses.replace(OFFICE, emblem=PIXEL)
    cover = blocks("results", facts(organization=office))[0]
    assert isinstance(cover, Cover)
    assert cover.emblem == PICTURE


def kinds(form, report):
    """What stands in the document: kinds of blocks, headings by their words."""
    return [
        block.lines if isinstance(block, Heading) else type(block).__name__
        for block in blocks(form, report)
    ]


def test_form_b_has_its_introduction_under_the_heading_of_its_table():
    own = ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสของเทศบาลตำบลตัวอย่าง", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖")
    assert kinds("progress-by-indicator", facts()) == ["Cover", own, "Paragraph", "Table"]


def test_form_c_has_a_preface_on_a_page_of_its_own_and_two_tables():
    empty = SectionFacts(())
    report = facts(sections=(empty, empty), total_score=Decimal("75.64"), score_year_be=2565)
    title = (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
    )
    assert kinds("results-and-indicator-progress", report) == [
        "Cover",
        ("คำนำ",),
        "Paragraph",
        title,
        "Paragraph",
        "Table",
        ("ประเด็นการประเมินตามตัวชี้วัด",),
        "Table",
    ]
    printed = blocks("results-and-indicator-progress", report)
    assert [b.new_page for b in printed if isinstance(b, Heading)] == [True, True, False]
    summary = printed[4]
    assert isinstance(summary, Paragraph)
    assert "พ.ศ. ๒๕๖๕ เทศบาลตำบลตัวอย่างมีคะแนนรวม ๗๕.๖๔ คะแนน" in summary.text


def test_sentence_of_a_score_that_the_office_does_not_have_is_left_out():
    report = facts(sections=(SectionFacts(()),))
    printed = [
        b.text for b in blocks("results-and-indicator-progress", report) if isinstance(b, Paragraph)
    ]
    assert len(printed) == 1
    assert "คะแนน" not in printed[0]


def test_heading_of_a_preface_that_a_file_brought_along_is_printed_once():
    report = facts(introduction=plain("คำนำ", "ย่อหน้าของหน่วยงาน"))
    printed = blocks("results-and-indicator-progress", report)
    assert printed[1:3] == (
        Heading(("คำนำ",), level=2, new_page=True),
        Paragraph("ย่อหน้าของหน่วยงาน"),
    )


def test_plans_own_heading_and_introduction_of_a_table_stand_in_place_of_the_forms():
    section = SectionFacts((), "หัวข้อของหน่วยงาน ปี 2566", plain("ข้อความของตาราง"))
    printed = blocks("results-and-indicator-progress", facts(sections=(section,)))
    assert printed[-3:-1] == (
        Heading(("หัวข้อของหน่วยงาน ปี ๒๕๖๖",), level=2, new_page=True),
        Paragraph("ข้อความของตาราง"),
    )


def test_form_d_needs_neither_heading_nor_introduction():
    assert kinds("results", facts(RowFacts())) == ["Cover", "Table"]


# -- tables ---------------------------------------------------------------------------------------


def test_form_e_has_a_header_of_two_tiers_and_names_the_score_year():
    *_, table = blocks("development-from-ita", facts(score_year_be=2565))
    assert isinstance(table, Table)
    analysis = "การวิเคราะห์ผลการประเมินในปี ๒๕๖๕"
    assert [column.tier for column in table.columns][:3] == ["", analysis, analysis]
    assert len({column.tier for column in table.columns[3:]}) == 1
    assert table.font_size == 12


@pytest.mark.parametrize(
    ("form", "rows"),
    [("development-from-ita", [Row]), ("results-by-issue", [GroupRow, Row])],
)
def test_heading_of_an_indicator_has_a_row_only_where_no_column_names_it(form, rows):
    heading = HeadingFacts(GroupKind.INDICATOR, "2", "การใช้งบประมาณ")
    section = SectionFacts((GroupFacts(heading, (RowFacts(indicator=BUDGET),)),))
    *_, table = blocks(form, facts(sections=(section,)))
    assert isinstance(table, Table)
    assert [type(row) for row in table.rows] == rows


def test_heading_of_an_issue_has_a_row_in_every_form():
    heading = HeadingFacts(GroupKind.ISSUE, "2", "การให้บริการ")
    section = SectionFacts((GroupFacts(heading, (RowFacts(),)),))
    for form in available_forms():
        (table,) = (b for b in blocks(form, facts(sections=(section,))) if isinstance(b, Table))
        assert table.rows[0] == GroupRow("๒. การให้บริการ")


# -- what follows the tables ----------------------------------------------------------------------


def test_signers_stand_after_the_tables_and_before_the_appendix():
    report = facts(
        signatories=(
            SignatoryFacts("ผู้รายงาน", "", "ปลัด ระดับ 8"),
            SignatoryFacts("ผู้เห็นชอบ", "ชื่อ ตัวอย่าง"),
        ),
        appendix=AppendixFacts(plain("กิจกรรม", "ประชุม 2 ครั้ง")),
    )
    assert blocks("results", report)[2:] == (
        SignatureBlock(
            (
                Signer("ผู้รายงาน", "", "ปลัด ระดับ ๘", "signer-1"),
                Signer("ผู้เห็นชอบ", "ชื่อ ตัวอย่าง", "", "signer-2"),
            )
        ),
        Heading(("กิจกรรม",), level=2, new_page=True),
        Paragraph("ประชุม ๒ ครั้ง"),
    )


def test_appendix_holds_text_addresses_and_pictures_in_order():
    appendix = AppendixFacts(
        plain("แบบวัดของปี 2566"),
        (LinkFacts("https://itas.example.go.th/2566", "แบบวัด EIT ปี 2566"),),
        (CaptionedPictureFacts(PIXEL, "วันที่ 13 มีนาคม 2566"),),
    )
    assert blocks("progress-by-indicator", facts(appendix=appendix))[4:] == (
        Heading(("ภาคผนวก",), level=2, new_page=True),
        Paragraph("แบบวัดของปี ๒๕๖๖"),
        CodedLinks((CodedLink("https://itas.example.go.th/2566", "แบบวัด EIT ปี ๒๕๖๖"),)),
        Gallery((CaptionedPicture(PICTURE, "วันที่ ๑๓ มีนาคม ๒๕๖๖"),)),
    )


def test_arabic_numerals_reach_covers_and_markers():
    row = RowFacts(measures=((numbered("ปี ๒๕๖๖"),),))
    cover, table = blocks("results", facts(row), Numerals.ARABIC)
    assert isinstance(cover, Cover)
    assert cover.groups[1] == ("ประจำปีงบประมาณ พ.ศ. 2566", "(รอบ 6 เดือน)")
    assert isinstance(table, Table)
    assert table.rows == (Row(((Paragraph("ปี 2566", "1."),), (), (), (), (), ())),)


def test_author_is_the_office_and_the_title_is_one_line():
    document = compose(load_layout("results"), facts(approval=APPROVED))
    assert document.author == "เทศบาลตำบลตัวอย่าง"
    assert document.title == (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ (รอบ ๖ เดือน) เทศบาลตำบลตัวอย่าง"
    )
