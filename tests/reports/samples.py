"""Facts in words of our own, for the tests of everything between facts and PDF."""

from __future__ import annotations

import datetime
from decimal import Decimal

from measures.choices import (
    CitationBinding,
    CitationScope,
    GroupKind,
    ParagraphKind,
    ResponsibleKind,
    Round,
)
from measures.rules.paragraphs import Cell, Paragraph, plain
from reports.compose import compose
from reports.document import Numerals, ReportDocument
from reports.facts import (
    ApprovalFacts,
    CitationFacts,
    GroupFacts,
    HeadingFacts,
    IndicatorFacts,
    OrganizationFacts,
    PeriodFacts,
    ReportFacts,
    ResponsibleFacts,
    ResultFacts,
    RowFacts,
    SectionFacts,
    StepFacts,
)
from reports.layouts import load_layout

DEMO = OrganizationFacts("chaiburi", "องค์การบริหารส่วนตำบลตัวอย่าง", is_demo=True)
WHOLE_YEAR = PeriodFacts(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30))


def numbered(text: str, level: int = 0, marker: str = "") -> Paragraph:
    """A paragraph that counts."""
    return Paragraph(text, ParagraphKind.NUMBERED, level, marker)


def dash(text: str, level: int = 0) -> Paragraph:
    """A paragraph after a dash."""
    return Paragraph(text, ParagraphKind.DASH, level)


SERVICE_ROW = RowFacts(
    measures=(
        (numbered("จัดทำคู่มือการให้บริการให้ครบทุกงาน"), Paragraph("ภายในไตรมาสแรก", level=1)),
        (numbered("เปิดรับคำขอผ่านระบบ E-Service"),),
    ),
    steps=(
        StepFacts((numbered("สำรวจงานบริการ"), numbered("งานทะเบียน", 1), numbered("งานช่าง", 1))),
        StepFacts((numbered("เผยแพร่ที่ https://www.example.go.th/o12 และแจ้ง e2 กับ i4"),), measure=1),
    ),
    responsible=(
        ResponsibleFacts(ResponsibleKind.UNIT, "สำนักปลัด", "งานนิติการ"),
        ResponsibleFacts(ResponsibleKind.UNIT, "กองคลัง"),
    ),
    period=PeriodFacts(
        datetime.date(2024, 10, 1),
        datetime.date(2025, 9, 30),
        plain("ต.ค.67-ก.ย.68", "ทบทวนทุกไตรมาส"),
    ),
    result=ResultFacts(
        results=(dash("ผู้รับบริการ 1,250 ราย"), dash("แล้วเสร็จร้อยละ 98.5")),
        outcome=plain("ประชาชนทราบขั้นตอนชัดเจนขึ้น"),
        citations=(
            CitationFacts(
                CitationBinding.BOUND,
                CitationScope.INDICATOR,
                2567,
                2568,
                Decimal("87.87"),
                Decimal("87.67"),
                indicator=IndicatorFacts(1, "การปฏิบัติหน้าที่"),
            ),
        ),
    ),
)
PROPERTY_ROW = RowFacts(
    measures=((Paragraph("ทบทวนแนวทางการยืมทรัพย์สิน"),),),
    steps=(StepFacts((numbered("ตรวจนับพัสดุ", marker="๓."), numbered("รายงานผู้บริหาร"))),),
    responsible_text=plain("ทุกสำนัก/กอง"),
    period=PeriodFacts(datetime.date(2025, 1, 1), datetime.date(2025, 6, 15), plain("เดือนละครั้ง")),
    result=ResultFacts(outcome=plain("คะแนนปี ๒๕๖๗ ได้ ๖๙.๖๐ คะแนน ปี ๒๕๖๘ ได้ ๗๖.๓๕ คะแนน")),
)
DISCIPLINE_ROW = RowFacts(
    measures=((dash("จัดอบรมด้านจริยธรรม"),), (dash("ประกาศเจตนารมณ์ No Gift Policy"),)),
    responsible=(ResponsibleFacts(ResponsibleKind.EVERYONE),),
    period=PeriodFacts(text=plain("ตลอดปีงบประมาณ")),
    result=ResultFacts(results=plain("ไม่มีเรื่องร้องเรียน")),
)

