"""The fonts of every report: Sarabun, made so that the text of the PDF is the text that was typed.

HarfBuzz splits SARA AM `ำ` into NIKHAHIT and SARA AA, and WeasyPrint maps each glyph of a PDF to
text once for the whole document. Untouched, `ดำเนินการ` therefore reads `ดาเนินการ` in the PDF. The
remedy is in the font: ligatures, applied last in `ccmp`, join each pair into one glyph again, which
then maps to `ำ` and its tone exactly. The marks keep the place that Sarabun gives them over each
consonant, so the picture stays the same.

    python -m reports.render.fonts      builds build/fonts/ from node_modules/

An office's own TTF goes the same way: `make_font(path, family=...)`.
"""

from __future__ import annotations

import argparse
import functools
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables as ot
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FAMILY = "ITA Sarabun"

_ROOT = Path(__file__).resolve().parent.parent.parent
FONTS_DIR = _ROOT / "build" / "fonts"
SARABUN_PACKAGE = _ROOT / "node_modules" / "@expo-google-fonts" / "sarabun"
# Style -> file inside the npm package. Every style that a stylesheet uses has to stand here.
SARABUN_STYLES = {
    "Regular": "400Regular/Sarabun_400Regular.ttf",
    "Bold": "700Bold/Sarabun_700Bold.ttf",
}

_CONSONANTS = tuple(chr(code) for code in range(0x0E01, 0x0E2F))
_TONES = ("", "\u0e48", "\u0e49", "\u0e4a", "\u0e4b")
_SARA_AA, _SARA_AM = "\u0e32", "\u0e33"
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


class FontError(Exception):
    """The font cannot be built or is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a consonant, a tone and SARA AM became: glyph names and where the marks stand."""

    base: str
    marks: tuple[str, ...]  # NIKHAHIT with its tone, in one glyph or several
    offsets: tuple[tuple[int, int], ...]  # of the marks, in font units


def _shapes(content: bytes, font: TTFont) -> Iterator[_Shape]:
    """Shape every consonant × tone + SARA AM as the PDF engine does."""
    shaper = hb.Font(hb.Face(content))
    glyph_order = font.getGlyphOrder()
    character_map = font.getBestCmap()
    sara_aa = character_map[ord(_SARA_AA)]
    for consonant in _CONSONANTS:
        if ord(consonant) not in character_map:
            continue
        for tone in _TONES:
            buffer = hb.Buffer()
            buffer.add_str(consonant + tone + _SARA_AM)
            buffer.guess_segment_properties()
            hb.shape(shaper, buffer)
            names = [glyph_order[info.codepoint] for info in buffer.glyph_infos]
            places = buffer.glyph_positions
            if len(names) < 3 or names[-1] != sara_aa or any(p.x_advance for p in places[1:-1]):
                raise FontError(
                    f"{consonant}{tone}{_SARA_AM} is shaped as {' '.join(names)}: "
                    "not a consonant, marks without width and SARA AA"
                )
            yield _Shape(
                base=names[0],
                marks=tuple(names[1:-1]),
                offsets=tuple((place.x_offset, place.y_offset) for place in places[1:-1]),
            )


def _add_composite(font: TTFont, shape: _Shape, *, name: str, sara_aa: str) -> None:
    """Add one glyph that draws the marks and SARA AA where shaping would draw them."""
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for part, (x, y) in zip((*shape.marks, sara_aa), (*shape.offsets, (0, 0)), strict=True):
        component = GlyphComponent()
        component.glyphName, component.x, component.y = part, x, y
        component.flags = 0x4  # round to grid, as the font's own composites do
        glyph.components.append(component)
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][sara_aa][0], glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = 1  # a base: nothing may move it


def _coverage(font: TTFont, glyphs: set[str]) -> Any:
    """OpenType coverage of the glyphs, in glyph order."""
    coverage = ot.Coverage()
    coverage.glyphs = sorted(glyphs, key=font.getGlyphID)
    return coverage


def _lookup(kind: int, subtables: list[Any]) -> Any:
    """A GSUB lookup of the kind with its subtables."""
    lookup = ot.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, 0
    lookup.SubTable, lookup.SubTableCount = subtables, len(subtables)
    return lookup


