"""The HTML that is printed and looked at."""

from __future__ import annotations

import base64
import dataclasses
import re

from reports.document import (
    CaptionedPicture,
    CodedLink,
    CodedLinks,
    Column,
    Cover,
    Gallery,
    Heading,
    Numerals,
    Paragraph,
    Picture,
    ReportDocument,
    Row,
    SignatureBlock,
    Signer,
    Table,
)
from reports.render.draft_mark import DRAFT_DRAWING
from reports.render.html import render_html, render_standalone_html, render_stylesheet
from tests.reports import samples
from tests.reports.render.whole import WHOLE


def test_html_places_texts_escaped_and_the_stylesheet_by_its_address():
    html = render_html(samples.report_of('<b>ก</b> & "ข"', "E-<i>Service"), stylesheet="/a.css?b")
    assert '<link rel="stylesheet" href="/a.css?b">' in html
    assert "๑. &lt;b&gt;ก&lt;/b&gt; &amp; &quot;ข&quot;" in html
    assert "<i>" not in html


def test_html_of_the_pdf_links_to_nothing_and_holds_no_inline_style():
    html = render_html(samples.report())
    assert "<link" not in html
    assert "style" not in html
    assert "script" not in html


def test_markers_hang_by_their_length_and_levels_are_indented():
    html = render_html(samples.report())
    assert '<p class="m2">๑. สำรวจงานบริการ</p><p class="m3 l1">๑.๑ งานทะเบียน</p>' in html
    assert '<p class="l1">ภายในไตรมาสแรก</p>' in html
    assert '<td class="m2">' not in html
    assert "<td>ทบทวนแนวทางการยืมทรัพย์สิน</td>" in html


def test_words_that_no_line_may_break_have_a_box_of_their_own():
    html = render_html(
        samples.report_of(
            "ระบบ E-Service ต่าง ๆ ก่อน ๑ ต.ค. ๖๗ ครั้งที่ ๒/๒๕๖๗ ปี พ.ศ. ๒๕๖๘ และ i-๒ กับ ๑/๒"
        )
    )
    kept = re.findall(r'<span class="kept">([^<]*)</span>', html)
    assert set(kept) == {"E-Service", " ๆ", "๑ ต.ค. ๖๗", "๒/๒๕๖๗", "พ.ศ. ๒๕๖๘"}


def test_long_addresses_may_break_anywhere():
    html = render_html(samples.report_of("ดู https://www.example.go.th/o12"))
    assert '<td class="m2 long">๑. ดู <a href="https://www.example.go.th/o12">' in html


def test_addresses_are_links_without_the_point_after_them():
    html = render_html(samples.report_of('ดู www.example.go.th/ก?a=1&b="2, และ http://x.go.th.'))
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', html)[:2] == [
        ("http://www.example.go.th/ก?a=1&amp;b=", "www.example.go.th/ก?a=1&amp;b="),
        ("http://x.go.th", "http://x.go.th"),
    ]


def test_stylesheet_follows_the_documents_numerals_widths_and_mark():
    thai = render_stylesheet(samples.report())
    arabic = render_stylesheet(samples.report(samples.facts_of(()), Numerals.ARABIC))
    assert "counter(page, thai)" in thai
    assert "string(running-mark)" in thai
    assert "counter(page)" in arabic
    assert "string(running-mark)" not in arabic
    assert set(re.findall(r"\.w(\d+) \{ width: (\d+)%; \}", thai)) == {
        (width, width) for width in ("11", "12", "17", "18", "19", "23")
    }
    assert "@font-face" not in thai


def test_standalone_html_brings_its_style_and_both_fonts():
    html = render_standalone_html(samples.report())
    address = re.search(r'href="data:text/css;charset=utf-8;base64,([^"]+)"', html)
    assert address is not None
    css = base64.b64decode(address[1]).decode()
    assert re.findall(r'font-weight: (\d+); src: url\("data:font/ttf;base64,', css) == [
        "400",
        "700",
    ]
    assert html.replace(address[0], "") != html
    assert "http" not in css


def test_a_long_thai_word_may_break_in_a_narrow_column_rather_than_run_over_its_border():
    long_word, short = "นักประชาสัมพันธ์ชำนาญการ", "กองคลัง"
    columns = (Column("แคบ", 10), Column("กว้าง", 90))
    rows = tuple(Row(((Paragraph(word),), (Paragraph(word),))) for word in (long_word, short))
    html = render_html(ReportDocument("รายงาน", (Table(columns, rows),)))
    assert f'<td class="long">{long_word}</td><td>{long_word}</td>' in html
    assert f"<td>{short}</td><td>{short}</td>" in html


