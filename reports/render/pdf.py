"""HTML -> PDF. The only module that imports WeasyPrint.

A report fails loudly: whatever WeasyPrint warns of (a character without a glyph, unknown CSS, an
image that cannot be loaded) and whatever a page asks for outside the project's own assets raises.
The same document gives the same bytes in every process: no clock, no system fonts, a dictionary of
line breaks of our own.

Fonts and parsed style sheets are kept between reports, and one report is printed at a time, as
Pango's font map is not made for threads: a batch is shared among forked workers, to which fonts and
style sheets come along (two print 3.3 reports a second where one prints 2.4).

What makes printing fast, measured on forms A and E (8 and 17 pages), each against the same without:

- fonts and style sheets kept, 20 to 40 % (`_Engine`); the process's heap frozen, 26 % (`_engine`);
- one stretch of stack for all frames, up to 20 % (`_with_deep_stack`);
- streams compressed once, 8 and 13 % (`_Engine.print`);
- no collecting among the boxes, 1 %, and at 150 pages 11 % (`_collector_waiting`);
- fixed columns, cells without a box for their only paragraph, words kept together only where they
  would part: in `html.py` and `report.css`.

What is left of E: 58 % layout and 26 % drawing, both inside WeasyPrint, 8 % writing, 5 % tags and
their finishing. By calls, the header repeated on every page is 22 %, the cells' lines 8 %, hanging
numbers 8 %. WeasyPrint lists all pages anew for each tag (`PDF.page_references`), 5 % at 150 pages.
Keeping shaped lines from layout to drawing, and the percentages of styles, would take off another
quarter: changes to propose there, not to carry here. `make bench` holds what came of it.
"""

from __future__ import annotations

import datetime
import functools
import gc
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reports.document import ReportDocument, leaves

from .draft_mark import DRAFT_DRAWING
from .errors import MissingDictionaryError, MissingFontError, MissingGlyphError, RenderError
from .finishing import finish, write_anew
from .fonts import FONTS_DIR, printable_characters, require_fonts
from .html import render_html, render_stylesheet
from .line_breaks import DICTIONARY_DIR, require_dictionary

__all__ = [
    "Attachment",
    "MissingDictionaryError",
    "MissingFontError",
    "MissingGlyphError",
    "RenderError",
    "render_pdf",
    "require_glyphs",
    "write_pdf",
]

_OWN_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", DRAFT_DRAWING)

_ALWAYS = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""PDF demands moments of attached files; a clock would make every file another."""

_printing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the PDF: "Data" for what the tables show, "Source" for what it was made of."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


class _Warnings(logging.Handler):
    """Collects what WeasyPrint warns of during one report."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _Engine:
    """WeasyPrint with the project's fonts and the style sheets parsed so far."""

    def __init__(self) -> None:
        require_fonts()
        require_dictionary()
        # Read by fontconfig when WeasyPrint first asks for fonts, and by libthai when Pango first
        # breaks a line: only ours, on every machine.
        os.environ["FONTCONFIG_FILE"] = str(FONTS_DIR / "fonts.conf")
        os.environ["LIBTHAI_DICTDIR"] = str(DICTIONARY_DIR)
        # Slow, and needs system libraries that not every command needs.
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        class Fetcher(URLFetcher):  # type: ignore[misc]
            """Refuses every address: a report's text never makes the portal fetch anything.

            Pictures of the document lie in addresses of their own, which nothing is fetched for.
            """

            def fetch(self, url: str, headers: Any = None) -> Any:
                if url.startswith(_OWN_PICTURES):
                    return super().fetch(url, headers)
                raise FatalURLFetchingError(url)

        self.refused: type[BaseException] = FatalURLFetchingError
        self._weasyprint = weasyprint
        self._fetcher = Fetcher()
        self._fonts = FontConfiguration()
        self.stylesheet = functools.lru_cache(maxsize=16)(self._parse)

    def _parse(self, css: str) -> Any:
        return self._weasyprint.CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def print(self, html: str, css: str, attachments: Sequence[Attachment]) -> bytes:
        """The PDF of the HTML: PDF/A-3a as WeasyPrint writes it, PDF/UA-1 by the finisher."""
        page = self._weasyprint.HTML(string=html, url_fetcher=self._fetcher)
        printed: bytes = page.write_pdf(
            stylesheets=[self.stylesheet(css)],
            font_config=self._fonts,
            pdf_variant="pdf/a-3a",
            attachments=[self._attached(each) for each in attachments],
            finisher=finish,
            # `write_anew` compresses and identifies: done here as well, it took an eighth of the
            # time, as WeasyPrint compresses every stream again to make an identifier of it.
            uncompressed_pdf=True,
            pdf_identifier=False,
        )
        return printed

    def _attached(self, attachment: Attachment) -> Any:
        return self._weasyprint.Attachment(
            string=attachment.content,
            name=attachment.name,
            description=attachment.description,
            relationship=attachment.relationship,
            created=_ALWAYS,
            modified=_ALWAYS,
        )


