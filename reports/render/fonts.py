"""The fonts of every report: Sarabun, made so that the text of the PDF is the text that was typed.

What is changed, and why, stands in `thai_glyphs.py`; the picture stays Sarabun's own.

    python -m reports.render.fonts      builds build/fonts/ from node_modules/

An office's own TTF goes the same way: `make_font(path, family=...)`.
"""

from __future__ import annotations

import argparse
import functools
import shutil
import sys
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from .check_boxes import add_check_boxes
from .errors import MissingFontError
from .thai_glyphs import FontError, join_thai_glyphs

FAMILY = "ITA Sarabun"

_ROOT = Path(__file__).resolve().parent.parent.parent
FONTS_DIR = _ROOT / "build" / "fonts"
SARABUN_PACKAGE = _ROOT / "node_modules" / "@expo-google-fonts" / "sarabun"
# Style -> file inside the npm package. Every style that a stylesheet uses has to stand here.
SARABUN_STYLES = {
    "Regular": "400Regular/Sarabun_400Regular.ttf",
    "Bold": "700Bold/Sarabun_700Bold.ttf",
}

# Names of the font and its family in the `name` table; licence and copyright stay as they are.
_FAMILY_NAME_IDS = (1, 3, 4, 6, 16)

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <!-- The reports' fonts and no others, so that every machine prints the same. -->
  <dir prefix="relative">.</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def _rename(font: TTFont, family: str) -> None:
    """Give the family its own name: what is changed must not be taken for the original."""
    original = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    for record in font["name"].names:
        if record.nameID in _FAMILY_NAME_IDS:
            joined = record.nameID in (3, 6)  # identifier and PostScript name hold no spaces
            record.string = record.toUnicode().replace(
                original.replace(" ", "") if joined else original,
                family.replace(" ", "") if joined else family,
            )


def make_font(source: Path, *, family: str = FAMILY) -> bytes:
    """The TTF with its Thai glyphs joined and check boxes, renamed.

    The same source gives the same bytes. Raises FontError for a font without Thai, or one that
    shapes Thai in a way unknown here.
    """
    content = source.read_bytes()
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    join_thai_glyphs(font, content)
    add_check_boxes(font)
    _rename(font, family)
    font["head"].modified = font["head"].created
    if "DSIG" in font:
        del font["DSIG"]  # a signature of the untouched font
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def font_path(style: str, directory: Path = FONTS_DIR) -> Path:
    """Where the built font of a style lies, e.g. ITASarabun-Bold.ttf."""
    return directory / f"{FAMILY.replace(' ', '')}-{style}.ttf"


def build_fonts(package: Path = SARABUN_PACKAGE, directory: Path = FONTS_DIR) -> list[Path]:
    """Build every style with its licence and the private fontconfig file; give the fonts' paths."""
    if not package.is_dir():
        raise FontError(f"{package} is missing: run `make setup`, which installs it with npm")
    directory.mkdir(parents=True, exist_ok=True)
    built = []
    for style, name in SARABUN_STYLES.items():
        path = font_path(style, directory)
        path.write_bytes(make_font(package / name))
        built.append(path)
    shutil.copyfile(package / "LICENSE_FONT", directory / "OFL.txt")
    cache = (directory / "cache").resolve()
    (directory / "fonts.conf").write_text(_FONTCONFIG.format(cache=cache), encoding="utf-8")
    return built


def require_fonts() -> None:
    """Raise MissingFontError unless every style has been built."""
    for path in map(font_path, SARABUN_STYLES):
        if not path.is_file():
            raise MissingFontError(f"ไม่พบแบบอักษร {path.name} ของรายงาน โปรดสั่ง make setup")


@functools.cache
def printable_characters(directory: Path = FONTS_DIR) -> frozenset[str]:
    """Characters that every style of the built font can draw."""
    held = [set(TTFont(font_path(s, directory)).getBestCmap()) for s in SARABUN_STYLES]
    return frozenset(chr(code) for code in set.intersection(*held))


def main(arguments: list[str] | None = None) -> int:
    """Build the fonts from the command line; 1 with a message when that fails."""
    parser = argparse.ArgumentParser(prog="python -m reports.render.fonts", description=__doc__)
    parser.add_argument("--package", type=Path, default=SARABUN_PACKAGE)
    parser.add_argument("--output", type=Path, default=FONTS_DIR)
    options = parser.parse_args(arguments)
    try:
        for path in build_fonts(options.package, options.output):
            print(path)
    except FontError as error:
        print(f"fonts: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
