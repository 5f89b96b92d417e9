"""Facts become final text: golden document of form A, and the rules one by one."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal

import pytest

from measures.choices import CitationBinding, CitationScope, GroupKind, ResponsibleKind
from measures.rules.paragraphs import plain
from reports.document import GroupRow, Heading, Numerals, Paragraph, Row, Table, document_text
from reports.facts import (
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    PeriodFacts,
    QuestionFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
)

from . import samples
from .outline import golden, outline

MEASURES, STEPS, RESPONSIBLE, PERIOD, RESULTS, OUTCOME = range(6)


def cell(column, **fields):
    """Lines of one cell of a row with these fields."""
    document = samples.report(samples.facts_of((RowFacts(**fields),)))
    return [line.line for line in _only_row(document).cells[column]]


def _only_row(document):
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    (row,) = (row for row in table.rows if isinstance(row, Row))
    return row


@pytest.mark.parametrize("numerals", Numerals)
def test_form_a_equals_the_golden_document_written_by_hand(numerals):
    assert outline(samples.report(numerals=numerals)) == golden(f"results-by-issue-{numerals}")


def test_document_text_is_in_reading_order_without_the_running_mark():
    text = document_text(samples.report())
    assert "ข้อมูลตัวอย่าง" not in text
    places = [
        text.index(words)
        for words in (
            "รายงานการดำเนินการ",
            "ประจำปีงบประมาณ",
            "กำหนดมาตรการส่งเสริม",
            "มาตรการ/โครงการ/กิจกรรม",
            "ผลลัพธ์หรือความสำเร็จ",
            "๑. การปฏิบัติงานที่โปร่งใส",
            "๑. จัดทำคู่มือ",
            "๑. สำรวจงานบริการ",
            "๓. มาตรการดูแลทรัพย์สิน",
        )
    ]
    assert places == sorted(places)


def test_introduction_of_the_plan_stands_in_place_of_the_default_one():
    facts = dataclasses.replace(samples.FACTS, introduction=plain("คำนำของหน่วยงาน ปี 2568"))
    paragraphs = [b.text for b in samples.report(facts).blocks if isinstance(b, Paragraph)]
    assert paragraphs == ["คำนำของหน่วยงาน ปี ๒๕๖๘"]


def test_sections_with_headings_have_a_table_each():
    section = SectionFacts((), heading="ส่วนที่ 1", introduction=plain("นำ 1"))
    facts = dataclasses.replace(samples.FACTS, sections=(section, section))
    blocks = samples.report(facts).blocks[2:]
    assert [type(block) for block in blocks] == [Heading, Paragraph, Table] * 2
    assert blocks[:2] == (Heading(("ส่วนที่ ๑",), level=2), Paragraph("นำ ๑"))


def test_what_is_not_approved_is_a_draft_by_its_mark_and_its_title():
    approved = samples.report()
    draft = samples.report(dataclasses.replace(samples.FACTS, approval=None))
    assert (approved.draft_mark, draft.draft_mark) == ("", "ร่าง")
    assert draft == dataclasses.replace(approved, draft_mark="ร่าง", title=f"(ร่าง) {approved.title}")


def test_report_of_a_real_office_has_no_running_mark():
    assert samples.report(samples.facts_of(())).running_mark == ""


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        (HeadingFacts(GroupKind.ISSUE, "2", "การให้บริการ"), "๒. การให้บริการ"),
        (HeadingFacts(GroupKind.ISSUE, "9", "การเปิดเผยข้อมูล", "๘"), "๘. การเปิดเผยข้อมูล"),
        (HeadingFacts(GroupKind.ISSUE, "2", "ทางการ", "", "ตามที่พิมพ์"), "๒. ตามที่พิมพ์"),
        (HeadingFacts(GroupKind.FREE, printed_text="หัวข้ออื่น"), "หัวข้ออื่น"),
    ],
)
def test_group_heading_is_printed_as_the_office_wrote_it(heading, printed):
    section = SectionFacts((GroupFacts(heading, ()), GroupFacts(None, (RowFacts(),))))
    facts = dataclasses.replace(samples.FACTS, sections=(section,))
    table = samples.report(facts).blocks[-1]
    assert isinstance(table, Table)
    assert table.rows[0] == GroupRow(printed)
    assert isinstance(table.rows[1], Row)


OCTOBER, SEPTEMBER = datetime.date(2024, 10, 1), datetime.date(2025, 9, 30)


@pytest.mark.parametrize(
    ("period", "printed"),
    [
        (PeriodFacts(OCTOBER, SEPTEMBER), ["ต.ค. ๖๗ - ก.ย. ๖๘"]),
        (PeriodFacts(OCTOBER, datetime.date(2025, 6, 15)), ["๑ ต.ค. ๖๗ - ๑๕ มิ.ย. ๖๘"]),
        (PeriodFacts(OCTOBER, SEPTEMBER, plain("ต.ค.67-ก.ย.68")), ["ต.ค. ๖๗ - ก.ย. ๖๘"]),
        (
            PeriodFacts(OCTOBER, SEPTEMBER, plain("ปรับปรุงเว็บไซต์", "ต.ค.๖๗-ก.ย.๖๘")),
            ["ปรับปรุงเว็บไซต์", "ต.ค. ๖๗ - ก.ย. ๖๘"],
        ),
        (
            PeriodFacts(OCTOBER, SEPTEMBER, plain("ต.ค. ๖๗ - มี.ค. ๖๘")),
            ["ต.ค. ๖๗ - ก.ย. ๖๘", "ต.ค. ๖๗ - มี.ค. ๖๘"],
        ),
        (PeriodFacts(text=plain("ตลอดปี 2568")), ["ตลอดปี ๒๕๖๘"]),
        (PeriodFacts(), []),
    ],
)
def test_period_prints_its_dates_in_one_way_and_free_text_as_typed(period, printed):
    assert cell(PERIOD, period=period) == printed


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        (
            {"responsible": (ResponsibleFacts(ResponsibleKind.UNIT, "กองคลัง", "งานพัสดุ"),)},
            ["กองคลัง (งานพัสดุ)"],
        ),
        ({"responsible": (ResponsibleFacts(ResponsibleKind.EVERYONE),)}, ["ทุกส่วนราชการ"]),
        (
            {
                "responsible": (ResponsibleFacts(ResponsibleKind.UNIT, "กองคลัง"),),
                "responsible_text": plain("กองคลัง/กองช่าง"),
            },
            ["กองคลัง/กองช่าง"],
        ),
    ],
)
def test_responsible_is_printed_as_typed_else_by_name(fields, printed):
    assert cell(RESPONSIBLE, **fields) == printed


def bound(scope, *, at=0, earlier="80.00", later="85.5", **fields):
    """A bound citation of the years 2567 and 2568."""
    return CitationFacts(
        CitationBinding.BOUND,
        scope,
        2567,
        2568,
        None if earlier is None else Decimal(earlier),
        None if later is None else Decimal(later),
        at,
        **fields,
    )


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (
            bound(CitationScope.INDICATOR, indicator=IndicatorFacts(2, "การใช้งบประมาณ")),
            (
                "ในตัวชี้วัดที่ ๒ การใช้งบประมาณ ITA ปี ๒๕๖๗ ได้คะแนน ๘๐.๐๐ คะแนน ITA ปี ๒๕๖๘ "
                "ได้คะแนน ๘๕.๕๐ คะแนน มีคะแนนเฉลี่ยเพิ่มขึ้น ๕.๕๐ คะแนน"
            ),
        ),
        (
            bound(CitationScope.QUESTION, question=QuestionFacts("i4", "ใช้จ่ายคุ้มค่า")),
            "ในข้อ i๔ “ใช้จ่ายคุ้มค่า” ITA",
        ),
        (bound(CitationScope.INSTRUMENT, instrument="IIT"), "ตามเครื่องมือ IIT ITA"),
        (bound(CitationScope.TOTAL), "ในภาพรวม ITA"),
        (bound(CitationScope.TOPIC, topic="การสื่อสาร"), "ในหัวข้อการสื่อสาร ITA"),
        (bound(CitationScope.TOTAL, earlier=None), "ไม่มีข้อมูลเปรียบเทียบ"),
    ],
)
def test_bound_citation_prints_its_sentence(citation, words):
    (sentence,) = cell(OUTCOME, result=ResultFacts(citations=(citation,)))
    assert words in sentence


def test_bound_sentences_stand_before_their_paragraphs_and_typed_ones_are_not_made():
    typed = dataclasses.replace(bound(CitationScope.TOTAL), binding=CitationBinding.TYPED)
    result = ResultFacts(
        outcome=plain("ก", "ข"),
        citations=(
            bound(CitationScope.TOPIC, at=1, topic="หนึ่ง"),
            bound(CitationScope.TOPIC, at=7, topic="ท้าย"),
            typed,
        ),
    )
    printed = cell(OUTCOME, result=result)
    assert printed[0::2] == ["ก", "ข"]
    assert ["หนึ่ง" in printed[1], "ท้าย" in printed[3], len(printed)] == [True, True, 4]
