"""The structure tree: one element for what layout broke over pages, artifacts for what repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf

from .objects import Dictionary, PdfObjects, Reference

_MARKED = re.compile(rb"/\w+\s+<</MCID (\d+)>>\s+BDC\b")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
_SCOPES = {"row": "/Row", "rowgroup": "/Row"}


def finish_structure(document: Any, objects: PdfObjects) -> None:
    """Say what headers head, join what belongs together, make artifacts of what is left over."""
    _correct_attributes(objects)
    _join_tables(document, objects)
    _give_lines_to_their_paragraphs(objects)
    _mark_artifacts(objects)


def _correct_attributes(objects: PdfObjects) -> None:
    """Of headers /Scope alone is right: WeasyPrint counts columns wrongly under a header cell of
    two rows, and writes identifiers without the tree that PDF demands for them.
    """
    for element in objects.dictionaries("/StructElem"):
        element.pop("ID", None)
        if "A" in element:
            element["A"].pop("Headers", None)
        elif element.get("S") == "/L":
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/None"})


# --- tables over pages ---------------------------------------------------------------------------


def _join_tables(document: Any, objects: PdfObjects) -> None:
    """Join the parts of each table, and of each row that goes on over the page.

    A part on another page comes from the same HTML element: a cell that is there already goes on,
    a header that is there already is repeated.
    """
    joiner = _Joiner(objects)
    table = None
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "table":
                table = box.element
            cell = getattr(box, "mark", None)
            if isinstance(cell, pydyf.Dictionary):
                joiner.take(table, box, cell)
    joiner.drop_what_is_empty()


class _Joiner:
    """Takes the cells of all pages in order."""

    def __init__(self, objects: PdfObjects) -> None:
        self._objects = objects
        self._cells: dict[Any, tuple[Any, Dictionary]] = {}
        self._tables: dict[Any, Dictionary] = {}
        self._joined: list[Dictionary] = []

    def take(self, html_table: Any, box: Any, cell: Dictionary) -> None:
        """Give a header its scope; join a cell that goes on, and a row that begins, to the first
        part of their table.
        """
        html = box.element
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = _SCOPES.get(html.get("scope"), "/Column")
        row = self._parent(cell)
        part = self._parent(row)
        table = self._tables.setdefault(html_table, self._parent(part))
        known = self._cells.get(html)
        if known is None:
            self._cells[html] = (box, cell)
            self._move_row(row, part, table)
        elif cell["S"] == "/TD":
            self._go_on(known, box, cell)
            self._cells[html] = (box, known[1])
            _remove(row, cell)
            self._joined.append(row)
        elif part["S"] == "/THead":
            self._joined.append(part)
        else:
            _remove(row, cell)
            self._joined.append(row)

    def _move_row(self, row: Dictionary, part: Dictionary, table: Dictionary) -> None:
        """A row of a later part goes to the end of the first part's body."""
        if self._parent(part) is table:
            return
        parts = (self._objects[reference] for reference in reversed(table["K"]))
        body = next(each for each in parts if each["S"] == part["S"])
        if row.reference in part["K"]:
            part["K"].remove(row.reference)
            row["P"] = body.reference
            body["K"].append(row.reference)
            self._joined.append(part)

    def _go_on(self, known: tuple[Any, Dictionary], box: Any, cell: Dictionary) -> None:
        """What a cell says on the next page follows what it said.

        A paragraph that goes on is one.
        """
        before, first = known
        kids = list(cell["K"])
        if kids and first["K"] and _paragraph(before, -1) is _paragraph(box, 0) is not None:
            self._adopt(self._objects[first["K"][-1]], self._objects[kids.pop(0)]["K"])
        self._adopt(first, kids)

    def _adopt(self, element: Dictionary, kids: list[Any]) -> None:
        for kid in kids:
            self._objects[kid]["P"] = element.reference
            element["K"].append(kid)

    def drop_what_is_empty(self) -> None:
        """Leave out rows, parts and tables that nothing is left of, and headers of later parts."""
        for part in self._joined:
            self._drop(part, whole=part["S"] == "/THead")

    def _drop(self, element: Dictionary, *, whole: bool = False) -> None:
        """Leave out an element without kids, or whole, then its parent where that is empty."""
        if (element["K"] and not whole) or element["S"] == "/Document":
            return
        parent = self._parent(element)
        if element.reference in parent["K"]:
            _remove(parent, element)
            self._drop(parent)

    def _parent(self, element: Dictionary) -> Dictionary:
        return self._objects[element["P"]]


def _remove(parent: Dictionary, child: Dictionary) -> None:
    parent["K"].remove(child.reference)


def _paragraph(cell: Any, place: int) -> Any | None:
    """The HTML element of a cell's first or last paragraph; None where the text is its own."""
    if not cell.children:
        return None
    html = cell.children[place].element
    return None if html is cell.element else html


# --- lines ---------------------------------------------------------------------------------------


def _give_lines_to_their_paragraphs(objects: PdfObjects) -> None:
    """WeasyPrint makes an element of each line of text, three of four elements of a report: the
    lines become content of what they stand in. A seventh of the bytes, and two thirds of the time
    that verifying signatures takes.
    """
    owners = objects.owners()
    for reference in list(_living(objects)):
        element = objects[reference]
        for place, kid in enumerate(element["K"]):
            line = _line(objects.get(kid))
            if line is None:
                continue
            page, (number,) = line["Pg"], line["K"]
            owners[page][number] = reference
            elsewhere = pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})
            element["K"][place] = number if element.get("Pg") == page else elsewhere
            line.free = "f"  # is not written


def _line(element: Any) -> Dictionary | None:
    """The element when it is nothing but one piece of marked text."""
    is_line = (
        isinstance(element, pydyf.Dictionary)
        and element.get("S") == "/Span"
        and len(element["K"]) == 1
        and isinstance(element["K"][0], int)
    )
    return element if is_line else None


# --- artifacts -----------------------------------------------------------------------------------


def _mark_artifacts(objects: PdfObjects) -> None:
    """Content of no element of the document is an artifact: running heads, repeated headers."""
    living = set(_living(objects))
    for reference, owners in objects.owners().items():
        dead = {mcid for mcid, owner in enumerate(owners) if owner not in living}
        if not dead:
            continue
        page = objects[reference]
        stream = objects[page["Contents"]]
        written = b"\n".join(map(pydyf._to_bytes, stream.stream))

        def artifact(found: re.Match[bytes], dead: set[int] = dead) -> bytes:
            return _ARTIFACT if int(found[1]) in dead else found[0]

        stream.stream = [_MARKED.sub(artifact, written)]
        for mcid in dead:
            owners[mcid] = b"null"


def _living(objects: PdfObjects) -> Iterator[Reference]:
    """References of all elements that the document leads to."""
    waiting = [objects.structure_document().reference]
    while waiting:
        reference = waiting.pop()
        yield reference
        kids = objects[reference].get("K", ())
        for kid in kids if isinstance(kids, list) else (kids,):
            element = objects.get(kid)
            if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
                waiting.append(kid)
