"""The text of a Word paragraph as it shows, and what else is in it.

Taken as accepted: insertions in, deletions out. Whatever is left out is remembered, so that the
reader of the file can say it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

from .docx_symbols import EMPTY_BOX, TICKED_BOX, is_picture_font, is_private, symbol_of
from .source import Doubt, Place

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
CHOICE, FALLBACK, ALTERNATIVES = f"{MC}Choice", f"{MC}Fallback", f"{MC}AlternateContent"
PARAGRAPH, TEXT_BOX = qn("w:p"), qn("w:txbxContent")
_TEXT, _DELETED_TEXT, _MATH_TEXT = qn("w:t"), qn("w:delText"), qn("m:t")
_INSTRUCTION, _SYMBOL, _RUN = qn("w:instrText"), qn("w:sym"), qn("w:r")
_SIGNS = {
    qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "",
}  # fmt: skip
_READ_AS_TEXT = {*_SIGNS, _TEXT, _MATH_TEXT, _SYMBOL}
INSERTIONS = {qn("w:ins"), qn("w:moveTo")}
DELETIONS = {qn("w:del"), qn("w:moveFrom")}
_SETTINGS = {qn("w:pPr"), qn("w:rPr")}
_CONTROL, _CONTROL_SETTINGS = qn("w:sdt"), qn("w:sdtPr")
_LINK, _SIMPLE_FIELD, _FIELD_MARK = qn("w:hyperlink"), qn("w:fldSimple"), qn("w:fldChar")
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_PICTURES = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)


class LeftOut(enum.Enum):
    """What a whole file is told of once: what was made of it, what is expected."""

    TRACKED = (
        "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes)",
        "ไฟล์ที่ยอมรับหรือปฏิเสธการแก้ไขครบแล้ว",
    )
    DELETED = (
        "ใช้ข้อความหลังการแก้ไขที่ติดตามไว้ (Track Changes) และไม่นำข้อความที่ถูกลบมา",
        "ไฟล์ที่ยอมรับหรือปฏิเสธการแก้ไขครบแล้ว",
    )
    HIDDEN = ("นำเข้าข้อความที่ซ่อนไว้เหมือนข้อความที่มองเห็น", "ข้อความที่มองเห็นทั้งหมด")
    PROMPT = ("ไม่ได้นำเข้าข้อความชวนพิมพ์ของช่องกรอกที่ยังว่าง", "ช่องกรอกที่พิมพ์ข้อความแล้ว")
    PICTURE = ("ไม่ได้นำเข้ารูปภาพหรือวัตถุ", "ข้อความที่พิมพ์ไว้")


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its text, the paragraphs of boxes in it, addresses of its links."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """A field that has begun: its code so far, where its result begins in the paragraph."""

    code: str = ""
    shown_from: int | None = None


class TextWalk:
    """Reads paragraphs of one document; remembers which texts it took and what it left out."""

    def __init__(self, links: dict[str, str], notes: dict[tuple[str, str], str]) -> None:
        self._links = links
        self._notes = notes
        self.taken: set[etree._Element] = set()
        self.doubts: list[Doubt] = []
        self._left_out: dict[LeftOut, list[tuple[Place, str]]] = {}

    def leave_out(self, kind: LeftOut, place: Place, text: str) -> None:
        """Remember something that is said once for the file."""
        self._left_out.setdefault(kind, []).append((place, text))

    def summary(self) -> Iterator[Doubt]:
        """A doubt for each kind of thing left out, at the place of the first."""
        if LeftOut.DELETED in self._left_out:  # says what is to be said of insertions, too
            self._left_out.pop(LeftOut.TRACKED, None)
        for kind, found in self._left_out.items():
            made, expected = kind.value
            texts = " ".join(filter(None, (text.strip() for _, text in found)))
            yield Doubt(found[0][0], texts, made, expected)

    def delete(self, element: etree._Element, place: Place) -> None:
        """Leave out everything in an element as deleted."""
        self.leave_out(LeftOut.DELETED, place, self.all_text(element))

    def all_text(self, element: etree._Element) -> str:
        """The text within an element, taken."""
        found = list(element.iter(_TEXT, _DELETED_TEXT, _MATH_TEXT))
        self.taken.update(found)
        return "".join(part.text or "" for part in found)

    def is_prompt(self, control: etree._Element) -> bool:
        """Whether a content control shows but what is to be typed into it."""
        return control.find(f"{_CONTROL_SETTINGS}/{qn('w:showingPlcHdr')}") is not None

    def inline(self, paragraph: etree._Element, place: Place) -> Inline:
        """The text of a paragraph without its number."""
        found = Inline()
        fields: list[_Field] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _READ_AS_TEXT:
                found.text += self._shown(element, place)
            elif tag in {_INSTRUCTION, _FIELD_MARK}:
                _follow_field(element, fields, found)
            elif tag in DELETIONS:
                self.delete(element, place)
            elif tag == TEXT_BOX:
                found.boxes.append(element)
            elif tag == ALTERNATIVES:
                stack.extend(reversed(chosen(element)))
            elif tag == _CONTROL and (told := self._control(element, place)) is not None:
                found.text += told
            elif tag not in _SETTINGS and isinstance(tag, str):
                self._look_into(element, place, found)
                stack.extend(reversed(element))
        while fields:
            _end_field(fields.pop(), found)
        return found

    def _shown(self, element: etree._Element, place: Place) -> str:
        if element.tag in _SIGNS:
            return _SIGNS[element.tag]
        return (
            self._symbol(element, place) if element.tag == _SYMBOL else self._text(element, place)
        )

    def _look_into(self, element: etree._Element, place: Place, found: Inline) -> None:
        """What an element says of the text in it."""
        tag = element.tag
        if tag in INSERTIONS:
            self.leave_out(LeftOut.TRACKED, place, _text_within(element))
        elif tag == _LINK:
            address = self._links.get(element.get(qn("r:id")) or "", "")
            _keep_address(address, _text_within(element), found)
        elif tag == _SIMPLE_FIELD:
            code = _HYPERLINK.match(element.get(qn("w:instr"), ""))
            _keep_address(code[1] if code else "", _text_within(element), found)
        elif tag in _NOTES:
            self._note(element, place)
        elif tag in _PICTURES and next(element.iter(TEXT_BOX), None) is None:
            described = next(element.iter(qn("wp:docPr")), None)
            text = "" if described is None else described.get("descr", "")
            self.leave_out(LeftOut.PICTURE, place, text or "รูปภาพ")

    def _text(self, element: etree._Element, place: Place) -> str:
        self.taken.add(element)
        text = (element.text or "").replace("\n", " ")  # Word's own line breaks are elements
        run = element.getparent()
        settings = run.find(qn("w:rPr")) if run is not None and run.tag == _RUN else None
        font = ""
        if settings is not None:
            fonts = settings.find(qn("w:rFonts"))
            font = "" if fonts is None else fonts.get(qn("w:ascii"), "")
            hidden = settings.find(qn("w:vanish"))
            if hidden is not None and hidden.get(qn("w:val"), "1") not in {"0", "false"}:
                self.leave_out(LeftOut.HIDDEN, place, text)
        if not is_picture_font(font) and not any(map(is_private, text)):
            return text
        return "".join(
            self._sign(each, font, place) if is_private(each) or is_picture_font(font) else each
            for each in text
        )

    def _sign(self, character: str, font: str, place: Place) -> str:
        if character.isspace() or "ก" <= character <= "๛":  # typed in a Thai font all the same
            return character
        return symbol_of(ord(character), font) or self._named(font, f"{ord(character):04X}", place)

    def _symbol(self, symbol: etree._Element, place: Place) -> str:
        font, code = symbol.get(qn("w:font"), ""), symbol.get(qn("w:char"), "")
        known = None
        if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
            known = symbol_of(int(code, 16), font)
        return known or self._named(font, code, place)

    def _named(self, font: str, code: str, place: Place) -> str:
        """An unknown sign of a picture font, named as text."""
        named = f"[สัญลักษณ์ {font} {code}]"
        self.doubts.append(
            Doubt(place, named, "เก็บชื่อของสัญลักษณ์ไว้ในข้อความ", "อักขระที่พิมพ์ได้ เช่น คำว่า ดำเนินการ")
        )
        return named

    def _note(self, reference: etree._Element, place: Place) -> None:
        text = self._notes.get((_NOTES[reference.tag], reference.get(qn("w:id"), "")), "")
        if text:
            made = "ไม่ได้นำเข้าข้อความของเชิงอรรถ"
            self.doubts.append(Doubt(place, text, made, "ข้อความในเนื้อความของไฟล์"))

    def _control(self, control: etree._Element, place: Place) -> str | None:
        """What an inline content control shows in place of its content; None to read that."""
        settings = control.find(_CONTROL_SETTINGS)
        if settings is None:
            return None
        if self.is_prompt(control):
            self.leave_out(LeftOut.PROMPT, place, self.all_text(control))
            return ""
        box = settings.find(f"{_W14}checkbox")
        if box is None or len(_text_within(control).strip()) > 1:
            return None
        self.all_text(control)
        ticked = box.find(f"{_W14}checked")
        return TICKED_BOX if _is_on(ticked, f"{_W14}val") else EMPTY_BOX


def _follow_field(element: etree._Element, fields: list[_Field], found: Inline) -> None:
    """Take up a piece of a field's code, its begin, middle or end."""
    kind = element.get(qn("w:fldCharType"))
    if kind == "begin":
        fields.append(_Field())
        found.text += _form_field(element)
    elif not fields:
        return
    elif element.tag == _INSTRUCTION:
        fields[-1].code += element.text or ""
    elif kind == "separate":
        fields[-1].shown_from = len(found.text)
    elif kind == "end":
        _end_field(fields.pop(), found)


