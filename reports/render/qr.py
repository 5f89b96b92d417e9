"""QR codes of addresses: shapes for the PDF, a picture for Word.

Both show the same code: error correction M (a seventh of it may be dirty or torn), the smallest
size that holds the address, with the four modules of quiet margin that the standard (ISO/IEC
18004) demands.
"""

from __future__ import annotations

import io
from typing import Any

import segno

from itaportal.thai.numerals import thai_digits

from .errors import RenderError

QUIET_MODULES = 4
LONGEST_ADDRESS = 2_000
"""Bytes (UTF-8); QR version 40-M holds 2,331."""


class UnencodableAddressError(RenderError):
    """An address that no QR code holds."""


def qr_svg_path(address: str) -> tuple[int, str]:
    """The side of the code in modules, margin included, and the path data of its dark squares.

    For `<svg viewBox="0 0 {side} {side}"><path d="{data}"/></svg>`: filled runs, one a row and
    run, without strokes, so that no hairline stands between modules.
    """
    rows = _code(address).matrix
    data = []
    for y, row in enumerate(rows, QUIET_MODULES):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                data.append(f"M{x + QUIET_MODULES} {y}h{run}v1h-{run}z")
            x += run or 1
    return len(rows) + 2 * QUIET_MODULES, "".join(data)


def qr_png(address: str, *, module_pixels: int = 8) -> bytes:
    """The code with its margin as a black and white PNG, `module_pixels` a module and side."""
    written = io.BytesIO()
    _code(address).save(written, kind="png", scale=module_pixels, border=QUIET_MODULES)
    return written.getvalue()


def _code(address: str) -> Any:
    size = len(address.encode())
    if not 0 < size <= LONGEST_ADDRESS:
        raise UnencodableAddressError(
            f"ทำรหัส QR ของที่อยู่ “{address[:80]}” ไม่ได้ เพราะยาว {thai_digits(f'{size:,}')} ไบต์ "
            f"ต้องยาวไม่เกิน {thai_digits(f'{LONGEST_ADDRESS:,}')} ไบต์ และไม่ว่าง เช่น https://www.example.go.th/ita"
        )
    return segno.make_qr(address, error="m", boost_error=False, encoding="utf-8")
