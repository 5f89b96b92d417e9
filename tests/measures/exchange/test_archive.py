import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.exchange import archive
from measures.exchange.readers import read_source
from measures.exchange.source import UnreadableFile

from .office_files import REPORT_A, excel_file, with_member, word_file

WORD, EXCEL = word_file(REPORT_A), excel_file(REPORT_A)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def refusal(content, file="แผน.docx"):
    with pytest.raises(UnreadableFile) as refused:
        read_source(content, file)
    return str(refused.value)


def encrypted(content):
    """Every member marked as encrypted, in both places a zip says so."""
    marked = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := marked.find(signature, start)) >= 0:
            marked[start + offset] |= 1
            start += 4
    return bytes(marked)


def packed_otherwise(content):
    """The zip with a member packed as Office never does."""
    saved = io.BytesIO(content)
    with zipfile.ZipFile(saved, "a") as target:
        target.writestr("word/other.xml", b"<x/>" * 100, zipfile.ZIP_LZMA)
    return saved.getvalue()


def without(content, name):
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(saved, "w") as target:
        for member in source.infolist():
            if member.filename != name:
                target.writestr(member, source.read(member))
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "file", "says"),
    [
        (b"%PDF-1.7", "แผน.docx", "เนื้อหาของไฟล์ไม่ใช่ Word (.docx)"),
        (b"", "แผน.xlsx", "เนื้อหาของไฟล์ไม่ใช่ Excel (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "แผน.docx", "ตั้งรหัสผ่านไว้ หรือเป็นรูปแบบเก่า (.doc, .xls)"),
        (WORD[: len(WORD) // 2], "แผน.docx", "เสียหายหรือไม่ครบ"),
        (b"PK\x03\x04" + bytes(100), "แผน.docx", "เสียหายหรือไม่ครบ"),
        (EXCEL, "แผน.docx", "ไม่ใช่ Word (.docx) ที่สมบูรณ์"),
        (WORD, "แผน.xlsx", "ไม่ใช่ Excel (.xlsx) ที่สมบูรณ์"),
        (encrypted(WORD), "แผน.docx", "ตั้งรหัสผ่านไว้"),
        (with_member(WORD, "word/vbaProject.bin", b"x"), "แผน.docx", "มีมาโคร"),
        (with_member(EXCEL, "xl/macrosheets/sheet1.xml", b"<x/>"), "แผน.xlsx", "มีมาโคร"),
        (
            with_member(WORD, "[Content_Types].xml", b"<x>ms-word.document.macroEnabled.main</x>"),
            "แผน.docx",
            "มีมาโคร",
        ),
        (with_member(WORD, "../../etc/passwd", b"x"), "แผน.docx", "ชื่อผิดปกติ"),
        (with_member(WORD, "/word/x.xml", b"<x/>"), "แผน.docx", "ชื่อผิดปกติ"),
        (with_member(WORD, "C:\\x.xml", b"<x/>"), "แผน.docx", "ชื่อผิดปกติ"),
        (with_member(WORD, "word/DOCUMENT.xml", b"<x/>"), "แผน.docx", "ไม่ใช่ Word (.docx) ที่สมบูรณ์"),
        (packed_otherwise(WORD), "แผน.docx", "เสียหายหรือไม่ครบ"),
        (with_member(WORD, "word/settings.xml", BOMB), "แผน.docx", "DOCTYPE หรือ ENTITY"),
        (
            with_member(EXCEL, "xl/evil.xml", BOMB.decode().encode("utf-16")),
            "แผน.xlsx",
            "DOCTYPE หรือ ENTITY",
        ),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "แผน.xlsx", "ยกเลิกรหัสผ่าน"),
        (EXCEL, "แผน.csv", "ไม่ใช่ CSV (.csv) แต่เป็นไฟล์ชนิดอื่น เช่น Word หรือ Excel"),
        (b"%PDF-1.7", "แผน.txt", "ไม่ใช่ ข้อความ (.txt) แต่เป็นไฟล์ PDF"),
        (WORD, "แผน.doc", "Word รูปแบบเก่า โปรดเปิดใน Word เลือก “บันทึกเป็น”"),
        (WORD, "แผน.DOCM", "Word แบบมีมาโคร"),
        (EXCEL, "แผน.xls", "Excel รูปแบบเก่า โปรดเปิดใน Excel เลือก “บันทึกเป็น”"),
        (EXCEL, "แผน.xlsm", "Excel แบบมีมาโคร"),
        (WORD, "แผน.pdf", "เป็น PDF ซึ่งไม่มีตารางให้อ่าน"),
        (WORD, "แผน.odt", "เอกสาร OpenDocument"),
        (WORD, "แผน.pages", "ไม่ใช่ชนิดที่ระบบอ่านได้"),
        (WORD, "แผน", "ไม่ใช่ชนิดที่ระบบอ่านได้"),
    ],
)
def test_a_file_that_may_not_be_opened_is_refused_with_its_reason(content, file, says):
    assert says in refusal(content, file)


def test_a_declaration_split_over_two_reads_is_found():
    padding = b"<a>" + b" " * (archive._CHUNK - 8)
    assert "DOCTYPE" in refusal(with_member(WORD, "word/other.xml", padding + b"<!DOCTYPE a>"))


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [
        ("MAX_FILE_BYTES", 1_000, "ระบบรับไม่เกิน ๐ ล้านไบต์"),
        ("MAX_MEMBERS", 3, "มากเกินกว่าที่ระบบรับ (๓ ส่วน)"),
        ("MAX_UNPACKED_BYTES", 2_000, "คลายออกแล้วมีขนาดใหญ่เกิน"),
        ("MAX_XML_BYTES", 500, "คลายออกแล้วมีขนาดใหญ่เกิน"),
    ],
)
def test_a_file_beyond_a_limit_is_refused(monkeypatch, limit, value, says):
    monkeypatch.setattr(archive, limit, value)
    assert says in refusal(WORD)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused():
    bomb = with_member(WORD, "word/media/image1.bin", bytes(archive.MAX_UNPACKED_BYTES))
    assert len(bomb) < archive.MAX_FILE_BYTES
    assert "คลายออกแล้วมีขนาดใหญ่เกิน" in refusal(bomb)


