"""A save of one cell as the grid's script sends it: JSON, read with care and refused in Thai."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.thai.numerals import thai_digits
from itaportal.thai.text import normalise_text
from measures.actions.cell_changes import TypedCell
from measures.actions.cells import CellSave
from measures.choices import CellColumn, ParagraphKind, ResultStatus, Round
from measures.exchange.characters import printable_text
from measures.rules.cells import LONGEST_PARAGRAPH, MOST_PARAGRAPHS, ROUND_COLUMNS, tidied
from measures.rules.paragraphs import MAX_LEVEL, Cell, Paragraph

_LONGEST_MARKER, _LONGEST_NAME = 20, 64
# New units that one save may add to the office's list; an office has some ten in all.
_MOST_NEW_UNITS = 20
_UNREADABLE = "คำขอบันทึก: อ่าน {what} ไม่ได้ ต้องเป็น{expected} โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง เช่น {example}"


class BringBackForm(forms.Form):
    """Which earlier text comes back, and the revision of the cell that the page showed."""

    text = forms.CharField(max_length=40)
    revision = forms.CharField(max_length=_LONGEST_NAME)


def read_cell_save(body: bytes) -> CellSave:
    """The save that the body of a request says. Raises ValidationError, in Thai."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:  # the latter: brackets, nested by thousands
        raise _unreadable("คำขอ", "JSON", '{"row": 1}') from error
    if not isinstance(sent, dict):
        raise _unreadable("คำขอ", "JSON ที่เป็นวัตถุ", '{"row": 1}')
    row, column, round = sent.get("row"), sent.get("column"), sent.get("round")
    if not isinstance(row, int) or isinstance(row, bool):
        raise _unreadable("แถว (row)", "เลขจำนวนเต็ม", "1")
    if column not in CellColumn.values:
        raise _unreadable("ช่อง (column)", "ชื่อช่อง", "steps")
    column = CellColumn(column)
    if (round in Round.values) != (column in ROUND_COLUMNS):
        raise _unreadable("รอบ (round)", "6 หรือ 12 เฉพาะช่องของรอบ", "12")
    return CellSave(
        row=row,
        column=column,
        round=round if column in ROUND_COLUMNS else None,
        revision=_name(sent, "revision"),
        session=_name(sent, "session"),
        typed=TypedCell(
            _paragraphs(sent.get("paragraphs", []), column), _units(sent, column), _status(sent)
        ),
        is_closing=sent.get("closing") is True,
        was_split=any(len(each["text"].splitlines()) > 1 for each in sent.get("paragraphs", [])),
    )


def _unreadable(what: str, expected: str, example: str) -> ValidationError:
    return ValidationError(_UNREADABLE.format(what=what, expected=expected, example=example))


def _name(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or not value.isprintable():
        raise _unreadable(name, "ข้อความสั้น", "ab12")
    return value


def _status(sent: dict[str, Any]) -> str:
    status = sent.get("status") or ""
    if status and status not in ResultStatus.values:
        raise _unreadable("สถานะ (status)", "สถานะในรายการ", "done")
    return str(status)


def _units(sent: dict[str, Any], column: CellColumn) -> tuple[int | str, ...] | None:
    units = sent.get("units")
    if units is None or column is not CellColumn.RESPONSIBLE:
        return None
    if not isinstance(units, list) or not all(type(each) in (int, str) for each in units):
        raise _unreadable("ส่วนราชการ (units)", "รายการรหัสหรือชื่อส่วนราชการ", '[3, "กองช่าง"]')
    added = sum(isinstance(each, str) for each in units)
    if added > _MOST_NEW_UNITS:
        raise ValidationError(
            thai_digits(
                f"{column.label}: มีชื่อส่วนราชการใหม่ {added} ชื่อ เพิ่มได้ครั้งละไม่เกิน {_MOST_NEW_UNITS} ชื่อ "
                "โปรดเพิ่มทีละน้อย เช่น ครั้งละหนึ่งชื่อ"
            )
        )
    return tuple(_printable(each) if isinstance(each, str) else each for each in units)


def _paragraphs(sent: object, column: CellColumn) -> Cell:
    if not isinstance(sent, list):
        raise _unreadable("ย่อหน้า (paragraphs)", "รายการย่อหน้า", '[{"text": "กองคลัง"}]')
    read = tidied(tuple(paragraph for each in sent for paragraph in _paragraph(each, column)))
    if len(read) > MOST_PARAGRAPHS:
        raise ValidationError(
            thai_digits(
                f"{column.label}: มี {len(read)} ย่อหน้า ต้องไม่เกิน {MOST_PARAGRAPHS} ย่อหน้า "
                "โปรดแบ่งเป็นหลายแถว เช่น แถวละหนึ่งโครงการ"
            )
        )
    return read


def _paragraph(sent: object, column: CellColumn) -> Cell:
    """A paragraph; each further line of its text, as pasted ones have, is one of its own."""
    if not isinstance(sent, dict) or not isinstance(sent.get("text"), str):
        raise _unreadable("ย่อหน้า (paragraphs)", "ย่อหน้าที่มีข้อความ", '{"text": "กองคลัง"}')
    text, marker, level = sent["text"], sent.get("marker") or "", sent.get("level") or 0
    if len(text) > LONGEST_PARAGRAPH:
        raise ValidationError(
            thai_digits(
                f"{column.label}: ย่อหน้า “{text[:40]} …” ยาว {len(text)} อักขระ "
                f"ต้องไม่เกิน {LONGEST_PARAGRAPH} อักขระ โปรดแบ่งเป็นหลายย่อหน้า เช่น ข้อละหนึ่งเรื่อง"
            )
        )
    if type(level) is not int or not isinstance(marker, str) or len(marker) > _LONGEST_MARKER:
        raise _unreadable("ลำดับข้อ (level, marker)", "ระดับและเลขข้อ", '{"level": 1, "marker": "ก."}')
    if sent.get("kind", "plain") not in ParagraphKind.values:
        raise _unreadable("ชนิดย่อหน้า (kind)", "numbered dash หรือ plain", "numbered")
    kind = ParagraphKind(sent.get("kind", "plain"))
    level = min(max(level, 0), MAX_LEVEL)
    first, *more = text.splitlines() or [""]
    typed = _printable(marker).strip() if kind is not ParagraphKind.PLAIN else ""
    return (
        Paragraph(_printable(first), kind, level, typed),
        *(Paragraph(_printable(line), level=level) for line in more),
    )


def _printable(line: str) -> str:
    """A line as files and pasted tables are read: without what nobody sees and no report prints.

    Texts copied out of web pages and PDF files hold zero-width spaces and the like in every
    sentence; some characters, such as half of an emoji, cannot even be stored.
    """
    plain = normalise_text(line.replace("\t", " "))
    printable = printable_text(plain.text)
    return normalise_text(printable.text).text if printable.changes else plain.text
