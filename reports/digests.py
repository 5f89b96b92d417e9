"""What values are, in 64 letters: the same values give the same digest in every process."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def digest_of(*values: Any) -> str:
    """SHA-256 of frozen dataclasses, tuples, texts, bytes, numbers and dates, in hexadecimal.

    Raises TypeError for anything else, as its parts would be left out unseen.
    """
    hashed = hashlib.sha256()
    _feed(hashed, values)
    return hashed.hexdigest()


def _feed(hashed: Any, value: Any) -> None:
    """Each value with its kind and length, so that no two sequences of values are alike."""
    match value:
        case str():
            encoded = value.encode()
            hashed.update(b"s%d:" % len(encoded))
            hashed.update(encoded)
        case bytes():
            hashed.update(b"b%d:" % len(value))
            hashed.update(value)
        case tuple() | list():
            hashed.update(b"t%d:" % len(value))
            for each in value:
                _feed(hashed, each)
        case Mapping():
            _feed(hashed, tuple(sorted(value.items())))
        case frozenset():
            _feed(hashed, tuple(sorted(value)))
        case None | bool() | int() | Decimal() | datetime.date():
            hashed.update(f"{type(value).__name__}={value!r};".encode())
        case _ if dataclasses.is_dataclass(value):
            hashed.update(f"{type(value).__name__}(".encode())
            for name in _names(type(value)):
                _feed(hashed, getattr(value, name))
        case _:
            raise TypeError(f"no digest of {type(value).__name__}")


_FIELDS: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in dataclasses.fields(kind))
    return _FIELDS[kind]