def _end_field(ended: _Field, found: Inline) -> None:
    if code := _HYPERLINK.match(ended.code):
        shown = found.text[ended.shown_from :] if ended.shown_from is not None else ""
        _keep_address(code[1], shown, found)


def _form_field(mark: etree._Element) -> str:
    """What a form field of old shows by itself: a box, or the chosen line of a list."""
    box = mark.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is not None:
        state = box.find(qn("w:checked"))
        state = box.find(qn("w:default")) if state is None else state
        return TICKED_BOX if _is_on(state, qn("w:val")) else EMPTY_BOX
    choice = mark.find(f"{qn('w:ffData')}/{qn('w:ddList')}")
    if choice is not None:
        entries = [entry.get(qn("w:val"), "") for entry in choice.findall(qn("w:listEntry"))]
        result = choice.find(qn("w:result"))
        written = "0" if result is None else result.get(qn("w:val"), "0")
        at = int(written) if written.isascii() and written.isdecimal() else 0
        return entries[at] if at < len(entries) else ""
    return ""


def _is_on(element: etree._Element | None, attribute: str) -> bool:
    return element is not None and element.get(attribute, "1") not in {"0", "false", "off"}


def chosen(alternatives: etree._Element) -> list[etree._Element]:
    """The form of a drawing to read: the new one, unless only the one of old has text."""
    choices = alternatives.findall(CHOICE)
    if any(_text_within(choice) for choice in choices):
        return next([choice] for choice in choices if _text_within(choice))
    fallback = alternatives.find(FALLBACK)
    if fallback is not None and (_text_within(fallback) or not choices):
        return [fallback]
    return choices[:1]


def _keep_address(address: str, shown: str, found: Inline) -> None:
    shown = shown.strip()
    if address and (not shown or shown not in address):
        found.addresses.append(address)


def _text_within(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(_TEXT, _MATH_TEXT))
