"""The parts of a plan in JSON that need no names of a framework, each read from its value."""

from __future__ import annotations

import base64
import binascii
import hashlib

from itaportal.thai.dates import Period
from itaportal.thai.numerals import thai_digits
from measures.choices import CitationBinding, CitationScope, InstrumentCode, ResponsibleKind
from measures.rules.addresses import LONGEST_ADDRESS, address_problem
from measures.rules.paragraphs import Cell

from .drafts import (
    CitationDraft,
    LinkDraft,
    PictureDraft,
    ResponsibleDraft,
    SignatoryDraft,
    StepDraft,
)
from .json_values import JsonValue
from .pictures import ENDINGS, MAX_FILE_BYTES, PictureType
from .source import UnreadableFile

FIRST_YEAR, LAST_YEAR = 2540, 2640
"""BE; what lies outside is a slip of typing or a year of the Christian era."""


def require_subject(at: JsonValue, citation: CitationDraft) -> None:
    """A citation names what its scope says."""
    typed = citation.binding is CitationBinding.TYPED
    named = {
        CitationScope.INDICATOR: citation.indicator is not None,
        CitationScope.QUESTION: bool(citation.question or (typed and citation.topic)),
        CitationScope.INSTRUMENT: bool(citation.instrument),
        CitationScope.TOTAL: True,
        CitationScope.TOPIC: typed,
    }
    if not named[citation.scope]:
        at.refuse(f"คะแนนที่ระบุ{citation.scope.label} เพราะ scope เป็น {citation.scope.value}")


def instrument_of(at: JsonValue | None) -> str:
    """The code of an instrument; "" for none."""
    return at.choice(InstrumentCode).value if at is not None and at.value != "" else ""


def step_of(at: JsonValue, measures: int) -> StepDraft:
    """A step; its measure counts the row's from 1."""
    fields = at.fields(("content",), ("measure",))
    measure = fields.get("measure")
    of_measure = None
    if measure is not None and measure.value is not None:
        if not measures:
            measure.refuse("null เพราะแถวนี้ไม่มีมาตรการ")
        of_measure = measure.number(1, measures)
    return StepDraft(fields["content"].cell(), of_measure)


def responsible_of(at: JsonValue) -> ResponsibleDraft:
    """One of those responsible."""
    fields = at.fields(("kind", "name"), ("kind_label", "note"))
    kind = fields["kind"].choice(ResponsibleKind)
    longest = 200 if kind is ResponsibleKind.UNIT else 300
    name = fields["name"].text(longest, required=kind is not ResponsibleKind.EVERYONE)
    return ResponsibleDraft(kind, name, fields["note"].text(300) if "note" in fields else "")


def period_of(at: JsonValue | None) -> Period | None:
    """Two dates in order; None for none."""
    if at is None or at.value is None:
        return None
    fields = at.fields(("start", "end"))
    start, end = fields["start"].date(), fields["end"].date()
    if end < start:
        fields["end"].refuse("วันเดียวกับหรือหลังวันเริ่ม", '"2025-09-30"')
    return Period(start, end)


def link_of(at: JsonValue) -> LinkDraft:
    """An address of the appendix."""
    fields = at.fields(("address", "label"))
    address = fields["address"].text(LONGEST_ADDRESS, required=True)
    if problem := address_problem(address):
        raise UnreadableFile(f"ไฟล์ “{at.file}” ที่ {fields['address'].place}: {problem}")
    return LinkDraft(address, fields["label"].text(300, required=True))


def picture_of(at: JsonValue) -> PictureDraft:
    """A picture as the file holds it: who stores it encodes it anew."""
    fields = at.fields(("media_type", "alternative_text", "content"), ("file", "caption"))
    media_type = fields["media_type"].choice(PictureType)
    written = fields["content"].value
    expected = "ภาพที่เข้ารหัส Base64"
    if not isinstance(written, str) or not written:
        fields["content"].refuse(expected)
    if len(written) > MAX_FILE_BYTES * 4 // 3 + 4:
        fields["content"].refuse(
            thai_digits(f"{expected} ไม่เกิน {MAX_FILE_BYTES // 1_000_000} ล้านไบต์")
        )
    try:
        content = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        fields["content"].refuse(expected)
    name = f"{hashlib.sha256(content).hexdigest()}.{ENDINGS[media_type]}"
    return PictureDraft(
        name,
        fields["alternative_text"].text(500),
        fields["caption"].text(2_000) if "caption" in fields else "",
        content,
    )


def signatory_of(at: JsonValue) -> SignatoryDraft:
    """One who signs."""
    fields = at.fields(("role",), ("name", "position_title"))
    return SignatoryDraft(
        fields["role"].text(100, required=True),
        fields["name"].text(200) if "name" in fields else "",
        fields["position_title"].text(200) if "position_title" in fields else "",
    )


def cell_of(fields: dict[str, JsonValue], name: str) -> Cell:
    """The cell under a key that may be left out."""
    return fields[name].cell() if name in fields else ()


def listed(fields: dict[str, JsonValue], name: str, most: int) -> list[JsonValue]:
    """The values of a list that may be left out."""
    return fields[name].items(most) if name in fields else []


def number_of(fields: dict[str, JsonValue], name: str, low: int, high: int) -> int:
    """A whole number that may be left out for the lowest."""
    return fields[name].number(low, high) if name in fields else low


def year_of(at: JsonValue) -> int:
    """A year, BE."""
    return at.number(FIRST_YEAR, LAST_YEAR)


def optional_year_of(at: JsonValue | None) -> int | None:
    """A year, BE, or none."""
    return None if at is None or at.value is None else year_of(at)
