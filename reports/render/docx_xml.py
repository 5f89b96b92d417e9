"""Elements of WordprocessingML, written short: `element("w:p", element("w:r"), id="3")`."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

Element = etree._Element

TWIPS_A_POINT = 20


def element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element with children (None is left out) and attributes of its own name space."""
    made: Element = OxmlElement(tag)
    prefix = tag.split(":", maxsplit=1)[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def valued(tag: str, value: object) -> Element:
    """An element that says one thing: `<w:jc w:val="center"/>`."""
    return element(tag, val=value)


def text(words: str) -> Element:
    """The text of a run, its spaces as they are."""
    made = element("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = words
    return made


def replace_children(parent: Element, children: Iterable[Element]) -> None:
    """Put these in place of all that an element holds."""
    for child in list(parent):
        parent.remove(child)
    parent.extend(list(children))


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures pages, columns and indents."""
    return round(millimetres / 25.4 * 72 * TWIPS_A_POINT)