@functools.cache
def _engine() -> _Engine:
    """The engine of this process, loaded once.

    What lives as long as the process is taken out of the garbage collector's sight: walking the
    heap of a Django process again and again costs a third of a render (engines.md 2).
    """
    engine = _Engine()
    gc.collect()
    gc.freeze()
    return engine


@contextmanager
def _collector_waiting() -> Iterator[None]:
    """Leave cyclic garbage for after the report.

    The boxes of a report live until it is printed, and the collector walks all of them again and
    again: 1 % of the time at 16 pages, 11 % at 150, where it keeps memory a tenth lower.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _with_deep_stack(function: Callable[..., bytes], *arguments: Any) -> bytes:
    """Call the function with room on the interpreter's stack."""
    return function(*arguments)


# CPython keeps the frames of nested calls in chunks of 16 KiB, which it maps when a call crosses
# the end of one and unmaps when that call returns. Layout recurses deeply and calls small functions
# by the thousand; where these happen to cross an end, a render takes up to a fifth longer. A frame
# of 560 KB makes CPython map one chunk of 1 MiB, whose rest holds all frames of the render. Memory
# is taken only for what is used of it.
_with_deep_stack.__code__ = _with_deep_stack.__code__.replace(co_stacksize=70_000)


def write_pdf(html: str, css: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The PDF of a page and its style sheet, with files attached.

    Raises RenderError when the page asks for any address or WeasyPrint warns of anything.
    """
    warnings = _Warnings()
    logger = logging.getLogger("weasyprint")
    with _printing, _collector_waiting():
        engine = _engine()
        logger.addHandler(warnings)
        try:
            printed = _with_deep_stack(engine.print, html, css, attachments)
        except engine.refused as refusal:
            raise RenderError(f"รายงานอ้างถึงไฟล์ภายนอกซึ่งไม่อนุญาต: {refusal}") from refusal
        finally:
            logger.removeHandler(warnings)
    if warnings.messages:
        engine.stylesheet.cache_clear()  # A sheet that is warned of is warned of every time.
        raise RenderError(f"พิมพ์รายงานไม่สำเร็จ: {'; '.join(warnings.messages)}")
    return write_anew(printed)


def require_glyphs(document: ReportDocument) -> None:
    """Raise MissingGlyphError naming the first character without a glyph, and its cell."""
    printable = printable_characters()
    for leaf in leaves(document):
        missing = set(leaf.text) - printable
        if missing:
            character = min(missing, key=leaf.text.index)
            raise MissingGlyphError(
                f"แบบอักษรของรายงานไม่มีอักขระ “{character}” (U+{ord(character):04X}) "
                f"ซึ่งอยู่ใน{leaf.place}: “{_excerpt(leaf.text, character)}” โปรดแก้ไขเป็นอักขระอื่น"
            )


def _excerpt(text: str, character: str) -> str:
    """The words around a character, short enough for a message."""
    place = text.index(character)
    start, end = max(0, place - 15), place + 16
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def render_pdf(document: ReportDocument, attachments: Sequence[Attachment] = ()) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1; the same document gives the same bytes.

    Raises MissingGlyphError, RenderError, MissingFontError, or MissingDictionaryError.
    """
    require_fonts()
    require_dictionary()
    require_glyphs(document)
    return write_pdf(render_html(document), render_stylesheet(document), attachments)
