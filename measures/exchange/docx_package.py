"""The parts of a Word file that reading needs, opened by python-docx. No link is followed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from itaportal.thai.numerals import parse_integer

from .archive import broken, checked_archive
from .source import MARKED_BY, Doubt, Place, UnreadableFile

KIND = "Word (.docx)"
_MAIN_PART = r"word/document\d*\.xml"  # Word in the browser numbers it
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml"
_NOTES = {
    RELATIONSHIP_TYPE.FOOTNOTES: ("footnotes", "w:footnote"),
    RELATIONSHIP_TYPE.ENDNOTES: ("endnotes", "w:endnote"),
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_BROKEN = (
    OpcError, KeyError, ValueError, AttributeError, TypeError, OSError, IndexError, AssertionError,
    etree.LxmlError, zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordParts:
    """The body; external addresses by relation; notes by kind and id; the lists and styles; the
    file's category; texts of headers and footers and of comments, by what they are.
    """

    body: etree._Element
    links: dict[str, str]
    notes: dict[tuple[str, str], str]
    numbering: etree._Element | None
    styles: etree._Element | None
    category: str
    edges: tuple[str, ...]
    comments: tuple[str, ...]

    def doubts(self, place: Place) -> Iterator[Doubt]:
        """What stands outside of the body and is not imported."""
        for words in self.edges:
            if not parse_integer(words.strip("- ")):  # a page number is no content
                made = "ไม่ได้นำเข้าข้อความของหัวกระดาษหรือท้ายกระดาษ"
                yield Doubt(place, words, made, "ข้อความในเนื้อความของไฟล์")
        for words in self.comments:
            yield Doubt(place, words, "ไม่ได้นำเข้าความคิดเห็น", "ข้อความในเนื้อความของไฟล์")


def open_word(content: bytes) -> WordParts:
    """The parts of a Word file. Raises UnreadableFile."""
    with checked_archive(content, main_part=_MAIN_PART, kind=KIND) as archive:
        mains = [name for name in archive.namelist() if re.fullmatch(_MAIN_PART, name)]
        if any(_STRICT in archive.read(name)[:10_000] for name in mains):
            raise UnreadableFile(
                "ไฟล์นี้บันทึกเป็น Strict Open XML ซึ่งระบบไม่รับ โปรดบันทึกเป็นชนิด เอกสาร Word (.docx)"
            )
    try:
        document = docx.Document(io.BytesIO(content))
        # A plain tree: python-docx gives elements a `text` of their own.
        body = _root(document.part).find(qn("w:body"))
        parts = _parts_by_kind(document.part)
        notes = {
            (kind, note.get(qn("w:id"), "")): _words(note)
            for relation, (kind, tag) in _NOTES.items()
            for part in parts.get(relation, ())
            for note in _root(part).iter(qn(tag))
        }
        edges = [
            _words(_root(part))
            for relation in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
            for part in parts.get(relation, ())
        ]
        comments = [
            _words(comment)
            for part in parts.get(RELATIONSHIP_TYPE.COMMENTS, ())
            for comment in _root(part).iter(qn("w:comment"))
            if comment.get(qn("w:author")) != MARKED_BY
        ]
        links = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external
        }
        numbering = _first(parts, RELATIONSHIP_TYPE.NUMBERING)
        styles = _first(parts, RELATIONSHIP_TYPE.STYLES)
        category = document.core_properties.category
    except _BROKEN as error:
        raise broken(KIND, error) from error
    if body is None:
        raise UnreadableFile(f"ไฟล์ {KIND} ไม่มีเนื้อหา")
    return WordParts(
        body, links, notes, numbering, styles, category, _once(edges), tuple(filter(None, comments))
    )


def _parts_by_kind(document: Part) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for relation in document.rels.values():
        if not relation.is_external:
            found.setdefault(relation.reltype, []).append(relation.target_part)
    return found


def _root(part: Part) -> etree._Element:
    return etree.fromstring(part.blob, _PARSER)


def _first(parts: dict[str, list[Part]], relation: str) -> etree._Element | None:
    return next((_root(part) for part in parts.get(relation, ())), None)


def _words(element: etree._Element) -> str:
    """The text in an element, a space between its paragraphs."""
    paragraphs = (
        "".join(part.text or "" for part in paragraph.iter(qn("w:t"), qn("w:delText")))
        for paragraph in element.iter(qn("w:p"))
    )
    return " ".join(filter(None, map(str.strip, paragraphs)))


def _once(texts: list[str]) -> tuple[str, ...]:
    """The texts without empty ones; sections often have the same header again."""
    return tuple(dict.fromkeys(filter(None, texts)))
