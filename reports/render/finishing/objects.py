"""The objects of a file that is about to be written, found by their references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

Reference = bytes
Dictionary = Any
"""pydyf's dictionary: it comes without types."""


class PdfObjects:
    """Objects by reference; additions are found as well."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self._by_reference: dict[Reference, Any] = {each.reference: each for each in pdf.objects}

    def __getitem__(self, reference: Reference) -> Any:
        return self._by_reference[reference]

    def get(self, reference: object) -> Any | None:
        """The object, None for what is no reference to one."""
        return self._by_reference.get(reference) if isinstance(reference, bytes) else None

    def add(self, added: Any) -> Any:
        """Add an object to the file."""
        self.pdf.add_object(added)
        self._by_reference[added.reference] = added
        return added

    def dictionaries(self, kind: str) -> Iterator[Dictionary]:
        """All dictionaries of a type, e.g. "/StructElem"."""
        for each in self.pdf.objects:
            if isinstance(each, pydyf.Dictionary) and each.get("Type") == kind:
                yield each

    def structure_root(self) -> Dictionary:
        """The root of the structure tree."""
        return self[self.pdf.catalog["StructTreeRoot"]]

    def structure_document(self) -> Dictionary:
        """The one element below the root: the document."""
        return self[self.structure_root()["K"][0]]

    def parent_tree(self) -> list[Any]:
        """Which element each piece of marked content belongs to: keys and values by turns."""
        numbers: list[Any] = self[self.structure_root()["ParentTree"]]["Nums"]
        return numbers

    def owners(self) -> dict[Reference, list[Any]]:
        """By page, the elements that its marked content belongs to, in the order of its numbers."""
        pages = self.pdf.page_references
        # WeasyPrint numbers the pages first, from 0.
        return dict(zip(pages, self.parent_tree()[1 : 2 * len(pages) : 2], strict=True))
