"""Facts as JSON and CSV: values as values, the same bytes every time, no formulas."""

from __future__ import annotations

import base64
import csv
import dataclasses
import io
import json
from decimal import Decimal

import pytest

from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ResponsibleKind,
    ResultStatus,
)
from measures.exchange.drafts import PlanDraft
from measures.rules.paragraphs import Paragraph, plain
from measures.rules.scoring import Direction
from reports.facts import (
    AnalysisFacts,
    AppendixFacts,
    CaptionedPictureFacts,
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    LinkFacts,
    PictureFacts,
    QuestionFacts,
    ReportFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
    SignatoryFacts,
)
from reports.render.data import report_json
from reports.render.data_csv import COLUMN_LABELS, guarded, report_csv, unguarded
from reports.render.data_labels import LABELS
from tests.reports.samples import FACTS, numbered

PICTURE = PictureFacts(b"pixels", "image/png", "ป้ายประกาศ", 40, 30)


def citation(earlier, later, **fields):
    values = {"comparable": True, **fields}
    return CitationFacts(
        CitationBinding.BOUND,
        fields.pop("scope", CitationScope.INDICATOR),
        2567,
        2568,
        earlier and Decimal(earlier),
        later and Decimal(later),
        **{name: value for name, value in values.items() if name != "scope"},
    )


def one_row(row: RowFacts, heading: HeadingFacts | None = None) -> ReportFacts:
    sections = (SectionFacts((GroupFacts(heading, (row,)),), "ส่วนแรก", plain("นำ")),)
    return dataclasses.replace(FACTS, sections=sections)


FULL_ROW = RowFacts(
    position=3,
    printed_number="๙",
    indicator=IndicatorFacts(7, "ประสิทธิภาพการสื่อสาร"),
    score=Decimal("97.2"),
    measures=((numbered("จัดทำคู่มือ"),),),
    responsible=(ResponsibleFacts(ResponsibleKind.COMMITTEE, "คณะทำงาน", "ชุดที่ ๒"),),
    result=ResultFacts(status=ResultStatus.DONE, suggestion=plain("ควรทำต่อ")),
    analysis=AnalysisFacts(
        QuestionFacts("e4", "หน่วยงานเผยแพร่ข้อมูลหรือไม่"),
        plain("e๔ หน่วยงานเผยแพร่ข้อมูลหรือไม่"),
        plain("ยังไม่ทั่วถึง"),
        plain("เพิ่มช่องทาง"),
    ),
)


def read_json(facts: ReportFacts):
    return json.loads(report_json(facts))


def read_csv(facts: ReportFacts) -> list[dict[str, str]]:
    """The lines after the labels, each by the keys of the first, as a script would read them."""
    lines = csv.DictReader(io.StringIO(report_csv(facts).decode("utf-8-sig"), newline=""))
    return [{key: unguarded(text) for key, text in line.items()} for line in lines][1:]


# -- JSON ------------------------------------------------------------------------------------


def test_report_says_whose_it_is_of_which_years_and_round():
    read = read_json(dataclasses.replace(FACTS, total_score=Decimal("91.3"), posted_for_be=2569))
    assert {name: read[name] for name in list(read)[:2]} == {
        "format": "ita-measures-report",
        "version": 1,
    }
    assert read["organization"]["emblem"] is None
    assert read["organization"]["is_demo"] is FACTS.organization.is_demo
    assert {
        name: read[name]
        for name in ("fiscal_year_be", "posted_for_be", "score_year_be", "round", "total_score")
    } == {
        "fiscal_year_be": 2568,
        "posted_for_be": 2569,
        "score_year_be": 2568,
        "round": 12,
        "total_score": "91.30",
    }
    assert read["round_label"] == "รอบ ๑๒ เดือน"


def test_every_part_of_the_report_has_a_thai_label():
    read = read_json(one_row(FULL_ROW))
    assert read["labels"] == LABELS
    coded = {"format", "version", "labels", "round_label"}
    row = read["sections"][0]["groups"][0]["rows"][0]
    named = {*read, *row, *row["result"], *row["analysis"]}
    unlabelled = {"printed_number", "status_label", "question_text"}
    assert named - coded - unlabelled <= set(LABELS)


