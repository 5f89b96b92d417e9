"""A csv file of organizations and their first administrators, validated whole.

One line an organization; a further line of the same code names a further administrator. Columns
are found by their headings, Thai or English, in any order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from itaportal.thai.numerals import thai_digits
from measures.choices import Network, OrganizationKind

from .decoding import decoded
from .source import Place

KIND = "CSV (.csv)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings, whether it has to be filled in, how long it may be, an example."""

    heading: str
    key: str
    example: str
    required: bool = True
    longest: int = 100


COLUMNS = (
    Column("รหัส", "code", "chaiburi", longest=50),
    Column("ชื่อหน่วยงาน", "name", "องค์การบริหารส่วนตำบลไชยบุรี", longest=200),
    Column("ประเภท", "kind", "องค์การบริหารส่วนตำบล"),
    Column("อำเภอ", "district", "เมืองเลย", required=False),
    Column("จังหวัด", "province", "เลย"),
    Column("ผู้จัดการประเมิน", "network", "สำนักงาน ป.ป.ช.", required=False),
    Column("อีเมลผู้ดูแล", "administrator", "saraban@chaiburi.example.go.th", longest=254),
)
_BY_HEADING = {name: column for column in COLUMNS for name in (column.heading, column.key)}
_VOCABULARIES = {"kind": OrganizationKind, "network": Network}
_CODE = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class ListedOrganization:
    """A line of the file; `kind` and `network` are values of their vocabularies."""

    line: int
    code: str
    name: str
    kind: str
    district: str
    province: str
    network: str
    administrator: str

    @property
    def facts(self) -> dict[str, str]:
        """What is stored of the organization itself."""
        names = ("code", "name", "kind", "district", "province", "network")
        return {name: getattr(self, name) for name in names}


