"""One report typed in other ways is the same plan: columns shuffled, pages broken elsewhere,
numbers retyped, Arabic digits. On files of our own, and on the samples where they are at hand.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itaportal.thai.numerals import all_arabic_digits, thai_digits
from measures.exchange.columns import read_header, read_tiers
from measures.exchange.drafts import KnownNames, PlanDraft
from measures.exchange.readers import read_source
from measures.exchange.reading import read_plan
from measures.exchange.source import SourceCell, SourceDocument, SourceProse, SourceRow, SourceTable

from .office_files import FORM_A, REPORT_A, REPORT_B, Table, word_file
from .outlines import SAMPLES
from .reports_c_d import FORM_D, REPORT_D, ROWS_D

# Every sample in every form of file: tracing it for coverage takes longer than reading it.
pytestmark = pytest.mark.no_cover

KNOWN = KnownNames(
    ("สำนักปลัด", "กองคลัง"),
    dict(
        enumerate(
            (
                "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ",
                "การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร",
                "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
            ),
            start=1,
        )
    ),
    {1: "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", 2: "การให้บริการและระบบ E-Service"},
)  # fmt: skip

OWN = {
    "form A": REPORT_A,
    "form B": REPORT_B,
    "form D": [*REPORT_D[:4], Table(FORM_D, [tuple(row.values()) for row in ROWS_D])],
}


def sources() -> dict[str, SourceDocument]:
    """Our own reports, and the samples beside the repository."""
    found = {name: read_source(word_file(content), "แผน.docx") for name, content in OWN.items()}
    if SAMPLES.is_dir():
        for path in sorted(SAMPLES.glob("*.docx")):
            found[path.stem] = read_source(path.read_bytes(), path.name)
    return found


SOURCES = sources()
EACH = pytest.mark.parametrize("name", SOURCES)
SEEDS = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None)


def plan_of(document: SourceDocument) -> PlanDraft:
    return read_plan(b"", document.file, KNOWN, read=lambda *_: document).draft


def in_one_table(document: SourceDocument) -> tuple[SourceDocument, SourceTable]:
    """The document with the rows of its tables under one header, and that table."""
    tables = [block for block in document.blocks if isinstance(block, SourceTable)]
    rows: list[SourceRow] = []
    for table in tables:
        body = list(table.rows)
        if len(body) > 1 and read_tiers(body[0], body[1]):
            lower = [
                low if low.lines else dataclasses.replace(high, span=1)
                for high, low in zip(body[0].cells, body[1].cells, strict=True)
            ]
            body = [SourceRow(1, tuple(lower)), *body[2:]]
        rows += body if not rows else body[1:] if read_header(body[0]) else body
    numbered = tuple(SourceRow(number, row.cells) for number, row in enumerate(rows, start=1))
    table = SourceTable(tables[0].place, numbered)
    blocks: list[SourceTable | SourceProse] = [
        block for block in document.blocks if not isinstance(block, SourceTable)
    ]
    place = document.blocks.index(tables[0])
    blocks.insert(place, table)
    return dataclasses.replace(document, blocks=tuple(blocks)), table


def with_tables(document: SourceDocument, old: SourceTable, new: list[SourceTable]):
    blocks: list[SourceTable | SourceProse] = []
    for block in document.blocks:
        if block is old:
            blocks.extend(new)
        else:
            blocks.append(block)
    return dataclasses.replace(document, blocks=tuple(blocks))


def with_lines(document: SourceDocument, change: Callable[[str], str]) -> SourceDocument:
    """The document with each line of each cell changed."""
    blocks = [
        dataclasses.replace(
            block,
            rows=tuple(
                SourceRow(
                    row.number,
                    tuple(
                        dataclasses.replace(cell, lines=tuple(map(change, cell.lines)))
                        for cell in row.cells
                    ),
                )
                for row in block.rows
            ),
        )
        if isinstance(block, SourceTable)
        else block
        for block in document.blocks
    ]
    return dataclasses.replace(document, blocks=tuple(blocks))


@EACH
@few
@given(seed=SEEDS)
def test_columns_may_stand_in_any_order(name, seed):
    document, table = in_one_table(SOURCES[name])
    order = list(range(len(table.rows[0].cells)))
    Random(seed).shuffle(order)
    rows = tuple(
        row
        if row.is_heading()
        else SourceRow(row.number, tuple(row.cells[place] for place in order))
        for row in table.rows
    )
    shuffled = dataclasses.replace(table, rows=rows)
    if any(not row.cells[0].lines and row.cells[order[0]].lines for row in table.rows[1:]):
        return  # a row that goes on under a blank first cell is known by what names rows
    assert plan_of(with_tables(document, table, [shuffled])) == plan_of(document)


def split_row(row: SourceRow, random: Random) -> list[SourceRow]:
    """The row on two pages: the longest cell goes on within a word, under blank cells."""
    place = max(range(1, len(row.cells)), key=lambda each: len(row.cells[each].text))
    lines = row.cells[place].lines
    at = random.randrange(len(lines)) if lines else 0
    cuts = [
        found.start()
        for found in re.finditer("(?<=[ก-ฮ])[ก-ฮ](?=[ก-ฮ])", "".join(lines[at : at + 1]))
    ]
    if row.is_heading() or not cuts or place == 2:
        return [row]
    cut = random.choice(cuts)
    above, below = lines[at][:cut], lines[at][cut:]
    first = dataclasses.replace(row.cells[place], lines=(*lines[:at], above))
    rest = SourceCell((below, *lines[at + 1 :]))
    blank = [SourceCell()] * len(row.cells)
    return [
        SourceRow(row.number, (*row.cells[:place], first, *row.cells[place + 1 :])),
        SourceRow(row.number, (*blank[:place], rest, *blank[place + 1 :])),
    ]


@EACH
@few
@given(seed=SEEDS, has_headers=st.booleans())
def test_pages_may_break_anywhere(name, seed, has_headers):
    document, table = in_one_table(SOURCES[name])
    random = Random(seed)
    header, *rows = table.rows
    pages: list[list[SourceRow]] = [[header]]
    for row in rows:
        parts = split_row(row, random) if random.random() < 0.4 else [row]
        pages[-1].append(parts[0])
        if len(parts) > 1:
            pages.append([header, *parts[1:]] if has_headers else parts[1:])
        elif random.random() < 0.3 and has_headers:
            pages.append([header])
    tables = [
        SourceTable(
            dataclasses.replace(table.place, table=thai_digits(f"ตารางที่ {number}")),
            tuple(SourceRow(place, row.cells) for place, row in enumerate(page, start=1)),
        )
        for number, page in enumerate(pages, start=1)
    ]
    assert plan_of(with_tables(document, table, tables)) == plan_of(document)


@EACH
@few
@given(seed=SEEDS)
def test_numbers_may_be_typed_with_other_spaces(name, seed):
    random = Random(seed)

    def retyped(line: str) -> str:
        gap = random.choice(["", " ", "  "])
        return re.sub(r"^([๑-๙][๐-๙]?\.)\s*(?=[^\s\d])", rf"\1{gap}", line)

    document = SOURCES[name]
    assert plan_of(with_lines(document, retyped)) == plan_of(document)


@EACH
def test_arabic_digits_give_the_same_plan(name):
    def arabic(value: object) -> object:
        if isinstance(value, str):
            return all_arabic_digits(value)
        if isinstance(value, tuple):
            return tuple(map(arabic, value))
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = [each.name for each in dataclasses.fields(value)]
            return (type(value), *(arabic(getattr(value, each)) for each in names))
        return value

    document = SOURCES[name]
    changed = plan_of(with_lines(document, all_arabic_digits))
    assert arabic(changed) == arabic(plan_of(document))


def test_a_file_of_our_own_is_tried_where_no_samples_are():
    assert set(OWN) <= set(SOURCES)
    assert FORM_A  # the header that form A's report has
