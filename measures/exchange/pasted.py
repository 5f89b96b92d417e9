"""A table copied from Word, Excel or a browser: its HTML, or text with tabs, as rows of cells.

What a clipboard holds is a stranger's: the HTML is taken apart for its texts alone, no tag or
attribute of it goes anywhere, and both are bounded in size.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from itaportal.thai.numerals import thai_digits

from .source import Doubt, Place, SourceCell, SourceRow, TextCleaner, UnreadableFile

MAX_CHARACTERS = 2_000_000
MAX_ROWS, MAX_COLUMNS = 200, 20
PASTED = Place("ตารางที่วาง")
_EXAMPLE = "โปรดคัดลอกเฉพาะแถวที่ต้องการ เช่น ครั้งละ ๑๐ แถว"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NO_BREAK = "\N{NO-BREAK SPACE}"
"""Word's filling of empty cells, and what people type without knowing: a space, and no doubt."""

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th"}
)
_UNSEEN = frozenset(
    {"style", "script", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"}
)
# Word says so of the bullet or number that it has put before an item.
_WORDS_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
# Letters that are bullets in Word's picture fonts.
_BULLETS = frozenset("·o§Øüvq•▪-–—")


@dataclass(frozen=True, slots=True)
class PastedTable:
    """The rows of a copied table, and what was changed in its texts."""

    rows: tuple[SourceRow, ...]
    doubts: tuple[Doubt, ...] = ()


def read_pasted(html_text: str, text: str) -> PastedTable:
    """The table of a clipboard: of its HTML where that holds one, else of its text.

    Raises UnreadableFile for nothing to paste, and for more than the portal takes.
    """
    if len(html_text) > MAX_CHARACTERS or len(text) > MAX_CHARACTERS:
        raise UnreadableFile(f"ตารางที่วางมีเนื้อหามากเกินกว่าที่ระบบรับในครั้งเดียว {_EXAMPLE}")
    cleaner = TextCleaner()
    rows = _filled(_rows_of_html(html_text, cleaner)) or _filled(_rows_of_text(text, cleaner))
    if not rows:
        raise UnreadableFile(
            "ไม่พบข้อความที่จะวาง โปรดเลือกแถวของตารางใน Word หรือ Excel แล้วคัดลอกใหม่ "
            "เช่น เลือกทั้งแถวแล้วกด Ctrl+C"
        )
    width = max(len(row.cells) for row in rows)
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS:
        raise UnreadableFile(
            thai_digits(
                f"ตารางที่วางมี {len(rows)} แถว {width} คอลัมน์ ระบบรับครั้งละไม่เกิน {MAX_ROWS} แถว "
                f"{MAX_COLUMNS} คอลัมน์ "
            )
            + _EXAMPLE
        )
    return PastedTable(tuple(rows), tuple(cleaner.doubts()))


def _filled(rows: list[SourceRow]) -> list[SourceRow]:
    return [row for row in rows if not row.is_empty()]


# -- text with tabs --------------------------------------------------------------------------------


def _rows_of_text(text: str, cleaner: TextCleaner) -> list[SourceRow]:
    """Excel puts a cell with line ends or quotation marks into quotation marks."""
    try:
        lines = list(
            csv.reader(
                io.StringIO(text.replace("\0", "").replace(_NO_BREAK, " "), newline=""),
                delimiter="\t",
            )
        )
    except csv.Error as error:
        raise UnreadableFile(f"อ่านข้อความที่วางเป็นตารางไม่ได้ {_EXAMPLE}") from error
    return [
        SourceRow(number, tuple(SourceCell(cleaner.lines([cell], PASTED)) for cell in cells))
        for number, cells in enumerate(lines, start=1)
    ]


# -- HTML ------------------------------------------------------------------------------------------


def _rows_of_html(html_text: str, cleaner: TextCleaner) -> list[SourceRow]:
    """The rows of the outermost tables; none where there is no table."""
    if not html_text.strip():
        return []
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    content = html_text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(content, parser=parser, ensure_head_body=False)
    except (etree.LxmlError, ValueError):  # a clipboard of nothing but a comment
        return []
    found: list[SourceRow] = []
    for table in root.iter("table"):
        if not any(True for _ in table.iterancestors("table")):
            found.extend(_rows_of_table(table, cleaner, len(found)))
    return found


def _rows_of_table(
    table: html.HtmlElement, cleaner: TextCleaner, before: int
) -> Iterator[SourceRow]:
    covered: dict[int, int] = {}  # column -> how many rows the cell above still reaches over
    own = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    for number, row in enumerate(own, start=before + 1):
        if number > MAX_ROWS + 1:  # enough to say that there are too many
            return
        cells: list[SourceCell] = []
        below: dict[int, int] = {}
        for element in row.iterchildren("td", "th"):
            _cover(cells, covered, below)
            span = _span(element, "colspan", MAX_COLUMNS)
            down = _span(element, "rowspan", MAX_ROWS)
            cell = SourceCell(cleaner.lines(_lines(element), PASTED), span)
            for place, each in enumerate((cell, *[SourceCell()] * (span - 1)), start=len(cells)):
                if down > 1:
                    below[place] = down - 1
                cells.append(each if place < MAX_COLUMNS + 1 else SourceCell())
        _cover(cells, covered, below)
        covered = below
        yield SourceRow(number, tuple(cells[: MAX_COLUMNS + 1]))


def _cover(cells: list[SourceCell], covered: dict[int, int], below: dict[int, int]) -> None:
    """Put the cells in place that a cell above reaches over, as long as they come next."""
    while left := covered.get(len(cells), 0):
        if left > 1:
            below[len(cells)] = left - 1
        cells.append(SourceCell(covered=True))


def _span(element: html.HtmlElement, name: str, most: int) -> int:
    typed = (element.get(name) or "1").strip()
    return min(max(int(typed), 1), most) if typed.isascii() and typed.isdigit() else 1


def _lines(cell: html.HtmlElement) -> list[str]:
    """The paragraphs of a cell, with the numbers and dashes of its lists."""
    lines = [""]
    _walk(cell, lines)
    return [_SPACES.sub(" ", line.replace(_NO_BREAK, " ").strip()) for line in lines]


def _walk(element: html.HtmlElement, lines: list[str]) -> None:
    """Add an element's text; libxml2 lets no document nest deeper than 256."""
    lines[-1] += _SPACES.sub(" ", element.text or "")
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _UNSEEN or not tag:
            pass
        elif tag == "br":
            lines.append("")
        elif tag in _BLOCKS:
            lines.append(_marker(child) if tag == "li" else "")
            _walk(child, lines)
            lines.append("")
        elif _WORDS_MARKER.search(child.get("style") or ""):
            typed = "".join(child.itertext()).replace(_NO_BREAK, " ").strip()
            lines[-1] += f"{'-' if typed in _BULLETS else typed} "
        else:
            _walk(child, lines)
        lines[-1] += _SPACES.sub(" ", child.tail or "")


def _marker(item: html.HtmlElement) -> str:
    """The number or dash before an item of an HTML list."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return "- "
    first = above.get("start") or "1"
    start = int(first) if first.isascii() and first.isdigit() and len(first) < 4 else 1
    return f"{start + sum(1 for _ in item.itersiblings('li', preceding=True))}. "
