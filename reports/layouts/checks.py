"""Checks of what a layout's file, or an office's own wording, may say."""

from __future__ import annotations

import string
from enum import Enum
from typing import Any, TypeVar

from .layout import LayoutError, Placeholder

NARROWEST, WHOLE = 5, 100
"""Widths of columns, percent of the table."""
LONGEST_HEADER = 300

_Member = TypeVar("_Member", bound=Enum)


def require_keys(
    written: dict[str, Any], required: set[str], optional: set[str] | None = None, *, where: str
) -> None:
    """Refuse unknown and missing keys."""
    known = required | (optional or set())
    unknown, missing = sorted(written.keys() - known), sorted(required - written.keys())
    if unknown or missing:
        found = f"ไม่รู้จักคีย์ {', '.join(unknown)}" if unknown else f"ขาดคีย์ {', '.join(missing)}"
        raise LayoutError(f"{where}: {found} คีย์ที่ใช้คือ {', '.join(sorted(known))}")


def list_of(written: Any, kind: type, *, where: str) -> list[Any]:
    """A list that is not empty."""
    if not isinstance(written, list) or not written or not all(type(x) is kind for x in written):
        words = "ข้อความ" if kind is str else "ตาราง" if kind is dict else "รายการของข้อความ"
        raise LayoutError(f"{where}: ต้องเป็นรายการของ{words}อย่างน้อยหนึ่งรายการ")
    return written


def text(written: Any, *, where: str, longest: int = 2000) -> str:
    """A text that is not empty, its spaces tidied."""
    if not isinstance(written, str) or not written.strip():
        raise LayoutError(f"{where}: เป็น {written!r} ต้องเป็นข้อความที่ไม่ว่าง")
    tidied = " ".join(written.split())
    if len(tidied) > longest:
        raise LayoutError(f"{where}: ยาว {len(tidied)} อักขระ ต้องไม่เกิน {longest} อักขระ")
    return tidied


def template(written: Any, *, where: str, longest: int = 2000) -> str:
    """A text whose braces name nothing but placeholders, without conversions or formats."""
    checked = text(written, where=where, longest=longest)
    names = ", ".join(f"{{{name}}}" for name in Placeholder)
    try:
        fields = [part[1:] for part in string.Formatter().parse(checked) if part[1] is not None]
    except ValueError as error:
        raise LayoutError(f"{where}: วงเล็บปีกกาไม่ครบคู่ ใช้ได้เฉพาะ {names}") from error
    for field, specification, conversion in fields:
        if field not in set(Placeholder) or specification or conversion:
            raise LayoutError(f"{where}: ไม่รู้จัก “{{{field}}}” ใช้ได้เฉพาะ {names}")
    return checked


def member(kind: type[_Member], written: Any, *, where: str) -> _Member:
    """A value of a closed vocabulary."""
    try:
        return kind(written)
    except ValueError as error:
        raise LayoutError(
            f"{where}: ไม่รู้จัก {written!r} ค่าที่ใช้ได้คือ {', '.join(str(each.value) for each in kind)}"
        ) from error


def whole_number(written: Any, least: int, most: int, *, where: str, example: int) -> int:
    """A whole number within bounds."""
    if type(written) is not int or not least <= written <= most:
        raise LayoutError(
            f"{where} เป็น {written!r} ต้องเป็นจำนวนเต็มร้อยละ {least} ถึง {most} เช่น {example}"
            if most == WHOLE
            else f"{where} เป็น {written!r} ต้องเป็นจำนวนเต็ม {least} ถึง {most} เช่น {example}"
        )
    return written
