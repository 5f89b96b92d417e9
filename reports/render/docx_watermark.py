"""The word ร่าง (draft) across a page of a Word file: text art in the header, as Word makes it."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from . import page
from .docx_xml import Element

# As wide as half the text, rising as on the pages of the PDF; pale, behind the text.
_WIDTH_POINTS, _HEIGHT_POINTS, _ROTATION = 380, 170, 340
_COLOUR = "#d9d9d9"

# Word's own kind of shape for text art (WordArt, number 136), which each header brings along.
_KIND = """<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>
<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/>
</v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>"""


def watermark(word: str, number: int) -> Element:
    """A run with the word across the page of its header; `number` tells headers apart."""
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{_WIDTH_POINTS}pt;"
        f"height:{_HEIGHT_POINTS}pt;rotation:{_ROTATION};z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    run: Element = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office">'
        f"<w:rPr><w:noProof/></w:rPr><w:pict>{_KIND}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" '
        f'type="#_x0000_t136" alt="{word}" style="{style}" o:allowincell="f" '
        f'fillcolor="{_COLOUR}" stroked="f">'
        f"<v:textpath style=\"font-family:'{page.OFFICE_FONT}';font-weight:bold\" "
        f'string="{word}"/></v:shape></w:pict></w:r>'
    )
    return run
