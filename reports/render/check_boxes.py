"""Check boxes for the report's fonts: Sarabun has none, and a missing glyph spoils a whole PDF.

A box is a letter like any other, so that it is printed, searched, copied and read aloud as ☐ or ☑.
"""

from __future__ import annotations

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

_Point = tuple[int, int]

# Thousandths of an em: the box stands on the baseline, as high as a Thai digit.
_WIDTH, _LEFT, _RIGHT, _BOTTOM, _TOP, _LINE = 740, 70, 670, -20, 580, 48
_TICK: tuple[_Point, ...] = (
    (165, 275), (225, 340), (315, 215), (525, 500), (590, 450), (320, 90),
)  # fmt: skip
_BASE = 1  # glyph class of the GDEF table


def add_check_boxes(font: TTFont) -> None:
    """Draw ☐ (U+2610) and ☑ (U+2611) where the font lacks them."""
    for code, name, ticked in ((0x2610, "checkbox", False), (0x2611, "checkbox.ticked", True)):
        if code not in font.getBestCmap():
            _add(font, code, name, ticked=ticked)


def _add(font: TTFont, code: int, name: str, *, ticked: bool) -> None:
    scale = font["head"].unitsPerEm / 1000
    pen = TTGlyphPen(None)
    outer = [(_LEFT, _BOTTOM), (_LEFT, _TOP), (_RIGHT, _TOP), (_RIGHT, _BOTTOM)]
    inner = [
        (_LEFT + _LINE, _BOTTOM + _LINE),
        (_RIGHT - _LINE, _BOTTOM + _LINE),
        (_RIGHT - _LINE, _TOP - _LINE),
        (_LEFT + _LINE, _TOP - _LINE),
    ]  # the other way round: a hole
    for contour in (outer, inner, *([_TICK] if ticked else [])):
        points = [(round(x * scale), round(y * scale)) for x, y in contour]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    font.setGlyphOrder(font["glyf"].glyphOrder)
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (round(_WIDTH * scale), glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _BASE
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
