"""ReportDocument -> HTML and its style sheet. What is seen in a preview is what is printed."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from itaportal.thai.moments import SHORT_MONTHS
from reports import document as documents
from reports.document import Column, GroupRow, Heading, ReportDocument, Row, Table

from .addresses import ADDRESS, web_address
from .draft_mark import DRAFT_DRAWING
from .fonts import font_path, require_fonts
from .qr import qr_svg_path

_LONGEST_HANGING, _DEEPEST_LEVEL = 4, 3  # the classes m1 to m4 and l1 to l3 of report.css
# Breaking inside words is asked for only where it may be needed, as it slows every line.
_LONG_WORD = re.compile(r"[!-~]{12}")
# Where a paragraph has at most this share of the page, one long Thai word may not fit either.
_NARROW = 12
# What report.css indents by, in em: a level, and hanging markers by their length.
_LEVEL_EM, _HANGING_EM = 1.179, (0, 0.571, 1.179, 1.857, 2.5)
# Below it, lines are single words, and then single letters.
_LEAST_ROOM_EM, _LEAST_BESIDE_MARKER_EM = 4, 3.5
# A longer caption needs the page's whole width, and may go on over the page.
_LONGEST_CAPTION_BESIDE = 500
_PAGE_POINTS = 785  # What an A4 page has between its margins.
_LONG_THAI = re.compile(r"[ก-๛]{14}")
# A line may break after a hyphen, a slash or a space, but not inside E-Service, ๑ ต.ค. ๖๗, ๒/๒๕๖๖
# or พ.ศ. ๒๕๖๖, nor before ๆ.
_SHORT_DATE = rf"[๐-๙0-9]{{1,2}} (?:{'|'.join(map(re.escape, SHORT_MONTHS))}) [๐-๙0-9]{{2}}\b"
_OF_YEAR = r"(?:พ\.ศ\. ?|\b[๐-๙0-9]{1,3}/)[๐-๙0-9]{4}\b"
_KEPT = rf"\b[A-Za-z]+(?:-[A-Za-z]+)+\b|{_SHORT_DATE}|{_OF_YEAR}| ๆ"
_APART = re.compile(rf"({ADDRESS})|({_KEPT})")
_WEIGHTS = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True, slots=True)
class _Font:
    """A font that the style sheet brings along."""

    weight: int
    url: str


def render_html(document: ReportDocument, *, stylesheet: str = "") -> str:
    """The document's HTML; `stylesheet` is the address of its style sheet, "" for none.

    The PDF is printed without a link, as the engine keeps the parsed style sheet between reports.
    """
    blocks = [shown_block(block) for block in document.blocks]
    return render_to_string(
        "reports/pdf/report.html",
        {
            "document": document,
            "marks": documents.marks(document),
            "blocks": blocks,
            "stylesheet": stylesheet,
        },
    )


def render_stylesheet(document: ReportDocument, *, with_fonts: bool = False) -> str:
    """The document's style sheet, for a machine without the project's fonts with them inside."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    widths = sorted({column.width for table in tables for column in table.columns})
    sizes = sorted({table.font_size for table in tables})
    fonts = [_Font(weight, _font_url(style)) for style, weight in _WEIGHTS.items()]
    return render_to_string(
        "reports/pdf/report.css",
        {
            "numerals": document.numerals,
            "running_mark": document.running_mark,
            "draft_drawing": DRAFT_DRAWING if document.draft_mark else "",
            "widths": widths,
            "sizes": sizes,
            "fonts": fonts if with_fonts else [],
        },
    )


def render_standalone_html(document: ReportDocument) -> str:
    """One HTML file that shows the report anywhere: style sheet and fonts lie in its addresses."""
    require_fonts()
    css = render_stylesheet(document, with_fonts=True).encode()
    return render_html(document, stylesheet=_data_url("text/css;charset=utf-8", css))


def _font_url(style: str) -> str:
    return _data_url("font/ttf", font_path(style).read_bytes())


