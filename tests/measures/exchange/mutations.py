"""Files damaged or rearranged at random, the same ones in every run."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ODD_VALUES = (
    "", "0", "-1", "1", "9" * 30, "²", "٣", "1e9", "NaN", "true", "continue", "restart", "ก" * 50,
    "\u200b", "A1", "XFD1048576", "A1:A9", "rId1", "../x", "s", "str", "d", "e", "b", "inlineStr",
    "begin", "end", "separate", "bullet", "thaiLetters", "%1%2%9",
)  # fmt: skip
ODD_TEXTS = ("", " ", "คำแทรก", "1", "-7.5", "=A1", "ํา เเ\u200b", "\n\t", "x" * 300)
ODD_BYTES = (b"\x00", b"\xff\xfe", b"<", b">", b'"', b"&", b"\t", b"\n", b",", b";", b"PK\x03\x04")


def members(content: bytes) -> dict[str, bytes]:
    """A zip's members by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of members, unpacked for speed."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)  # of the same date in every run
    return saved.getvalue()


# -- bytes -----------------------------------------------------------------------------------------


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four pieces flipped, cut, doubled, moved or replaced."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((0, 1, 1, 2, 8, 60, 700)))
        match chance.randrange(6):
            case 0:
                for at in range(start, min(end, start + 3)):
                    changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end]
            case 3:
                changed[start:end] = chance.choice(ODD_BYTES)
            case 4:
                piece = changed[start:end]
                del changed[start:end]
                at = chance.randrange(len(changed) + 1)
                changed[at:at] = piece
            case _:
                if chance.random() < 0.3:
                    del changed[start:]
    return bytes(changed)


def with_members_changed(content: bytes, chance: random.Random) -> bytes:
    """The zip with a member damaged, left out, renamed or put in another's place."""
    parts = members(content)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[chance.choice(("x.xml", name.upper(), f"../{name}", "x"))] = parts.pop(name)
        case 2:
            parts[name], parts[other] = parts[other], parts[name]
        case _:
            parts[name] = damaged(parts[name], chance)
    return zipped(parts)


# -- XML -------------------------------------------------------------------------------------------


def with_xml_changed(content: bytes, part: str, chance: random.Random) -> bytes:
    """The zip with elements of one part dropped, doubled, moved, renamed or given odd values."""
    return _with_tree(content, part, lambda root: _change(root, chance), chance.randint(1, 5))


def with_wrappers(content: bytes, part: str, chance: random.Random) -> bytes:
    """The zip with more elements around elements of one part, and words of their own added."""
    return _with_tree(content, part, lambda root: _wrap(root, chance), chance.randint(1, 8))


def _with_tree(
    content: bytes, part: str, change: Callable[[etree._Element], None], times: int
) -> bytes:
    parts = members(content)
    root = etree.fromstring(parts[part])
    for _ in range(times):
        change(root)
    parts[part] = etree.tostring(root)
    return zipped(parts)


def _change(root: etree._Element, chance: random.Random) -> None:
    elements = list(root.iter(etree.Element))[1:]
    if not elements:
        return
    element = chance.choice(elements)
    parent = element.getparent()
    assert parent is not None
    match chance.randrange(8):
        case 0:
            parent.remove(element)
        case 1:
            parent.insert(chance.randrange(len(parent) + 1), deepcopy(element))
        case 2:
            target = chance.choice(elements)
            if target is not element and element not in target.iterancestors():
                target.insert(chance.randrange(len(target) + 1), element)
        case 3:
            element.tag = chance.choice(elements).tag
        case 4:
            element.tag = f"{{urn:odd}}{etree.QName(element).localname}"
        case 5 if element.attrib:
            element.attrib[chance.choice(list(element.attrib))] = chance.choice(
                [value for value in ODD_VALUES if value.isprintable()]
            )
        case 6:
            element.text = chance.choice(ODD_TEXTS)
        case _:
            for _ in range(chance.choice((1, 30, 200))):
                deeper = etree.Element(element.tag)
                element.addprevious(deeper)
                deeper.append(element)


def _wrap(root: etree._Element, chance: random.Random) -> None:
    elements = list(root.iter(etree.Element))
    element = chance.choice(elements[2:] or elements[1:])
    namespace = etree.QName(element).namespace or ""
    name = chance.choice(("smartTag", "customXml", "ins", "moveTo", "hyperlink", "x", "dir", "sdt"))
    if chance.random() < 0.3:
        namespace = "urn:odd"
    wrapper = etree.Element(f"{{{namespace}}}{name}")
    if name == "sdt":
        wrapper.append(inner := etree.Element(f"{{{namespace}}}sdtContent"))
    elif chance.random() < 0.2:
        wrapper = etree.Element(f"{{{MC}}}AlternateContent")
        wrapper.append(inner := etree.Element(f"{{{MC}}}Choice", Requires="odd"))
    else:
        inner = wrapper
    tail, element.tail = element.tail, None
    element.addprevious(wrapper)
    inner.append(element)
    wrapper.tail = tail
    if chance.random() < 0.3:
        added = deepcopy(element)
        for number, text in enumerate(_texts(added)):
            text.text = f"คำแทรก{chance.randrange(10**6)}ที่{number}"
        wrapper.addnext(added)
    if chance.random() < 0.2:
        element.set("odd", chance.choice([value for value in ODD_VALUES if value.isprintable()]))


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    return (each for each in element.iter(etree.Element) if each.text and each.text.strip())
