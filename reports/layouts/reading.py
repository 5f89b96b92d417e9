"""TOML -> Layout. Whatever is unknown is refused, in Thai and with its place."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

from .checks import (
    LONGEST_HEADER,
    NARROWEST,
    WHOLE,
    list_of,
    member,
    require_keys,
    template,
    text,
    whole_number,
)
from .layout import (
    APPENDIX_HEADING,
    TABLE_POINTS,
    ColumnLayout,
    IntroductionLayout,
    Layout,
    LayoutError,
    SectionLayout,
    Source,
)

_SMALLEST, _LARGEST = 12, 16  # points of a table's text


def parse_layout(content: str, *, name: str) -> Layout:
    """A layout from TOML; `name` tells the reader of an error where it stands."""
    try:
        written = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"{name}: อ่านเป็น TOML ไม่ได้ ({error})") from error
    require_keys(
        written,
        {"form", "label", "title", "sections"},
        {"cover", "introduction", "appendix"},
        where=name,
    )
    sections = list_of(written["sections"], dict, where=f"{name}: sections")
    cover = list_of(written["cover"], list, where=f"{name}: cover") if "cover" in written else []
    return Layout(
        form=text(written["form"], where=f"{name}: form"),
        label=text(written["label"], where=f"{name}: label"),
        title=_lines(written["title"], where=f"{name}: title"),
        sections=tuple(
            _section(section, where=f"{name}: sections ที่ {number}")
            for number, section in enumerate(sections, 1)
        ),
        cover=tuple(
            _lines(group, where=f"{name}: cover ที่ {number}")
            for number, group in enumerate(cover, 1)
        ),
        introduction=_introduction(written.get("introduction", {}), where=f"{name}: introduction"),
        appendix=text(written.get("appendix", APPENDIX_HEADING), where=f"{name}: appendix"),
    )


def _lines(written: Any, *, where: str) -> tuple[str, ...]:
    return tuple(template(line, where=where) for line in list_of(written, str, where=where))


def _introduction(written: Any, *, where: str) -> IntroductionLayout:
    if not isinstance(written, dict):
        raise LayoutError(f"{where}: ต้องเป็นตาราง [introduction] ที่มี text หรือ heading")
    require_keys(written, set(), {"text", "heading"}, where=where)
    return IntroductionLayout(
        text=template(written["text"], where=f"{where}: text") if "text" in written else "",
        heading=text(written["heading"], where=f"{where}: heading") if "heading" in written else "",
    )


def _section(written: dict[str, Any], *, where: str) -> SectionLayout:
    require_keys(
        written, {"columns"}, {"optional", "heading", "introduction", "font_size"}, where=where
    )
    columns = _columns(written["columns"], set(), where=f"{where}: columns")
    _require_whole_width(columns, where=where)
    optional = (
        _columns(written["optional"], {"before"}, where=f"{where}: optional")
        if "optional" in written
        else ()
    )
    _require_one_of_each((*columns, *optional), where=where)
    return SectionLayout(
        columns=columns,
        optional=optional,
        heading=(
            _lines(written["heading"], where=f"{where}: heading") if "heading" in written else ()
        ),
        introduction=(
            template(written["introduction"], where=f"{where}: introduction")
            if "introduction" in written
            else ""
        ),
        font_size=whole_number(
            written.get("font_size", TABLE_POINTS),
            _SMALLEST,
            _LARGEST,
            where=f"{where}: font_size",
            example=14,
        ),
    )


def _columns(written: Any, more_keys: set[str], *, where: str) -> tuple[ColumnLayout, ...]:
    return tuple(
        _column(column, more_keys, where=f"{where} ที่ {number}")
        for number, column in enumerate(list_of(written, dict, where=where), 1)
    )


def _column(written: dict[str, Any], more_keys: set[str], *, where: str) -> ColumnLayout:
    require_keys(written, {"header", "source", "width"}, {"tier"} | more_keys, where=where)
    return ColumnLayout(
        header=template(written["header"], where=f"{where}: header", longest=LONGEST_HEADER),
        source=member(Source, written["source"], where=f"{where}: source"),
        width=whole_number(written["width"], NARROWEST, WHOLE, where=f"{where}: width", example=20),
        tier=(
            template(written["tier"], where=f"{where}: tier", longest=LONGEST_HEADER)
            if "tier" in written
            else ""
        ),
        before=(
            member(Source, written["before"], where=f"{where}: before")
            if "before" in written
            else None
        ),
    )


def _require_whole_width(columns: tuple[ColumnLayout, ...], *, where: str) -> None:
    total = sum(column.width for column in columns)
    if total != WHOLE:
        raise LayoutError(f"{where}: width ของทุกคอลัมน์รวมได้ {total} ต้องรวมได้ {WHOLE} พอดี")


def _require_one_of_each(columns: tuple[ColumnLayout, ...], *, where: str) -> None:
    """A source stands once in a table: it names the column where an office words it itself."""
    source, times = Counter(column.source for column in columns).most_common(1)[0]
    if times > 1:
        raise LayoutError(f"{where}: source {source.value!r} มี {times} คอลัมน์ ต้องมีได้คอลัมน์เดียว")
