"""Framework files (`fixtures/frameworks/<year>.toml`) read; no database.

A file is the assessment of one year by one network. Its entries are
`framework_entries`, what must hold between them is `framework_checks`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import MISSING, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from measures.choices import Certainty

from .framework_checks import check_framework
from .framework_entries import (
    BandEntry,
    FrameworkFile,
    FrameworkFileError,
    IndicatorEntry,
    InstrumentEntry,
    IssueEntry,
    ItemEntry,
    LinkEntry,
    QuestionEntry,
    RangeEntry,
)

__all__ = ["FrameworkFile", "FrameworkFileError", "read_framework"]


Item = TypeVar(
    "Item",
    InstrumentEntry,
    IndicatorEntry,
    IssueEntry,
    RangeEntry,
    QuestionEntry,
    LinkEntry,
    ItemEntry,
    BandEntry,
)

HEAD_KEYS = {"year_be": int, "network": str, "title": str}
OPTIONAL_HEAD_KEYS = {"series": str, "same_questions_as": int}
LIST_KEYS = (
    "instruments",
    "indicators",
    "issues",
    "question_ranges",
    "questions",
    "question_links",
    "disclosure_items",
    "bands",
)
_HEAD_EXAMPLES = {
    "year_be": "year_be = 2568",
    "network": 'network = "nacc"',
    "title": 'title = "การประเมินคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568"',
}
_AT = re.compile(r"at line (\d+), column (\d+)")
_RANGE = re.compile(r"([ieo])([1-9]\d?)-\1([1-9]\d?)\Z")
_CODE = re.compile(r"[ieo][1-9]\d?\Z")
_KINDS = {"int": int, "bool": bool}
_EXAMPLES = {"int": "จำนวนเต็ม เช่น 5", "bool": " true หรือ false", "str": 'ข้อความที่ไม่ว่าง เช่น "i4"'}


def read_framework(path: Path) -> FrameworkFile:
    """Read one framework file. Raises FrameworkFileError."""
    content = _content(path)
    known = [*HEAD_KEYS, *OPTIONAL_HEAD_KEYS, *LIST_KEYS]
    unknown = sorted(content.keys() - set(known))
    if unknown:
        raise FrameworkFileError(
            f"{path.name}: ไม่รู้จัก “{unknown[0]}” คาดว่าเป็นหนึ่งใน {', '.join(known)}"
        )
    for key, kind in HEAD_KEYS.items():
        if key not in content:
            raise FrameworkFileError(f"{path.name}: ต้องมี {key} เช่น {_HEAD_EXAMPLES[key]}")
        if not _is_told(content[key], kind):
            raise FrameworkFileError(
                f"{path.name}: {key} เป็น “{content[key]}” คาดว่าเป็นอย่างเช่น {_HEAD_EXAMPLES[key]}"
            )
    for key, kind in OPTIONAL_HEAD_KEYS.items():
        if key in content and not _is_told(content[key], kind):
            raise FrameworkFileError(
                f"{path.name}: {key} เป็น “{content[key]}” คาดว่าเป็น"
                + ("ปี พ.ศ. เช่น 2567" if kind is int else 'ข้อความ เช่น "ten-indicators"')
            )
    ranges = _items(path, content, "question_ranges", RangeEntry)
    questions = _items(path, content, "questions", QuestionEntry)
    framework = FrameworkFile(
        file=path.name,
        instruments=_items(path, content, "instruments", InstrumentEntry),
        indicators=_items(path, content, "indicators", IndicatorEntry),
        issues=_items(path, content, "issues", IssueEntry),
        questions=_all_questions(path, ranges, questions),
        question_links=_items(path, content, "question_links", LinkEntry),
        disclosure_items=_items(path, content, "disclosure_items", ItemEntry),
        bands=_items(path, content, "bands", BandEntry),
        **{key: content[key] for key in [*HEAD_KEYS, *OPTIONAL_HEAD_KEYS] if key in content},
    )
    check_framework(framework)
    return framework


def _content(path: Path) -> dict[str, Any]:
    """The file's TOML; a byte order mark, which editors put before it, is no part of it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FrameworkFileError(
            f"{path.name}: อ่านเป็น TOML ไม่ได้ เพราะไม่ใช่ข้อความ UTF-8 โปรดบันทึกไฟล์ใหม่เป็น UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = f"บรรทัดที่ {at[1]} อักษรที่ {at[2]}" if at else "ท้ายไฟล์"
        raise FrameworkFileError(
            f"{path.name}: อ่านเป็น TOML ไม่ได้ ติดที่{place} โปรดตรวจเครื่องหมายคำพูด วงเล็บ จุลภาค และ = "
            f'ก่อนตำแหน่งนั้น เช่น title = "ชื่อกรอบการประเมิน" ({error})'
        ) from error


