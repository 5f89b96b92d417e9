"""What a page may look like: sizes, page numbers, what may stand at its foot."""

from __future__ import annotations

import dataclasses
import io
from math import hypot

import pypdf
import pypdfium2
import pytest
from PIL import Image

from itaportal.thai.text import without_spaces
from measures.rules.paragraphs import plain
from reports.document import (
    CaptionedPicture,
    CodedLink,
    CodedLinks,
    Column,
    Gallery,
    Heading,
    Numerals,
    Paragraph,
    Picture,
    ReportDocument,
    Row,
    Table,
)
from reports.render.pdf import render_pdf
from tests.reports import samples
from tests.reports.pdf_text import body_texts, read_with_pdfium, read_with_pypdf

A4_LANDSCAPE = (842, 595)  # points


def test_pages_are_a4_landscape():
    document = pypdfium2.PdfDocument(render_pdf(samples.report()))
    assert {tuple(map(round, page.get_size())) for page in document} == {A4_LANDSCAPE}
    document.close()


def test_nothing_is_set_under_14_points():
    sizes = set()

    def note_size(text, matrix, text_matrix, font, size):
        if text.strip():
            scale = hypot(matrix[2], matrix[3]) * hypot(text_matrix[2], text_matrix[3])
            sizes.add(round(size * scale, 1))

    pdf = render_pdf(samples.report(samples.long_facts(2, is_demo=True)))
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note_size)
    assert sizes == {14.0, 16.0}


@pytest.mark.parametrize(
    ("numerals", "second"), [(Numerals.THAI, "- ๒ -"), (Numerals.ARABIC, "- 2 -")]
)
def test_page_numbers_stand_top_centre_from_page_2(numerals, second):
    document = pypdfium2.PdfDocument(render_pdf(samples.report(samples.long_facts(3), numerals)))
    first_page, second_page = document[0].get_textpage(), document[1].get_textpage()
    assert "- ๑ -" not in first_page.get_text_range()
    assert "- 1 -" not in first_page.get_text_range()
    start = second_page.get_text_range().index(second)
    left, _, _, top = second_page.get_charbox(start)
    right = second_page.get_charbox(start + len(second) - 1)[2]
    assert abs((left + right) / 2 - A4_LANDSCAPE[0] / 2) < 5
    assert A4_LANDSCAPE[1] - top < 60
    for page in (first_page, second_page):
        page.close()
    document.close()


@pytest.mark.parametrize("is_demo", [True, False])
def test_every_page_of_the_demo_says_so_and_no_page_of_an_office(is_demo):
    pages = read_with_pdfium(render_pdf(samples.report(samples.long_facts(3, is_demo=is_demo))))
    assert len(pages) > 1
    assert {"ข้อมูลตัวอย่าง" in page for page in pages} == {is_demo}


@pytest.mark.parametrize("lines", range(1, 17, 2))
def test_no_page_ends_with_a_heading_or_a_row_of_one_line(lines):
    """However far down the first page the second group begins."""
    fill = tuple(samples.row_of("ข้อสั้น") for _ in range(lines % 3 + 1))
    facts = samples.facts_of(
        fill, (samples.row_of(*["ทบทวนขั้นตอนการให้บริการของแต่ละงาน"] * 4),), fill, fill
    )
    introduction = plain(*["คำนำ"] * lines)
    document = samples.report(dataclasses.replace(facts, introduction=introduction))
    bodies = body_texts(document, read_with_pdfium(render_pdf(document)))
    assert len(bodies) > 1
    for body in bodies:
        assert body
        assert not body.endswith("หัวข้อทดสอบ")
        assert not body.endswith("หัวข้อทดสอบกองคลัง")
        assert not body.endswith("กองคลังต.ค.๖๗-ก.ย.๖๘")
        assert not body.endswith(without_spaces("ของการดำเนินงาน"))


@pytest.mark.parametrize("label", [10, 300, 600])
def test_links_of_the_appendix_begin_on_the_page_of_their_heading(label):
    """However much the links have to say."""
    address, words = "https://itas.example.go.th/", "ป้าย " * (label // 5)
    links = tuple(CodedLink(f"{address}{number}", words) for number in range(3))
    blocks = (Paragraph("คำนำ"), Heading(("ภาคผนวก",), level=2, new_page=True), CodedLinks(links))
    pages = read_with_pdfium(render_pdf(ReportDocument("รายงาน", blocks)))
    assert ["ภาคผนวก" in page and address in page for page in pages[:2]] == [False, True]
    assert sum(page.count(address) for page in pages) == len(links)


@pytest.mark.parametrize("letters", [450, 2_000])
def test_captions_however_long_stand_on_the_page(letters):
    # Drawn as high as pictures get.
    written = io.BytesIO()
    Image.new("RGB", (1_000, 700), "navy").save(written, "png")
    shown = Picture(written.getvalue(), "image/png", "สี่เหลี่ยม", 1_000, 700)
    caption = ("ประชุมชี้แจง " * letters)[:letters].strip()
    blocks = (Heading(("กิจกรรม",), level=2), Gallery((CaptionedPicture(shown, caption),) * 3))
    pdf = render_pdf(ReportDocument("รายงาน", blocks))
    document = pypdfium2.PdfDocument(pdf)
    feet = []
    for page in document:
        text = page.get_textpage()
        feet += [text.get_charbox(index)[1] for index in range(text.count_chars())]
        text.close()
    document.close()
    assert min(feet) > 25
    # PDFium takes lines that say the same for one.
    read = without_spaces("".join(read_with_pypdf(pdf)))
    assert read.count("ประชุม") == 3 * caption.count("ประชุม")


@pytest.mark.parametrize("width", [10, 17])
def test_the_deepest_levels_keep_the_words_of_a_narrow_column_whole(width):
    words = ("ทบทวน", "ขั้นตอน", "ชัดเจน", "กำหนด")
    cell = tuple(
        Paragraph("".join(words), marker, level)
        for level in range(4)
        for marker in ("", "-", "๓.", "๓.๑", "๓.๑.๒.๔")
    )
    columns = (Column("ก", width), Column("ข", 100 - width))
    table = Table(columns, (Row((cell, ())),))
    pdf = render_pdf(ReportDocument("รายงาน", (table,)))
    read = "\n".join(read_with_pdfium(pdf))
    assert {word: read.count(word) for word in words} == dict.fromkeys(words, len(cell))


def test_text_stays_inside_the_page_whatever_is_typed():
    long_word = "https://www.example.go.th/" + "a" * 120
    document = pypdfium2.PdfDocument(render_pdf(samples.report_of(long_word, "ก" * 200)))
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            assert left >= 0
            assert right <= A4_LANDSCAPE[0] - 28  # the margin of 10 mm
            assert bottom >= 20
            assert top <= A4_LANDSCAPE[1]
        text.close()
        page.close()
    document.close()
