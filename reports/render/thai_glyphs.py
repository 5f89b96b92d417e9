"""Thai syllables in one glyph a mark, so that the text of a PDF is the text that was typed.

WeasyPrint maps each glyph of a PDF to text once for the whole document, and sets marks that stand
higher or lower than drawn as texts of their own. Two things go wrong with Sarabun as it is:

- HarfBuzz splits SARA AM `ำ` into NIKHAHIT and SARA AA: `ดำเนินการ` reads `ดาเนินการ` in the PDF.
- A tone over a vowel is moved up or down: `สิทธิ์` in bold type is read with its marks elsewhere.

The remedy is in the font: ligatures, applied last in `ccmp`, join NIKHAHIT, tone and SARA AA into
one glyph, and vowel and tone into another. Their parts stand exactly where shaping puts them over
each consonant, so the picture stays the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

_CONSONANTS = tuple(chr(code) for code in range(0x0E01, 0x0E2F))
_TONES = ("\u0e48", "\u0e49", "\u0e4a", "\u0e4b")
_THANTHAKHAT = "\u0e4c"
_VOWELS_ABOVE = ("\u0e31", "\u0e34", "\u0e35", "\u0e36", "\u0e37", "\u0e47")
_SARA_AA, _SARA_AM = "\u0e32", "\u0e33"
_BASE, _MARK = 1, 3  # glyph classes of the GDEF table
_MARK_TO_BASE, _EXTENSION = 4, 9  # lookup types of the GPOS table
_HAIR = 5  # font units, thousandths of an em: a difference nobody sees

Offset = tuple[int, int]


class FontError(Exception):
    """The font cannot be built or is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What letters became: glyph names, and where the marks stand in font units."""

    base: str
    marks: tuple[str, ...]
    offsets: tuple[Offset, ...]


def join_thai_glyphs(font: TTFont, content: bytes) -> None:
    """Add the ligatures to a font, which was read from this content.

    Raises FontError for a font without Thai, or one that shapes Thai in a way unknown here.
    """
    if ord(_SARA_AM) not in font.getBestCmap():
        raise FontError("The font holds no Thai letters")
    shaper = _Shaper(font, content)
    reach = _lookups_of_thai(font)
    sara_am, stacks = list(_sara_am_shapes(shaper)), _stacks(shaper)
    reach(_join_stacks(font, stacks))
    reach(_join_sara_am(font, sara_am, shaper.glyph_of(_SARA_AA)))
    font.setGlyphOrder(font["glyf"].glyphOrder)
    _level_anchors(font)


class _Shaper:
    """Shapes a consonant and what follows it, as the PDF engine does."""

    def __init__(self, font: TTFont, content: bytes) -> None:
        self._font = hb.Font(hb.Face(content))
        self._glyph_order = font.getGlyphOrder()
        self._character_map = font.getBestCmap()

    def glyph_of(self, character: str) -> str:
        """The glyph of a character on its own."""
        name: str = self._character_map[ord(character)]
        return name

    def shape(self, text: str) -> tuple[list[str], list[Offset], list[int]]:
        """Glyph names, offsets and advances."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        names = [self._glyph_order[info.codepoint] for info in buffer.glyph_infos]
        places = buffer.glyph_positions
        return (
            names,
            [(place.x_offset, place.y_offset) for place in places],
            [place.x_advance for place in places],
        )


def _sara_am_shapes(shaper: _Shaper) -> Iterator[_Shape]:
    """What every consonant × tone + SARA AM becomes; the SARA AA at the end is left out."""
    sara_aa = shaper.glyph_of(_SARA_AA)
    for consonant in _CONSONANTS:
        for tone in ("", *_TONES):
            text = consonant + tone + _SARA_AM
            names, offsets, advances = shaper.shape(text)
            if len(names) < 3 or names[-1] != sara_aa or any(advances[1:-1]):
                raise FontError(
                    f"{text} is shaped as {' '.join(names)}: "
                    "not a consonant, marks without width and SARA AA"
                )
            yield _Shape(names[0], tuple(names[1:-1]), tuple(offsets[1:-1]))


