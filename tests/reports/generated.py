"""Plans made by hypothesis: cells as offices type them, in the rows of every form."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from itaportal.thai.numerals import thai_digits
from measures.choices import GroupKind, ResponsibleKind, ResultStatus, Round
from measures.exchange.drafts import KnownNames
from measures.rules.numbering import split_cell
from measures.rules.paragraphs import Cell, items_of, plain
from reports.facts import (
    AnalysisFacts,
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

KNOWN = KnownNames(
    units=("สำนักปลัด", "กองคลัง", "กองช่าง"),
    indicators=dict(
        enumerate(
            (
                "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ",
                "การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร",
                "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
            ),
            start=1,
        )
    ),
    issues={
        1: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
        2: "การให้บริการและระบบ E-Service",
        3: "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    },
    organization="เทศบาลตำบลทดสอบ",
    year_be=2568,
)  # fmt: skip

_CLAUSES = (
    "จัดทำคู่มือการให้บริการ",
    "เผยแพร่ทาง https://www.example.go.th/o12 และป้ายประกาศ",
    "ผู้รับบริการ ๑,๒๕๐ ราย คิดเป็นร้อยละ ๙๘.๕",
    "ตามมาตรา ๑๒๘ แห่งประมวลกฎหมาย",
    "ระบบ E-Service (ยื่นคำขอออนไลน์) และ “No Gift Policy”",
    "=SUM(A1) +๖๖ @กองคลัง",
    "ไม่มีเรื่องร้องเรียน",
    "ก่ำ ก้ำ ก๊ำ ญี่ปุ่น ฎีกา ฐานะ",
    "ประชุม <สภา> & ผู้นำชุมชน",
)
clauses = st.sampled_from(_CLAUSES)
long_clauses = st.builds(lambda text, times: " ".join([text] * times), clauses, st.integers(1, 40))


@st.composite
def cells(draw: st.DrawFn, *, least: int = 0) -> Cell:
    """A cell as typed: counted numbers that may start later, sub-items, dashes, letters, text."""
    lines = []
    number = draw(st.sampled_from((0, 0, 0, 2)))  # the first is ๑., or ๓.
    below = letters = 0
    for kind in draw(
        st.lists(
            st.sampled_from(("number", "number", "below", "dash", "plain", "letter", "brackets")),
            min_size=least, max_size=6,
        )
    ):  # fmt: skip
        text = draw(clauses if kind != "plain" else st.one_of(clauses, long_clauses))
        match kind:
            case "number":
                number, below = number + 1, 0
                marker = f"{number}. "
            case "below" if number:
                below += 1
                marker = f"{number}.{below} "
            case "brackets":
                marker = f"({below + 1}) "
                below += 1
            case "dash":
                marker = "- "
            case "letter":
                marker = f"{'กขคงจฉ'[letters]}. "
                letters += 1
            case _:
                marker = ""
        lines.append(thai_digits(marker) + text)
    return split_cell(lines)


@st.composite
def rows(draw: st.DrawFn, position: int) -> RowFacts:
    """A row with something in its first cell."""
    begin = datetime.date(2024, 10, 1) + datetime.timedelta(days=draw(st.integers(0, 200)))
    dated = draw(st.booleans())
    indicator = IndicatorFacts(position, KNOWN.indicators[position])
    return RowFacts(
        measures=items_of(draw(cells())),
        steps=tuple(StepFacts(item) for item in items_of(draw(cells()))),
        responsible=draw(
            st.sampled_from(
                (
                    (),
                    (ResponsibleFacts(ResponsibleKind.UNIT, "กองคลัง", "งานพัสดุ"),),
                    (
                        ResponsibleFacts(ResponsibleKind.UNIT, "สำนักปลัด"),
                        ResponsibleFacts(ResponsibleKind.COMMITTEE, "คณะกรรมการตรวจสอบ"),
                    ),
                    (ResponsibleFacts(ResponsibleKind.EVERYONE),),
                )
            )
        ),
        period=PeriodFacts(
            begin if dated else None,
            begin + datetime.timedelta(days=90) if dated else None,
            draw(st.sampled_from(((), plain("ทุกไตรมาส"), plain("ตลอดปีงบประมาณ")))),
        ),
        result=ResultFacts(
            results=draw(cells(least=1)),  # a row that is blank throughout says nothing
            outcome=draw(cells()),
            suggestion=draw(cells()),
            status=draw(st.sampled_from((None, *ResultStatus))),
        ),
        position=position,
        indicator=indicator,
        score=draw(st.sampled_from((None, Decimal("97.21"), Decimal("100.00")))),
        analysis=AnalysisFacts(
            question_text=draw(cells()), analysis=draw(cells()), guidance=draw(cells(least=1))
        ),
    )


def _heading(number: int, printed_number: str, printed_text: str) -> HeadingFacts:
    return HeadingFacts(
        GroupKind.ISSUE, str(number), KNOWN.issues[number], printed_number, printed_text
    )


@st.composite
def reports(draw: st.DrawFn, *, grouped: bool, tables: int = 1) -> ReportFacts:
    """The facts of a report of so many tables; their rows under headings of issues or none."""
    sections = []
    for _ in range(tables):
        held = draw(st.integers(1, 4))
        written = [draw(rows(position)) for position in range(1, held + 1)]
        groups: tuple[GroupFacts, ...] = (GroupFacts(None, tuple(written)),)
        if grouped:
            cut = draw(st.integers(1, held))
            parts = [written[:cut], written[cut:]]
            groups = tuple(
                GroupFacts(
                    _heading(
                        number,
                        draw(st.sampled_from(("", "๗"))),
                        draw(st.sampled_from(("", f"มาตรการ{KNOWN.issues[number]}"))),
                    ),
                    tuple(part),
                )
                for number, part in enumerate(parts, 1)
                if part
            )
        sections.append(SectionFacts(groups))
    return ReportFacts(
        organization=OrganizationFacts("office", KNOWN.organization, "เมือง", "เลย"),
        fiscal_year_be=2568,
        round=draw(st.sampled_from(Round)),
        sections=tuple(sections),
        score_year_be=2567,
    )