class OrganizationListRefusedError(Exception):
    """The file cannot be taken; `messages` name each line and column, in Thai."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def problem(line: int, column: str, read: str, expected: str, example: str) -> str:
    """Where, what was read, what is expected, an example."""
    place = thai_digits(f"บรรทัดที่ {line}")
    return f"{place} คอลัมน์ “{column}”: อ่านได้ “{read}” {expected} เช่น {example}"


def read_organization_list(content: bytes, file: str) -> tuple[ListedOrganization, ...]:
    """The organizations of a csv file. Raises UnreadableFile, OrganizationListRefusedError."""
    text, _ = decoded(content, Place(file), KIND)
    records = list(_records(text))
    if not records:
        headings = ",".join(column.heading for column in COLUMNS)
        raise OrganizationListRefusedError(
            [f"ไฟล์ “{file}” ว่าง โปรดใส่หัวคอลัมน์ในบรรทัดแรก เช่น {headings}"]
        )
    (line, headings_read), *lines = records
    columns = _columns(line, headings_read)
    problems: list[str] = []
    listed: list[ListedOrganization] = []
    for line, record in lines:
        values, wrong = _values(line, record, columns)
        problems += wrong
        if not wrong:
            listed.append(ListedOrganization(line=line, **values))
    problems += _contradictions(listed)
    if problems:
        raise OrganizationListRefusedError(problems)
    if not listed:
        raise OrganizationListRefusedError(
            [f"ไฟล์ “{file}” มีแต่หัวคอลัมน์ โปรดใส่หน่วยงานอย่างน้อยหนึ่งบรรทัดตั้งแต่บรรทัดที่ ๒"]
        )
    return tuple(listed)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something, each with the number of the line where it begins."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for record in reader:
        cells = [" ".join(cell.split()) for cell in record]
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(line: int, headings: list[str]) -> list[Column]:
    problems, columns = [], []
    known = " ".join(column.heading for column in COLUMNS)
    for number, heading in enumerate(headings, start=1):
        column = _BY_HEADING.get(heading) or _BY_HEADING.get(heading.lower())
        if column is None or column in columns:
            again = "ซ้ำกับคอลัมน์ก่อนหน้า" if column else f"ไม่ใช่หัวคอลัมน์ที่รู้จัก หัวคอลัมน์มี {known}"
            problems.append(
                problem(line, thai_digits(str(number)), heading, again, COLUMNS[0].heading)
            )
        else:
            columns.append(column)
    missing = [each.heading for each in COLUMNS if each.required and each not in columns]
    if missing:
        place = thai_digits(f"บรรทัดที่ {line}")
        problems.append(
            f"{place}: ไม่มีคอลัมน์ “{'” “'.join(missing)}” โปรดเพิ่มหัวคอลัมน์ให้ครบ เช่น {known}"
        )
    if problems:
        raise OrganizationListRefusedError(problems)
    return columns


def _values(
    line: int, record: list[str], columns: list[Column]
) -> tuple[dict[str, str], list[str]]:
    if len(record) > len(columns):
        extra = record[len(columns)]
        expected = thai_digits(
            f"เกินจากหัวคอลัมน์ {len(columns)} คอลัมน์ โปรดใส่เครื่องหมายคำพูดครอบข้อความที่มีจุลภาค"
        )
        where = thai_digits(str(len(columns) + 1))
        return {}, [problem(line, where, extra, expected, '"ก, ข"')]
    values = {column.key: "" for column in COLUMNS}
    values.update({column.key: cell for column, cell in zip(columns, record, strict=False)})
    values["network"] = values["network"] or Network.NACC
    problems = [
        problem(line, column.heading, values[column.key], expected, column.example)
        for column in COLUMNS
        if (expected := _expected(column, values))
    ]
    return values, problems


def _expected(column: Column, values: dict[str, str]) -> str:
    """What is expected instead of the value, "" where it is right, which puts it in its form."""
    key, value = column.key, values[column.key]
    if not value:
        return "ซึ่งว่าง โปรดระบุ" if column.required else ""
    if len(value) > column.longest:
        return thai_digits(f"ซึ่งยาว {len(value)} ตัวอักษร ต้องไม่เกิน {column.longest}")
    if key in _VOCABULARIES:
        return _in_vocabulary(values, key)
    if key == "code" and not _CODE.fullmatch(value):
        return "ต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดกลาง"
    if key == "administrator":
        try:
            validate_email(value)
        except ValidationError:
            return "ต้องเป็นอีเมล ชื่อและโดเมนคั่นด้วย @"
        values[key] = value.lower()
    return ""


def _in_vocabulary(values: dict[str, str], key: str) -> str:
    choices = {str(label): value for value, label in _VOCABULARIES[key].choices}
    value = values[key]
    if value in choices or value in choices.values():
        values[key] = choices.get(value, value)
        return ""
    return f"ต้องเป็นหนึ่งใน {' '.join(choices)}"


def _contradictions(listed: list[ListedOrganization]) -> Iterator[str]:
    first: dict[str, ListedOrganization] = {}
    seen: dict[tuple[str, str], int] = {}
    headings = {column.key: column.heading for column in COLUMNS}
    for each in listed:
        earlier = first.setdefault(each.code, each)
        for key, value in each.facts.items():
            said = earlier.facts[key]
            if value != said:
                expected = thai_digits(f"ต่างจากบรรทัดที่ {earlier.line} ซึ่งมีรหัส “{each.code}” เดียวกัน")
                yield problem(each.line, headings[key], value, expected, said)
        key_of_line = each.code, each.administrator
        if key_of_line in seen:
            expected = thai_digits(f"ซ้ำกับบรรทัดที่ {seen[key_of_line]} โปรดลบบรรทัดหนึ่ง หรือระบุอีเมลอื่น")
            other = "plad@chaiburi.example.go.th"
            yield problem(each.line, headings["administrator"], each.administrator, expected, other)
        seen.setdefault(key_of_line, each.line)