def _stacks(shaper: _Shaper) -> dict[tuple[str, str], Offset]:
    """Vowel and tone above a consonant -> how far the tone is moved from where it is drawn.

    A tone hangs on the vowel below it, so that distance is the same over every consonant.
    """
    stacks: dict[tuple[str, str], Offset] = {}
    for consonant in _CONSONANTS:
        for vowel in _VOWELS_ABOVE:
            for tone in (*_TONES, _THANTHAKHAT):
                names, offsets, _ = shaper.shape(consonant + vowel + tone)
                if len(names) != 3:
                    continue
                (x, y), (tone_x, tone_y) = offsets[1:]
                moved = (tone_x - x, tone_y - y)
                if stacks.setdefault((names[1], names[2]), moved) != moved:
                    raise FontError(f"{names[2]} does not hang on {names[1]} alike everywhere")
    return stacks


# --- glyphs --------------------------------------------------------------------------------------


def _add_composite(
    font: TTFont, name: str, parts: Mapping[str, Offset], *, like: str, glyph_class: int
) -> None:
    """Add a glyph that draws the parts at their offsets and is as wide as the glyph `like`."""
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for part, (x, y) in parts.items():
        component = GlyphComponent()
        component.glyphName, component.x, component.y = part, x, y
        component.flags = 0x4  # round to grid, as the font's own composites do
        glyph.components.append(component)
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][like][0], glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = glyph_class


def _join_stacks(font: TTFont, stacks: Mapping[tuple[str, str], Offset]) -> int:
    """Add a mark for each stack, held where its vowel is held; give the lookup that makes it."""
    names: dict[tuple[str, ...], str] = {}
    for number, ((vowel, tone), moved) in enumerate(sorted(stacks.items()), 1):
        name = names[vowel, tone] = f"stack.{number:03}"
        parts = {vowel: (0, 0), tone: moved}
        _add_composite(font, name, parts, like=vowel, glyph_class=_MARK)
        for subtable in _mark_to_base(font):
            held = subtable.MarkCoverage.glyphs
            if vowel in held:
                subtable.MarkArray.MarkRecord.append(
                    subtable.MarkArray.MarkRecord[held.index(vowel)]
                )
                subtable.MarkArray.MarkCount += 1
                held.append(name)  # new glyphs come last in glyph order, as the table demands
    return _add_lookup(font, _ligatures(names))


def _join_sara_am(font: TTFont, shapes: list[_Shape], sara_aa: str) -> int:
    """Add a base for each NIKHAHIT, tone and SARA AA; give the lookup that makes it.

    Consonants over which the marks stand alike share them.
    """
    composites: dict[tuple[Offset, ...], dict[tuple[str, ...], str]] = {}
    bases: dict[tuple[Offset, ...], set[str]] = {}
    for shape in shapes:
        names = composites.setdefault(shape.offsets, {})
        bases.setdefault(shape.offsets, set()).add(shape.base)
        if shape.marks not in names:
            number = sum(len(others) for others in composites.values()) + 1
            name = names[shape.marks] = f"saraam.{number:03}"
            parts = {**dict(zip(shape.marks, shape.offsets, strict=True)), sara_aa: (0, 0)}
            _add_composite(font, name, parts, like=sara_aa, glyph_class=_BASE)
    contexts = []
    for offsets, names in composites.items():
        joining = _add_lookup(font, _ligatures({(*m, sara_aa): n for m, n in names.items()}))
        contexts.append(_context(font, bases[offsets], {marks[0] for marks in names}, joining))
    # Behind anything else than a consonant: as over most consonants.
    fallback: dict[tuple[str, ...], str] = {}
    for marks in dict.fromkeys(shape.marks for shape in shapes):
        usual = Counter(s.offsets for s in shapes if s.marks == marks).most_common(1)[0][0]
        fallback[(*marks, sara_aa)] = composites[usual][marks]
    joining = _add_lookup(font, _ligatures(fallback))
    contexts.append(_context(font, set(), {marks[0] for marks in fallback}, joining))
    return _add_lookup(font, _lookup(6, contexts))


