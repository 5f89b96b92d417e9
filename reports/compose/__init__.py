"""(Layout, ReportFacts, numerals) -> ReportDocument: the one place where values become text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from itaportal.thai.dates import round_span, year_be
from itaportal.thai.moments import LONG_MONTHS
from itaportal.thai.numerals import arabic_digits, thai_digits
from measures.choices import GroupKind
from measures.rules.paragraphs import Cell
from measures.rules.scoring import two_places
from reports.document import (
    Block,
    CaptionedPicture,
    CodedLink,
    CodedLinks,
    Column,
    Cover,
    Gallery,
    GroupRow,
    Heading,
    Numerals,
    Paragraph,
    Picture,
    ReportDocument,
    Row,
    SignatureBlock,
    Signer,
    Table,
)
from reports.facts import HeadingFacts, PictureFacts, ReportFacts, SectionFacts
from reports.layouts import LINE_BREAK, Layout, Placeholder, SectionLayout

from .cells import column_text, marked

__all__ = ["DRAFT_MARK", "RUNNING_MARK_OF_DEMO", "compose"]

RUNNING_MARK_OF_DEMO = "ข้อมูลตัวอย่าง"
DRAFT_MARK = "ร่าง"
BY_SUBMITTER = "หมายเหตุ ผู้ส่งแผนเป็นผู้อนุมัติเนื้อหานี้เอง ตามที่หน่วยงานอนุญาตไว้"
"""What the report of an office says that is too small for another person to approve."""

_Digits = Callable[[str], str]
_DIGITS: dict[Numerals, _Digits] = {Numerals.THAI: thai_digits, Numerals.ARABIC: arabic_digits}


def compose(
    layout: Layout, facts: ReportFacts, numerals: Numerals = Numerals.THAI
) -> ReportDocument:
    """The report as the layout orders it, every text final.

    Digits of numbers, dates and free text follow `numerals`; addresses, file names and the Latin
    letters of item codes stay as they are.
    """
    return _Composer(layout, facts, _DIGITS[numerals]).document(numerals)


class _Composer:
    """Composes one report."""

    def __init__(self, layout: Layout, facts: ReportFacts, digits: _Digits) -> None:
        self._layout = layout
        self._facts = facts
        self._digits = digits
        self._named = _placeholders(facts)

    def document(self, numerals: Numerals) -> ReportDocument:
        organization = self._facts.organization
        return ReportDocument(
            title=self._title(),
            blocks=(
                *self._opening(),
                *self._sections(),
                *self._signatures(),
                *self._appendix(),
            ),
            numerals=numerals,
            running_mark=RUNNING_MARK_OF_DEMO if organization.is_demo else "",
            draft_mark="" if self._facts.approval else DRAFT_MARK,
            author=organization.name,
        )

    # -- texts of the layout ----------------------------------------------------------------------

    def _text(self, template: str) -> str:
        """The layout's text; "" where it names a fact that the office does not have."""
        try:
            return self._digits(template.format_map(self._named)).strip()
        except KeyError:
            return ""

    def _lines(self, templates: tuple[str, ...]) -> tuple[str, ...]:
        """The lines as printed: a phrase is broken where its text has a |."""
        lines = (part for template in templates for part in template.split(LINE_BREAK))
        return tuple(line for line in map(self._text, lines) if line)

    def _title(self) -> str:
        """The file's title in one line: with a cover, its first lines and the office as well.

        A draft's begins with the word, as who hears a document sees no mark across its pages.
        """
        layout = self._layout
        first = layout.cover[0] if layout.cover else ()
        phrases = [template.replace(LINE_BREAK, "") for template in (*layout.title, *first)]
        office = self._digits(self._facts.organization.name)
        mark = "" if self._facts.approval else f"({DRAFT_MARK})"
        parts = (mark, *map(self._text, phrases), office if layout.cover else "")
        return " ".join(filter(None, parts))

    # -- parts in order ---------------------------------------------------------------------------

    def _opening(self) -> Iterator[Block]:
        """The cover where the form has one, else the title above the text."""
        title = self._lines(self._layout.title)
        if not self._layout.cover:
            yield Heading(title)
            return
        groups = (title, *map(self._lines, self._layout.cover))
        emblem = self._facts.organization.emblem
        yield Cover(tuple(group for group in groups if group), _picture(emblem) if emblem else None)

    def _introduction(self) -> tuple[Block, ...]:
        """The plan's own introduction, else the form's; a preface on a page of its own."""
        heading = self._layout.introduction.heading
        own = self._facts.introduction
        if own and own[0].text.strip() == heading:
            own = own[1:]  # The file's own heading, which was read as its first paragraph.
        text = self._paragraphs(own) or self._plain(self._layout.introduction.text)
        if not (heading and text):
            return text
        return (Heading((heading,), level=2, new_page=True), *text)

    def _sections(self) -> Iterator[Block]:
        """Introduction and tables.

        Under a cover, the first table's heading is the report's inner title, and an introduction
        follows it; a preface comes before, and the table after it begins a new page.
        """
        introduction = self._introduction()
        preface = bool(introduction) and isinstance(introduction[0], Heading)
        under_title = not self._layout.cover or preface
        if under_title:
            yield from introduction
        for number, section in enumerate(self._facts.sections):
            layout = self._layout.section(number)
            own = (self._digits(section.heading),) if section.heading else ()
            lines = own or self._lines(layout.heading)
            if lines:
                yield Heading(lines, level=2, new_page=preface and number == 0)
            if number == 0 and not under_title:
                yield from introduction
            yield from self._paragraphs(section.introduction) or self._plain(layout.introduction)
            yield self._table(layout, section)

    def _table(self, layout: SectionLayout, section: SectionFacts) -> Table:
        rows: list[GroupRow | Row] = []
        for group in section.groups:
            if group.heading and not _shown_in_column(group.heading, layout):
                rows.append(GroupRow(self._digits(_heading(group.heading))))
            for row in group.rows:
                cells = (column_text(column.source, row) for column in layout.columns)
                rows.append(Row(tuple(map(self._final, cells))))
        columns = tuple(
            Column(self._text(column.header), column.width, self._text(column.tier))
            for column in layout.columns
        )
        return Table(columns, tuple(rows), layout.font_size)

    def _signatures(self) -> Iterator[Block]:
        signers = tuple(
            Signer(
                self._digits(each.role),
                self._digits(each.name),
                self._digits(each.position),
                f"signer-{number}",
            )
            for number, each in enumerate(self._facts.signatories, 1)
        )
        if signers:
            yield SignatureBlock(signers)
        if self._facts.approval and self._facts.approval.by_submitter:
            yield Paragraph(BY_SUBMITTER)

    def _appendix(self) -> Iterator[Block]:
        appendix = self._facts.appendix
        if not (appendix.text or appendix.links or appendix.pictures):
            return
        text = self._paragraphs(appendix.text)
        heading = self._layout.appendix
        if text and text[0].line == heading:
            text = text[1:]
        yield Heading((heading,), level=2, new_page=True)
        yield from text
        if appendix.links:
            yield CodedLinks(
                tuple(CodedLink(each.address, self._digits(each.label)) for each in appendix.links)
            )
        if appendix.pictures:
            yield Gallery(
                tuple(
                    CaptionedPicture(_picture(each.picture), self._digits(each.caption))
                    for each in appendix.pictures
                )
            )

    # -- paragraphs -------------------------------------------------------------------------------

    def _final(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """The paragraphs in the report's numerals."""
        return tuple(
            replace(each, text=self._digits(each.text), marker=self._digits(each.marker))
            for each in paragraphs
        )

    def _paragraphs(self, cell: Cell) -> tuple[Paragraph, ...]:
        return self._final(marked(cell))

    def _plain(self, template: str) -> tuple[Paragraph, ...]:
        text = self._text(template)
        return (Paragraph(text),) if text else ()


def _placeholders(facts: ReportFacts) -> dict[str, str]:
    """What a layout's texts may name and the office has; years are BE."""
    organization = facts.organization
    span = round_span(facts.fiscal_year_be, facts.round)
    score_year_be = facts.score_year_be or facts.fiscal_year_be
    named = {
        Placeholder.ORGANIZATION: organization.name,
        Placeholder.PLACE: " ".join(
            f"{kind}{name}"
            for kind, name in (("อำเภอ", organization.district), ("จังหวัด", organization.province))
            if name
        ),
        Placeholder.FISCAL_YEAR: str(facts.fiscal_year_be),
        Placeholder.POSTED_FOR: str(facts.posted_for_be or ""),
        Placeholder.SCORE_YEAR: str(score_year_be),
        Placeholder.EARLIER_SCORE_YEAR: str(score_year_be - 1),
        Placeholder.ROUND: facts.round.label,
        Placeholder.ROUND_MONTHS: " - ".join(
            f"{LONG_MONTHS[day.month - 1]} {year_be(day)}" for day in (span.start, span.end)
        ),
        Placeholder.TOTAL_SCORE: (
            "" if facts.total_score is None else str(two_places(facts.total_score))
        ),
    }
    return {placeholder: value for placeholder, value in named.items() if value}


def _heading(heading: HeadingFacts) -> str:
    """A group's heading as the office printed it, where that differs from the canonical one."""
    number = heading.printed_number or heading.number
    name = heading.printed_text or heading.name
    return f"{number}. {name}" if number else name


def _shown_in_column(heading: HeadingFacts, layout: SectionLayout) -> bool:
    """An indicator's heading needs no row where a column names each row's indicator."""
    return heading.kind is GroupKind.INDICATOR and layout.shows_indicators


def _picture(facts: PictureFacts) -> Picture:
    return Picture(facts.content, facts.media_type, facts.alternative, facts.width, facts.height)
