"""What Word and Excel files have in common: a zip of parts, and the characters XML may hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from reports.document import Picture, ReportDocument, leaves

from .errors import RenderError

# XML 1.0, 2.2: every other character may stand in a file.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of what a zip file can say; no clock in the bytes
_CONTENT_TYPES = "[Content_Types].xml"


def require_writable(document: ReportDocument) -> None:
    """Raise RenderError naming the first character that no XML file may hold, and its place."""
    for leaf in leaves(document):
        if found := _NO_XML.search(leaf.text):
            raise RenderError(
                f"มีอักขระควบคุม U+{ord(found.group()):04X} ที่เขียนลงไฟล์ไม่ได้ ซึ่งอยู่ใน{leaf.place}: "
                f"“{leaf.text[: found.start()][-30:]}” โปรดลบแล้วพิมพ์ข้อความใหม่ เช่น จัดทำคู่มือ"
            )


def same_bytes(package: bytes, changed: Mapping[str, bytes] | None = None) -> bytes:
    """The package with its parts in one order and without times: same content, same bytes.

    `changed` are parts to put in place of those of the same name.
    """
    changed = changed or {}
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as parts,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = sorted(parts.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        for name in names:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every operating system
            target.writestr(entry, changed.get(name) or parts.read(name))
    return written.getvalue()


def unreadable(picture: Picture) -> RenderError:
    """What to say of a picture that is neither JPEG nor PNG."""
    return RenderError(
        f"อ่านรูปภาพ “{picture.alternative[:80]}” ไม่ได้ โปรดอัปโหลดรูปใหม่ "
        "เป็นชนิด JPEG หรือ PNG เช่น activity.jpg"
    )