# -- covers, header tiers, appendix, signatures ----------------------------------------------------

PICTURE = Picture(b"\x89PNG", "image/png", 'ตรา "วงกลม"', 10, 10)


def body_of(*blocks):
    """The HTML between body tags, spaces between lines aside."""
    html = render_html(ReportDocument("ชื่อ", blocks))
    return re.sub(r"\s*\n\s*", "", html[html.index("<body") :])


def test_cover_holds_the_emblem_and_its_groups_the_first_as_title():
    cover = Cover((("รายงาน", "ภายใน"), ("เทศบาล <ก>",)), PICTURE)
    assert (
        body_of(cover)
        .removeprefix("<body>")
        .startswith(
            '<section class="cover"><img class="emblem" src="data:image/png;base64,iVBORw==" '
            'alt="ตรา &quot;วงกลม&quot;"><h1>รายงาน<br>ภายใน</h1><p>เทศบาล &lt;ก&gt;</p></section>'
        )
    )
    assert "<img" not in body_of(Cover((("รายงาน",),)))


def test_heading_may_begin_a_page():
    body = body_of(Heading(("คำนำ",), level=2, new_page=True), Heading(("ต่อ",), level=2))
    assert '<h2 class="new-page">คำนำ</h2><h2>ต่อ</h2>' in body


def test_words_of_a_tier_span_their_columns_and_single_columns_both_rows():
    columns = (Column("ก", 20), Column("ข", 40, "บน"), Column("ค", 40, "บน"))
    assert (
        '<thead><tr><th rowspan="2" scope="col">ก</th><th colspan="2" scope="colgroup">บน</th></tr>'
        '<tr><th scope="col">ข</th><th scope="col">ค</th></tr></thead>'
    ) in body_of(Table(columns, ()))


def test_size_of_a_tables_text_is_a_class_of_the_stylesheet():
    document = ReportDocument("ชื่อ", (Table((Column("ก", 100),), (), font_size=12),))
    assert '<table class="pt12">' in render_html(document)
    assert ".pt12 { font-size: 12pt; }" in render_stylesheet(document)


def test_pictures_stand_with_their_captions():
    gallery = Gallery((CaptionedPicture(PICTURE, "ประชุม & อบรม"), CaptionedPicture(PICTURE, "")))
    body = body_of(gallery)
    assert body.count('<div class="pictured"><img src="data:image/png;base64,iVBORw=="') == 2
    assert re.findall(r"<p>([^<]*)</p>", body) == ["ประชุม &amp; อบรม"]


def test_link_stands_as_code_label_and_address():
    body = body_of(CodedLinks((CodedLink("https://itas.example.go.th/?a=1&b=2", "แบบวัด EIT"),)))
    address = "https://itas.example.go.th/?a=1&amp;b=2"
    assert f"<title>รหัสคิวอาร์ของ {address}</title>" in body
    assert re.search(r'viewBox="0 0 (\d+) \1"', body)
    assert f'<p>แบบวัด EIT</p><p class="address"><a href="{address}">{address}</a></p>' in body


def test_each_signer_has_a_field_and_the_last_one_locks_the_document():
    signers = (Signer("ผู้รายงาน", "", "ปลัด", "signer-1"), Signer("ผู้เห็นชอบ", "ก ข", "", "signer-2"))
    body = body_of(SignatureBlock(signers))
    assert re.findall(r'data-field="([^"]+)" title="([^"]+)"( data-locks="all")?', body) == [
        ("signer-1", "ช่องลายมือชื่อผู้รายงาน ปลัด", ""),
        ("signer-2", "ช่องลายมือชื่อผู้เห็นชอบ", ' data-locks="all"'),
    ]
    assert [re.sub("…+", "…", line) for line in re.findall(r"<p>([^<]*)</p>", body)] == [
        "(ลงชื่อ) … ผู้รายงาน",
        "(…)",
        "ตำแหน่ง ปลัด",
        "วันที่ …",
        "(ลงชื่อ) … ผู้เห็นชอบ",
        "(ก ข)",
        "ตำแหน่ง …",
        "วันที่ …",
    ]


# -- drafts ---------------------------------------------------------------------------------------


def test_a_draft_says_so_in_words_and_in_a_drawing_across_its_pages():
    draft = dataclasses.replace(WHOLE, draft_mark="ร่าง")
    assert ' data-marks="ร่าง · ข้อมูลตัวอย่าง"' in render_html(draft)
    assert ' data-marks="ข้อมูลตัวอย่าง"' in render_html(WHOLE)
    assert render_stylesheet(draft).count(DRAFT_DRAWING) == 2  # On paper and on screen.
    assert "image/svg" not in render_stylesheet(WHOLE)
