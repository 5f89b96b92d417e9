"""What was measured against what it may be, and how: clocks, memory, pages."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdf


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and the most that it may be; `aim` is what we would like."""

    what: str
    figure: float
    at_most: float
    aim: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bound."""
        return self.figure <= self.at_most

    def __str__(self) -> str:
        aim = f", aim {self.aim:g}" if self.aim is not None else ""
        verdict = "ok" if self.holds else "TOO MUCH"
        return f"{self.what}: {self.figure:.2f} (at most {self.at_most:g}{aim}) {verdict}"


def timed(
    render: Callable[[], bytes], clock: Callable[[], float] = time.perf_counter
) -> tuple[float, bytes]:
    """Seconds and bytes of a render; of `time.process_time`, seconds of this process alone."""
    start = clock()
    printed = render()
    return clock() - start, printed


def pages_of(pdf: bytes) -> int:
    """Number of pages."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def resident_megabytes() -> float:
    """Memory of this process now."""
    return _status("VmRSS")


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    return _status("VmHWM")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith(f"{name}:"))
    return int(kilobytes) * 1024 / 1e6


def in_a_process_of_its_own(module: str) -> list[float]:
    """The figures that `python -m module` prints, a line each: memory that no other part took."""
    run = subprocess.run(
        [sys.executable, "-m", module], env=os.environ, capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(f"{module} failed:\n{run.stderr}")
    return [float(line) for line in run.stdout.split()]
