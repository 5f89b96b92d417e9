"""Files that commands write."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from pathlib import Path


def output_path(text: str) -> Path:
    """The type of `--output`. Raises ArgumentTypeError for what names no file."""
    path = Path(text)
    if not path.name:
        raise ArgumentTypeError(f"“{text}” ไม่ใช่ชื่อไฟล์ โปรดระบุไฟล์ที่จะเขียน เช่น --output report.pdf")
    return path


def write_whole(output: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that no half of it is ever seen."""
    output.parent.mkdir(parents=True, exist_ok=True)
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