def _is_told(value: Any, kind: type) -> bool:
    """Whether a value is of the kind, and of a text that it says something."""
    if isinstance(value, str):
        return kind is str and bool(value.strip()) and all(sign >= " " for sign in value)
    return type(value) is kind


def _items(path: Path, content: dict[str, Any], key: str, kind: type[Item]) -> tuple[Item, ...]:
    listed = content.get(key, [])
    if not isinstance(listed, list):
        raise FrameworkFileError(f"{path.name}: {key} ต้องเป็นรายการ เช่น [[{key}]]")
    return tuple(
        _item(f"{path.name}: [[{key}]] รายการที่ {position}", item, kind)
        for position, item in enumerate(listed, 1)
    )


def _item(place: str, item: Any, kind: type[Item]) -> Item:
    expected = {field.name: str(field.type) for field in fields(kind)}
    demanded = {field.name for field in fields(kind) if field.default is MISSING}
    if not isinstance(item, dict) or not demanded <= item.keys() <= expected.keys():
        read = ", ".join(item) if isinstance(item, dict) else str(item)
        optional = expected.keys() - demanded
        also = f" และมี {', '.join(sorted(optional))} ได้" if optional else ""
        names = ", ".join(name for name in expected if name in demanded)
        raise FrameworkFileError(f"{place}: อ่านได้ {read} คาดว่ามีครบและมีเพียง {names}{also}")
    values: dict[str, Any] = {}
    for name, value in item.items():
        annotation = expected[name]
        if annotation.startswith("Decimal"):
            values[name] = _percent(place, name, value)
            continue
        if not _is_told(value, _KINDS.get(annotation, str)):
            raise FrameworkFileError(
                f"{place}: {name} เป็น “{value}” คาดว่าเป็น{_EXAMPLES[annotation]}"
            )
        values[name] = value
    if values.get("certainty", Certainty.FOUND) not in Certainty.values:
        raise FrameworkFileError(
            f"{place}: certainty เป็น “{values['certainty']}” คาดว่าเป็น {', '.join(Certainty.values)}"
        )
    code = values.get("code", "i1")
    if kind in (QuestionEntry, ItemEntry) and not _CODE.match(code):
        raise FrameworkFileError(f'{place}: code เป็น “{code}” คาดว่าเป็นรหัสข้อ เช่น "i4" หรือ "o27"')
    return kind(**values)


def _percent(place: str, name: str, text: Any) -> Decimal:
    try:
        value = Decimal(text if isinstance(text, str) else "")
    except InvalidOperation as error:
        raise FrameworkFileError(
            f'{place}: {name} เป็น “{text}” คาดว่าเป็นร้อยละ เช่น "30.00"'
        ) from error
    if not value.is_finite() or not 0 <= value <= 100:
        raise FrameworkFileError(f'{place}: {name} เป็น “{text}” คาดว่าเป็น "0.00" ถึง "100.00"')
    return value


def _all_questions(
    path: Path, ranges: Sequence[RangeEntry], questions: Sequence[QuestionEntry]
) -> tuple[QuestionEntry, ...]:
    """One entry a code: those of the ranges, with the texts of those that stand by themselves."""
    by_code: dict[str, QuestionEntry] = {}
    for entry in ranges:
        found = _RANGE.match(entry.codes)
        if found is None or int(found[2]) > int(found[3]):
            raise FrameworkFileError(
                f'{path.name}: codes เป็น “{entry.codes}” คาดว่าเป็นช่วงรหัส เช่น "i1-i6"'
            )
        for number in range(int(found[2]), int(found[3]) + 1):
            code = f"{found[1]}{number}"
            if code in by_code:
                raise FrameworkFileError(f"{path.name}: ข้อคำถาม {code} อยู่ในช่วงรหัสมากกว่าหนึ่งช่วง")
            by_code[code] = QuestionEntry(entry.indicator, code, "", entry.certainty)
    told = set()
    for question in questions:
        if question.code in told:
            raise FrameworkFileError(f"{path.name}: ข้อคำถาม {question.code} มีมากกว่าหนึ่งครั้ง")
        told.add(question.code)
        ranged = by_code.get(question.code)
        if ranged is not None and ranged.indicator != question.indicator:
            raise FrameworkFileError(
                f"{path.name}: ข้อคำถาม {question.code} เป็นของตัวชี้วัดที่ {question.indicator} "
                f"แต่ช่วงรหัสให้เป็นของตัวชี้วัดที่ {ranged.indicator}"
            )
        by_code[question.code] = question
    return tuple(by_code.values())