def _ligatures(names: Mapping[tuple[str, ...], str], sara_aa: str) -> Any:
    """Ligature substitution (GSUB 4): marks + SARA AA -> the composite."""
    substitution = ot.LigatureSubst()
    substitution.ligatures = {}
    for marks, name in sorted(names.items(), key=lambda item: (-len(item[0]), item)):
        ligature = ot.Ligature()
        ligature.Component = [*marks[1:], sara_aa]
        ligature.CompCount = len(marks) + 1
        ligature.LigGlyph = name
        substitution.ligatures.setdefault(marks[0], []).append(ligature)
    return _lookup(4, [substitution])


def _context(font: TTFont, *, after: set[str], marks: set[str], lookup: int) -> Any:
    """Chained context (GSUB 6, format 3): after these glyphs, at these marks, apply the lookup."""
    record = ot.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    context = ot.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage = [_coverage(font, after)] if after else []
    context.InputCoverage = [_coverage(font, marks)]
    context.LookAheadCoverage = []
    context.BacktrackGlyphCount = len(context.BacktrackCoverage)
    context.InputGlyphCount, context.LookAheadGlyphCount = 1, 0
    context.SubstLookupRecord, context.SubstCount = [record], 1
    return context


def _rejoin_sara_am(font: TTFont, content: bytes) -> None:
    """Add the ligatures. Consonants over which the marks stand alike share them."""
    sara_aa = font.getBestCmap()[ord(_SARA_AA)]
    shapes = list(_shapes(content, font))
    composites: dict[tuple[tuple[int, int], ...], dict[tuple[str, ...], str]] = {}
    bases: dict[tuple[tuple[int, int], ...], set[str]] = {}
    for shape in shapes:
        names = composites.setdefault(shape.offsets, {})
        bases.setdefault(shape.offsets, set()).add(shape.base)
        if shape.marks not in names:
            number = sum(len(others) for others in composites.values()) + 1
            names[shape.marks] = f"saraam.{number:03}"
            _add_composite(font, shape, name=names[shape.marks], sara_aa=sara_aa)
    font.setGlyphOrder(font["glyf"].glyphOrder)

    substitutions = font["GSUB"].table
    lookups = substitutions.LookupList.Lookup
    contexts = []
    for offsets, names in composites.items():
        lookups.append(_ligatures(names, sara_aa))
        contexts.append(
            _context(
                font,
                after=bases[offsets],
                marks={marks[0] for marks in names},
                lookup=len(lookups) - 1,
            )
        )
    # Behind anything else than a consonant: as over most consonants.
    fallback: dict[tuple[str, ...], str] = {}
    for marks in dict.fromkeys(shape.marks for shape in shapes):
        usual = Counter(s.offsets for s in shapes if s.marks == marks).most_common(1)[0][0]
        fallback[marks] = composites[usual][marks]
    lookups.append(_ligatures(fallback, sara_aa))
    starts = {marks[0] for marks in fallback}
    contexts.append(_context(font, after=set(), marks=starts, lookup=len(lookups) - 1))
    lookups.append(_lookup(6, contexts))
    substitutions.LookupList.LookupCount = len(lookups)
    _reach_from_thai(substitutions, len(lookups) - 1)


def _reach_from_thai(substitutions: Any, lookup: int) -> None:
    """Apply the lookup in the `ccmp` of the Thai script, after all that is there."""
    features = substitutions.FeatureList.FeatureRecord
    thai = [r.Script for r in substitutions.ScriptList.ScriptRecord if r.ScriptTag == "thai"]
    reached = False
    for script in thai:
        systems = [script.DefaultLangSys, *(r.LangSys for r in script.LangSysRecord)]
        for index in {i for system in systems if system for i in system.FeatureIndex}:
            if features[index].FeatureTag == "ccmp":
                features[index].Feature.LookupListIndex.append(lookup)
                features[index].Feature.LookupCount += 1
                reached = True
    if not reached:
        raise FontError("The font has no ccmp feature for the Thai script")


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
    """The TTF with SARA AM in one glyph, renamed; the same source gives the same bytes.

    Raises FontError for a font without Thai, or one that shapes Thai in a way unknown here.
    """
    content = source.read_bytes()
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    if ord(_SARA_AM) not in font.getBestCmap():
        raise FontError(f"{source.name} holds no Thai letters")
    _rejoin_sara_am(font, content)
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