def test_row_holds_values_as_values():
    row = read_json(FACTS)["sections"][0]["groups"][0]["rows"][0]
    assert row["period"] == {
        "start": "2024-10-01",
        "start_year_be": 2567,
        "end": "2025-09-30",
        "end_year_be": 2568,
        "text": [
            {"text": "ต.ค.67-ก.ย.68", "kind": "plain", "level": 0, "marker": ""},
            {"text": "ทบทวนทุกไตรมาส", "kind": "plain", "level": 0, "marker": ""},
        ],
    }
    assert [step["measure"] for step in row["steps"]] == [None, 2]
    assert row["responsible"][0] == {
        "kind": "unit",
        "kind_label": "หน่วยงานภายใน",
        "name": "สำนักปลัด",
        "note": "งานนิติการ",
    }
    assert row["analysis"] == {
        "question": None,
        "question_text": [],
        "analysis": [],
        "guidance": [],
    }
    full = read_json(one_row(FULL_ROW))["sections"][0]["groups"][0]["rows"][0]
    assert (full["number"], full["printed_number"], full["score"]) == (3, "๙", "97.20")
    assert full["indicator"] == {"number": 7, "name": "ประสิทธิภาพการสื่อสาร"}
    assert full["analysis"]["question"] == {"code": "e4", "text": "หน่วยงานเผยแพร่ข้อมูลหรือไม่"}
    assert (full["result"]["status"], full["result"]["status_label"]) == ("done", "ดำเนินการ")


@pytest.mark.parametrize(
    ("earlier", "later", "fields", "change"),
    [
        ("87.87", "87.67", {}, ("fallen", "ลดลง", "-0.20")),
        ("69.60", "76.345", {}, ("risen", "เพิ่มขึ้น", "6.75")),
        ("80.00", "80.00", {}, ("same", "เท่าเดิม", "0.00")),
        (None, "80.00", {}, (None, "ไม่มีคะแนนปีก่อน", None)),
        ("80.00", None, {}, (None, "ไม่มีคะแนนปีหลัง", None)),
        ("80.00", "81.00", {"comparable": False}, (None, "เปรียบเทียบกันไม่ได้", None)),
    ],
)
def test_citation_holds_the_computed_change(earlier, later, fields, change):
    row = RowFacts(result=ResultFacts(citations=(citation(earlier, later, **fields),)))
    (group,) = read_json(one_row(row))["sections"][0]["groups"]
    (read,) = group["rows"][0]["result"]["citations"]
    assert tuple(read["change"].values()) == change
    expected = [None if value is None else f"{float(value):.2f}" for value in (earlier, later)]
    if later != "76.345":
        assert [read["earlier_value"], read["later_value"]] == expected
    assert (read["earlier_year_be"], read["later_year_be"]) == (2567, 2568)


def test_citation_names_what_it_is_of_and_how_the_level_moved():
    of_question = citation(
        "80",
        "81",
        scope=CitationScope.QUESTION,
        question=QuestionFacts("i4", "ท่าน…"),
        earlier_level="A",
        later_level="AA",
        level_change=Direction.RISEN,
    )
    row = RowFacts(result=ResultFacts(citations=(of_question,)))
    (group,) = read_json(one_row(row))["sections"][0]["groups"]
    (read,) = group["rows"][0]["result"]["citations"]
    assert (read["scope"], read["question"]["code"], read["indicator"]) == ("question", "i4", None)
    assert (read["earlier_level"], read["later_level"], read["level_change"]) == (
        "A",
        "AA",
        "risen",
    )


def test_appendix_signatories_and_emblem_are_there():
    facts = dataclasses.replace(
        FACTS,
        organization=dataclasses.replace(FACTS.organization, emblem=PICTURE),
        appendix=AppendixFacts(
            plain("ภาคผนวก"),
            (LinkFacts("https://itas.example.go.th/1", "แบบวัด"),),
            (CaptionedPictureFacts(PICTURE, "เดือนตุลาคม"),),
        ),
        signatories=(SignatoryFacts("ผู้รายงาน", "นายสมมติ นามสมมติ", "ปลัด"),),
    )
    read = read_json(facts)
    shown = {
        "media_type": "image/png",
        "alternative_text": "ป้ายประกาศ",
        "width": 40,
        "height": 30,
    }
    assert read["organization"]["emblem"] == {
        **shown,
        "content": base64.b64encode(b"pixels").decode(),
    }
    assert read["appendix"] == {
        "text": [{"text": "ภาคผนวก", "kind": "plain", "level": 0, "marker": ""}],
        "links": [{"address": "https://itas.example.go.th/1", "label": "แบบวัด"}],
        "pictures": [{**shown, "caption": "เดือนตุลาคม"}],
    }
    assert read["signatories"] == [
        {"role": "ผู้รายงาน", "name": "นายสมมติ นามสมมติ", "position_title": "ปลัด"}
    ]


