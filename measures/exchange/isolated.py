"""Files of strangers read in a process of their own, bounded in time and memory.

What breaks or overruns there costs that process, never the portal's. The child gets the file's
bytes and name, no environment and so no secrets of the portal, and answers in JSON.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .archive import check_size
from .marks import Mark
from .source import SourceDocument, UnreadableFile
from .source_json import source_from_json

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_LOGGED = 2_000


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may take: processor time and waiting in seconds, memory in bytes."""

    processor_seconds: int = 30
    waiting_seconds: float = 60
    memory: int = 1 << 30


LIMITS = ReadingLimits()


def read_isolated(content: bytes, file: str, limits: ReadingLimits = LIMITS) -> SourceDocument:
    """The prose and tables of a file, as `read_source` gives them. Raises UnreadableFile.

    Safe in threads: nothing runs between fork and exec, and the limits are set by the child on
    itself. Costs about 0.3 s over reading in this process.
    """
    return _read("source", content, file, limits)


def read_grid_isolated(content: bytes, file: str, limits: ReadingLimits = LIMITS) -> SourceDocument:
    """The sheets of a file as whole tables, as `read_grid` gives them. Raises UnreadableFile."""
    return _read("grid", content, file, limits)


def mark_isolated(
    content: bytes, file: str, marks: Sequence[Mark], limits: ReadingLimits = LIMITS
) -> bytes:
    """A copy of a Word or Excel file with its doubted cells marked. Raises UnreadableFile."""
    said = json.dumps([[each.table, each.row, each.column, each.text] for each in marks])
    return _run("marking_process", [file], said.encode() + b"\n" + content, file, limits)


def _read(how: str, content: bytes, file: str, limits: ReadingLimits) -> SourceDocument:
    check_size(content)
    answer = json.loads(_run("reading_process", [how, file], content, file, limits))
    if "refused" in answer:
        raise UnreadableFile(answer["refused"])
    return source_from_json(answer["source"])


def _run(
    module: str, arguments: Sequence[str], sent: bytes, file: str, limits: ReadingLimits
) -> bytes:
    command = [
        sys.executable, "-m", f"measures.exchange.{module}",
        *arguments, str(limits.memory), str(limits.processor_seconds),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the name is an argument, no shell
            command,
            input=sent,
            capture_output=True,
            timeout=limits.waiting_seconds,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:  # the child has been killed by then
        raise _overrun(file) from error
    except ValueError as error:  # a null character in the name
        raise UnreadableFile("ชื่อไฟล์มีอักขระที่ใช้ไม่ได้ โปรดเปลี่ยนชื่อไฟล์ เช่น measures-2568.docx") from error
    if done.returncode:
        logger.warning(
            "Reading %r ended with %s: %s",
            file,
            done.returncode,
            done.stderr[-_LONGEST_LOGGED:].decode(errors="replace"),
        )
        raise _overrun(file)
    return done.stdout


def _overrun(file: str) -> UnreadableFile:
    return UnreadableFile(
        f"ไฟล์ “{file}” ใช้เวลาหรือหน่วยความจำในการอ่านเกินกว่าที่ระบบกำหนด จึงหยุดอ่าน "
        "โปรดลบรูปภาพและเนื้อหาที่ไม่เกี่ยวข้อง หรือแยกเป็นหลายไฟล์ แล้วลองใหม่"
    )