@pytest.mark.parametrize(
    ("content", "file", "part"),
    [
        (WORD, "แผน.docx", "word/document.xml"),
        (WORD, "แผน.docx", "[Content_Types].xml"),
        (WORD, "แผน.docx", "_rels/.rels"),
        (EXCEL, "แผน.xlsx", "xl/workbook.xml"),
        (EXCEL, "แผน.xlsx", "xl/worksheets/sheet1.xml"),
        (EXCEL, "แผน.xlsx", "[Content_Types].xml"),
    ],
)
def test_a_file_with_a_broken_part_is_refused(content, file, part):
    assert "โปรดเปิดแล้วบันทึกใหม่" in refusal(with_member(content, part, b"<broken"), file)
    assert "บันทึกใหม่" in refusal(without(content, part), file)


@pytest.mark.parametrize("rest", [b"", b"broken", b"<"])
def test_a_sheet_that_is_no_xml_is_refused_as_a_broken_file(rest):
    content = with_member(EXCEL, "xl/worksheets/sheet1.xml", rest)
    assert "โปรดเปิดแล้วบันทึกใหม่" in refusal(content, "แผน.xlsx")


def test_a_document_without_a_body_is_refused():
    empty = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    assert "ไม่มีเนื้อหา" in refusal(with_member(WORD, "word/document.xml", empty))


def test_a_member_named_twice_is_refused():
    saved = io.BytesIO(WORD)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(saved, "a") as target:
        target.writestr("word/document.xml", b"<other/>")
    assert "ไม่ใช่ Word (.docx) ที่สมบูรณ์" in refusal(saved.getvalue())


def part_of(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


PARTS = [
    (content, file, name, part_of(content, name))
    for content, file, names in (
        (
            WORD,
            "แผน.docx",
            ("word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"),
        ),
        (EXCEL, "แผน.xlsx", ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml")),
    )
    for name in names
]


@settings(deadline=None)
@given(st.sampled_from(PARTS), st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(part, data):
    content, file, name, xml = part
    start = data.draw(st.integers(0, len(xml)))
    end = data.draw(st.integers(start, min(len(xml), start + 60)))
    damaged = xml[:start] + data.draw(st.binary(max_size=3)) + xml[end:]
    try:
        said = read_source(with_member(content, name, damaged), file).file
    except UnreadableFile as refused:
        said = str(refused)
    assert said == file or "โปรด" in said or "เพื่อความปลอดภัย" in said
