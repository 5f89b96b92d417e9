"""The text of the PDF is the text that was typed, as three independent readers read it."""

from __future__ import annotations

import re

import pytest

from itaportal.thai.text import without_spaces
from reports.compose import compose
from reports.document import Numerals
from reports.layouts import available_forms, load_layout
from reports.render.fonts import SARABUN_STYLES
from reports.render.pdf import render_pdf, write_pdf
from tests.reports import samples
from tests.reports.everything import everything
from tests.reports.long_report import long_report
from tests.reports.pdf_text import READERS, difference, read_with_pdfium, read_with_poppler

# Without coverage: what it runs, the tests of each part of the rendering count.
pytestmark = pytest.mark.no_cover

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
TONES = ["", "\u0e48", "\u0e49", "\u0e4a", "\u0e4b"]
EVERY_SARA_AM = [consonant + tone + "ำ" for consonant in CONSONANTS for tone in TONES]
STACKING = [consonant for consonant in CONSONANTS if consonant not in "ฤฦ"]  # vowels themselves
VOWELS = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็"]
EVERY_STACK = [
    consonant + vowel + tone
    for consonant in STACKING
    for vowel in VOWELS
    for tone in (*TONES, "์")
    if vowel or tone
]
ADVERSARIAL = (
    "ปี่ ฟื้น น้ำ ที่ ญี่ปุ่น ฐานกฎ สำนัก ดำเนินการ มาตรการ กำกับ ซ้ำ ค้ำ ป้ำ ฝ้ำ ฤๅ ๆ ฯ",
    "การดำเนินการตามมาตรการกำกับดูแลทรัพย์สินของหน่วยงานอย่างสม่ำเสมอและโปร่งใสโดยทั่วกันทุกส่วนราชการ",
    "ดู https://www.example.go.th/ita/o27/measures_2568.pdf?page=1&lang=th#top",
    "เขียนถึง o27.office-2568@example.go.th",
    "ข้อ i4 ลดลง 0.2 คะแนน จาก 87.87 เป็น 87.67 (ร้อยละ ๙๕.๘๓) มูลค่า 1,250,000.50 บาท",
    "ไฟล์ คู่มือ_ฉบับ-2.pdf กับคำว่า E-Service, Facebook, LINE OA และ “คำพูด” – — … ½ °",
    "office affluent fi fl ffi <b>&amp;</b> {{ ไม่ใช่แม่แบบ }} {% ไม่ใช่ %}",
)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("numerals", Numerals)
def test_text_of_a_report_over_many_pages_is_true(read, numerals):
    document = samples.report(samples.long_facts(is_demo=True), numerals)
    pages = read(render_pdf(document))
    assert len(pages) >= 5
    assert difference(document, pages) == ""


@pytest.mark.parametrize("form", available_forms())
def test_text_of_every_form_with_everything_in_it_is_true(form):
    document = compose(load_layout(form), everything(signers=3))
    pdf = render_pdf(document)
    assert {
        name: difference(document, read(pdf)) for name, read in READERS.items()
    } == dict.fromkeys(READERS, "")


def test_text_of_the_longest_report_is_true():
    """Ten indicators of twelve rows, cells of 1,600 characters; pypdf would take ten seconds."""
    document = long_report()
    pdf = render_pdf(document)
    readers = {"PDFium": read_with_pdfium, "pdftotext -raw": read_with_poppler}
    read = {name: reader(pdf) for name, reader in readers.items()}
    assert all(len(pages) > 135 for pages in read.values())
    assert {name: difference(document, pages) for name, pages in read.items()} == dict.fromkeys(
        readers, ""
    )


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_adversarial_thai_addresses_and_codes_are_true(read):
    document = samples.report_of(*ADVERSARIAL)
    assert difference(document, read(render_pdf(document))) == ""


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("style", SARABUN_STYLES)
def test_every_consonant_with_every_tone_and_sara_am_is_true(read, style):
    words = EVERY_SARA_AM
    if style == "Bold":
        words = words[::-1]  # whichever comes first must not decide what all others read
    assert read_words(read, words, style) == "".join(words)


@pytest.mark.parametrize("style", SARABUN_STYLES)
def test_every_stack_of_vowel_and_tone_is_true(style):
    for read in (READERS["PDFium"], READERS["pypdf"], READERS["pdftotext -raw"]):
        assert read_words(read, EVERY_STACK, style) == "".join(EVERY_STACK)


def read_words(read, words, style):
    """What a reader reads of a page of these words."""
    weight = {"Regular": 400, "Bold": 700}[style]
    html = f'<html lang="th"><title>ก</title><p>{" ".join(words)}</p></html>'
    css = f'@page {{ size: A4 }} p {{ font: {weight} 16pt "ITA Sarabun"; line-height: 2 }}'
    return without_spaces("".join(read(write_pdf(html, css))))


@pytest.mark.parametrize("read", [read_with_pdfium, read_with_poppler])
def test_spaces_typed_inside_a_line_are_there(read):
    text = "ปี ๒๕๖๗ ได้ ๘๗.๘๗ คะแนน (ร้อยละ ๙๐) และ LINE OA ใน ๓ เดือน"
    html = f'<html lang="th"><title>ก</title><p>{text}</p></html>'
    css = '@page { size: A4 landscape } p { font: 16pt "ITA Sarabun" }'
    (page,) = read(write_pdf(html, css))
    assert page.strip() == text


def test_lines_break_between_words_only():
    words = ["จังหวัด", "อำเภอ", "ตำบล", "ประสิทธิภาพ", "อินเทอร์เน็ต", "กระทรวง", "น้ำ", "ธันวาคม"]
    text = "".join(words[(7 * k + k // 8) % 8] for k in range(160))
    html = f'<html lang="th"><title>ก</title><p>{text}</p></html>'
    whole_words = re.compile(f"(?:{'|'.join(words)})+")
    for width in (40, 55, 70):
        css = (
            f'@page {{ size: A4; margin: 10mm }} p {{ font: 14pt "ITA Sarabun"; width: {width}mm }}'
        )
        lines = "\n".join(read_with_poppler(write_pdf(html, css))).split()
        assert len(lines) > 15
        assert [line for line in lines if not whole_words.fullmatch(line)] == []


def test_hyphenated_word_and_repetition_mark_stay_on_their_line():
    texts = [f"{'ก' * k} ระบบ E-Service ต่าง ๆ" for k in range(1, 24)]
    pages = read_with_poppler(render_pdf(samples.report_of(*texts)))
    lines = [line for page in pages for line in page.splitlines()]
    assert [line for line in lines if line.startswith("ๆ") or line.endswith("E-")] == []
