"""The HTML that is printed and looked at."""

from __future__ import annotations

import base64
import re

from reports.document import Column, Numerals, Paragraph, ReportDocument, Row, Table
from reports.render.html import render_html, render_standalone_html, render_stylesheet
from tests.reports import samples


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
    html = render_html(samples.report_of("ระบบ E-Service ต่าง ๆ ก่อน ๑ ต.ค. ๖๗ และ i-๒"))
    kept = re.findall(r'<span class="kept">([^<]*)</span>', html)
    assert set(kept) == {"E-Service", " ๆ", "๑ ต.ค. ๖๗"}


def test_long_addresses_may_break_anywhere():
    html = render_html(samples.report_of("ดู https://www.example.go.th/o12"))
    assert '<td class="m2 long">๑. ดู https://' in html


def test_stylesheet_follows_the_documents_numerals_widths_and_mark():
    thai = render_stylesheet(samples.report())
    arabic = render_stylesheet(samples.report(samples.facts_of(()), Numerals.ARABIC))
    assert "counter(page, thai)" in thai
    assert "string(running-mark)" in thai
    assert "counter(page)" in arabic
    assert "string(running-mark)" not in arabic
    assert set(re.findall(r"\.w(\d+) \{ width: (\d+)%; \}", thai)) == {
        (width, width) for width in ("9", "12", "17", "18", "21", "23")
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
