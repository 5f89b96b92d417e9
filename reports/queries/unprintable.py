"""Characters of a plan that its report cannot print, told before it is handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from itaportal.thai.numerals import thai_digits
from measures.choices import Round
from measures.models import (
    AppendixLink,
    AppendixPicture,
    IndicatorAnalysis,
    MeasurePlan,
    Signatory,
)
from measures.queries.missing import MissingLine
from measures.queries.pages import plan_page, table_page
from measures.queries.plan_table import PlanTable, TableRow
from measures.queries.talk import places_of
from measures.rules.paragraphs import Paragraph
from reports.render.errors import MissingFontError
from reports.render.fonts import printable_characters, require_fonts


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a plan, read already: looking through it takes no query."""

    plan: MeasurePlan
    round: Round
    table: PlanTable
    analyses: Sequence[IndicatorAnalysis]
    links: Sequence[AppendixLink]
    pictures: Sequence[AppendixPicture]
    signatories: Sequence[Signatory]


def unprintable_lines(shown: Shown) -> tuple[MissingLine, ...]:
    """One line for each place with characters that the report's fonts lack, such as emoji.

    The report is refused for them when it is made: who writes is told here, where to mend it.
    """
    try:
        require_fonts()
    except MissingFontError:  # a portal that prints nothing says so where it is asked to print
        return ()
    printable = printable_characters()
    lines = []
    for place, address, texts in _places(shown):
        lacking = dict.fromkeys(
            each for text in texts for each in text if each not in printable and not each.isspace()
        )
        if lacking:
            named = " ".join(f"“{each}” (U+{ord(each):04X})" for each in lacking)
            title = f"อักขระที่พิมพ์ในรายงานไม่ได้ โปรดแก้ไขเป็นอักขระอื่น: {named}"
            lines.append(MissingLine(title, place, address))
    return tuple(lines)


_Place = tuple[str, str, Iterable[str]]


def _places(shown: Shown) -> Iterator[_Place]:
    """The plan's places in order: their names, their addresses, their texts."""
    plan, table = shown.plan, table_page(shown.plan)
    general, evidence = plan_page("plan-general", plan), plan_page("plan-evidence", plan)
    yield "หน้าปกและคำนำ", general, _texts((*plan.cover, *plan.introduction))
    names = dict(places_of(shown.table))
    for section in shown.table.sections:
        anchor = f"section-{section.section.pk}"
        headed = (section.section.heading, *_texts(section.section.introduction))
        yield names[anchor], f"{table}#{anchor}", headed
        for group in section.groups:
            if heading := group.heading:
                printed = (heading.printed_number, heading.printed_text)
                yield str(heading), f"{table}#group-{heading.pk}", printed
            for row in group.rows:
                anchor = f"row-{row.pk}"
                at = f"{table}?round={shown.round.value}#{anchor}"
                yield names[anchor], at, _texts_of_row(row)
    for analysis in shown.analyses:
        said = (*analysis.question_text, *analysis.analysis, *analysis.guidance)
        at = f"{plan_page('plan-read', plan)}#analyses"
        yield f"การวิเคราะห์{analysis.indicator}", at, _texts(said)
    yield "ข้อความภาคผนวก", evidence, _texts(plan.appendix)
    for number, picture in enumerate(shown.pictures, start=1):
        at = f"{evidence}#picture-{picture.pk}"
        words = (picture.caption, picture.alternative_text)
        yield thai_digits(f"ภาพที่ {number} ในภาคผนวก"), at, words
    for number, link in enumerate(shown.links, start=1):
        yield thai_digits(f"ลิงก์ที่ {number} ในภาคผนวก"), f"{evidence}#link-{link.pk}", (link.label,)
    for signatory in shown.signatories:
        yield "ผู้ลงนาม", general, (signatory.role, signatory.name, signatory.position_title)


def _texts(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [f"{each.marker}{each.text}" for each in paragraphs]


def _texts_of_row(row: TableRow) -> list[str]:
    cells = (row.measures, row.steps, row.responsible, row.period, row.results, row.suggestion)
    outcome = [each.paragraph for each in row.outcome if each.paragraph]
    return [row.printed_number, *_texts(each for cell in (*cells, outcome) for each in cell)]
