"""ReportDocument -> sheets for a panel beside the grid: the report's words and tables at once.

What the engine would break into pages stands on a sheet for each part here; pictures are named
and not sent along, as the panel is fetched again and again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reports import document as documents
from reports.document import ReportDocument

from .html import shown_block


@dataclass(slots=True)
class Sheet:
    """A part of the report: what the templates of its blocks place."""

    blocks: list[dict[str, Any]] = field(default_factory=list)


def preview_sheets(document: ReportDocument) -> list[Sheet]:
    """The cover, and a sheet for each part that begins on a new page."""
    sheets: list[Sheet] = []
    for block in document.blocks:
        is_cover = isinstance(block, documents.Cover)
        breaks = isinstance(block, documents.Heading) and block.new_page
        if is_cover or breaks or not sheets or sheets[-1].blocks[-1].get("is_cover"):
            sheets.append(Sheet())
        sheets[-1].blocks.append(_shown(block))
    return sheets


def _shown(block: documents.Block) -> dict[str, Any]:
    match block:
        case documents.Cover():
            return {
                "template": "reports/preview/_cover.html",
                "is_cover": True,
                "groups": block.groups,
                "emblem": block.emblem.alternative if block.emblem else "",
            }
        case documents.Heading():
            return {"template": "reports/preview/_heading.html", "lines": block.lines}
        case documents.Gallery():
            return {"template": "reports/preview/_gallery.html", "pictures": block.pictures}
        case _:
            return shown_block(block)
