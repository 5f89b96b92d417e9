"""Addresses of the web (ลิงก์) that a report may print: http and https, nothing that misleads."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

EXAMPLE = "https://itas.nacc.go.th/go/eit/abc123"
LONGEST_ADDRESS = 1_000
# A space ends an address wherever it is pasted; control characters are seen nowhere.
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")
_HOST = re.compile(r"(?:[^\s./:?#@\[\]]+\.)+[^\s./:?#@\[\]\d][^\s./:?#@\[\]]*|localhost")


def address_problem(address: str) -> str:
    """Why this is no address to print, in Thai: what was read and an example; "" when it is one.

    Refused are other kinds than http and https, a host without a dot, and a user name before the
    host, which makes an address look like another's.
    """
    expected = f"โปรดใช้ที่อยู่เว็บที่ขึ้นต้นด้วย https:// หรือ http:// เช่น {EXAMPLE}"
    shown = address[:80]
    if len(address) > LONGEST_ADDRESS:
        return f"ที่อยู่ “{shown}…” ยาวเกินไป โปรดใช้ที่อยู่ที่สั้นกว่า เช่น {EXAMPLE}"
    if _BLANK.search(address):
        return f"ที่อยู่ “{shown}” มีช่องว่างอยู่ภายใน โปรดลบช่องว่าง เช่น {EXAMPLE}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f"อ่านที่อยู่ “{shown}” ไม่ได้ {expected}"
    if parts.scheme not in ("http", "https"):
        return f"อ่านได้ “{shown}” ซึ่งไม่ใช่ที่อยู่เว็บ {expected}"
    if "@" in parts.netloc:
        return f"ที่อยู่ “{shown}” มีชื่อผู้ใช้อยู่หน้าชื่อเว็บไซต์ โปรดลบส่วนนั้น เช่น {EXAMPLE}"
    if not _HOST.fullmatch(host):
        return f"ที่อยู่ “{shown}” ไม่มีชื่อเว็บไซต์ที่ใช้ได้ {expected}"
    return ""
