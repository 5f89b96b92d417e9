"""Uploaded pictures: what is kept of them, what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageDraw, ImageFile
from PIL.PngImagePlugin import PngInfo

from measures.exchange.pictures import (
    JPEG,
    LARGEST_PNG,
    LONGEST_SIDE,
    MAX_FILE_BYTES,
    PNG,
    RefusedPicture,
    safe_picture,
)
from tests.factories import picture_file

SECRET = b"the place where it was taken"


def written(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def read(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def colour_at(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    colour = image.convert("RGB").getpixel(place)
    assert isinstance(colour, tuple)
    return colour


def png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def jpeg_that_claims(width: int, height: int) -> bytes:
    """A small picture with another size in its frame's head."""
    content = picture_file(size=(8, 8))
    head = content.index(b"\xff\xc0") + 5
    return content[:head] + struct.pack(">HH", height, width) + content[head + 4 :]


def two_halves(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill="blue")
    return image


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", JPEG), ("PNG", PNG)])
def test_picture_keeps_its_kind_and_size(kind, media_type):
    safe = safe_picture(picture_file(kind=kind, size=(40, 30)))
    assert (safe.media_type, safe.width, safe.height) == (media_type, 40, 30)
    assert read(safe.content).size == (40, 30)
    assert read(safe.content).format == kind


def test_same_file_gives_the_same_bytes_and_another_other_ones():
    one, again, other = map(
        safe_picture, (picture_file(), picture_file(), picture_file(colour="red"))
    )
    assert one == again
    assert one.name == again.name != other.name
    assert one.name.endswith(".jpg")


def test_nothing_but_pixels_is_kept_of_a_jpeg():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x8825] = {1: "N", 2: (17.0, 29.0, 0.0)}
    content = written(two_halves(), exif=exif, comment=SECRET, icc_profile=SECRET)
    content += SECRET  # after the end of the picture
    assert content.count(SECRET) == 4
    safe = safe_picture(content)
    assert SECRET not in safe.content
    assert set(read(safe.content).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert dict(read(safe.content).getexif()) == {}


def test_nothing_but_pixels_is_kept_of_a_png():
    texts = PngInfo()
    texts.add_text("Comment", SECRET.decode())
    content = written(two_halves(), "PNG", pnginfo=texts, dpi=(300, 300), icc_profile=SECRET)
    safe = safe_picture(content + SECRET)
    assert (safe.media_type, SECRET in safe.content) == (PNG, False)
    assert read(safe.content).info == {}


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (40, 20), (5, 10)),
        (2, (40, 20), (35, 10)),
        (3, (40, 20), (35, 10)),
        (4, (40, 20), (5, 10)),
        (5, (20, 40), (10, 5)),
        (6, (20, 40), (10, 5)),
        (7, (20, 40), (10, 35)),
        (8, (20, 40), (10, 35)),
        (99, (40, 20), (5, 10)),
    ],
)
def test_picture_stands_as_its_orientation_says(orientation, size, red_at):
    exif = Image.Exif()
    exif[0x0112] = orientation
    safe = safe_picture(written(two_halves(), exif=exif, quality=95))
    image = read(safe.content)
    assert (image.size, (safe.width, safe.height)) == (size, size)
    red, _, blue = colour_at(image, red_at)
    assert red > 200 > 50 > blue


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data:UserWarning")  # Pillow says it to its log
def test_orientation_that_cannot_be_read_is_left_aside():
    broken = b"Exif\0\0MM\0*\xff\xff\xff\xff"
    safe = safe_picture(written(two_halves(), exif=broken))
    assert (safe.width, safe.height) == (40, 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_picture_is_scaled_down_to_what_print_can_show(kind):
    safe = safe_picture(picture_file(size=(LONGEST_SIDE * 2, 1_000), kind=kind))
    assert (safe.width, safe.height) == (LONGEST_SIDE, 500)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P"])
def test_picture_of_many_pixels_keeps_its_look(mode):
    size = (LONGEST_SIDE * 2 + 7, 500)
    safe = safe_picture(written(two_halves(size).convert(mode), "PNG"))
    left, right = (colour_at(read(safe.content), (x, 100)) for x in (100, LONGEST_SIDE - 100))
    image = two_halves().convert(mode).convert("RGB")
    assert (left, right) == (colour_at(image, (5, 5)), colour_at(image, (35, 5)))
    assert (safe.width, safe.height) == (LONGEST_SIDE, 250)


def test_line_of_pixels_stays_a_line():
    safe = safe_picture(picture_file(size=(1, LONGEST_SIDE * 3), kind="PNG"))
    assert (safe.width, safe.height) == (1, LONGEST_SIDE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_becomes_white(mode):
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0)).convert("RGBA")
    ImageDraw.Draw(clear).rectangle((10, 0, 20, 20), fill=(0, 0, 255, 255))
    image = clear if mode == "RGBA" else clear.convert(mode)
    safe = safe_picture(written(image, "PNG"))
    assert colour_at(read(safe.content), (2, 2)) == (255, 255, 255)
    assert "transparency" not in read(safe.content).info


