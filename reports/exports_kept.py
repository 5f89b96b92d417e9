"""Exports kept on disk: the same facts in the same form are printed once.

A file is named by what went into it and by the edition of the portal, so that a change of either
makes another. Django's file cache keeps the files and drops the surplus.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

from .digests import digest_of

KEPT_EXPORTS = "exports"
"""The cache among settings.CACHES."""
_SOURCES = (
    "itaportal/thai",
    "measures/exchange",
    "measures/rules",
    "reports",
    "templates/reports/pdf",
)
_BUILT = ("fonts", "words")
_LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "python-docx", "openpyxl", "segno")


def kept_or_made(make: Callable[[], bytes], *made_of: Any) -> bytes:
    """The export of these values: as it was made before, else made now and kept."""
    exports = caches[KEPT_EXPORTS]
    key = digest_of(edition(), *made_of)
    kept: bytes | None = exports.get(key)
    if kept is None:
        kept = make()
        exports.set(key, kept)
    return kept


@functools.cache
def edition() -> str:
    """What printing depends on beside the facts: our code, fonts, words, and the libraries."""
    hashed = hashlib.sha256()
    for path in _files():
        hashed.update(path.name.encode())
        hashed.update(path.read_bytes())
    return digest_of(hashed.hexdigest(), tuple(version(library) for library in _LIBRARIES))


def _files() -> Iterator[Path]:
    folders = [
        *(settings.BASE_DIR / folder for folder in _SOURCES),
        *(settings.BUILD_DIR / folder for folder in _BUILT),
    ]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".toml", ".html", ".css", ".txt", ".ttf", ".tri"}:
                yield path
