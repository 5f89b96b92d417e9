"""Framework files (`fixtures/frameworks/<year>.toml`) read and checked; no database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from measures.choices import Certainty, InstrumentCode, Network


class FrameworkFileError(ValueError):
    """A framework file that says something impossible; the message names file, place and cure."""


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """An instrument; `weight` in percent of the total."""

    code: str
    name: str
    weight: Decimal
    certainty: str


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator and the code of its instrument."""

    number: int
    name: str
    instrument: str
    certainty: str


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue that the year's measures must cover."""

    number: int
    name: str
    certainty: str


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question or disclosure item; `indicator` is the indicator's number."""

    indicator: int
    code: str
    text: str
    certainty: str


@dataclass(frozen=True, slots=True)
class BandEntry:
    """A level of the total, the highest first; least scores in percent.

    `each_instrument_from` is None where the level asks nothing of each instrument; it may be left
    out of the file.
    """

    name: str
    total_from: Decimal
    each_instrument_from: Decimal | None
    passes: bool


@dataclass(frozen=True, slots=True)
class FrameworkFile:
    """Everything one file says; `year_be` is a fiscal year of the Buddhist era."""

    year_be: int
    network: str
    title: str
    instruments: tuple[InstrumentEntry, ...]
    indicators: tuple[IndicatorEntry, ...]
    issues: tuple[IssueEntry, ...]
    questions: tuple[QuestionEntry, ...]
    bands: tuple[BandEntry, ...] = ()


Item = TypeVar("Item", InstrumentEntry, IndicatorEntry, IssueEntry, QuestionEntry)

HEAD_KEYS = {"year_be": int, "network": str, "title": str}
LIST_KEYS = {"instruments", "indicators", "issues", "questions", "bands"}


