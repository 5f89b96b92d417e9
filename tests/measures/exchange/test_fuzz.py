"""5,000 damaged files: each is read or refused, nothing breaks the reader, no word is lost unsaid.

The same files in every run: a failure names the file's number, and `file_of` makes it again.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from measures.exchange.drafts import KnownNames
from measures.exchange.readers import read_source
from measures.exchange.reading import read_plan
from measures.exchange.source import SourceDocument, SourceTable, UnreadableFile
from measures.exchange.source_json import source_as_json, source_from_json

from .mutations import (
    damaged,
    members,
    with_members_changed,
    with_wrappers,
    with_xml_changed,
    zipped,
)
from .office_files import REPORT_A, REPORT_B, Table, excel_file, word_body, word_file

# Thousands of files: what they prove is no matter of coverage, and tracing takes longer than they.
pytestmark = pytest.mark.no_cover

DOCUMENT, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
KNOWN = KnownNames(("สำนักปลัด", "กองคลัง"), {1: "การปฏิบัติหน้าที่"}, {}, {}, "อบต.ตัวอย่าง")
CONSONANTS = re.compile("[^ก-ฮ]")


def small_word(content: bytes) -> bytes:
    """The file without the parts that the template of python-docx brings along."""
    parts = members(content)
    kept = {"[Content_Types].xml", "_rels/.rels", DOCUMENT, "word/_rels/document.xml.rels"}
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    for relation in list(relations):
        if relation.get("Target") == "numbering.xml":
            kept.add("word/numbering.xml")
        else:
            relations.remove(relation)
    parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
    first = etree.fromstring(parts["_rels/.rels"])
    for relation in list(first):
        if not relation.get("Target", "").endswith("document.xml"):
            first.remove(relation)
    parts["_rels/.rels"] = etree.tostring(first)
    return zipped({name: part for name, part in parts.items() if name in kept})


def small_sheet(content: bytes) -> bytes:
    """The file without what says when it was made."""
    parts = members(content)
    return zipped({name: part for name, part in parts.items() if not name.startswith("docProps")})


def separated(content, separator: str) -> str:
    lines = []
    for block in content:
        if not isinstance(block, Table):
            lines.append(block)
            continue
        for row in [block.header, *block.rows]:
            cells = [row] if isinstance(row, str) else row
            quoted = [f'"{cell}"' if "\n" in cell else cell for cell in cells]
            lines.append(separator.join(quoted))
        lines.append("")
    return "\n".join(lines)


FURNISHED = word_body(
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>ข้อหนึ่ง</w:t></w:r><w:ins><w:r><w:t>เพิ่ม</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del></w:p>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK \"http://a.example/b\""
    "</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>ลิงก์</w:t>"
    "<w:fldChar w:fldCharType='end'/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r>"
    "<w:t>กล่อง</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
    "<w:r><w:t>กล่อง</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    "</w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
    "<w:sdtContent><w:p><w:r><w:t>ช่อง</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>"
    "<w:p><w:r><w:t>บน</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/>"
    "</w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ซ้อน</w:t>"
    "</w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    numbering="<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='thaiNumbers'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>",
)


def furnish(workbook) -> None:
    sheet = workbook.active
    sheet.merge_cells("A30:B31")
    sheet["A30"], sheet["C30"], sheet["D30"] = 87.67, "=A30*2", True
    sheet["A30"].number_format = "0.00%"
    sheet["A1"].hyperlink = "https://a.example/b"
    sheet.row_dimensions[2].hidden = True


WORDS = [small_word(word_file(REPORT_A)), small_word(word_file(REPORT_B)), small_word(FURNISHED)]
SHEETS = [small_sheet(excel_file(REPORT_A)), small_sheet(excel_file(REPORT_B, furnish))]
TEXTS = {
    "csv": [separated(REPORT_A, ",").encode(), separated(REPORT_B, ";").encode("utf-8-sig")],
    "txt": [
        separated(REPORT_A, "\t").replace("\n๓.", "</p><p>๓.").encode(),
        separated(REPORT_B, "\t").encode("cp874"),
    ],
}


def file_of(kind: str, number: int) -> bytes:
    """The damaged file of a kind and number: the same in every run."""
    chance = random.Random(f"{kind} {number}")
    if kind in TEXTS:
        return damaged(chance.choice(TEXTS[kind]), chance)
    seed, part = (
        (chance.choice(WORDS), DOCUMENT) if kind == "docx" else (chance.choice(SHEETS), SHEET)
    )
    part = chance.choice([part] * 4 + [name for name in members(seed) if name.endswith("xml")])
    match chance.randrange(6):
        case 0:
            return damaged(seed, chance)
        case 1:
            return with_members_changed(seed, chance)
        case 2:
            return with_wrappers(seed, part, chance)
        case _:
            return with_xml_changed(seed, part, chance)


def unless_refused(read):
    try:
        return read(), ""
    except UnreadableFile as refused:
        return None, str(refused)


def read_or_refused(content, file):
    """What is read of a file; None when it is refused in words that help."""
    source, refused = unless_refused(lambda: read_source(content, file))
    if source is None:
        assert re.search("โปรด|เพื่อความปลอดภัย|ไม่มีเนื้อหา|ไม่มีมาโคร|ระบบรับ", refused)
        return None
    assert source_from_json(json.loads(json.dumps(source_as_json(source)))) == source
    assert all(str(doubt) for doubt in source.doubts)
    return source


def everything_in(source: SourceDocument) -> Iterator[str]:
    """Every text of a document and every text that its doubts repeat."""
    for block in source.blocks:
        if isinstance(block, SourceTable):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.lines
                    yield from cell.asides
        else:
            yield from block.lines
            yield from block.asides
    for doubt in source.doubts:
        yield doubt.read


def bare(text: str) -> str:
    """The consonants: what no normalising changes."""
    return CONSONANTS.sub("", text)


def lost_words(source: SourceDocument, texts: Iterator[str]) -> list[str]:
    kept = bare("".join(everything_in(source)))
    return [text for text in texts if bare(text) not in kept]


def texts_of_word(content: bytes) -> Iterator[str]:
    root = etree.fromstring(members(content)[DOCUMENT])
    for element in root.iter(etree.Element):
        if etree.QName(element).localname not in {"instrText", "delInstrText"}:
            yield element.text or ""
        yield element.tail or ""


def texts_of_sheet(content: bytes) -> Iterator[str]:
    root = etree.fromstring(members(content)[SHEET])
    for element in root.iter("{*}t", "{*}v"):
        yield element.text or ""


def texts_of(content: bytes, kind: str) -> Iterator[str]:
    return texts_of_word(content) if kind == "docx" else texts_of_sheet(content)


CHUNKS = 10
KINDS = {"docx": 1_900, "xlsx": 700, "csv": 1_200, "txt": 1_200}


def try_file(kind: str, number: int) -> bool:
    """Whether a file is read; raises whatever should not happen."""
    content = file_of(kind, number)
    source = read_or_refused(content, f"แผน.{kind}")
    if source is None:
        return False
    if kind in {"docx", "xlsx"}:
        assert lost_words(source, texts_of(content, kind)) == []
    plan, refused = unless_refused(
        lambda: read_plan(content, f"แผน.{kind}", KNOWN, read=lambda *_: source)
    )
    assert plan or "ไม่มีตารางมาตรการ" in refused
    return True


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused_and_no_word_of_it_is_lost_unsaid(kind, chunk):
    numbers = range(chunk, KINDS[kind], CHUNKS)
    read = 0
    for number in numbers:
        try:
            read += try_file(kind, number)
        except BaseException as error:
            error.add_note(f"file_of({kind!r}, {number})")
            raise
    assert read > len(numbers) / 8  # damage that only gives refusals would try nothing


def test_the_files_are_five_thousand():
    assert sum(KINDS.values()) == 5_000


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_wrappers_of_any_kind_around_anything_lose_no_word(kind):
    seeds, part = (WORDS, DOCUMENT) if kind == "docx" else (SHEETS, SHEET)
    for number in range(150):
        chance = random.Random(number)
        content = with_wrappers(chance.choice(seeds), part, chance)
        source = read_or_refused(content, f"แผน.{kind}")
        if source is not None or kind == "docx":
            assert source is not None, number
            assert lost_words(source, texts_of(content, kind)) == [], number


@pytest.mark.parametrize("kind", ["csv", "txt"])
def test_a_text_that_is_rearranged_keeps_every_letter(kind):
    for number in range(300):
        chance = random.Random(number)
        text = chance.choice(TEXTS[kind][:1]).decode()
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(text))
            text = (
                text[:at] + chance.choice(["\t", ",", '"', "\n", ";", " ", '""', "ก"]) + text[at:]
            )
        source = read_or_refused(text.encode(), f"แผน.{kind}")
        assert source is not None
        assert sorted(bare("".join(everything_in(source)))) >= sorted(bare(text))
        assert bare("".join(everything_in(source))).startswith(bare(text)), number


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not beside the repository")
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_sample_is_read_or_refused_and_loses_no_word_unsaid(kind):
    seeds = [path.read_bytes() for path in sorted(SAMPLES.glob(f"*.{kind}"))]
    part = {"docx": DOCUMENT, "xlsx": SHEET}.get(kind)
    for number in range(24):
        chance = random.Random(number)
        seed = chance.choice(seeds) if seeds else b""
        if part is None:
            read_or_refused(damaged(seed, chance), f"แผน.{kind}")
            continue
        change = with_wrappers if number % 2 else with_xml_changed
        content = change(seed, part, chance)
        source = read_or_refused(content, f"แผน.{kind}")
        assert source is None or lost_words(source, texts_of(content, kind)) == [], number
