"""Rendering fails loudly, embeds our fonts only, and gives the same bytes everywhere."""

from __future__ import annotations

import gc
import io
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reports.render import fonts
from reports.render.html import render_standalone_html
from reports.render.pdf import (
    MissingFontError,
    MissingGlyphError,
    RenderError,
    render_pdf,
    write_pdf,
)
from tests.reports import samples

HTML = '<html lang="th"><head><title>ก</title>{head}</head><body><p>ข้อความ</p>{body}</body></html>'
CSS = 'p { font: 14pt "ITA Sarabun" }'


def reader_of(pdf: bytes) -> pypdf.PdfReader:
    """pypdf's view of the file."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_only_the_projects_fonts_are_embedded():
    embedded = set()
    for page in reader_of(render_pdf(samples.report(samples.long_facts(3, is_demo=True)))).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor
            embedded.add(font.get_object()["/BaseFont"].partition("+")[2])
    assert embedded == {"ITA-Sarabun", "ITA-Sarabun-Bold"}


def test_pdf_says_its_language_and_title_and_no_date():
    reader = reader_of(render_pdf(samples.report()))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "th"
    assert reader.metadata is not None
    assert reader.metadata.title == samples.report().title
    assert "/CreationDate" not in reader.metadata
    assert "/ModDate" not in reader.metadata


@pytest.mark.parametrize(
    ("text", "character"),
    [("แล้วเสร็จ ☎ ตามแผน", "“☎” (U+260E)"), ("中", "“中” (U+4E2D)"), ("ก\u200bข", "(U+200B)")],
)
def test_character_without_a_glyph_is_named_with_its_cell(text, character):
    with pytest.raises(MissingGlyphError) as refusal:
        render_pdf(samples.report_of("ข้อแรก", text))
    message = str(refusal.value)
    assert character in message
    assert "ช่อง “มาตรการ/โครงการ/กิจกรรม” แถวที่ ๑ ใต้หัวข้อ “๑. หัวข้อทดสอบ”" in message


def test_message_of_a_missing_glyph_quotes_the_words_around_it():
    with pytest.raises(MissingGlyphError, match=r"“…ก{13}ข ☎ ก{14}…”"):
        render_pdf(samples.report_of("ก" * 40 + "ข ☎ " + "ก" * 40))


def test_missing_glyph_that_only_the_engine_sees_fails_the_render():
    with pytest.raises(RenderError, match="notdef"):
        write_pdf(HTML.format(head="", body="<p>☎</p>"), CSS)


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p { colour: red }", "colour"),
        ("p { font-size: large-ish }", "font-size"),
        ('@font-face { font-family: "X"; src: local("Absent") }', "Font-face"),
    ],
)
def test_unknown_style_and_absent_font_fail_the_render(css, message):
    with pytest.raises(RenderError, match=message):
        write_pdf(HTML.format(head="", body=""), CSS + css)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/x.png",
        "https://example.go.th/x.png",
        "ftp://x/y",
        "data:,x",
    ],
)
@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<img src="{url}" alt="ภาพ">'),
        ('<link rel="stylesheet" href="{url}">', ""),
        ("<style>p {{ background: url({url}) }}</style>", ""),
        ("<style>@import url({url});</style>", ""),
    ],
    ids=["image", "stylesheet", "background", "import"],
)
def test_nothing_is_fetched(url, head, body):
    html = HTML.format(head=head.format(url=url), body=body.format(url=url))
    with pytest.raises(RenderError, match="ไฟล์ภายนอก"):
        write_pdf(html, CSS)


def test_attachment_of_a_local_file_is_refused():
    link = '<link rel="attachment" href="file:///etc/passwd">'
    with pytest.raises(RenderError, match="ไฟล์ภายนอก"):
        write_pdf(HTML.format(head=link, body=""), CSS)


def test_image_without_an_absolute_address_fails_the_render():
    with pytest.raises(RenderError):
        write_pdf(HTML.format(head="", body='<img src="x.png" alt="ภาพ">'), CSS)


def test_stylesheet_that_fetches_a_font_is_refused():
    css = '@font-face { font-family: "X"; src: url("file:///tmp/x.ttf") }'
    with pytest.raises(RenderError, match="ไฟล์ภายนอก"):
        write_pdf(HTML.format(head="", body=""), CSS + css)


def test_unknown_style_fails_every_render():
    for _ in range(2):
        with pytest.raises(RenderError, match="colour"):
            write_pdf(HTML.format(head="", body=""), "p { colour: blue }")


def test_render_leaves_the_logger_as_it_was():
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers)
    with pytest.raises(RenderError):
        write_pdf(HTML.format(head="", body=""), "p { colour: red }")
    render_pdf(samples.report())
    assert list(logger.handlers) == before


@pytest.mark.parametrize("enabled", [True, False])
def test_render_leaves_the_garbage_collector_as_it_was(enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        render_pdf(samples.report())
        after_a_report = gc.isenabled()
        with pytest.raises(RenderError):
            write_pdf(HTML.format(head="", body=""), "p { colour: red }")
        with pytest.raises(RenderError):
            write_pdf(HTML.format(head="", body='<img src="file:///x.png" alt="ก">'), CSS)
        assert (after_a_report, gc.isenabled()) == (enabled, enabled)
    finally:
        gc.enable()


def test_missing_font_fails_before_anything_is_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "font_path", lambda style: tmp_path / f"{style}.ttf")
    for write in (render_pdf, render_standalone_html):
        with pytest.raises(MissingFontError, match=r"Regular.ttf.*make setup"):
            write(samples.report())


PRINT = """
import sys
import django
django.setup()
from reports.render.pdf import render_pdf
from tests.reports import samples
render_pdf(samples.report_of("ใบแรก"))
sys.stdout.buffer.write(render_pdf(samples.report(samples.long_facts(4, is_demo=True))))
"""


def test_same_facts_give_the_same_bytes_in_every_process():
    printed = [render_pdf(samples.report(samples.long_facts(4, is_demo=True)))]
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "DJANGO_SETTINGS_MODULE": "itaportal.settings",
        }
        run = subprocess.run(
            [sys.executable, "-c", PRINT],
            env=environment,
            cwd=Path(__file__).parents[3],
            capture_output=True,
            check=True,
        )
        printed.append(run.stdout)
    assert printed[0][:5] == b"%PDF-"
    assert printed[0] == printed[1] == printed[2]
