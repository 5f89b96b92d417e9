"""Cell values of Excel as the office sees them: numbers in their format, dates in Thai."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from itaportal.thai.dates import thai_date_short, year_be, year_ce
from itaportal.thai.moments import SHORT_MONTHS
from itaportal.thai.numerals import THAI_DIGITS, thai_digits

ROUNDED = "ใช้ค่าที่ปัดเศษตามที่แสดงในเซลล์"
YEAR_OF_TWO_DIGITS = "อ่านเป็นปี พ.ศ. ตามเลขสองหลักท้าย เพราะ Excel เก็บเป็นปี ค.ศ. ของศตวรรษก่อน"
ERROR_VALUE = "เก็บค่าผิดพลาดของสูตรไว้ตามที่แสดง"

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST_BE_YEAR = 2400
_LAST_CENTURY = range(1957, 2000)
_MOST_DECIMALS = 6  # of a number in no format of its own: more is the noise of binary fractions
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_FORMAT_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|(?P<space>_.)|(?P<fill>\*.)'
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<other>.)",
    re.DOTALL,
)
_THAI_DIGITS_FORMAT = re.compile(r"\[\$-D0[0-9A-F]*\]|^t(?=[#0])", re.IGNORECASE)
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value as text, and what was decided in making it ("" for nothing)."""

    text: str
    decided: str = ""


def shown_value(value: object, format: str) -> ShownValue:
    """What a cell shows for its value in a number format of Excel."""
    match value:
        case None:
            return ShownValue("")
        case bool():
            return ShownValue(str(value).upper())
        case datetime.datetime() | datetime.date():
            return _date(value, format)
        case datetime.time():
            return ShownValue(thai_digits(f"{value:%H.%M} น."))
        case int() | float():
            return _number(value, format)
        case str() if value in _ERRORS:
            return ShownValue(value, ERROR_VALUE)
        case _:
            return ShownValue(decoded(str(value)))


def decoded(text: str) -> str:
    """Text with what Excel writes as a code: _x000D_ is a line break of old Macintoshes."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


# -- dates -----------------------------------------------------------------------------------------


def _date(value: datetime.datetime | datetime.date, format: str) -> ShownValue:
    """A date in Thai. A year from 2400 is Buddhist; Excel takes "ต.ค. 67" for October 1967."""
    year = year_be(value)
    decided = ""
    if value.year >= _FIRST_BE_YEAR:
        year = value.year
    elif value.year in _LAST_CENTURY:
        year = 2500 + value.year % 100
        decided = YEAR_OF_TWO_DIGITS
    codes = "".join(
        part["other"] or part["digits"] or "" for part in _FORMAT_PART.finditer(format)
    ).casefold()
    if "d" not in codes and "m" in codes and ("y" in codes or "b" in codes) and value.day == 1:
        return ShownValue(thai_digits(f"{SHORT_MONTHS[value.month - 1]} {year % 100:02}"), decided)
    try:
        text = thai_date_short(datetime.date(year_ce(year), value.month, value.day))
    except ValueError:  # 29 February of a year that only counted as CE is a leap year
        text = thai_digits(f"{value.day} {SHORT_MONTHS[value.month - 1]} {year}")
    if isinstance(value, datetime.datetime) and (value.hour or value.minute):
        text += thai_digits(f" {value:%H.%M} น.")
    return ShownValue(text, decided)


# -- numbers ---------------------------------------------------------------------------------------


def _number(value: int | float, format: str) -> ShownValue:
    sections = _SECTION.split(format)
    section = sections[0]
    exact = Decimal(repr(value)) if abs(value) < 1e15 else None
    if exact is None or not exact.is_finite():
        return ShownValue(str(value))
    if value < 0 and len(sections) > 1 and sections[1].strip():
        section, exact = sections[1], -exact  # the section writes the minus sign itself
    elif value == 0 and len(sections) > 2 and "0" in sections[2]:
        section = sections[2]
    parts = list(_FORMAT_PART.finditer(section))
    digits = [part["digits"] for part in parts if part["digits"]]
    letters = "".join(part["other"] or "" for part in parts).casefold()
    if len(digits) != 1 or "e" in letters or "/" in letters:
        return ShownValue(_plain(exact))
    scaled = exact * 100 if "%" in letters else exact
    text, rounded = _in_digits(scaled, digits[0])
    shown = "".join(
        text if part["digits"] else part["quoted"] or part["escaped"] or _literal(part["other"])
        for part in parts
    )
    if _THAI_DIGITS_FORMAT.search(section):
        shown = shown.translate(_TO_THAI)
    return ShownValue(shown.strip(), ROUNDED if rounded else "")


def _in_digits(value: Decimal, digits: str) -> tuple[str, bool]:
    """A number in a format's digits, and whether more than noise was cut off."""
    whole, _, fraction = digits.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    value = value / 1000**thousands
    shown = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    noise = Decimal(1).scaleb(-_MOST_DECIMALS)
    text = f"{abs(shown):,}" if "," in whole.rstrip(",") else str(abs(shown))
    before, point, after = text.partition(".")
    least = fraction.count("0")
    after = after[:least] + after[least:].rstrip("0")
    before = before.rjust(whole.count("0"), "0") if "," not in before else before
    sign = "-" if shown < 0 else ""
    return sign + before + (point + after if after else ""), abs(shown - value) > noise


def _plain(value: Decimal) -> str:
    """A number without a format of its own, without the noise of binary fractions."""
    if -value.as_tuple().exponent > _MOST_DECIMALS:  # type: ignore[operator]  # finite
        value = value.quantize(Decimal(1).scaleb(-_MOST_DECIMALS), ROUND_HALF_UP)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _literal(other: str | None) -> str:
    """Characters that a format shows as they are."""
    return other if other and other in "%+-() $฿:/" else ""
