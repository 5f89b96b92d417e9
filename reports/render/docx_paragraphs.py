"""Paragraphs of a Word file: runs in Thai, links, markers, hanging indents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from docx.oxml.ns import qn

from reports.document import Paragraph

from .addresses import ADDRESS, web_address
from .docx_numbering import ListPlace, Lists
from .docx_xml import TWIPS_A_POINT, Element, element, text, twips, valued

BOXES = {"☐": 0, "☑": 1}
# Width of a marker and its space in parts of the size of the text, by the marker's length; of a
# level: both as in report.css.
_HANGING = (0.0, 0.571, 1.179, 1.857, 2.5)
_LEVEL = 1.179
_FIRST_LINE = twips(15)
_BOX_FONT = "MS Gothic"  # has both boxes on every Windows; elsewhere the system finds another
_BOX = re.compile(f"([{''.join(BOXES)}])")
_THAI = re.compile("[ก-๛]")
_WITHIN_WORD = re.compile("(?<=[A-Za-z])-(?=[A-Za-z])")  # no line ends within E-Service
_ADDRESS = re.compile(f"({ADDRESS})")

Relate = Callable[[str], str]
"""Makes an external address a relation of the document; gives the relation's id."""


class ParagraphWriter:
    """Writes paragraphs of one document, with its lists and links."""

    def __init__(self, lists: Lists, relate: Relate) -> None:
        self._lists = lists
        self._relate = relate

    def styled(self, style: str, lines: Sequence[str], *settings: Element | None) -> Element:
        """A paragraph of lines in a style; `settings` in the order of the schema."""
        runs = []
        for number, line in enumerate(lines):
            if number:
                runs.append(element("w:r", element("w:br")))
            runs.extend(self._runs(line))
        properties = element("w:pPr", valued("w:pStyle", style), *settings)
        return element("w:p", properties, *runs)

    def cell(self, cell: Sequence[Paragraph], style: str, points: float) -> Iterator[Element]:
        """The paragraphs of a table cell; an empty one where it has none, as Word demands."""
        for paragraph, place in zip(cell, self._lists.places(cell), strict=True):
            yield self._listed(paragraph, place, style, points, first_line=0)
        if not cell:
            yield element("w:p", element("w:pPr", valued("w:pStyle", style)))

    def prose(
        self, paragraphs: Sequence[Paragraph], style: str, points: float
    ) -> Iterator[Element]:
        """Paragraphs outside of tables that follow each other: plain ones begin indented."""
        for paragraph, place in zip(paragraphs, self._lists.places(paragraphs), strict=True):
            yield self._listed(paragraph, place, style, points, first_line=_FIRST_LINE)

    def link(self, address: str, style: str, *settings: Element | None) -> Element:
        """A paragraph that is an address."""
        properties = element("w:pPr", valued("w:pStyle", style), *settings)
        return element("w:p", properties, self._hyperlink(address, address))

    def _listed(
        self,
        paragraph: Paragraph,
        place: ListPlace | None,
        style: str,
        points: float,
        *,
        first_line: int,
    ) -> Element:
        listed = None
        if place:
            at = valued("w:ilvl", place.level), valued("w:numId", place.number)
            listed = element("w:numPr", *at)
        properties = element(
            "w:pPr",
            valued("w:pStyle", style),
            listed,
            _indent(paragraph, round(points * TWIPS_A_POINT), first_line),
        )
        line = paragraph.text if place else paragraph.line
        return element("w:p", properties, *self._runs(line))

    # -- runs -------------------------------------------------------------------------------------

    def _runs(self, line: str) -> Iterator[Element]:
        """The line as runs: addresses of the web as links."""
        for part in _ADDRESS.split(line):
            if _ADDRESS.fullmatch(part):
                yield self._hyperlink(web_address(part), part)
            else:
                yield from _plain_runs(part)

    def _hyperlink(self, address: str, words: str) -> Element:
        style = element("w:rPr", valued("w:rStyle", "Hyperlink"))
        link = element("w:hyperlink", element("w:r", style, text(words)))
        link.set(qn("r:id"), self._relate(address))
        return link


def _plain_runs(words: str) -> Iterator[Element]:
    """Words as runs; a check box as one that can be ticked."""
    for part in _BOX.split(words):
        if part in BOXES:
            yield _check_box(part)
        elif part:
            yield _run(part)


def _run(words: str) -> Element:
    """A run; Thai is a complex script to Word, which otherwise sets it in the Latin way."""
    complex_script = element("w:cs") if _THAI.search(words) else None
    properties = element("w:rPr", complex_script)
    first, *others = _WITHIN_WORD.split(words)
    kept = [made for part in others for made in (element("w:noBreakHyphen"), text(part))]
    return element("w:r", properties if len(properties) else None, text(first), *kept)


def _check_box(sign: str) -> Element:
    states = [
        element(tag, val=f"{ord(box):04X}", font=_BOX_FONT)
        for tag, box in (("w14:checkedState", "☑"), ("w14:uncheckedState", "☐"))
    ]
    box = element("w14:checkbox", element("w14:checked", val=BOXES[sign]), *states)
    font = element(
        "w:rFonts", ascii=_BOX_FONT, hAnsi=_BOX_FONT, eastAsia=_BOX_FONT, hint="eastAsia"
    )
    run = element("w:r", element("w:rPr", font), text(sign))
    return element("w:sdt", element("w:sdtPr", box), element("w:sdtContent", run))


def _indent(paragraph: Paragraph, size: int, first_line: int) -> Element | None:
    hanging = round(_HANGING[min(len(paragraph.marker), len(_HANGING) - 1)] * size)
    left = round(paragraph.level * _LEVEL * size) + hanging
    if hanging:
        return element("w:ind", left=left, hanging=hanging)
    if left or first_line:
        return element("w:ind", left=left, firstLine=first_line)
    return None
