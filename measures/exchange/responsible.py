"""Who is responsible: a cell's text to units, everyone, committees and positions.

Units are told apart by the organization's own list, so that ทุกสำนัก/กอง is one and
สำนักปลัด/กองคลัง two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from measures.choices import ResponsibleKind
from measures.rules.numbering import split_cell

from .columns import alike
from .drafts import ResponsibleDraft
from .source import Doubt, Place

LONGEST_NAME = 200
"""Of a unit, committee or position; a longer text is a sentence."""

_SHORTEST_NEAR, _NEARLY_KNOWN = 6, 0.85
ADDS_UNIT = "เพิ่มเป็นส่วนราชการใหม่ของหน่วยงาน"
_EVERYONE = re.compile(
    r"ทุก\s*(?:สำนัก\s*/\s*กอง|ส่วนราชการ|ส่วนงาน|หน่วยงาน|สำนัก|กอง|งาน|ฝ่าย|ภาคส่วน)(?:\s*/\s*(?:กอง|งาน|ฝ่าย))?"
    r"|(?:พนักงาน|เจ้าหน้าที่|บุคลากร|ข้าราชการ)\s*ทุก\s*(?:คน|ท่าน|ระดับ)"
)
_COMMITTEE = re.compile(r"คณะ(?:กรรมการ|ทำงาน|อนุกรรมการ|ผู้บริหาร)")
_UNIT = re.compile(r"(?:สำนัก|กอง|ฝ่าย|ส่วน|หน่วย|ศูนย์|โรงเรียน|กลุ่ม|แผนก|งาน)")
_WORK_OF_UNIT = re.compile(r"(?P<work>(?:งาน|ฝ่าย)[^\s/,;()]+)\s+")
_UNDER_UNIT = re.compile(r"\(?\s*(?P<note>(?:งาน|ฝ่าย)[^()/,]*?)\s*\)?")
_IN_BRACKETS = re.compile(r"\s*\((?P<note>[^()]*)\)")
_MARKER = re.compile(r"\s*(?:\(?[0-9๐-๙]{1,2}[.)]|[-–•])\s*(?=\S)")
_BETWEEN = re.compile(r"[\s/,;]+|และ(?=\s|สำนัก|กอง|ฝ่าย|คณะ|ทุก)")
_PERSON = re.compile(
    r"(?:นาย(?!ก)|นาง|น\.ส\.|ว่าที่|ดร\.|นายก|รองนายก|ปลัด|รองปลัด|หัวหน้า|ผู้อำนวยการ|ผอ\.|ผู้บริหาร|ผู้บังคับ|"
    r"นัก|เจ้าพนักงาน|เจ้าหน้าที่|นิติกร|ผู้ช่วย|ผู้ดูแล|เลขานุการ|พนักงาน|ผู้)"
)


def read_responsible(
    lines: Sequence[str], units: Iterable[str], place: Place
) -> tuple[tuple[ResponsibleDraft, ...], tuple[Doubt, ...]]:
    """Those whom the paragraphs of a cell name, in order, and doubts about names not listed."""
    known = sorted({unit for unit in units if unit}, key=len, reverse=True)
    found: list[ResponsibleDraft] = []
    doubts: list[Doubt] = []
    for paragraph in split_cell(lines):
        line = paragraph.text
        for read in _read_line(
            _MARKER.sub("", line, count=1) if _MARKER.match(line) else line, known
        ):
            nearly = _nearly_known(read, known)
            entry = ResponsibleDraft(ResponsibleKind.UNIT, nearly, read.note) if nearly else read
            if entry in found:
                continue
            if max(len(entry.name), len(entry.note)) > LONGEST_NAME:
                doubts.append(_too_long(entry, place))
                continue
            found.append(entry)
            if nearly:
                made = f"ดูเหมือน{nearly} จึงนำเข้าเป็นส่วนราชการนั้น"
                doubts.append(Doubt(place, read.name, made, "ชื่อในรายการส่วนราชการของหน่วยงาน"))
            elif doubt := _doubt(entry, known, place):
                doubts.append(doubt)
    return tuple(found), tuple(doubts)


def names_someone(text: str, units: Iterable[str]) -> bool:
    """Whether a text names a unit, everyone, a committee or a position."""
    return begins_name(text) or any(unit and unit in text for unit in units)


def begins_name(text: str) -> bool:
    """Whether a text begins as the name of one of those responsible does."""
    text = text.strip()
    return any(each.match(text) for each in (_EVERYONE, _COMMITTEE, _UNIT, _PERSON))


def _nearly_known(entry: ResponsibleDraft, known: Sequence[str]) -> str:
    """The listed unit that a badly read name is nearly; "" when it is none."""
    if entry.name in known or entry.kind not in (ResponsibleKind.UNIT, ResponsibleKind.POSITION):
        return ""
    if len(entry.name) < _SHORTEST_NEAR or _PERSON.match(entry.name):
        return ""
    best = max(((alike(entry.name, unit), unit) for unit in known), default=(0.0, ""))
    return best[1] if best[0] >= _NEARLY_KNOWN else ""


def _read_line(line: str, known: Sequence[str]) -> list[ResponsibleDraft]:
    found: list[ResponsibleDraft] = []
    rest = line.strip()
    while rest:
        if between := _BETWEEN.match(rest):
            rest = rest[between.end() :]
            continue
        if everyone := _EVERYONE.match(rest):
            found.append(ResponsibleDraft(ResponsibleKind.EVERYONE))
            rest = rest[everyone.end() :]
            continue
        if unit := _known_unit(rest, known):
            name, end = unit
            note, after = _note(rest[end:])
            found.append(ResponsibleDraft(ResponsibleKind.UNIT, name, note))
            rest = rest[end + after :]
            continue
        work = _WORK_OF_UNIT.match(rest)
        if work and (unit := _known_unit(rest[work.end() :], known)):
            found.append(ResponsibleDraft(ResponsibleKind.UNIT, unit[0], work["work"]))
            rest = rest[work.end() + unit[1] :]
            continue
        if _COMMITTEE.match(rest) or _PERSON.match(rest):
            # Names of committees and persons hold spaces and และ.
            kind = ResponsibleKind.COMMITTEE if _COMMITTEE.match(rest) else ResponsibleKind.POSITION
            name, rest = _up_to(r"[/,;]", rest)
        else:
            name, rest = _up_to(r"[/,;\s(]", rest)
            kind = ResponsibleKind.UNIT if _UNIT.match(name) else ResponsibleKind.POSITION
        note, after = _note(rest) if kind is ResponsibleKind.UNIT else ("", 0)
        found.append(ResponsibleDraft(kind, name.strip(), note))
        rest = rest[after:]
    return found


def _known_unit(rest: str, known: Sequence[str]) -> tuple[str, int] | None:
    """A listed unit at the start, spaces inside its name aside, and where its name ends."""
    if shortened := re.match(r"([^\s/,;()]{4,})ฯ", rest):
        meant = [unit for unit in known if unit.startswith(shortened[1])]
        if len(meant) == 1:
            return meant[0], shortened.end()
    for unit in known:
        spaced = r"\s*".join(re.escape(letter) for letter in unit if not letter.isspace())
        found = re.match(spaced, rest)
        if found and _ends_name(rest[found.end() :], known):
            return unit, found.end()
    return None


def _ends_name(after: str, known: Sequence[str]) -> bool:
    return (
        not after
        or after[0] in "()/,;"
        or after[0].isspace()
        or bool(_BETWEEN.match(after))
        or any(after.startswith(unit) for unit in known)
    )


def _note(after: str) -> tuple[str, int]:
    """What narrows a unit down, such as (งานนิติการ), and how long it is."""
    bracketed = _IN_BRACKETS.match(after)
    if bracketed:
        return bracketed["note"].strip(), bracketed.end()
    under = re.match(rf"\s+{_UNDER_UNIT.pattern}(?=$|[/,;])", after)
    return (under["note"].strip(), under.end()) if under else ("", 0)


def _up_to(separator: str, rest: str) -> tuple[str, str]:
    """The text before the next separator, at least one character, and the rest."""
    end = re.search(separator, rest[1:])
    cut = end.start() + 1 if end else len(rest)
    return rest[:cut], rest[cut:]


def _too_long(entry: ResponsibleDraft, place: Place) -> Doubt:
    return Doubt(
        place,
        f"{entry.name[:60]} … {entry.name[-15:]}",
        "เก็บไว้เฉพาะในข้อความตามที่พิมพ์",
        "ชื่อส่วนราชการ คณะกรรมการ หรือตำแหน่ง เช่น กองคลัง",
    )


def _doubt(entry: ResponsibleDraft, known: Sequence[str], place: Place) -> Doubt | None:
    if entry.kind is ResponsibleKind.UNIT and entry.name not in known:
        listed = " ".join(reversed(known)) or "ยังไม่มี"
        return Doubt(
            place,
            entry.name,
            ADDS_UNIT,
            f"ชื่อในรายการส่วนราชการของหน่วยงาน ได้แก่ {listed}",
        )
    if entry.kind is ResponsibleKind.POSITION and not _PERSON.match(entry.name):
        return Doubt(
            place, entry.name, "เก็บเป็นชื่อตำแหน่งตามที่พิมพ์", "ชื่อส่วนราชการหรือตำแหน่ง เช่น ผู้อำนวยการกองคลัง"
        )
    return None
