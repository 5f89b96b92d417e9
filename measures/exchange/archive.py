"""The door for Office files: what may not be opened is refused here, before anything parses it.

A docx or xlsx is a zip of XML. Refused are files too large, packed or unpacked, of another kind,
encrypted, truncated, with macros, or with a DOCTYPE or entity declaration, which Office never
writes and attacks are made of (`engines.md` 5).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from itaportal.thai.numerals import thai_digits

from .source import UnreadableFile

MAX_FILE_BYTES = 20_000_000
MAX_UNPACKED_BYTES = 120_000_000
MAX_MEMBERS = 2_000
MAX_XML_BYTES = 40_000_000
"""Of one XML part: parsing takes many times its size in memory."""

_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # Word and Excel up to 2003, and encrypted files of any year
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that Office puts the file into
_OTHER_MAGIC = {
    _ZIP_MAGIC: "ไฟล์ชนิดอื่น เช่น Word หรือ Excel",
    b"%PDF": "ไฟล์ PDF",
    b"{\\rtf": "ไฟล์ Rich Text",
    b"\x89PNG": "รูปภาพ",
    b"\xff\xd8\xff": "รูปภาพ",
}
ZIPPED = ("Word (.docx)", "Excel (.xlsx)")
"""The kinds that are zips of XML, by their names to people."""
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_NAME = re.compile(r"vbaproject|vbadata|xl/macrosheets/", re.IGNORECASE)
_ODD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f]")
_XML_ENDINGS = (".xml", ".rels", ".vml")
_CHUNK = 1 << 16


def checked_archive(content: bytes, *, main_part: str, kind: str) -> zipfile.ZipFile:
    """The opened zip, if it may be opened; `kind` names the format to people.

    `main_part` is the pattern of the name of the part that makes it a file of this kind.

    Raises UnreadableFile.
    """
    check_size(content)
    check_kind(content, kind)
    if not content.startswith(_ZIP_MAGIC):
        raise UnreadableFile(f"เนื้อหาของไฟล์ไม่ใช่ {kind} โปรดเปิดด้วยโปรแกรมเดิมแล้วบันทึกเป็น {kind}")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_members(archive, main_part, kind)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadableFile(
            f"ไฟล์ {kind} เสียหายหรือไม่ครบ โปรดคัดลอกไฟล์ใหม่อีกครั้ง หรือเปิดแล้วบันทึกใหม่"
        ) from error
    return archive


def check_size(content: bytes) -> None:
    """Refuse a file larger than the portal takes. Raises UnreadableFile."""
    if len(content) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise UnreadableFile(
            thai_digits(
                f"ไฟล์มีขนาด {len(content) / 1_000_000:.1f} ล้านไบต์ ระบบรับไม่เกิน {limit} ล้านไบต์ "
            )
            + "โปรดลดขนาดรูปภาพในไฟล์ หรือแยกเป็นหลายไฟล์"
        )


def check_kind(content: bytes, kind: str) -> None:
    """Refuse by its first bytes what surely is no file of this kind. Raises UnreadableFile."""
    if content.startswith(_OLE_MAGIC):
        if _ENCRYPTED in content:
            raise UnreadableFile(f"ไฟล์นี้ตั้งรหัสผ่านไว้ โปรดเปิดไฟล์ ยกเลิกรหัสผ่าน แล้วบันทึกเป็น {kind} ใหม่")
        raise UnreadableFile(
            f"ไฟล์นี้ตั้งรหัสผ่านไว้ หรือเป็นรูปแบบเก่า (.doc, .xls) โปรดยกเลิกรหัสผ่านแล้วบันทึกเป็น {kind}"
        )
    for magic, name in _OTHER_MAGIC.items():
        if content.startswith(magic) and not (magic == _ZIP_MAGIC and kind in ZIPPED):
            raise UnreadableFile(
                f"เนื้อหาของไฟล์ไม่ใช่ {kind} แต่เป็น{name} โปรดเปิดด้วยโปรแกรมเดิมแล้วบันทึกเป็น {kind}"
            )


def broken(kind: str, error: Exception) -> UnreadableFile:
    """The refusal of a file that a library could not read. Raises MemoryError when the memory was
    at an end: lxml says it as an error of the file.
    """
    # Other libraries count their errors in other ways: expat's 2 is a slip of syntax.
    is_lxml = isinstance(error, etree.LxmlError)
    if is_lxml and getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from error
    return UnreadableFile(f"ไฟล์ {kind} เสียหาย โปรดเปิดแล้วบันทึกใหม่")


def _check_members(archive: zipfile.ZipFile, main_part: str, kind: str) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(
            thai_digits(f"ไฟล์มีส่วนประกอบ {len(members)} ส่วน มากเกินกว่าที่ระบบรับ ({MAX_MEMBERS} ส่วน)")
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFile(f"ไฟล์นี้ตั้งรหัสผ่านไว้ โปรดยกเลิกรหัสผ่านแล้วบันทึกเป็น {kind}")
    if any(_ODD_NAME.search(name) for name in names):
        raise UnreadableFile(f"ไฟล์มีส่วนประกอบชื่อผิดปกติ ซึ่งไฟล์ {kind} ปกติไม่มี จึงไม่เปิดอ่านเพื่อความปลอดภัย")
    if any(_MACRO_NAME.search(name) for name in names):
        raise UnreadableFile(_no_macros(kind))
    once = {name.casefold() for name in names}
    if not any(re.fullmatch(main_part, name) for name in names) or len(once) < len(members):
        raise UnreadableFile(f"เนื้อหาของไฟล์ไม่ใช่ {kind} ที่สมบูรณ์ โปรดเปิดแล้วบันทึกใหม่")
    unpacked = 0
    for member in members:
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise NotImplementedError  # Office packs in no other way
        is_xml = member.filename.lower().endswith(_XML_ENDINGS)
        size = 0
        before = b""
        with archive.open(member) as part:
            # The sizes that the zip declares may lie: count what comes out.
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if unpacked + size > MAX_UNPACKED_BYTES or (is_xml and size > MAX_XML_BYTES):
                    raise UnreadableFile(
                        "ไฟล์คลายออกแล้วมีขนาดใหญ่เกินกว่าที่ระบบรับ โปรดลดรูปภาพหรือเนื้อหาในไฟล์"
                    )
                if is_xml and _DECLARATION.search(_as_ascii(before + chunk)):
                    raise UnreadableFile(
                        f"ไฟล์มีคำสั่ง DOCTYPE หรือ ENTITY ซึ่งไฟล์ {kind} ปกติไม่มี จึงไม่เปิดอ่านเพื่อความปลอดภัย"
                    )
                if member.filename == _CONTENT_TYPES and b"macroEnabled" in before + chunk:
                    raise UnreadableFile(_no_macros(kind))
                before = chunk[-64:]
        unpacked += size


def _no_macros(kind: str) -> str:
    return f"ไฟล์นี้มีมาโคร ระบบไม่รับไฟล์ที่มีมาโคร โปรดบันทึกเป็น {kind} แบบไม่มีมาโคร"


def _as_ascii(xml: bytes) -> bytes:
    """The XML with the zero bytes of UTF-16 and UTF-32 taken out, enough to find a declaration."""
    return xml.replace(b"\x00", b"")
