"""Where pictures lie: under MEDIA_ROOT, by organization, named by what is in them.

No file has a name that somebody chose, and none is served by its path: a view streams what a row
that the user may see names. The same picture twice is one file. A row that goes leaves its file,
to which no address leads any more; `manage.py remove_unused_pictures` clears such files away.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from .pictures import ENDINGS, JPEG, SafePicture

_NAME = re.compile(r"(?P<code>[a-z0-9-]+)/(?P<name>[0-9a-f]{64}\.(?:jpg|png))")
_MEDIA_TYPES = {ending: media_type for media_type, ending in ENDINGS.items()}


def keep_picture(code: str, picture: SafePicture) -> str:
    """Store a picture below an organization's code; returns the name for a row's column.

    The file is there whole or not at all; one that is there already is marked as just used.
    """
    name = f"{code}/{picture.name}"
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        os.utime(path)
        return name
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as new:
        new.write(picture.content)
    Path(new.name).replace(path)
    return name


def stored_picture(name: str) -> SafePicture:
    """The picture of a row's column. Raises FileNotFoundError."""
    path = _path(name)
    media_type = _MEDIA_TYPES[path.suffix[1:]]
    content = path.read_bytes()
    with path.open("rb") as file:
        width, height = (JpegImageFile if media_type == JPEG else PngImageFile)(file).size
    return SafePicture(content, media_type, width, height)


def bare_name(name: str) -> str:
    """What a name says of the content alone, without the organization."""
    return PurePosixPath(name).name


def has_picture(code: str, bare: str) -> bool:
    """Whether the organization has a picture of this content."""
    return _path(f"{code}/{bare}").exists()


def kept_names() -> Iterator[tuple[str, float]]:
    """The name of every file with the moment (seconds since 1970) when it was last stored."""
    root = _root()
    for path in sorted(root.glob("*/*")):
        name = path.relative_to(root).as_posix()
        if _NAME.fullmatch(name):
            yield name, path.stat().st_mtime


def drop_picture(name: str) -> None:
    """Remove a file that no row names."""
    _path(name).unlink(missing_ok=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "pictures"


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(f"{name!r} is no name of a picture")
    return _root() / name
