"""Text files to text: which encoding the bytes are in, said where it had to be guessed.

Offices save text as UTF-8, as UTF-16 (Notepad's "Unicode", Excel's "Unicode Text") or, from older
programs, in the Thai code page (cp874, which holds TIS-620, มอก. 620).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from itaportal.thai.numerals import thai_digits

from .archive import check_kind, check_size
from .source import Doubt, Place, UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_THAI = re.compile("[ก-๛]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_DAMAGED = "\N{REPLACEMENT CHARACTER}"
_ADVICE = "ไฟล์ข้อความแบบ UTF-8 เช่น เลือกชนิด CSV UTF-8 เมื่อบันทึกจาก Excel"


def decoded(content: bytes, place: Place, kind: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a file's bytes, with what was guessed about it. Raises UnreadableFile.

    `kind` names the format to people. The text holds no control character but tabs and breaks.
    """
    check_size(content)
    check_kind(content, kind)
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            text = content.decode(encoding, errors="replace")
            return _printable(text, place, kind, ())
    if b"\x00" in content:
        text = _wide(content, kind)
        return _printable(text, place, kind, (_guess(place, "UTF-16"),))
    text = content.decode(errors="replace")
    damaged = text.count(_DAMAGED)
    if not damaged:
        return _printable(text, place, kind, ())
    if damaged * 4 < sum(not character.isascii() for character in text) - damaged:
        return _printable(text, place, kind, ())  # UTF-8 with a few bytes broken
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError as error:
        raise _no_text(kind) from error
    if not _THAI.search(text):
        raise _no_text(kind)
    return _printable(text, place, kind, (_guess(place, "TIS-620 (Windows-874)"),))


def _wide(content: bytes, kind: str) -> str:
    """UTF-16 without a mark: which half of each pair is zero, in spaces and line breaks, tells."""
    encoding = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
    text = content.decode(encoding, errors="replace")
    strange = sum(not (each.isspace() or each.isprintable()) for each in text)
    if strange * 20 > len(text) or not re.search(r"[A-Za-z0-9ก-๛]", text):
        raise _no_text(kind)
    return text


def _printable(
    text: str, place: Place, kind: str, doubts: tuple[Doubt, ...]
) -> tuple[str, tuple[Doubt, ...]]:
    if len(_UNPRINTABLE.findall(text)) * 20 > len(text):
        raise _no_text(kind)
    return _UNPRINTABLE.sub("", text), (*doubts, *_about_characters(text, place))


def _about_characters(text: str, place: Place) -> Iterator[Doubt]:
    for found, made, expected in (
        (_UNPRINTABLE.findall(text), "ตัดอักขระควบคุมที่พิมพ์ไม่ได้ออก", "อักขระที่พิมพ์ได้"),
        (re.findall(_DAMAGED, text), "อักขระอ่านไม่ได้ คงไว้เป็น \N{REPLACEMENT CHARACTER}", _ADVICE),
    ):
        if found:
            yield Doubt(place, thai_digits(f"อักขระ {len(found)} ตัว"), made, expected)


def _guess(place: Place, encoding: str) -> Doubt:
    return Doubt(place, "ไฟล์ที่ไม่ได้ระบุรหัสอักขระ", f"อ่านเป็นรหัสอักขระ {encoding}", _ADVICE)


def _no_text(kind: str) -> UnreadableFile:
    return UnreadableFile(
        f"เนื้อหาของไฟล์ไม่ใช่ {kind} ที่เป็นข้อความ (UTF-8, UTF-16 หรือ TIS-620) "
        f"โปรดเปิดด้วยโปรแกรมเดิมแล้วบันทึกเป็น {kind} แบบ UTF-8"
    )
