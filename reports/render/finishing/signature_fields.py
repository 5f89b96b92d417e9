"""Empty signature fields where the report's signers sign.

Signing later keeps a file PDF/A and PDF/UA only when the field is there and tagged already: a
signature that adds a field of its own adds something without a place in the structure.
"""

from __future__ import annotations

from typing import Any

import pydyf

from .objects import Dictionary, PdfObjects

_PRINTED_AND_LOCKED = 4 + 128  # flags of an annotation (ISO 32000-1, 12.5.3)
_POINTS = 0.75  # of a CSS pixel


def add_signature_fields(document: Any, objects: PdfObjects) -> None:
    """Make a field of every HTML element with `data-field`, described by its `title`."""
    fields = pydyf.Array()
    for number, page in enumerate(document.pages):
        places = [box for box in page._page_box.descendants() if _is_place(box)]
        if not places:
            continue
        reference = objects.pdf.page_references[number]
        for box, parent in zip(places, _empty_elements(objects, reference), strict=True):
            fields.append(_field(objects, reference, _rectangle(page, box), box.element, parent))
    if fields:
        objects.pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": fields, "SigFlags": 1})


def _is_place(box: Any) -> bool:
    return box.element is not None and box.element.get("data-field") and box.is_in_normal_flow()


def _empty_elements(objects: PdfObjects, page: bytes) -> list[Dictionary]:
    """Elements of a page that say nothing, in order: those of the places to sign."""
    return [
        element
        for element in objects.dictionaries("/StructElem")
        if element.get("Pg") == page and element["S"] == "/Div" and not element["K"]
    ]


def _rectangle(page: Any, box: Any) -> list[float]:
    """Left, bottom, right, top in points."""
    left, top = box.border_box_x(), box.border_box_y()
    corners = (
        left,
        page.height - top - box.border_height(),
        left + box.border_width(),
        page.height - top,
    )
    return [round(each * _POINTS, 2) for each in corners]


def _field(
    objects: PdfObjects, on_page: bytes, rectangle: list[float], html: Any, parent: Dictionary
) -> bytes:
    """Add a field with its place in the structure; gives its reference."""
    page = objects[on_page]
    parents = objects.parent_tree()
    key = parents[-2] + 1
    left, bottom, right, top = rectangle
    appearance = objects.add(
        pydyf.Stream(
            [],
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array([0, 0, round(right - left, 2), round(top - bottom, 2)]),
                "Resources": pydyf.Dictionary(),
            },
        )
    )
    widget = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(html.get("data-field")),
            "TU": pydyf.String(html.get("title")),
            "F": _PRINTED_AND_LOCKED,
            "Rect": pydyf.Array(rectangle),
            "P": page.reference,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
            "StructParent": key,
        }
    )
    if html.get("data-locks"):
        # The last signature seals the document: nothing changes after it (ISO 32000-2, 12.7.5.5).
        widget["Lock"] = pydyf.Dictionary({"Type": "/SigFieldLock", "Action": "/All", "P": 1})
    objects.add(widget)
    page.setdefault("Annots", pydyf.Array()).append(widget.reference)
    parents += [key, _element(objects, page, widget, parent)]
    reference: bytes = widget.reference
    return reference


def _element(
    objects: PdfObjects, page: Dictionary, widget: Dictionary, parent: Dictionary
) -> bytes:
    """The field's element of the structure tree, read where it stands."""
    field = objects.add(
        pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page.reference})
    )
    element = objects.add(
        pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Form",
                "P": parent.reference,
                "Pg": page.reference,
                "Alt": widget["TU"],
                # The reference itself, no array of one: else a second signer's verifier takes the
                # first signature for a change of the structure.
                "K": field.reference,
            }
        )
    )
    parent["K"].append(element.reference)
    reference: bytes = element.reference
    return reference
