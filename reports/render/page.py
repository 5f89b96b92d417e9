"""The report's page in numbers, for the files that have no style sheet: as in report.css."""

from __future__ import annotations

from reports.document import Picture

A4_LANDSCAPE_MM = (297, 210)
TOP_MM, SIDE_MM, BOTTOM_MM = 17, 10, 10
TEXT_WIDTH_MM = A4_LANDSCAPE_MM[0] - 2 * SIDE_MM
TEXT_HEIGHT_MM = A4_LANDSCAPE_MM[1] - TOP_MM - BOTTOM_MM

LINE_HEIGHT = 1.35
"""Of the size of the text: room for two marks over a letter."""
PAGE_NUMBER_POINTS, PROSE_POINTS, HEADING_POINTS = 14, 16, 16
COVER_TITLE_POINTS, COVER_POINTS = 24, 20

HEADER_COLOUR, GROUP_COLOUR, LINE_COLOUR, MARK_COLOUR = "E8EEF4", "F5F5F5", "333333", "555555"

FONT = "Sarabun"
"""The typeface of the PDF by its own name."""
OFFICE_FONT = "TH Sarabun New"
"""The national font that offices have: the same letters, drawn smaller."""

EMBLEM_MM, CODE_MM = 35, 45
_WIDEST_MM, _HIGHEST_MM = 134, 110  # of a picture: two stand side by side
MM_A_PIXEL = 25.4 / 96


def fitting_mm(picture: Picture) -> tuple[float, float]:
    """Width and height in millimetres: as large as it is, at most half a page."""
    width, height = picture.width * MM_A_PIXEL, picture.height * MM_A_PIXEL
    scale = min(1.0, _WIDEST_MM / width, _HIGHEST_MM / height)
    return width * scale, height * scale
