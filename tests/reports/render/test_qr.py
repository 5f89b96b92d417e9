"""QR codes: both kinds show the same modules, and those say the address."""

from __future__ import annotations

import io
import re

import pytest
import segno
from PIL import Image

from reports.render.qr import (
    LONGEST_ADDRESS,
    QUIET_MODULES,
    UnencodableAddressError,
    qr_png,
    qr_svg_path,
)

ADDRESSES = (
    "https://itas.example.go.th/eit/2568/one",
    "http://www.example.go.th/ผลการประเมิน?ปี=๒๕๖๘",
    "https://www.example.go.th/" + "a" * 1_900,
)
SQUARES = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def dark_modules_of_path(side: int, data: str) -> set[tuple[int, int]]:
    """The squares (column, row) that the path fills; nothing else may stand in it."""
    assert SQUARES.sub("", data) == ""
    return {
        (int(x) + step, int(y)) for x, y, run in SQUARES.findall(data) for step in range(int(run))
    }


def dark_modules_of_picture(side: int, content: bytes) -> set[tuple[int, int]]:
    picture = Image.open(io.BytesIO(content)).convert("1")
    scale = picture.width // side
    assert picture.size == (side * scale, side * scale)
    return {
        (x, y)
        for x in range(side)
        for y in range(side)
        if not picture.getpixel((x * scale + scale // 2, y * scale + scale // 2))
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_path_and_picture_show_the_modules_of_the_address(address):
    side, data = qr_svg_path(address)
    matrix = segno.make_qr(address, error="m", boost_error=False, encoding="utf-8").matrix
    expected = {
        (x + QUIET_MODULES, y + QUIET_MODULES)
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    }
    assert dark_modules_of_path(side, data) == expected
    assert dark_modules_of_picture(side, qr_png(address)) == expected


def test_picture_has_the_pixels_a_module_that_were_asked_for():
    side, _ = qr_svg_path(ADDRESSES[0])
    picture = Image.open(io.BytesIO(qr_png(ADDRESSES[0], module_pixels=3)))
    assert picture.size == (side * 3, side * 3)


def test_code_of_one_address_is_the_same_every_time():
    assert qr_png(ADDRESSES[1]) == qr_png(ADDRESSES[1])
    assert qr_svg_path(ADDRESSES[1]) == qr_svg_path(ADDRESSES[1])


@pytest.mark.parametrize("address", ["", "https://www.example.go.th/" + "ก" * LONGEST_ADDRESS])
def test_address_that_no_code_holds_is_refused_in_thai(address):
    with pytest.raises(UnencodableAddressError, match=r"ทำรหัส QR .*ไม่เกิน ๒,๐๐๐ ไบต์.* เช่น https://"):
        qr_svg_path(address)
