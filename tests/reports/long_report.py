"""A report as long as reports get: form E, twelve rows an indicator, cells of 1,600 characters.

Cells differ in length, paragraphs and markers, so that rows break over pages in every way; the same
call gives the same facts.
"""

from __future__ import annotations

import datetime
import random
from decimal import Decimal

from measures.choices import ParagraphKind, ResponsibleKind, Round
from measures.rules.paragraphs import Cell, Paragraph, plain
from reports.compose import compose
from reports.document import ReportDocument
from reports.facts import (
    AnalysisFacts,
    GroupFacts,
    IndicatorFacts,
    OrganizationFacts,
    PeriodFacts,
    QuestionFacts,
    ReportFacts,
    ResponsibleFacts,
    RowFacts,
    SectionFacts,
    StepFacts,
)
from reports.layouts import load_layout

LONGEST_CELL = 1600
"""Characters of the longest cells, as in real reports."""

_INDICATORS = (
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)
_CLAUSES = (
    "ทบทวนขั้นตอนการให้บริการแล้วกำหนดระยะเวลาของแต่ละงานให้ชัดเจน",
    "เผยแพร่ข้อมูลบนเว็บไซต์ ป้ายประกาศ และสื่อสังคมออนไลน์ของหน่วยงาน",
    "ประชุมพนักงานทุกระดับเพื่อสร้างความเข้าใจเรื่องการใช้ทรัพย์สินและงบประมาณ",
    "รับฟังข้อเสนอแนะจากผู้มาติดต่อแล้วนำมาปรับปรุงการทำงานทุกไตรมาส",
    "ติดตามผลการดำเนินงานและรายงานต่อผู้บริหารตามรอบที่กำหนด",
    "จัดทำคู่มือฉบับย่อพร้อมแผนผังขั้นตอนและช่องทางติดต่อผู้รับผิดชอบ",
    "สำรวจความพึงพอใจของประชาชน เปรียบเทียบกับปีก่อน และสรุปบทเรียน",
    "มอบหมายเจ้าหน้าที่ดูแลข้อมูลให้เป็นปัจจุบันภายใน ๗ วันทำการ",
    "ให้คำแนะนำผ่าน E-Service และ LINE OA นอกเวลาราชการ",
)
_UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "หน่วยตรวจสอบภายใน")
_KINDS = (ParagraphKind.NUMBERED, ParagraphKind.DASH, ParagraphKind.PLAIN)


def long_report_facts(indicators: int = 10, rows: int = 12) -> ReportFacts:
    """Facts of a year's scores and what the office makes of them: `rows` rows an indicator.

    Printed in form E they fill about 1.17 pages a row.
    """
    written = (
        _row(indicator, row, random.Random(100 * indicator + row))
        for indicator in range(indicators)
        for row in range(rows)
    )
    return ReportFacts(
        organization=OrganizationFacts("office", "เทศบาลตำบลทดสอบ", "เมือง", "ทดสอบ"),
        fiscal_year_be=2568,
        round=Round.TWELVE_MONTHS,
        sections=(SectionFacts((GroupFacts(None, tuple(written)),)),),
        score_year_be=2567,
    )


def long_report(indicators: int = 10, rows: int = 12) -> ReportDocument:
    """These facts in form E: by default some 140 pages."""
    return compose(load_layout("development-from-ita"), long_report_facts(indicators, rows))


def _row(indicator: int, row: int, chance: random.Random) -> RowFacts:
    guidance = LONGEST_CELL if row % 6 == 0 else 200
    return RowFacts(
        measures=tuple(_cell(chance, 60) for _ in range(1 + row % 3)),
        steps=tuple(StepFacts(_cell(chance, 150)) for _ in range(1 + row % 2)),
        responsible=tuple(
            ResponsibleFacts(ResponsibleKind.UNIT, unit)
            for unit in chance.sample(_UNITS, 1 + row % 3)
        ),
        period=PeriodFacts(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30)),
        indicator=IndicatorFacts(indicator + 1, _INDICATORS[indicator]),
        score=Decimal(chance.randrange(7000, 10000)) / 100,
        analysis=AnalysisFacts(
            QuestionFacts(f"i{row + 1}", _clauses(chance, 60)),
            analysis=plain(_clauses(chance, 150)),
            guidance=_cell(chance, guidance),
        ),
    )


def _cell(chance: random.Random, length: int) -> Cell:
    """Paragraphs of one kind, together as long as said, and not a clause longer."""
    kind, left = chance.choice(_KINDS), length
    paragraphs: list[Paragraph] = []
    while left > 0:
        text = _clauses(chance, min(left, chance.randrange(100, 400)))
        level = chance.randrange(2) if paragraphs and kind is not ParagraphKind.PLAIN else 0
        paragraphs.append(Paragraph(text, kind, level))
        left -= len(text)
    return tuple(paragraphs)


def _clauses(chance: random.Random, length: int) -> str:
    """Clauses until the text is as long as said."""
    text = ""
    while len(text) < length:
        text += f" {chance.choice(_CLAUSES)}" if text else chance.choice(_CLAUSES)
    return text
