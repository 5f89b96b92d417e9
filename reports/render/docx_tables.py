"""Tables of a Word file: header rows that come again on every page, tiers, group rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from docx.oxml.ns import qn

from reports.document import Column, GroupRow, Row, Table, tiers

from .docx_paragraphs import ParagraphWriter
from .docx_styles import CELL_STYLE, GROUP_STYLE, HEADER_STYLE
from .docx_xml import TWIPS_A_POINT, Element, element, twips, valued
from .page import GROUP_COLOUR, HEADER_COLOUR, LINE_COLOUR, TEXT_WIDTH_MM

_LEAST_HEIGHT = 5  # of the size of the text: no row begins with a single line at a page's foot
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def written_table(
    table: Table, paragraphs: ParagraphWriter, *, stays_with_next: bool = False
) -> Element:
    """The table as Word keeps it; its last row may have to stay on the page of what follows."""
    widths = column_widths([column.width for column in table.columns])
    written = element(
        "w:tbl",
        table_settings(widths, border="single", side_points=0.2 * table.font_size),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
        *_header(table, widths, paragraphs),
        *(_row(row, table, widths, paragraphs) for row in table.rows),
    )
    if stays_with_next:
        for style in written[-1].iter(qn("w:pStyle")):
            style.addnext(element("w:keepNext"))
    return written


def column_widths(shares: Sequence[float]) -> list[int]:
    """Widths in twips that fill the page between its margins, by their shares."""
    whole = twips(TEXT_WIDTH_MM)
    edges = [round(whole * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [end - begin for begin, end in pairwise(edges)]


def table_settings(widths: Sequence[int], *, border: str, side_points: float) -> Element:
    """What holds for a whole table; `border` is "single" or "none"."""
    borders = (
        element(f"w:{side}", val=border, sz=4, space=0, color=LINE_COLOUR) for side in _SIDES
    )
    margins = (
        element(f"w:{side}", w=round(points * TWIPS_A_POINT), type="dxa")
        for side, points in (
            ("top", 2.5),
            ("left", side_points),
            ("bottom", 2.5),
            ("right", side_points),
        )
    )
    return element(
        "w:tblPr",
        element("w:tblW", w=sum(widths), type="dxa"),
        valued("w:jc", "center"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
        element("w:tblLook", val="0020", firstRow=int(border == "single"), noHBand=1, noVBand=1),
    )


def _header(table: Table, widths: Sequence[int], paragraphs: ParagraphWriter) -> Iterator[Element]:
    def cell(words: str, width: int, span: int = 1, merged: str = "") -> Element:
        merge = valued("w:vMerge", merged) if merged else None
        heading = paragraphs.styled(HEADER_STYLE.format(table.font_size), [words] if words else [])
        return _cell([heading], width, span=span, merge=merge, colour=HEADER_COLOUR, centred=True)

    upper = tiers(table.columns)
    if not upper:
        yield _header_row([cell(c.header, w) for c, w in zip(table.columns, widths, strict=True)])
        return
    above, below = [], []
    for words, columns, own in _spans(upper, table.columns, widths):
        if words:
            above.append(cell(words, sum(own), len(own)))
            below += [cell(each.header, width) for each, width in zip(columns, own, strict=True)]
        else:
            above.append(cell(columns[0].header, own[0], merged="restart"))
            below.append(cell("", own[0], merged="continue"))
    yield _header_row(above)
    yield _header_row(below)


def _spans(
    upper: Sequence[tuple[str, int]], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[tuple[str, Sequence[Column], Sequence[int]]]:
    """The words of the upper tier, each with the columns under it and their widths."""
    begin = 0
    for words, count in upper:
        yield words, columns[begin : begin + count], widths[begin : begin + count]
        begin += count


def _header_row(cells: Sequence[Element]) -> Element:
    settings = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))
    return element("w:tr", settings, *cells)


def _row(
    row: GroupRow | Row, table: Table, widths: Sequence[int], paragraphs: ParagraphWriter
) -> Element:
    if isinstance(row, GroupRow):
        heading = paragraphs.styled(
            GROUP_STYLE.format(table.font_size), [row.text], element("w:keepNext")
        )
        return element("w:tr", _cell([heading], sum(widths), span=len(widths), colour=GROUP_COLOUR))
    least = _LEAST_HEIGHT * table.font_size * TWIPS_A_POINT
    style = CELL_STYLE.format(table.font_size)
    cells = (
        _cell(list(paragraphs.cell(cell, style, table.font_size)), width)
        for cell, width in zip(row.cells, widths, strict=True)
    )
    height = element("w:trHeight", val=least, hRule="atLeast")
    return element("w:tr", element("w:trPr", height), *cells)


def _cell(
    content: Sequence[Element],
    width: int,
    *,
    span: int = 1,
    merge: Element | None = None,
    colour: str = "",
    centred: bool = False,
) -> Element:
    settings = element(
        "w:tcPr",
        element("w:tcW", w=width, type="dxa"),
        valued("w:gridSpan", span) if span > 1 else None,
        merge,
        element("w:shd", val="clear", color="auto", fill=colour) if colour else None,
        valued("w:vAlign", "center") if centred else None,
    )
    return element("w:tc", settings, *content)


def frame(cells: Sequence[Sequence[Element]], columns: int) -> Element:
    """Contents side by side, `columns` in a row, in a table without lines; no row is split."""
    widths = column_widths([1] * columns)
    rows = []
    for begin in range(0, len(cells), columns):
        held = [*cells[begin : begin + columns]]
        held += [[element("w:p")]] * (columns - len(held))
        settings = element("w:trPr", element("w:cantSplit"))
        written = [_cell(each, width) for each, width in zip(held, widths, strict=True)]
        rows.append(element("w:tr", settings, *written))
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    return element("w:tbl", table_settings(widths, border="none", side_points=5), grid, *rows)
