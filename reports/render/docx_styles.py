"""Styles, fonts and settings of a Word file: those of the report and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .docx_xml import Element
from .page import (
    COVER_POINTS,
    COVER_TITLE_POINTS,
    FONT,
    HEADING_POINTS,
    LINE_HEIGHT,
    OFFICE_FONT,
    PAGE_NUMBER_POINTS,
    PROSE_POINTS,
)

CELL_STYLE, HEADER_STYLE, GROUP_STYLE = "Cell{}", "ColumnHeading{}", "GroupHeading{}"

FONT_TABLE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}><w:font w:name="{FONT}"><w:altName w:val="{OFFICE_FONT}"/>\
<w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""
"""Offices that lack the font have the national one, which Word takes in its place."""

SETTINGS = f"""<w:settings {nsdecls("w")}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:bidi="th-TH"/><w:decimalSymbol w:val="."/>\
<w:listSeparator w:val=","/></w:settings>"""

_DEFAULTS = f"""<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>
<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>"""


def styles(table_sizes: Iterable[int]) -> Iterator[Element]:
    """The content of `w:styles`, with the styles of tables of these sizes in points."""
    yield parse_xml(_DEFAULTS)
    yield _paragraph("Normal", "Normal", 14, default=True)
    yield _paragraph("Title", "Title", COVER_TITLE_POINTS, bold=True, centred=True)
    yield _paragraph("Subtitle", "Subtitle", COVER_POINTS, bold=True, centred=True)
    for level in (1, 2):
        yield _paragraph(
            f"Heading{level}",
            f"heading {level}",
            HEADING_POINTS,
            bold=True,
            centred=True,
            before_text="<w:keepNext/><w:keepLines/>",
            after=8.5,
            outline=level - 1,
        )
    yield _paragraph("BodyText", "Body Text", PROSE_POINTS, after=8.5)
    yield _paragraph("Caption", "caption", 14, centred=True)
    yield _paragraph("Signature", "Signature", 14, centred=True, before_text="<w:keepNext/>")
    yield _paragraph("Header", "header", PAGE_NUMBER_POINTS)
    yield _paragraph("Picture", "Picture", 14, centred=True, exact=False)
    for size in table_sizes:
        yield _paragraph(CELL_STYLE.format(size), f"Table Text {size}", size)
        yield _paragraph(
            HEADER_STYLE.format(size), f"Table Header {size}", size, bold=True, centred=True
        )
        yield _paragraph(GROUP_STYLE.format(size), f"Table Group {size}", size, bold=True)
    yield parse_xml(
        f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hyperlink">'
        '<w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'
        "</w:style>"
    )
    yield parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/></w:style>'
    )


def _paragraph(
    key: str,
    name: str,
    points: float,
    *,
    default: bool = False,
    bold: bool = False,
    centred: bool = False,
    exact: bool = True,
    before_text: str = "",
    after: float = 0,
    outline: int | None = None,
) -> Element:
    """A paragraph style; lines of an exact height, as fonts differ in what they ask for."""
    line = round(points * LINE_HEIGHT * 20)
    rule = f'w:line="{line}" w:lineRule="exact"' if exact else 'w:line="240" w:lineRule="auto"'
    of_default = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    alignment = '<w:jc w:val="center"/>' if centred else ""
    depth = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    weight = "<w:b/><w:bCs/>" if bold else ""
    size = round(points * 2)
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph"{of_default} w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
        f'<w:pPr>{before_text}<w:spacing w:before="0" w:after="{round(after * 20)}" {rule}/>'
        f"{alignment}{depth}</w:pPr>"
        f'<w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )
