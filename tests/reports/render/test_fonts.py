"""The font: built the same everywhere, its picture that of Sarabun, its errors plain."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import uharfbuzz as hb
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont, newTable
from PIL import Image, ImageChops

from reports.render import fonts
from reports.render.check_boxes import add_check_boxes
from reports.render.fonts import (
    SARABUN_PACKAGE,
    SARABUN_STYLES,
    font_path,
    main,
    make_font,
)
from reports.render.pdf import write_pdf
from reports.render.thai_glyphs import FontError

from .test_text import EVERY_SARA_AM, EVERY_STACK

WEIGHTS = {"Regular": 400, "Bold": 700}
WORDS = [
    "ปี่",
    "ฟื้น",
    "น้ำ",
    "ที่",
    "ญี่ปุ่น",
    "ฐานกฎ",
    "สำนัก",
    "ดำเนินการ",
    "ป้ำ",
    "ฝ้า",
    "ฟ้ำ",
    "ษ้ำ",
    "ก๊ำ",
    "ฉ๋ำ",
    "ปู่",
    "กูฏ",
    "ฏุ",
    "ฤๅ",
    "๑๒๓",
]


def page(family: str, weight: int) -> tuple[str, str]:
    """A page of marks in a font, each word in a place of its own."""
    words = "".join(f"<b>{word}</b>" for word in WORDS)
    html = f'<html lang="th"><title>ก</title><p>{words}</p></html>'
    css = (
        f'@page {{ size: A4; margin: 5mm }} p {{ font: 16pt/1.6 "{family}" }}'
        f"b {{ display: inline-block; width: 5em; font-weight: {weight} }}"
    )
    return html, css


PRINT_UNTOUCHED = """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
html, css = sys.argv[1:]
style = CSS(string=css, font_config=fonts)
pdf = HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts)
sys.stdout.buffer.write(pdf)
"""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """A function: weight -> the page in Sarabun as it is published, printed in another process."""
    directory = tmp_path_factory.mktemp("sarabun")
    configuration = directory / "fonts.conf"
    folders = [(SARABUN_PACKAGE / name).parent for name in SARABUN_STYLES.values()]
    listed = "".join(f"<dir>{folder}</dir>" for folder in folders)
    configuration.write_text(
        f"<fontconfig>{listed}<cachedir>{directory}</cachedir></fontconfig>", encoding="utf-8"
    )

    def print_page(weight: int) -> bytes:
        command = [sys.executable, "-c", PRINT_UNTOUCHED, *page("Sarabun", weight)]
        environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    return print_page


def outline_of(path: Path) -> Callable[[str], tuple[list[tuple[float, float]], int]]:
    """A function: text -> the points of its outlines in font units, sorted, and its width."""
    font = TTFont(path)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    shaper = hb.Font(hb.Face(path.read_bytes()))

    def outline(text: str) -> tuple[list[tuple[float, float]], int]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(shaper, buffer)
        points, x = [], 0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen = DecomposingRecordingPen(glyphs)
            glyphs[order[info.codepoint]].draw(pen)
            for _, drawn_points in pen.value:
                points += [(x + place.x_offset + a, place.y_offset + b) for a, b in drawn_points]
            x += place.x_advance
        return sorted(points), x

    return outline


@pytest.mark.no_cover
@pytest.mark.parametrize(("style", "name"), SARABUN_STYLES.items(), ids=SARABUN_STYLES)
def test_every_syllable_has_the_outlines_of_the_untouched_font(style, name):
    ours, theirs = outline_of(font_path(style)), outline_of(SARABUN_PACKAGE / name)
    farthest = 0.0
    for syllable in EVERY_SARA_AM + EVERY_STACK:
        (our_points, our_width), (points, width) = ours(syllable), theirs(syllable)
        assert our_width == width
        pairs = zip(our_points, points, strict=True)
        farthest = max(farthest, *(max(abs(a - c), abs(b - d)) for (a, b), (c, d) in pairs))
    assert farthest <= 1  # a thousandth of an em: ษ in bold, levelled


def drawn(pdf: bytes) -> list[Image.Image]:
    """The pages in grey, 100 dots an inch, each of them the mean of sixteen."""
    document = pypdfium2.PdfDocument(pdf)
    images = [page.render(scale=400 / 72, grayscale=True).to_pil().reduce(4) for page in document]
    document.close()
    return images


@pytest.mark.parametrize("weight", WEIGHTS.values(), ids=WEIGHTS)
def test_tone_marks_and_sara_am_look_as_in_the_untouched_font(untouched, weight):
    ours, theirs = drawn(write_pdf(*page("ITA Sarabun", weight))), drawn(untouched(weight))
    assert len(ours) == len(theirs) == 1
    for our_page, their_page in zip(ours, theirs, strict=True):
        assert our_page.getextrema() == (0, 255)
        histogram = ImageChops.difference(our_page, their_page).histogram()
        darkest = max(shade for shade, count in enumerate(histogram) if count)
        assert darkest <= 64  # a quarter of a dot; a mark 0.03 em out of its place gives 150


@pytest.mark.parametrize("name", SARABUN_STYLES.values(), ids=SARABUN_STYLES)
def test_font_has_its_own_name_its_licence_and_the_marks_features(name, tmp_path):
    path = tmp_path / "font.ttf"
    path.write_bytes(make_font(SARABUN_PACKAGE / name))
    font = TTFont(path)
    names = {record.nameID: record.toUnicode() for record in font["name"].names}
    style = name.rsplit("_", 1)[1][3:-4]
    assert names[4] in (f"ITA Sarabun {style}", "ITA Sarabun")
    assert names[6] == f"ITASarabun-{style}"
    assert "SIL Open Font License" in names[13]
    features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert {"mark", "mkmk"} <= features


def test_fonts_are_the_same_bytes_in_every_process(tmp_path):
    digests = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "reports.render.fonts", "--output", str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        subprocess.run(command, env=environment, capture_output=True, check=True)
        built = [font_path(style, tmp_path / seed) for style in SARABUN_STYLES]
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in built])
    assert digests[0] == digests[1]
    assert digests[0] == [
        hashlib.sha256(font_path(style).read_bytes()).hexdigest() for style in SARABUN_STYLES
    ]


def test_build_keeps_licence_and_private_fontconfig_beside_the_fonts(tmp_path, capsys):
    assert main(["--output", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [
        str(font_path(style, tmp_path)) for style in SARABUN_STYLES
    ]
    assert {path.name for path in tmp_path.iterdir()} == {
        "ITASarabun-Bold.ttf",
        "ITASarabun-Regular.ttf",
        "OFL.txt",
        "fonts.conf",
    }
    assert "SIL OPEN FONT LICENSE" in (tmp_path / "OFL.txt").read_text()
    assert '<dir prefix="relative">.</dir>' in (tmp_path / "fonts.conf").read_text()


def test_missing_npm_package_says_what_to_run(tmp_path, capsys):
    assert main(["--package", str(tmp_path / "absent"), "--output", str(tmp_path)]) == 1
    assert "make setup" in capsys.readouterr().err


def without_thai(font):
    """Leave the Latin letters only."""
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if code < 0x0E00}


def without_thai_features(font):
    """Leave the Thai script without ccmp."""
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.FeatureTag = "zzzz"


def with_broken_sara_aa(font):
    """Let SARA AA be drawn by another glyph than NIKHAHIT expects."""
    for table in font["cmap"].tables:
        if 0x0E4D in table.cmap:
            table.cmap[0x0E4D] = table.cmap[0x0E01]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without_thai, "holds no Thai letters"),
        (without_thai_features, "no ccmp feature"),
        (with_broken_sara_aa, "is shaped as"),
    ],
)
def test_font_that_cannot_be_mended_is_refused(tmp_path, change, message):
    font = TTFont(SARABUN_PACKAGE / SARABUN_STYLES["Regular"])
    change(font)
    font.save(tmp_path / "other.ttf")
    with pytest.raises(FontError, match=message):
        make_font(tmp_path / "other.ttf")


def test_signature_of_the_untouched_font_is_dropped(tmp_path):
    font = TTFont(SARABUN_PACKAGE / SARABUN_STYLES["Regular"])
    font["DSIG"] = newTable("DSIG")
    font["DSIG"].ulVersion, font["DSIG"].usFlag, font["DSIG"].usNumSigs = 1, 0, 0
    font["DSIG"].signatureRecords = []
    font.save(tmp_path / "signed.ttf")
    (tmp_path / "made.ttf").write_bytes(make_font(tmp_path / "signed.ttf"))
    assert "DSIG" not in TTFont(tmp_path / "made.ttf")


def test_printable_characters_are_those_of_every_style():
    printable = fonts.printable_characters()
    assert set("กำ๐9aฯๆ“”–…") <= printable
    assert not set("☎◦漢\u200b") & printable


def test_check_boxes_are_printed_as_letters_of_the_font():
    assert set("☐☑") <= fonts.printable_characters()


def test_check_boxes_of_a_font_that_has_them_stay_its_own():
    font = TTFont(font_path("Regular"))
    drawn = font["glyf"]["checkbox.ticked"]
    add_check_boxes(font)
    assert font["glyf"]["checkbox.ticked"] is drawn
