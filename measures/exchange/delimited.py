"""Comma-, semicolon- and tab-separated files to prose and tables.

A `.txt` may mark paragraphs in a cell by `<p>` and have a little markup (`<b>`, `<a>`, `**`, `#`)
as the converters of PDF files write it: the marks are taken off, the words stay.
"""

from __future__ import annotations

import html
import re

from itaportal.thai.numerals import thai_digits

from .columns import is_header
from .decoding import decoded
from .grids import MAX_COLUMNS, MAX_ROWS, Blocks, blocks_of, whole_table
from .source import (
    Doubt,
    Place,
    SourceCell,
    SourceDocument,
    SourceRow,
    TextCleaner,
    UnreadableFile,
)

KIND_CSV, KIND_TXT = "CSV (.csv)", "ข้อความ (.txt)"
_NAMES = {",": "จุลภาค (,)", ";": "อัฒภาค (;)", "\t": "แท็บ"}
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\r?\n', re.IGNORECASE)  # Excel writes and reads it

_PARAGRAPH_TAG = re.compile(r"</?(?:p|div|li|br|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LINK_TAG = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_STYLE_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|sup|sub|ul|ol|font|center)(?:\s[^<>]*)?>", re.IGNORECASE
)
_TABLE_ROW = re.compile(r"\s*<tr(?:\s[^<>]*)?>(.*?)</tr\s*>\s*", re.IGNORECASE | re.DOTALL)
_TABLE_CELL = re.compile(
    r"<t[hd](?P<spans>\s[^<>]*)?>(?P<text>.*?)</t[hd]\s*>", re.IGNORECASE | re.DOTALL
)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_TABLE_TAG = re.compile(r"</?(?:table|thead|tbody)(?:\s[^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6});")
_PIPED_ROW = re.compile(r"^[ ]*\|(.*)\|[ ]*$", re.MULTILINE)
_PIPED_RULE = re.compile(r"^[ ]*\|(?:[ ]*:?-+:?[ ]*\|)+[ ]*\n?", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=[^\s*])((?:(?!\n\s*\n)[^*\t])+)(?<=[^\s*])\*\*")
_HEADING_MARK = re.compile(r"^#{1,6}[ ]+(?=\S)", re.MULTILINE)

Record = list[str]


def read_csv(content: bytes, file: str) -> SourceDocument:
    """The prose and tables of a .csv. Raises UnreadableFile."""
    return _read(content, file, KIND_CSV, ",", marked_up=False)


def read_txt(content: bytes, file: str) -> SourceDocument:
    """The prose and tables of a .txt with cells between tabs. Raises UnreadableFile."""
    return _read(content, file, KIND_TXT, "\t", marked_up=True)


def read_text_grid(content: bytes, file: str) -> SourceDocument:
    """A .csv or .txt as one table, by the separator that most lines have. Raises UnreadableFile."""
    place = Place(file)
    text, doubts = decoded(content, place, KIND_CSV)
    if named := _SEPARATOR_LINE.match(text):
        records = records_of(text[named.end() :], named[1])
    else:
        # The first of equals: a tab or semicolon is there on purpose, a comma may be a decimal's.
        by_separator = (records_of(text, each) for each in ("\t", ";", ","))
        records = max(by_separator, key=lambda found: sum(len(record) > 1 for record in found))
    return _document(records, place, KIND_CSV, doubts, marked_up=False, blocks=whole_table)


def _read(content: bytes, file: str, kind: str, usual: str, *, marked_up: bool) -> SourceDocument:
    place = Place(file)
    text, doubts = decoded(content, place, kind)
    if marked_up:
        text = _HEADING_MARK.sub("", _BOLD.sub(r"\1", _tables_by_tabs(text)))
    records, more = _best_records(text, usual, place)
    return _document(records, place, kind, (*doubts, *more), marked_up=marked_up, blocks=blocks_of)


def _document(
    records: list[Record],
    place: Place,
    kind: str,
    doubts: tuple[Doubt, ...],
    *,
    marked_up: bool,
    blocks: Blocks,
) -> SourceDocument:
    if len(records) > MAX_ROWS or max(map(len, records), default=0) > MAX_COLUMNS:
        raise UnreadableFile(
            f"ไฟล์ {kind} มีขนาดเกินกว่าที่ระบบรับ "
            + thai_digits(f"({MAX_ROWS} แถว {MAX_COLUMNS} คอลัมน์) ")
            + "โปรดแยกเป็นหลายไฟล์"
        )
    cleaner = TextCleaner()
    rows = []
    for number, record in enumerate(records, start=1):
        where = Place(place.file, row=number)
        cells = (_cell(written, where, cleaner, marked_up) for written in record)
        rows.append(SourceRow(number, tuple(cells)))
    return SourceDocument(place.file, tuple(blocks(rows, place)), (*doubts, *cleaner.doubts()))