def read_framework(path: Path) -> FrameworkFile:
    """Read one framework file. Raises FrameworkFileError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkFileError(f"{path.name}: อ่านเป็น TOML ไม่ได้: {error}") from error
    unknown = sorted(content.keys() - HEAD_KEYS.keys() - LIST_KEYS)
    if unknown:
        known = ", ".join([*HEAD_KEYS, *sorted(LIST_KEYS)])
        raise FrameworkFileError(f"{path.name}: ไม่รู้จัก “{unknown[0]}” คาดว่าเป็นหนึ่งใน {known}")
    for key, kind in HEAD_KEYS.items():
        if type(content.get(key)) is not kind:
            raise FrameworkFileError(f"{path.name}: ต้องมี {key} เช่น year_be = 2568")
    framework = FrameworkFile(
        year_be=content["year_be"],
        network=content["network"],
        title=content["title"],
        instruments=_items(path, content, "instruments", InstrumentEntry),
        indicators=_items(path, content, "indicators", IndicatorEntry),
        issues=_items(path, content, "issues", IssueEntry),
        questions=_items(path, content, "questions", QuestionEntry),
        bands=_bands(path, content),
    )
    _check(path, framework)
    return framework


def _items(path: Path, content: dict[str, Any], key: str, kind: type[Item]) -> tuple[Item, ...]:
    items = []
    for position, item in enumerate(content.get(key, ()), 1):
        place = f"{path.name}: [[{key}]] รายการที่ {position}"
        expected = {field.name: field.type for field in fields(kind)}
        if not isinstance(item, dict) or item.keys() != expected.keys():
            raise FrameworkFileError(
                f"{place}: อ่านได้ {', '.join(item)} คาดว่ามีครบและมีเพียง {', '.join(expected)}"
            )
        values = dict(item)
        for name, annotation in expected.items():
            wanted = int if annotation == "int" else str
            if type(values[name]) is not wanted or values[name] == "":
                raise FrameworkFileError(
                    f"{place}: {name} เป็น “{values[name]}” คาดว่าเป็น"
                    + ("จำนวนเต็ม เช่น 5" if wanted is int else 'ข้อความที่ไม่ว่าง เช่น "30.00"')
                )
        if "weight" in values:
            values["weight"] = _weight(place, values["weight"])
        items.append(kind(**values))
    return tuple(items)


def _weight(place: str, text: str) -> Decimal:
    return _percent(place, "weight", text)


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


def _bands(path: Path, content: dict[str, Any]) -> tuple[BandEntry, ...]:
    """The levels of a file, which leave no hole below 100 and stand from the highest."""
    bands = []
    for position, item in enumerate(content.get("bands", ()), 1):
        place = f"{path.name}: [[bands]] รายการที่ {position}"
        optional = {"each_instrument_from"}
        if not isinstance(item, dict) or item.keys() | optional != {
            "name", "total_from", "passes", *optional,
        }:  # fmt: skip
            raise FrameworkFileError(
                f"{place}: อ่านได้ {', '.join(item)} คาดว่ามี name, total_from, passes "
                "และมี each_instrument_from ได้"
            )
        if not isinstance(item["name"], str) or type(item["passes"]) is not bool:
            raise FrameworkFileError(
                f'{place}: คาดว่า name เป็นข้อความ เช่น "ผ่านดี" และ passes เป็น true หรือ false'
            )
        each = item.get("each_instrument_from")
        bands.append(
            BandEntry(
                item["name"],
                _percent(place, "total_from", item["total_from"]),
                None if each is None else _percent(place, "each_instrument_from", each),
                item["passes"],
            )
        )
    order = [(band.total_from, band.each_instrument_from or Decimal(0)) for band in bands]
    if bands and (order != sorted(set(order), reverse=True) or any(order[-1])):
        raise FrameworkFileError(
            f"{path.name}: [[bands]] ต้องเรียงจากระดับสูงสุดโดยไม่ซ้ำ และระดับสุดท้ายต้องเริ่มที่ 0 "
            'เช่น total_from = "0.00"'
        )
    if len({band.name for band in bands}) < len(bands):
        raise FrameworkFileError(f"{path.name}: [[bands]] มีชื่อระดับซ้ำกัน")
    return tuple(bands)


def _check(path: Path, framework: FrameworkFile) -> None:
    """What must hold between the entries of one file."""

    def demand(holds: bool, sentence: str) -> None:
        if not holds:
            raise FrameworkFileError(f"{path.name}: {sentence}")

    demand(framework.network in Network.values, f"network ต้องเป็น {', '.join(Network.values)}")
    demand(
        2540 <= framework.year_be <= 2700,
        f"year_be เป็น {framework.year_be} คาดว่าเป็นพุทธศักราช เช่น 2568",
    )
    codes = [instrument.code for instrument in framework.instruments]
    demand(
        sorted(codes) == sorted(InstrumentCode.values),
        f"เครื่องมือเป็น {', '.join(codes)} คาดว่าเป็น {', '.join(InstrumentCode.values)} อย่างละหนึ่ง",
    )
    total = sum(instrument.weight for instrument in framework.instruments)
    demand(total == 100, f"น้ำหนักของเครื่องมือรวมได้ {total} คาดว่ารวมได้ 100")
    numbers = [indicator.number for indicator in framework.indicators]
    demand(
        numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 0,
        f"ตัวชี้วัดเป็น {numbers} คาดว่าเรียงจาก 1 โดยไม่ขาดและไม่ซ้ำ",
    )
    for indicator in framework.indicators:
        demand(
            indicator.instrument in codes,
            f"ตัวชี้วัดที่ {indicator.number} ใช้เครื่องมือ “{indicator.instrument}” ซึ่งไม่มีในไฟล์",
        )
    issues = [issue.number for issue in framework.issues]
    demand(
        issues == list(range(1, len(issues) + 1)),
        f"ประเด็นเป็น {issues} คาดว่าเรียงจาก 1 โดยไม่ขาดและไม่ซ้ำ",
    )
    seen = set()
    for question in framework.questions:
        demand(
            question.indicator in numbers,
            f"ข้อคำถาม {question.code} เป็นของตัวชี้วัดที่ {question.indicator} ซึ่งไม่มีในไฟล์",
        )
        demand(question.code not in seen, f"ข้อคำถาม {question.code} มีมากกว่าหนึ่งครั้ง")
        seen.add(question.code)
    for entries in (
        framework.instruments,
        framework.indicators,
        framework.issues,
        framework.questions,
    ):
        for entry in entries:
            demand(
                entry.certainty in Certainty.values,
                f"certainty เป็น “{entry.certainty}” คาดว่าเป็น {', '.join(Certainty.values)}",
            )
