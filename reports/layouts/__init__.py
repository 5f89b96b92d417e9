"""Layouts: which facts a report form holds, in which order, under which header words.

One TOML file a form. A layout holds no expressions and no conditions: where it would need an
`if`, the fact belongs in `facts.py`. The loader refuses whatever it does not know, in Thai, as the
form of the browser in which an office words its own headers shows the same words.
"""

from __future__ import annotations

import functools
from pathlib import Path

from .layout import (
    LINE_BREAK,
    ColumnLayout,
    IntroductionLayout,
    Layout,
    LayoutError,
    Placeholder,
    SectionLayout,
    Source,
    column_key,
)
from .reading import parse_layout
from .wording import OwnWording, column_keys, optional_keys, with_own_wording

__all__ = [
    "LINE_BREAK",
    "ColumnLayout",
    "IntroductionLayout",
    "Layout",
    "LayoutError",
    "OwnWording",
    "Placeholder",
    "SectionLayout",
    "Source",
    "UnknownLayoutError",
    "available_forms",
    "column_key",
    "column_keys",
    "load_layout",
    "optional_keys",
    "parse_layout",
    "with_own_wording",
]

_DIRECTORY = Path(__file__).resolve().parent


class UnknownLayoutError(LayoutError):
    """A form without a layout; the Thai message names the forms that have one."""


def available_forms() -> tuple[str, ...]:
    """Keys of the forms that have a layout, sorted."""
    return tuple(sorted(path.stem for path in _DIRECTORY.glob("*.toml")))


@functools.cache
def load_layout(form: str) -> Layout:
    """The built-in layout of a form; raises UnknownLayoutError or LayoutError."""
    forms = available_forms()
    if form not in forms:
        raise UnknownLayoutError(
            f"ไม่มีแบบรายงาน “{form}” แบบรายงานที่มีคือ {', '.join(forms)} เช่น {forms[0]}"
        )
    path = _DIRECTORY / f"{form}.toml"
    layout = parse_layout(path.read_text(encoding="utf-8"), name=path.name)
    if layout.form != form:
        raise LayoutError(f"{path.name}: form เป็น “{layout.form}” แต่ไฟล์ชื่อ “{form}” ต้องตรงกัน")
    return layout