def _tables_by_tabs(text: str) -> str:
    """The text with tables of HTML or Markdown as lines of cells between tabs."""

    def tabbed(row: re.Match[str]) -> str:
        cells = []
        for cell in _TABLE_CELL.finditer(row[1]):
            span = _COLSPAN.search(cell["spans"] or "")
            cells.append(re.sub(r"\s*\n\s*|\t", " ", cell["text"]).strip())
            cells.extend([""] * (int(span[1]) - 1 if span else 0))
        if _TABLE_CELL.sub("", row[1]).strip():  # words between the cells: leave it as it is
            return row[0]
        return "\t".join(cells) + "\n"

    if _TABLE_CELL.search(text):
        text = _TABLE_TAG.sub("\n", _TABLE_ROW.sub(tabbed, text))
    if _PIPED_RULE.search(text):
        text = _PIPED_RULE.sub("", text)
        text = _PIPED_ROW.sub(
            lambda row: "\t".join(cell.strip() for cell in row[1].split("|")), text
        )
    return text


# -- records ---------------------------------------------------------------------------------------


def _best_records(text: str, usual: str, place: Place) -> tuple[list[Record], tuple[Doubt, ...]]:
    """The cells by the usual separator, or by the one that shows headers where that shows none."""
    if named := _SEPARATOR_LINE.match(text):
        return records_of(text[named.end() :], named[1]), ()
    records = records_of(text, usual)
    if _headers_in(records):
        return records, ()
    found = {each: records_of(text, each) for each in _NAMES if each != usual}
    headers = {each: _headers_in(other) for each, other in found.items()}
    best = max(found, key=lambda each: headers[each])
    if not headers[best]:
        return records, ()
    guess = Doubt(
        place,
        f"ไฟล์ที่คั่นช่องด้วย{_NAMES[best]}",
        f"แบ่งช่องที่{_NAMES[best]} เพราะพบหัวตาราง",
        f"ไฟล์ที่คั่นช่องด้วย{_NAMES[usual]}",
    )
    return found[best], (guess,)


def _headers_in(records: list[Record]) -> int:
    return sum(
        is_header(SourceRow(0, tuple(SourceCell((cell.strip(),)) for cell in record)))
        for record in records
        if 2 < len(record) <= MAX_COLUMNS
    )


def records_of(text: str, separator: str) -> list[Record]:
    """The cells of each record. A quote begins a quoted cell only where one ends it again before
    a separator or the end of its line; any other quote is a character as typed.

    What is larger than any table that is taken is read no further than that is certain: a file of
    millions of lines is refused at once.
    """
    quoted = re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"(?=[{separator}\r\n]|\Z)')
    bare = re.compile(rf"[^{separator}\r\n]*+")
    records: list[Record] = []
    record: Record = []
    position = cells = 0
    while position < len(text) and len(records) <= MAX_ROWS and cells <= MAX_ROWS * MAX_COLUMNS:
        cells += 1
        if found := quoted.match(text, position):
            record.append(found[1].replace('""', '"'))
        else:
            found = bare.match(text, position)
            assert found is not None  # it matches the empty text
            record.append(found[0])
        position = found.end()
        if text.startswith(separator, position):
            position += 1
            if position < len(text):
                continue
            record.append("")
        records.append(record)
        record = []
        position += 2 if text.startswith("\r\n", position) else 1
    if record:  # cut within a line that is too long
        records.append(record)
    return records


# -- cells -----------------------------------------------------------------------------------------


def _cell(written: str, place: Place, cleaner: TextCleaner, marked_up: bool) -> SourceCell:
    if not marked_up:
        return SourceCell(cleaner.lines([written], place))
    addresses = []
    for link in _LINK_TAG.finditer(written):
        shown = _STYLE_TAG.sub("", link[2]).strip()
        if link[1] and (not shown or shown not in link[1]):
            addresses.append(link[1])
    written = _PARAGRAPH_TAG.sub("\n", _LINK_TAG.sub(r"\2", written))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _STYLE_TAG.sub("", written))
    return SourceCell(cleaner.lines([text], place), asides=tuple(addresses))