APPROVED = ApprovalFacts(
    "ผู้บริหาร (ข้อมูลตัวอย่าง)",
    "นายกองค์การบริหารส่วนตำบล",
    datetime.datetime(2025, 10, 20, 9, 30, tzinfo=datetime.UTC),
    "0" * 64,
)

FACTS = ReportFacts(
    approval=APPROVED,
    organization=DEMO,
    fiscal_year_be=2568,
    round=Round.TWELVE_MONTHS,
    sections=(
        SectionFacts(
            (
                GroupFacts(HeadingFacts(GroupKind.ISSUE, "1", "การปฏิบัติงานที่โปร่งใส"), (SERVICE_ROW,)),
                GroupFacts(
                    HeadingFacts(
                        GroupKind.ISSUE, "4", "การใช้ทรัพย์สิน", "๓", "มาตรการดูแลทรัพย์สินของราชการ"
                    ),
                    (PROPERTY_ROW, DISCIPLINE_ROW),
                ),
            )
        ),
    ),
    score_year_be=2568,
)


def report(facts: ReportFacts = FACTS, numerals: Numerals = Numerals.THAI) -> ReportDocument:
    """The facts in form A."""
    return compose(load_layout("results-by-issue"), facts, numerals)


def row_of(*texts: str) -> RowFacts:
    """A row with the texts, a numbered item each, in its four wide cells."""
    items = tuple((numbered(text),) for text in texts)
    cell: Cell = tuple(item[0] for item in items)
    return RowFacts(
        measures=items,
        steps=tuple(StepFacts(item) for item in items),
        responsible=(ResponsibleFacts(ResponsibleKind.UNIT, "กองคลัง"),),
        period=WHOLE_YEAR,
        result=ResultFacts(cell, cell),
    )


def report_of(*texts: str, is_demo: bool = False) -> ReportDocument:
    """A report of one group and one row, which holds the texts."""
    return report(facts_of((row_of(*texts),), is_demo=is_demo))


def facts_of(*groups: tuple[RowFacts, ...], is_demo: bool = False) -> ReportFacts:
    """Facts of numbered groups with these rows."""
    return ReportFacts(
        approval=APPROVED,
        organization=OrganizationFacts("office", "เทศบาลตำบลทดสอบ", is_demo=is_demo),
        fiscal_year_be=2568,
        round=Round.TWELVE_MONTHS,
        sections=(
            SectionFacts(
                tuple(
                    GroupFacts(HeadingFacts(GroupKind.FREE, str(number), "หัวข้อทดสอบ"), rows)
                    for number, rows in enumerate(groups, 1)
                )
            ),
        ),
    )


_CLAUSES = (
    "ทบทวนขั้นตอนการให้บริการและกำหนดระยะเวลาของแต่ละงานให้ชัดเจน",
    "เผยแพร่ข้อมูลบนเว็บไซต์และป้ายประกาศของหน่วยงานให้ประชาชนเข้าถึงได้สะดวก",
    "ประชุมพนักงานเพื่อสร้างความเข้าใจเรื่องการใช้ทรัพย์สินและงบประมาณ",
    "รับฟังข้อเสนอแนะจากผู้มาติดต่อแล้วนำมาปรับปรุงการทำงานทุกไตรมาส",
    "ติดตามผลการดำเนินงานและรายงานต่อผู้บริหารตามรอบที่กำหนด",
)


def long_facts(rows: int = 9, *, is_demo: bool = False) -> ReportFacts:
    """Facts of many pages; cells differ in length, so that rows break in every way."""
    built = []
    for number in range(rows):
        texts = [_CLAUSES[(number + k) % len(_CLAUSES)] for k in range(1 + number % 5)]
        built.append((row_of(*(f"{text} ครั้งที่ {k + 1}" for k, text in enumerate(texts))),))
    return facts_of(*built, is_demo=is_demo)
