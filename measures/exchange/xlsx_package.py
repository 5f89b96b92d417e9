"""What an Excel file holds besides the cells that openpyxl reads: nothing is lost in silence."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator

from lxml import etree

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import normalise_text, without_spaces

from .source import Doubt, Place
from .xlsx_values import decoded

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_SHARED = "xl/sharedStrings.xml"
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DRAWING_PART = re.compile(r"xl/drawings/[^/]+\.xml", re.IGNORECASE)
_PICTURE_PART = re.compile(r"xl/(?:media|charts|embeddings)/[^/]+", re.IGNORECASE)
_EDGES = {f"{which}{edge}" for which in ("odd", "even", "first") for edge in ("Header", "Footer")}
_EDGE_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-F]{6}|.)', re.IGNORECASE)


def bare(text: str) -> str:
    """A text for comparing: normalised, without white space."""
    return without_spaces(normalise_text(text).text)


def about_the_rest(
    archive: zipfile.ZipFile, read: Collection[str], cells: int, place: Place
) -> Iterator[Doubt]:
    """What the file says outside of the `cells` filled cells whose texts were `read` (as `bare`).

    Raises what lxml and zipfile raise for a broken part.
    """
    raw = _RawSheets(archive)
    missing = [text for text in dict.fromkeys(raw.texts) if bare(decoded(text)) not in read]
    if missing or raw.filled > cells:
        count = thai_digits(f"{max(raw.filled - cells, len(missing))} เซลล์")
        yield Doubt(
            place,
            " ".join(missing) or count,
            "ไม่ได้นำเข้าข้อความหรือตัวเลขที่อยู่นอกเซลล์ของแผ่นงาน",
            "ข้อความในเซลล์ โดยเปิดไฟล์ใน Excel แล้วบันทึกใหม่",
        )
    for edge in dict.fromkeys(raw.edges):
        made = "ไม่ได้นำเข้าข้อความของหัวกระดาษหรือท้ายกระดาษ"
        yield Doubt(place, edge, made, "ข้อความที่พิมพ์ไว้ในเซลล์")
    boxes = [
        text.strip()
        for name in archive.namelist()
        if _DRAWING_PART.fullmatch(name)
        for text in _texts(etree.fromstring(archive.read(name), _PARSER), "t")
    ]
    if boxes:
        yield Doubt(
            place, " ".join(boxes), "ไม่ได้นำเข้าข้อความในกล่องข้อความหรือรูปร่าง", "ข้อความที่พิมพ์ไว้ในเซลล์"
        )
    if controls := sum(name.startswith("xl/ctrlProps/") for name in archive.namelist()):
        read_as = thai_digits(f"ช่องทำเครื่องหมายหรือตัวควบคุม {controls} รายการ")
        yield Doubt(place, read_as, "ไม่ได้นำเข้าตัวควบคุมของแบบฟอร์ม", "☑ หรือ ☐ ที่พิมพ์ไว้ในเซลล์")
    if pictures := sum(bool(_PICTURE_PART.fullmatch(name)) for name in archive.namelist()):
        read_as = thai_digits(f"รูปภาพหรือแผนภูมิ {pictures} รายการ")
        yield Doubt(place, read_as, "ไม่ได้นำเข้ารูปภาพหรือวัตถุ", "ข้อความที่พิมพ์ไว้ในเซลล์")


class _RawSheets:
    """The texts of all cells as the parts have them, whatever stands around them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.texts: list[str] = []
        self.edges: list[str] = []
        self.filled = 0
        names = archive.namelist()
        self._shared: list[str] = []
        if _SHARED in names:
            root = etree.fromstring(archive.read(_SHARED), _PARSER)
            self._shared = ["".join(_texts(each, "t")) for each in _named(root, "si")]
        for name in names:
            if _SHEET_PART.fullmatch(name):
                self._sheet(etree.fromstring(archive.read(name), _PARSER))

    def _sheet(self, sheet: etree._Element) -> None:
        inside = set()
        for cell in _named(sheet, "c"):
            held = [part for part in _named(cell, "t", "v") if not _is_reading(part)]
            inside.update(held)
            if not any(part.text for part in held):
                continue
            self.filled += 1
            kind = cell.get("t", "n")
            text = "".join(part.text or "" for part in held)
            if kind == "s":
                at = int(text) if text.isascii() and text.isdecimal() else -1
                text = self._shared[at] if 0 <= at < len(self._shared) else text
            of_number = all(etree.QName(part).localname == "v" for part in held)
            if text.strip() and not (of_number and kind in {"n", "b", "d"}):
                self.texts.append(text)
        outside = [
            part for part in _named(sheet, "t", "v") if part not in inside and not _is_reading(part)
        ]
        self.texts.extend(part.text for part in outside if part.text and part.text.strip())
        for edge in _named(sheet, *_EDGES):
            words = _EDGE_CODE.sub(" ", edge.text or "").strip()
            if re.search(r"\w{2}", words):
                self.edges.append(" ".join(words.split()))


def _named(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Elements of any namespace by their names."""
    for element in parent.iter(etree.Element):
        if etree.QName(element).localname in names:
            yield element


def _texts(parent: etree._Element, name: str) -> Iterator[str]:
    for element in _named(parent, name):
        if element.text and not _is_reading(element):
            yield element.text


def _is_reading(text: etree._Element) -> bool:
    """Whether a text says how another one is pronounced (phonetics)."""
    above = text.getparent()
    return above is not None and etree.QName(above).localname == "rPh"
