"""Which reader reads which kind of file, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from .delimited import read_csv, read_text_grid, read_txt
from .docx import read_docx
from .grids import whole_table
from .source import SourceDocument, UnreadableFile
from .xlsx import read_xlsx

READERS: dict[str, Callable[[bytes, str], SourceDocument]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".txt": read_txt,
}

_SAVE_AS_WORD = "โปรดเปิดใน Word เลือก “บันทึกเป็น” แล้วเลือกชนิด “เอกสาร Word (.docx)”"
_SAVE_AS_EXCEL = "โปรดเปิดใน Excel เลือก “บันทึกเป็น” แล้วเลือกชนิด “สมุดงาน Excel (.xlsx)”"
REFUSED = {
    ".doc": f"เป็น Word รูปแบบเก่า {_SAVE_AS_WORD}",
    ".docm": f"เป็น Word แบบมีมาโคร ซึ่งระบบไม่รับ {_SAVE_AS_WORD}",
    ".dotx": f"เป็นแม่แบบของ Word {_SAVE_AS_WORD}",
    ".rtf": f"เป็น Rich Text {_SAVE_AS_WORD}",
    ".odt": f"เป็นเอกสาร OpenDocument {_SAVE_AS_WORD}",
    ".pdf": (
        "เป็น PDF ซึ่งไม่มีตารางให้อ่าน โปรดใช้ไฟล์ Word หรือ Excel ต้นฉบับ "
        "หรือเปิด PDF ใน Word ตรวจแก้ตาราง แล้วบันทึกเป็น Word (.docx)"
    ),
    ".xls": f"เป็น Excel รูปแบบเก่า {_SAVE_AS_EXCEL}",
    ".xlsm": f"เป็น Excel แบบมีมาโคร ซึ่งระบบไม่รับ {_SAVE_AS_EXCEL}",
    ".xlsb": f"เป็น Excel แบบไบนารี {_SAVE_AS_EXCEL}",
    ".xltx": f"เป็นแม่แบบของ Excel {_SAVE_AS_EXCEL}",
    ".ods": f"เป็นตาราง OpenDocument {_SAVE_AS_EXCEL}",
}
"""Kinds that offices send and the portal cannot read, with what they are and what to do."""


def read_source(content: bytes, file: str) -> SourceDocument:
    """The prose and tables of a file by the ending of its name. Raises UnreadableFile."""
    ending = PurePath(file).suffix.lower()
    reader = READERS.get(ending)
    if reader is not None:
        return reader(content, file)
    if ending in REFUSED:
        raise UnreadableFile(f"ไฟล์ “{file}” {REFUSED[ending]}")
    raise UnreadableFile(
        f"ไฟล์ “{file}” ไม่ใช่ชนิดที่ระบบอ่านได้ โปรดใช้ไฟล์ Word (.docx) Excel (.xlsx) CSV (.csv) "
        "หรือข้อความที่คั่นช่องด้วยแท็บ (.txt) เช่น measures-2568.docx"
    )


def read_grid(content: bytes, file: str) -> SourceDocument:
    """The sheets of a file as whole tables, for lists of scores. Raises UnreadableFile."""
    ending = PurePath(file).suffix.lower()
    if ending == ".xlsx":
        return read_xlsx(content, file, whole_table)
    if ending in (".csv", ".txt", ".tsv"):
        return read_text_grid(content, file)
    if ending in REFUSED:
        raise UnreadableFile(f"ไฟล์ “{file}” {REFUSED[ending]}")
    raise UnreadableFile(
        f"ไฟล์ “{file}” ไม่ใช่ชนิดที่ใช้นำเข้าคะแนน โปรดใช้ไฟล์ Excel (.xlsx) หรือ CSV (.csv) "
        "หรือวางคะแนนในหน้าคะแนน เช่น scores-2568.csv"
    )
