"""Values of a JSON file, read strictly: each knows where it stands and refuses what it is not.

Strangers' files: size and number of values are looked at before parsing, nesting and figures while
it goes on. Numbers are whole and short, as scores and dates are texts; a key stands once.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, NoReturn, TypeVar

from itaportal.thai.numerals import thai_digits
from measures.choices import ParagraphKind
from measures.rules.paragraphs import MAX_LEVEL, Cell, Paragraph

from .source import UnreadableFile

MAX_FILE_BYTES = 100_000_000
"""With pictures; without them a plan has far below a million."""
MAX_VALUES = 1_000_000
MOST_DIGITS = 9
LONGEST_TEXT = 20_000
MOST_PARAGRAPHS = 2_000
_LONGEST_SHOWN = 60
_SCORE = re.compile(r"[0-9]{1,3}\.[0-9]{2}")
_UNPRINTABLE = {"Cc", "Cf", "Cn", "Co", "Cs"}
_Member = TypeVar("_Member", bound=Enum)


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value and its place, e.g. sections[1].heading; lists count from 1, as people do."""

    file: str
    place: str
    value: Any

    def refuse(self, expected: str, example: str = "") -> NoReturn:
        """Raise UnreadableFile: where, what was read, what is expected, an example."""
        at = f" ที่ {self.place}" if self.place else ""
        such_as = f" เช่น {example}" if example else ""
        raise UnreadableFile(
            f"ไฟล์ “{self.file}”{at}: อ่านได้ {_shown(self.value)} ต้องเป็น{expected}{such_as}"
        )

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, JsonValue]:
        """The values of an object that has all required keys and none that is not named."""
        required = list(required)
        if not isinstance(self.value, dict):
            self.refuse(f"อ็อบเจกต์ที่มีคีย์ {', '.join(required)}")
        allowed = [*required, *optional]
        if unknown := sorted(set(self.value).difference(allowed)):
            self._at(unknown[0]).refuse(f"คีย์ที่ระบบรู้จัก ได้แก่ {', '.join(allowed)}")
        if missing := [name for name in required if name not in self.value]:
            at = f" ที่ {self.place}" if self.place else ""
            raise UnreadableFile(
                f"ไฟล์ “{self.file}”{at}: ไม่มีคีย์ “{missing[0]}” คีย์ที่ต้องมีคือ {', '.join(required)}"
            )
        return {name: self._at(name) for name in allowed if name in self.value}

    def items(self, most: int) -> list[JsonValue]:
        """The values of a list."""
        if not isinstance(self.value, list):
            self.refuse("รายการในวงเล็บเหลี่ยม", "[ ]")
        if len(self.value) > most:
            raise UnreadableFile(
                f"ไฟล์ “{self.file}” ที่ {self.place}: "
                + thai_digits(f"มี {len(self.value):,} รายการ ระบบรับไม่เกิน {most:,} รายการ")
            )
        return [
            JsonValue(self.file, f"{self.place}[{number}]", value)
            for number, value in enumerate(self.value, start=1)
        ]

    def text(self, longest: int = LONGEST_TEXT, *, required: bool = False) -> str:
        """A text of one line, without characters that no report prints."""
        if not isinstance(self.value, str):
            self.refuse("ข้อความในเครื่องหมายคำพูด", '"กองคลัง"')
        if required and not self.value.strip():
            self.refuse("ข้อความที่ไม่ว่าง", '"กองคลัง"')
        if len(self.value) > longest:
            self.refuse(thai_digits(f"ข้อความไม่เกิน {longest:,} ตัวอักษร"))
        if len(self.value.splitlines()) > 1:
            self.refuse("ข้อความบรรทัดเดียว ย่อหน้าใหม่เป็นอีกรายการหนึ่ง")
        for character in self.value:
            if unicodedata.category(character) in _UNPRINTABLE:
                self.refuse(f"ข้อความที่ไม่มีอักขระควบคุมซึ่งพิมพ์ไม่ได้ (U+{ord(character):04X})")
        return self.value

    def number(self, low: int, high: int) -> int:
        """A whole number."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.refuse(thai_digits(f"จำนวนเต็ม {low} ถึง {high}"), str(low))
        return value

    def choice(self, kind: type[_Member]) -> _Member:
        """One of the values of an enumeration."""
        try:
            if isinstance(self.value, bool):
                raise ValueError
            return kind(self.value)
        except ValueError:
            known = [str(member.value) for member in kind]
            self.refuse(f"ค่าใดค่าหนึ่งของ {', '.join(known)}", known[0])

    def score(self) -> Decimal:
        """A score in percent, 0 to 100, written with two decimals."""
        found = _SCORE.fullmatch(self.value) if isinstance(self.value, str) else None
        if found is None or Decimal(found[0]) > 100:
            self.refuse("คะแนนร้อยละ 0 ถึง 100 เป็นข้อความที่มีทศนิยมสองตำแหน่ง", '"87.67"')
        return Decimal(found[0])

    def date(self) -> datetime.date:
        """A date as ISO 8601 writes it, CE."""
        try:
            if not isinstance(self.value, str) or len(self.value) != 10:
                raise ValueError
            return datetime.date.fromisoformat(self.value)
        except ValueError:
            self.refuse("วันที่แบบ ปี ค.ศ.-เดือน-วัน", '"2024-10-01"')

    def cell(self) -> Cell:
        """The paragraphs of a cell."""
        return tuple(each.paragraph() for each in self.items(MOST_PARAGRAPHS))

    def paragraph(self) -> Paragraph:
        """A paragraph: its text with kind, level and marker."""
        fields = self.fields(["text"], ["kind", "level", "marker"])
        kind, level, marker = ParagraphKind.PLAIN, 0, ""
        if "kind" in fields:
            kind = fields["kind"].choice(ParagraphKind)
        if "level" in fields:
            level = fields["level"].number(0, MAX_LEVEL)
        if "marker" in fields:
            marker = fields["marker"].text(50)
        if marker and kind is ParagraphKind.PLAIN:
            fields["marker"].refuse("ข้อความว่าง เพราะย่อหน้าธรรมดาไม่มีเลขข้อหรือขีด", '""')
        return Paragraph(fields["text"].text(), kind, level, marker)

    def _at(self, name: str) -> JsonValue:
        place = f"{self.place}.{name}" if self.place else name
        return JsonValue(self.file, place, self.value.get(name))


def read_json(content: bytes, file: str) -> JsonValue:
    """The value of a whole file. Raises UnreadableFile."""
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"ไฟล์ “{file}” "
            + thai_digits(
                f"มีขนาด {len(content) / 1_000_000:.1f} ล้านไบต์ "
                f"ระบบรับไม่เกิน {MAX_FILE_BYTES // 1_000_000} ล้านไบต์ โปรดลดจำนวนภาพในภาคผนวกก่อนส่งออก"
            )
        )
    # Before parsing: a small file of empty lists takes fifty times its size in memory.
    if sum(content.count(sign) for sign in (b"[", b"{", b",", b":")) > MAX_VALUES:
        raise UnreadableFile(
            f"ไฟล์ “{file}” มีข้อมูลมากเกินกว่าที่แผนหนึ่งจะมีได้ จึงไม่อ่าน โปรดใช้ไฟล์ JSON ที่ส่งออกจากระบบนี้"
        )
    try:
        text = content.decode("utf-8-sig")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_whole_number,
        )
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"ไฟล์ “{file}” ไม่ได้บันทึกเป็น UTF-8 โปรดบันทึกใหม่ด้วยรหัสอักขระ UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        place = thai_digits(f"บรรทัดที่ {error.lineno} ตัวอักษรที่ {error.colno}")
        raise UnreadableFile(
            f"ไฟล์ “{file}” {place}: อ่านเป็น JSON ไม่ได้ โปรดใช้ไฟล์ JSON ที่ส่งออกจากระบบนี้โดยไม่แก้ไข "
            "หรือแก้เครื่องหมายคำพูด วงเล็บ และจุลภาคให้ครบคู่"
        ) from error
    except RecursionError as error:
        raise UnreadableFile(
            f"ไฟล์ “{file}” มีวงเล็บซ้อนกันลึกเกินไป โปรดใช้ไฟล์ JSON ที่ส่งออกจากระบบนี้"
        ) from error
    except _Refused as refused:
        raise UnreadableFile(f"ไฟล์ “{file}” {refused}") from refused
    return JsonValue(file, "", value)


class _Refused(Exception):  # noqa: N818 -- carries the answer, never leaves this module
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"มีคีย์ “{twice[:_LONGEST_SHOWN]}” ซ้ำในอ็อบเจกต์เดียวกัน โปรดให้แต่ละคีย์มีครั้งเดียว")
    return found


def _whole_number(written: str) -> int:
    if len(written) > MOST_DIGITS:
        _refuse_number(written)
    return int(written)


def _refuse_number(written: str) -> NoReturn:
    raise _Refused(
        f"อ่านได้จำนวน {written[:_LONGEST_SHOWN]} ซึ่งแผนไม่มี ปีและลำดับเป็นจำนวนเต็ม "
        'คะแนนเป็นข้อความ เช่น 2568 หรือ "87.67"'
    )


def _shown(value: Any) -> str:
    """A value as it stands in the file, its beginning when it is long."""
    if isinstance(value, dict):
        return "อ็อบเจกต์"
    if isinstance(value, list):
        return "รายการ"
    # Lone surrogates cannot be shown or logged.
    if isinstance(value, str):
        value = value[: _LONGEST_SHOWN + 1].encode(errors="replace").decode()
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…"
