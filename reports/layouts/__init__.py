"""Layouts: which facts a report form holds, in which order, under which header words.

One TOML file a form. A layout holds no expressions and no conditions: where it would need an
`if`, the fact belongs in `facts.py`. The loader refuses whatever it does not know, in Thai, as a
form of the browser will show the same words to an office that changes its header wording.
"""

from __future__ import annotations

import functools
import string
import tomllib
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, TypeVar

from measures.choices import ReportForm

_DIRECTORY = Path(__file__).resolve().parent
_NARROWEST, _WHOLE = 5, 100  # percent
_Member = TypeVar("_Member", bound=Enum)


class Source(StrEnum):
    """The facts that a column may show; `compose` says how each becomes text."""

    MEASURES = "measures"
    STEPS = "steps"
    RESPONSIBLE = "responsible"
    PERIOD = "period"
    RESULTS = "results"
    OUTCOME = "outcome"


class Placeholder(StrEnum):
    """The facts that a layout's texts may name in braces."""

    ORGANIZATION = "organization"
    FISCAL_YEAR = "fiscal_year"
    SCORE_YEAR = "score_year"
    EARLIER_SCORE_YEAR = "earlier_score_year"


class LayoutError(Exception):
    """A layout that cannot be used; the Thai message says where, what was read, what to write."""


class UnknownLayoutError(LayoutError):
    """A form without a layout; the Thai message names the forms that have one."""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """A column: header words, the facts below them, width in percent of the table."""

    header: str
    source: Source
    width: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A report form."""

    form: ReportForm
    title: tuple[str, ...]
    introduction: str
    columns: tuple[ColumnLayout, ...]


def available_forms() -> tuple[str, ...]:
    """Keys of the forms that have a layout, sorted."""
    return tuple(sorted(path.stem for path in _DIRECTORY.glob("*.toml")))


@functools.cache
def load_layout(form: str) -> Layout:
    """The built-in layout of a form; raises UnknownLayoutError or LayoutError."""
    if form not in available_forms():
        raise UnknownLayoutError(
            f"ไม่มีแบบรายงาน “{form}” แบบรายงานที่มีคือ {', '.join(available_forms())} "
            f"เช่น {ReportForm.RESULTS_BY_ISSUE}"
        )
    path = _DIRECTORY / f"{form}.toml"
    layout = parse_layout(path.read_text(encoding="utf-8"), name=path.name)
    if layout.form != form:
        raise LayoutError(f"{path.name}: form เป็น “{layout.form}” แต่ไฟล์ชื่อ “{form}” ต้องตรงกัน")
    return layout


def parse_layout(text: str, *, name: str) -> Layout:
    """A layout from TOML; `name` tells the reader of an error where it stands."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"{name}: อ่านเป็น TOML ไม่ได้ ({error})") from error
    _require_keys(written, {"form", "title", "introduction", "columns"}, where=name)
    title = _list_of(written["title"], str, where=f"{name}: title")
    columns = tuple(
        _column(column, where=f"{name}: columns ที่ {number}")
        for number, column in enumerate(
            _list_of(written["columns"], dict, where=f"{name}: columns"), 1
        )
    )
    _require_whole_width(columns, where=name)
    return Layout(
        form=_member(ReportForm, written["form"], where=f"{name}: form"),
        title=tuple(_template(line, where=f"{name}: title") for line in title),
        introduction=_template(written["introduction"], where=f"{name}: introduction"),
        columns=columns,
    )


def _column(written: dict[str, Any], *, where: str) -> ColumnLayout:
    _require_keys(written, {"header", "source", "width"}, where=where)
    width = written["width"]
    if type(width) is not int or not _NARROWEST <= width <= _WHOLE:
        raise LayoutError(
            f"{where}: width เป็น {width!r} ต้องเป็นจำนวนเต็มร้อยละ {_NARROWEST} ถึง {_WHOLE} เช่น 20"
        )
    return ColumnLayout(
        header=_text(written["header"], where=f"{where}: header"),
        source=_member(Source, written["source"], where=f"{where}: source"),
        width=width,
    )


def _require_whole_width(columns: tuple[ColumnLayout, ...], *, where: str) -> None:
    total = sum(column.width for column in columns)
    if total != _WHOLE:
        raise LayoutError(f"{where}: width ของทุกคอลัมน์รวมได้ {total} ต้องรวมได้ {_WHOLE} พอดี")


def _require_keys(written: dict[str, Any], expected: set[str], *, where: str) -> None:
    unknown, missing = sorted(written.keys() - expected), sorted(expected - written.keys())
    if unknown or missing:
        found = f"ไม่รู้จักคีย์ {', '.join(unknown)}" if unknown else f"ขาดคีย์ {', '.join(missing)}"
        raise LayoutError(f"{where}: {found} คีย์ที่ใช้คือ {', '.join(sorted(expected))}")


def _list_of(written: Any, kind: type, *, where: str) -> list[Any]:
    if not isinstance(written, list) or not written or not all(type(x) is kind for x in written):
        words = "ข้อความ" if kind is str else "ตาราง [[columns]]"
        raise LayoutError(f"{where}: ต้องเป็นรายการของ{words}อย่างน้อยหนึ่งรายการ")
    return written


def _text(written: Any, *, where: str) -> str:
    if not isinstance(written, str) or not written.strip():
        raise LayoutError(f"{where}: เป็น {written!r} ต้องเป็นข้อความที่ไม่ว่าง")
    return " ".join(written.split())


def _template(written: Any, *, where: str) -> str:
    """A text whose braces name nothing but placeholders, without conversions or formats."""
    text = _text(written, where=where)
    names = ", ".join(f"{{{name}}}" for name in Placeholder)
    try:
        fields = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        raise LayoutError(f"{where}: วงเล็บปีกกาไม่ครบคู่ ใช้ได้เฉพาะ {names}") from error
    for field, specification, conversion in fields:
        if field not in set(Placeholder) or specification or conversion:
            raise LayoutError(f"{where}: ไม่รู้จัก “{{{field}}}” ใช้ได้เฉพาะ {names}")
    return text


def _member(kind: type[_Member], written: Any, *, where: str) -> _Member:
    try:
        return kind(written)
    except ValueError as error:
        raise LayoutError(
            f"{where}: ไม่รู้จัก {written!r} ค่าที่ใช้ได้คือ {', '.join(str(each.value) for each in kind)}"
        ) from error