def _data_url(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def shown_block(block: documents.Block) -> dict[str, Any]:
    """What the template of a block places: texts as they are, and classes of the style sheet."""
    match block:
        case documents.Cover(groups=groups, emblem=emblem):
            return {
                "template": "reports/pdf/_cover.html",
                "groups": groups,
                "emblem": emblem and _picture(emblem),
            }
        case Heading():
            return {
                "template": "reports/pdf/_heading.html",
                "lines": block.lines,
                "level": block.level,
                "new_page": block.new_page,
            }
        case documents.Paragraph():
            return {"template": "reports/pdf/_paragraph.html", **_paragraph(block)}
        case Table():
            return {
                "template": "reports/pdf/_table.html",
                "columns": block.columns,
                "font_size": block.font_size,
                "header": _header(block.columns),
                # PDF/UA knows no table without rows: an empty one has a blank row, as forms do.
                "rows": [_row(row, block) for row in block.rows or (_blank(block),)],
            }
        case documents.Gallery():
            return {
                "template": "reports/pdf/_gallery.html",
                "pictures": [
                    {
                        **_picture(each.picture),
                        "caption": each.caption,
                        "alone": len(each.caption) > _LONGEST_CAPTION_BESIDE,
                    }
                    for each in block.pictures
                ],
            }
        case documents.CodedLinks():
            return {
                "template": "reports/pdf/_coded_links.html",
                "links": [_coded_link(link) for link in block.links],
            }
        case documents.SignatureBlock():
            return {
                "template": "reports/pdf/_signatures.html",
                "signers": [_signer(signer) for signer in block.signers],
            }


def _picture(picture: documents.Picture) -> dict[str, str]:
    return {
        "address": _data_url(picture.media_type, picture.content),
        "alternative": picture.alternative,
    }


def _coded_link(link: documents.CodedLink) -> dict[str, Any]:
    size, path = qr_svg_path(link.address)
    return {"address": link.address, "label": link.label, "size": size, "path": path}


def _signer(signer: documents.Signer) -> dict[str, Any]:
    whose = " ".join(part for part in (signer.role, signer.position) if part)
    return {
        "field": signer.field,
        "title": f"ช่องลายมือชื่อ{whose}",
        "lines": documents.signature_lines(signer),
    }


def _header(columns: tuple[Column, ...]) -> list[list[dict[str, Any]]]:
    """The rows of a header: one, or an upper one whose words span the columns of a tier."""
    tiers = documents.tiers(columns)
    if not tiers:
        return [[_header_cell(column.header) for column in columns]]
    places = iter(columns)
    upper, lower = [], []
    for words, count in tiers:
        spanned = [next(places) for _ in range(count)]
        if words:
            upper.append(_header_cell(words, columns=count, scope="colgroup"))
            lower += [_header_cell(column.header) for column in spanned]
        else:
            upper.append(_header_cell(spanned[0].header, rows=2))
    return [upper, lower]


def _header_cell(
    text: str, *, columns: int = 1, rows: int = 1, scope: str = "col"
) -> dict[str, Any]:
    return {"text": text, "columns": columns, "rows": rows, "scope": scope}


def _blank(table: Table) -> Row:
    return Row(tuple(() for _ in table.columns))


def _row(row: GroupRow | Row, table: Table) -> dict[str, Any]:
    if isinstance(row, GroupRow):
        return {"heading": row.text}
    em = 100 * table.font_size / _PAGE_POINTS
    cells = zip(row.cells, table.columns, strict=True)
    return {"cells": [_cell(cell, column.width, em) for cell, column in cells]}


def _cell(cell: tuple[documents.Paragraph, ...], width: int, em: float) -> dict[str, Any]:
    """A cell of one paragraph at the outermost level needs no box for it.

    `width` and `em` are shares of the page's width, in percent.
    """
    paragraphs = [_paragraph(paragraph, width, em) for paragraph in cell]
    alone = len(cell) == 1 and not cell[0].level
    return {"alone": paragraphs[0]} if alone else {"paragraphs": paragraphs}


def _paragraph(paragraph: documents.Paragraph, width: float = 100, em: float = 2) -> dict[str, Any]:
    """Levels and long markers are indented only as far as a column leaves room for words."""
    hanging = min(len(paragraph.marker), _LONGEST_HANGING)
    while hanging and width - _HANGING_EM[hanging] * em < _LEAST_BESIDE_MARKER_EM * em:
        hanging -= 1
    level = min(paragraph.level, _DEEPEST_LEVEL)
    room = width - _HANGING_EM[hanging] * em
    while level and room - level * _LEVEL_EM * em < _LEAST_ROOM_EM * em:
        level -= 1
    classes = []
    if hanging:
        classes.append(f"m{hanging}")
    if level:
        classes.append(f"l{level}")
        room -= level * _LEVEL_EM * em
    narrow = width <= _NARROW or (level and room <= _NARROW)
    if _LONG_WORD.search(paragraph.text) or (narrow and _LONG_THAI.search(paragraph.text)):
        classes.append("long")
    return {"line": _kept_together(paragraph.line), "classes": " ".join(classes)}


def _kept_together(text: str) -> str:
    """The text as HTML: addresses as links, words that no line may break in a box of their own."""
    parts = _APART.split(text)
    if len(parts) == 1:
        return text
    return format_html_join("", "{}", ((_part(*each),) for each in _in_turn(parts)))


def _in_turn(parts: list[str]) -> Iterator[tuple[str, str]]:
    """What a part is ("address", "kept" or "") and its text."""
    kinds = itertools.cycle(("", "address", "kept"))
    return ((kind, part) for kind, part in zip(kinds, parts, strict=False) if part)


def _part(kind: str, text: str) -> str:
    if kind == "address":
        return format_html('<a href="{}">{}</a>', web_address(text), text)
    return format_html('<span class="kept">{}</span>', text) if kind else text