@pytest.mark.parametrize(
    ("mode", "colour", "shown"),
    [("1", 1, 255), ("L", 128, 128), ("I;16", 128 * 256, 128)],
)
def test_grey_picture_stays_grey_whatever_its_depth(mode, colour, shown):
    safe = safe_picture(written(Image.new(mode, (20, 20), colour), "PNG"))
    image = read(safe.content)
    assert (image.mode, image.getpixel((5, 5))) == ("L", shown)


def test_drawing_keeps_its_palette():
    drawing = two_halves().quantize(4)
    safe = safe_picture(written(drawing, "PNG"))
    image = read(safe.content)
    assert image.mode == "P"
    assert colour_at(image, (5, 5)) == (255, 0, 0)


def test_picture_in_printers_colours_becomes_one_of_screens():
    safe = safe_picture(written(Image.new("CMYK", (20, 20), (0, 255, 255, 0))))
    red, green, blue = colour_at(read(safe.content), (5, 5))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_photograph_as_png_becomes_a_jpeg():
    noise = Image.effect_noise((1_300, 1_300), 90).convert("RGB")
    content = written(noise, "PNG")
    assert len(content) > LARGEST_PNG
    safe = safe_picture(content)
    assert safe.media_type == JPEG
    assert len(safe.content) < len(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", r"เป็น ไฟล์ชนิดที่ไม่รู้จัก ระบบรับเฉพาะภาพ JPEG และ PNG .* เช่น activity-1\.jpg"),
        (b"GIF89a" + b"\0" * 20, "เป็น GIF ระบบรับเฉพาะ"),
        (b"<svg onload='x()'>", "เป็น SVG ระบบรับเฉพาะ"),
        (b"  <?xml version='1.0'?><svg/>", "เป็น SVG หรือ XML ระบบรับเฉพาะ"),
        (b"%PDF-1.7", "เป็น PDF ระบบรับเฉพาะ"),
        (b"\0\0\0\x18ftypheic", "เป็น HEIC หรือวิดีโอ ระบบรับเฉพาะ"),
        (b"\xff\xd8\xff" + b"\0" * 50, "ไฟล์ภาพเสียหายหรือไม่ครบ"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "ไฟล์ภาพเสียหายหรือไม่ครบ"),
        (picture_file(size=(400, 300))[:-400], "ไฟล์ภาพเสียหายหรือไม่ครบ"),
        (picture_file(size=(400, 300), kind="PNG")[:-40], "ไฟล์ภาพเสียหายหรือไม่ครบ"),
        (
            png_that_claims(25_001, 1_000),
            r"ภาพมี ๒๕,๐๐๑ × ๑,๐๐๐ จุด ระบบรับไม่เกิน ๒๕ ล้านจุด โปรดย่อภาพก่อน",
        ),
        (png_that_claims(2**31 - 1, 2**31 - 1), "ระบบรับไม่เกิน ๒๕ ล้านจุด"),
        (jpeg_that_claims(50_001, 1_000), "๕๐,๐๐๑ × ๑,๐๐๐ จุด ระบบรับไม่เกิน ๕๐ ล้านจุด"),
        (b"\xff" * (MAX_FILE_BYTES + 1), "ภาพมีขนาด ๑๕.๐ ล้านไบต์ ระบบรับไม่เกิน ๑๕ ล้านไบต์"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_is_no_picture_to_keep_is_refused_in_thai(content, says):
    with pytest.raises(RefusedPicture, match=says):
        safe_picture(content)


@pytest.mark.parametrize("tolerant", [False, True])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_picture_is_refused_also_where_pillow_was_told_to_take_it(
    kind, tolerant, monkeypatch
):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", tolerant)
    preview = Image.Exif()
    preview[0x010E] = "\xff\xd9"  # as a preview within EXIF has
    whole = written(two_halves((400, 300)), kind, exif=preview)
    assert safe_picture(whole).width == 400
    for length in range(40, len(whole) - 12, len(whole) // 9):
        with pytest.raises(RefusedPicture, match="ไฟล์ภาพเสียหายหรือไม่ครบ"):
            safe_picture(whole[:length])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_picture_with_bytes_changed_is_read_or_refused_and_nothing_else(kind):
    content = written(two_halves((200, 100)), kind)
    for place in range(2, len(content), max(1, len(content) // 150)):
        changed = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        with suppress(RefusedPicture):
            assert read(safe_picture(changed).content).size
