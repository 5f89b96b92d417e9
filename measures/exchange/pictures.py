"""Pictures of strangers, decoded and encoded anew: nothing but the pixels is kept.

JPEG and PNG by their first bytes, never by their names. The size is looked at before anything is
decoded. EXIF (place, camera, small preview), colour profiles, comments and whatever else came
along are gone; the orientation that EXIF names is applied. Transparency becomes white, as paper.
"""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass
from enum import StrEnum

from PIL.Image import Image, Resampling, Transpose
from PIL.Image import new as new_image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from itaportal.thai.numerals import thai_digits


class PictureType(StrEnum):
    """The media types of pictures that are kept."""

    JPEG = "image/jpeg"
    PNG = "image/png"


JPEG, PNG = PictureType.JPEG.value, PictureType.PNG.value
ENDINGS: dict[str, str] = {JPEG: "jpg", PNG: "png"}
MAX_FILE_BYTES = 15_000_000
MAX_PIXELS = 50_000_000
"""Of a JPEG, before decoding; a camera of a telephone makes 12 to 50 million."""
MAX_PNG_PIXELS = 25_000_000
"""Of a PNG, which is decoded whole: a file of some kilobytes may claim them all."""
LONGEST_SIDE = 2_400
"""Pixels that are kept: 300 to an inch over 8 inches, the width of a page."""
LARGEST_PNG = 1_500_000
"""Bytes; above it the picture is a photograph and becomes JPEG."""
_JPEG_QUALITY = 88
SMALL_SIDE = 360
"""Pixels of a picture on a screen that lists it."""
_SMALL_QUALITY = 72
_KINDS: dict[bytes, type[JpegImageFile] | type[PngImageFile]] = {
    b"\xff\xd8\xff": JpegImageFile,
    b"\x89PNG\r\n\x1a\n": PngImageFile,
}
_OTHER_KINDS = {
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"BM": "BMP",
    b"%PDF": "PDF",
    b"PK\x03\x04": "ไฟล์ Office หรือ ZIP",
    b"<svg": "SVG",
    b"<?xml": "SVG หรือ XML",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
# What Pillow's decoders raise on files that are broken on purpose or by accident.
_BROKEN = (
    OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError, KeyError, TypeError,
    OverflowError, ZeroDivisionError, AttributeError, NotImplementedError,
)  # fmt: skip
_TURNS = {
    2: (Transpose.FLIP_LEFT_RIGHT,),
    3: (Transpose.ROTATE_180,),
    4: (Transpose.FLIP_TOP_BOTTOM,),
    5: (Transpose.TRANSPOSE,),
    6: (Transpose.ROTATE_270,),
    7: (Transpose.TRANSVERSE,),
    8: (Transpose.ROTATE_90,),
}


class RefusedPicture(Exception):  # noqa: N818 -- named by what it is to the user
    """A file that is not kept as a picture; the message says in Thai why and what to do."""


@dataclass(frozen=True, slots=True)
class SafePicture:
    """A picture as this module encodes it; width and height are pixels."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """The name of its file, made of its content: SHA-256 and ending."""
        return f"{hashlib.sha256(self.content).hexdigest()}.{ENDINGS[self.media_type]}"


def media_type_of(name: str) -> str:
    """What is in the file of that name: "image/jpeg" or "image/png"."""
    ending = name.rpartition(".")[2]
    return next(media_type for media_type, its in ENDINGS.items() if its == ending)


def safe_picture(content: bytes) -> SafePicture:
    """The picture of an uploaded file. Raises RefusedPicture.

    The same file gives the same bytes every time.
    """
    if len(content) > MAX_FILE_BYTES:
        raise RefusedPicture(
            thai_digits(
                f"ภาพมีขนาด {len(content) / 1_000_000:.1f} ล้านไบต์ "
                f"ระบบรับไม่เกิน {MAX_FILE_BYTES // 1_000_000} ล้านไบต์ "
            )
            + "โปรดย่อภาพ เช่น ส่งภาพถึงตนเองทางโปรแกรมสนทนาแล้วใช้ภาพที่ย่อแล้ว"
        )
    picture = _opened(content)
    if not _is_whole(content):
        raise _broken()
    width, height = picture.size
    most = MAX_PIXELS if isinstance(picture, JpegImageFile) else MAX_PNG_PIXELS
    if width * height > most:
        raise RefusedPicture(
            thai_digits(f"ภาพมี {width:,} × {height:,} จุด ระบบรับไม่เกิน {most // 1_000_000} ล้านจุด ")
            + "โปรดย่อภาพก่อน เช่น ให้ด้านยาวเหลือ ๒,๔๐๐ จุด"
        )
    try:
        is_photograph = isinstance(picture, JpegImageFile)
        return _encoded(_drawn(picture), is_photograph=is_photograph)
    except _BROKEN as error:
        raise _broken() from error


def small_picture(picture: SafePicture) -> bytes:
    """A kept picture as a JPEG of at most SMALL_SIDE a side, for lists of pictures."""
    opened = _opened(picture.content)
    if isinstance(opened, JpegImageFile):
        opened.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
    small = opened.convert("RGB")
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "JPEG", quality=_SMALL_QUALITY, optimize=True)
    return written.getvalue()


def _opened(content: bytes) -> JpegImageFile | PngImageFile:
    for magic, kind in _KINDS.items():
        if content.startswith(magic):
            try:
                return kind(io.BytesIO(content))
            except _BROKEN as error:
                raise _broken() from error
    start = content[:16].lstrip().lower()
    read = next(
        (name for magic, name in _OTHER_KINDS.items() if start.startswith(magic.lower())),
        "ไฟล์ชนิดที่ไม่รู้จัก",
    )
    if content[4:8] == b"ftyp":
        read = "HEIC หรือวิดีโอ"
    raise RefusedPicture(
        f"เนื้อหาของไฟล์เป็น {read} ระบบรับเฉพาะภาพ JPEG และ PNG "
        "โปรดเปิดภาพแล้วบันทึกเป็น JPEG เช่น activity-1.jpg"
    )


def _is_whole(content: bytes) -> bool:
    """Whether the picture ends where it should: WeasyPrint, once there, has Pillow take halves."""
    if content.startswith(b"\x89PNG"):
        return content.rfind(b"IEND") > content.rfind(b"IDAT")
    place = 2
    while content[place : place + 1] == b"\xff" and content[place + 1 : place + 2] != b"\xda":
        # A segment: marker, length, and what may be a preview with an end of its own.
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return content.find(b"\xff\xd9", place) > 0


def _broken() -> RefusedPicture:
    return RefusedPicture(
        "ไฟล์ภาพเสียหายหรือไม่ครบ โปรดเปิดภาพแล้วบันทึกใหม่เป็น JPEG หรือ PNG เช่น activity-1.jpg"
    )


def _drawn(picture: JpegImageFile | PngImageFile) -> Image:
    """The pixels, upright, at most LONGEST_SIDE a side, without transparency."""
    turns = _TURNS.get(_orientation(picture), ())
    if isinstance(picture, JpegImageFile):
        # Decodes a large photograph at a half, a quarter, an eighth: a fraction of the memory.
        picture.draft(picture.mode, (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    drawn: Image = picture
    halves = max(picture.size) // LONGEST_SIDE
    if halves > 1 and picture.mode in ("RGB", "RGBA", "L", "LA"):
        drawn = picture.reduce(halves)
    if drawn.mode == "P" and "transparency" not in drawn.info and max(drawn.size) <= LONGEST_SIDE:
        drawn = drawn.copy()  # drawings keep their palette, and their few bytes
    elif drawn.mode in ("1", "L"):
        drawn = drawn.convert("L")
    elif drawn.mode.startswith("I"):
        drawn = drawn.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif drawn.mode in ("LA", "PA", "RGBA", "P") or "transparency" in drawn.info:
        layer = drawn.convert("RGBA")
        drawn = new_image("RGB", layer.size, "white")
        drawn.paste(layer, mask=layer.getchannel("A"))
    else:
        drawn = drawn.convert("RGB")
    if max(drawn.size) > LONGEST_SIDE:
        scale = LONGEST_SIDE / max(drawn.size)
        width, height = (max(1, round(side * scale)) for side in drawn.size)
        drawn = drawn.resize((width, height), Resampling.LANCZOS)
    for turn in turns:
        drawn = drawn.transpose(turn)
    drawn.info = {}
    return drawn


def _orientation(picture: Image) -> int:
    try:
        turned = picture.getexif().get(0x0112, 1)
    except _BROKEN:
        return 1  # EXIF that cannot be read goes with the rest of it
    return turned if isinstance(turned, int) else 1


def _encoded(drawn: Image, *, is_photograph: bool) -> SafePicture:
    written = io.BytesIO()
    if not is_photograph:
        drawn.save(written, "PNG", optimize=True)
    media_type = PNG
    if not 0 < written.tell() <= LARGEST_PNG:
        media_type, written = JPEG, io.BytesIO()
        colours = drawn if drawn.mode == "L" else drawn.convert("RGB")
        colours.save(written, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return SafePicture(written.getvalue(), media_type, *drawn.size)