def test_plan_is_there_with_the_names_that_the_facts_give():
    assert read_json(FACTS)["plan"] is None
    facts = dataclasses.replace(
        one_row(FULL_ROW, HeadingFacts(GroupKind.FREE, "", "", "", "อิสระ")),
        plan=PlanDraft("results", cover=plain("ปก")),
    )
    plan = read_json(facts)["plan"]
    assert (plan["format"], plan["fiscal_year_be"], plan["form"]) == (
        "ita-measures-plan",
        2568,
        "results",
    )
    assert plan["cover"][0]["text"] == "ปก"


# -- CSV -------------------------------------------------------------------------------------


def test_first_line_holds_keys_and_the_second_thai_labels():
    content = report_csv(FACTS)
    assert content.startswith(b"\xef\xbb\xbforganization_code,organization_name,")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert dict(zip(lines[0], lines[1], strict=True)) == COLUMN_LABELS
    assert [len(line) for line in lines] == [len(COLUMN_LABELS)] * 5
    assert content.count(b"\r\n") == 5


def test_each_row_of_the_tables_is_a_line_with_values_as_values():
    first, second, third = read_csv(FACTS)
    assert {key: text for key, text in first.items() if text} == {
        "organization_code": FACTS.organization.code,
        "organization_name": FACTS.organization.name,
        "is_demo": "1",
        "fiscal_year_be": "2568",
        "round": "12",
        "section": "1",
        "group_kind": "issue",
        "group_number": "1",
        "group_name": "การปฏิบัติงานที่โปร่งใส",
        "row": "1",
        "measures": (
            "๑. จัดทำคู่มือการให้บริการให้ครบทุกงาน\n    ภายในไตรมาสแรก\n๒. เปิดรับคำขอผ่านระบบ E-Service"
        ),
        "steps": (
            "๑. สำรวจงานบริการ\n    ๑.๑ งานทะเบียน\n    ๑.๒ งานช่าง\n"
            "๒. เผยแพร่ที่ https://www.example.go.th/o12 และแจ้ง e2 กับ i4"
        ),
        "responsible": "สำนักปลัด (งานนิติการ)\nกองคลัง",
        "period_start": "2024-10-01",
        "period_start_year_be": "2567",
        "period_end": "2025-09-30",
        "period_end_year_be": "2568",
        "period_text": "ต.ค.67-ก.ย.68\nทบทวนทุกไตรมาส",
        "results": "- ผู้รับบริการ 1,250 ราย\n- แล้วเสร็จร้อยละ 98.5",
        "outcome": "ประชาชนทราบขั้นตอนชัดเจนขึ้น",
        "citations": "indicator 1 2567=87.87 2568=87.67 change=-0.20",
    }
    assert (second["group_printed_number"], third["responsible"]) == ("๓", "ทุกส่วนราชการ")


def test_line_holds_score_question_analysis_and_status():
    cited = (
        citation(None, "80", scope=CitationScope.TOTAL),
        citation("80", "81", scope=CitationScope.TOPIC, topic="การให้บริการ"),
        citation("80", "81", scope=CitationScope.INSTRUMENT, instrument="IIT"),
        citation("80", "81", scope=CitationScope.QUESTION, question=QuestionFacts("i4", "")),
    )
    result = dataclasses.replace(FULL_ROW.result, citations=cited)
    (line,) = read_csv(one_row(dataclasses.replace(FULL_ROW, result=result)))
    assert {
        key: line[key]
        for key in (
            "section_heading", "row", "row_printed_number", "indicator_number", "indicator_score",
            "question_code", "analysis", "guidance", "status", "suggestion", "responsible",
        )
    } == {
        "section_heading": "ส่วนแรก", "row": "3", "row_printed_number": "๙",
        "indicator_number": "7", "indicator_score": "97.20", "question_code": "e4",
        "analysis": "ยังไม่ทั่วถึง", "guidance": "เพิ่มช่องทาง", "status": "done",
        "suggestion": "ควรทำต่อ", "responsible": "คณะทำงาน (ชุดที่ ๒)",
    }  # fmt: skip
    assert line["citations"].splitlines() == [
        "total 2567= 2568=80.00 change=",
        "topic การให้บริการ 2567=80.00 2568=81.00 change=1.00",
        "instrument IIT 2567=80.00 2568=81.00 change=1.00",
        "question i4 2567=80.00 2568=81.00 change=1.00",
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+66 42 000 000", "- ขีด", "@SUM(A1)", "\tแท็บ", "'อัญประกาศ", "ปกติ", "", "''"]
)
def test_no_cell_is_a_formula_and_its_text_comes_back(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text
    (line,) = read_csv(one_row(RowFacts(result=ResultFacts(outcome=(Paragraph(text),)))))
    assert line["outcome"] == text


@pytest.mark.parametrize("write", [report_json, report_csv])
def test_same_facts_give_the_same_bytes(write):
    assert write(FACTS) == write(dataclasses.replace(FACTS))
