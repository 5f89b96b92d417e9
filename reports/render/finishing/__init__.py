"""From what WeasyPrint writes to PDF/A-3a and PDF/UA-1 in one file.

WeasyPrint writes one variant at a time, and tags each page on its own. The finisher works on its
objects before they are written; what it leaves unused is dropped as the file is written anew.

1. metadata: the file says that it is PDF/UA, too;
2. structure: one table over many pages is one, with headers that say what they head; what repeats
   on every page is an artifact;
3. signature fields: empty and tagged, where the report's signers sign.
"""

from __future__ import annotations

import io
from typing import Any

from pikepdf import ObjectStreamMode, Pdf

from .metadata import declare_pdf_ua, name_attachments_once
from .objects import PdfObjects
from .signature_fields import add_signature_fields
from .structure import finish_structure

__all__ = ["finish", "write_anew"]


def finish(document: Any, pdf: Any) -> None:
    """Finish WeasyPrint's document, laid out on pages, as pydyf's file of it."""
    objects = PdfObjects(pdf)
    declare_pdf_ua(objects)
    name_attachments_once(pdf)
    finish_structure(document, objects)
    add_signature_fields(document, objects)


def write_anew(content: bytes) -> bytes:
    """The same file with object streams of a hundred objects, and nothing that is unused.

    pydyf writes one stream of all objects, which is read again for each: verifying a signature
    takes a time that grows with the square of the pages. The same content gives the same bytes.
    """
    written = io.BytesIO()
    with Pdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            written,
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return written.getvalue()
