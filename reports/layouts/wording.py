"""An organization's own wording over a built-in layout: headers, columns, introduction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .checks import LONGEST_HEADER, WHOLE, template
from .layout import (
    ColumnLayout,
    IntroductionLayout,
    Layout,
    LayoutError,
    SectionLayout,
    column_key,
)


@dataclass(frozen=True, slots=True)
class OwnWording:
    """What an organization words itself; columns are named as by `column_key`.

    `added` are optional columns of the form, `left_out` its own. `introduction` replaces the
    form's own text, "" keeps it; a plan's introduction goes first.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    introduction: str = ""
    added: frozenset[str] = frozenset()


def column_keys(layout: Layout) -> dict[str, ColumnLayout]:
    """The columns of all sections by their names, in order."""
    return {
        column_key(number, column): column
        for number, section in enumerate(layout.sections, 1)
        for column in section.columns
    }


def optional_keys(layout: Layout) -> dict[str, ColumnLayout]:
    """The columns that an organization may add, by their names."""
    return {
        column_key(number, column): column
        for number, section in enumerate(layout.sections, 1)
        for column in section.optional
    }


def with_own_wording(layout: Layout, wording: OwnWording) -> Layout:
    """The layout as the organization words it; raises LayoutError for what it cannot hold."""
    own, optional = column_keys(layout), optional_keys(layout)
    known = {**own, **optional}
    for keys, among in (
        (wording.headers, known),
        (wording.left_out, own),
        (wording.added, optional),
    ):
        for key in sorted(keys):
            if key not in among:
                raise LayoutError(f"ไม่รู้จักคอลัมน์ “{key}” คอลัมน์ของแบบนี้คือ {', '.join(among) or 'ไม่มี'}")
    headers = {
        key: template(header, where=f"หัวตาราง “{known[key].header}”", longest=LONGEST_HEADER)
        for key, header in wording.headers.items()
    }
    sections = tuple(
        replace(section, columns=_columns(number, section, headers, wording))
        for number, section in enumerate(layout.sections, 1)
    )
    introduction = layout.introduction
    if wording.introduction.strip():
        text = template(wording.introduction, where="ข้อความนำ")
        introduction = IntroductionLayout(text, introduction.heading)
    return replace(layout, sections=sections, introduction=introduction)


def _columns(
    number: int, section: SectionLayout, headers: Mapping[str, str], wording: OwnWording
) -> tuple[ColumnLayout, ...]:
    """The columns that stay and those that are added, as wide together as the page."""
    columns = list(section.columns)
    for column in section.optional:
        if column_key(number, column) in wording.added:
            sources = [each.source for each in columns]
            place = sources.index(column.before) if column.before in sources else len(columns)
            columns.insert(place, column)
    kept = [column for column in columns if column_key(number, column) not in wording.left_out]
    if not kept:
        raise LayoutError(f"ตารางที่ {number} ไม่เหลือคอลัมน์ให้พิมพ์ ต้องเหลืออย่างน้อยหนึ่งคอลัมน์")
    widths = _shared([column.width for column in kept])
    return tuple(
        replace(column, width=width, header=headers.get(column_key(number, column), column.header))
        for column, width in zip(kept, widths, strict=True)
    )


def _shared(widths: list[int]) -> list[int]:
    """The widths in the same proportions, whole percents that add up; the largest remainders
    are rounded up.
    """
    total = sum(widths)
    shares = [width * WHOLE // total for width in widths]
    by_remainder = sorted(range(len(widths)), key=lambda n: -(widths[n] * WHOLE % total))
    for number in by_remainder[: WHOLE - sum(shares)]:
        shares[number] += 1
    return shares