# --- GSUB: which glyphs become which -------------------------------------------------------------


def _lookup(kind: int, subtables: list[Any]) -> Any:
    """A GSUB lookup of the kind with its subtables."""
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, 0
    lookup.SubTable, lookup.SubTableCount = subtables, len(subtables)
    return lookup


def _ligatures(names: Mapping[tuple[str, ...], str]) -> Any:
    """Ligature substitution (GSUB 4): a sequence of glyphs -> one glyph."""
    substitution = otTables.LigatureSubst()
    substitution.ligatures = {}
    for parts, name in sorted(names.items(), key=lambda item: (-len(item[0]), item)):
        ligature = otTables.Ligature()
        ligature.Component, ligature.CompCount = list(parts[1:]), len(parts)
        ligature.LigGlyph = name
        substitution.ligatures.setdefault(parts[0], []).append(ligature)
    return _lookup(4, [substitution])


def _context(font: TTFont, after: set[str], at: set[str], lookup: int) -> Any:
    """Chained context (GSUB 6, format 3): after these glyphs, at those, apply the lookup."""
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    context = otTables.ChainContextSubst()
    context.Format = 3
    context.BacktrackCoverage = [_coverage(font, after)] if after else []
    context.InputCoverage, context.LookAheadCoverage = [_coverage(font, at)], []
    context.BacktrackGlyphCount = len(context.BacktrackCoverage)
    context.InputGlyphCount, context.LookAheadGlyphCount = 1, 0
    context.SubstLookupRecord, context.SubstCount = [record], 1
    return context


def _coverage(font: TTFont, glyphs: set[str]) -> Any:
    """OpenType coverage of the glyphs, in glyph order."""
    coverage = otTables.Coverage()
    coverage.glyphs = sorted(glyphs, key=font.getGlyphID)
    return coverage


def _add_lookup(font: TTFont, lookup: Any) -> int:
    """Add the lookup to GSUB and give its index."""
    lookups = font["GSUB"].table.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    return len(lookups.Lookup) - 1


def _lookups_of_thai(font: TTFont) -> Any:
    """A function that applies a lookup in the `ccmp` of Thai, after all that is there."""
    substitutions = font["GSUB"].table
    records = substitutions.FeatureList.FeatureRecord
    systems = [
        system
        for record in substitutions.ScriptList.ScriptRecord
        if record.ScriptTag == "thai"
        for system in (
            record.Script.DefaultLangSys,
            *(language.LangSys for language in record.Script.LangSysRecord),
        )
    ]
    indices = {index for system in systems if system for index in system.FeatureIndex}
    features = [records[i].Feature for i in sorted(indices) if records[i].FeatureTag == "ccmp"]
    if not features:
        raise FontError("The font has no ccmp feature for the Thai script")

    def reach(lookup: int) -> None:
        for feature in features:
            feature.LookupListIndex.append(lookup)
            feature.LookupCount += 1

    return reach


# --- GPOS: where marks stand ---------------------------------------------------------------------


def _mark_to_base(font: TTFont) -> Iterator[Any]:
    """The subtables that hold marks over and under bases."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            inner = subtable.ExtSubTable if lookup.LookupType == _EXTENSION else subtable
            if inner.LookupType == _MARK_TO_BASE:
                yield inner


def _level_anchors(font: TTFont) -> None:
    """Set a mark that a consonant moves by less than a hair level with where it is drawn."""
    for subtable in _mark_to_base(font):
        heights = {
            record.Class: record.MarkAnchor.YCoordinate for record in subtable.MarkArray.MarkRecord
        }
        for base in subtable.BaseArray.BaseRecord:
            for mark_class, anchor in enumerate(base.BaseAnchor):
                if anchor and abs(anchor.YCoordinate - heights[mark_class]) <= _HAIR:
                    anchor.YCoordinate = heights[mark_class]
