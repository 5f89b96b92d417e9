"""`manage.py` among other commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_a_reader_that_has_seen_enough_is_no_error():
    shown = subprocess.run(
        f"{sys.executable} manage.py help --commands | head -n 1; echo ${{PIPESTATUS[0]}}",
        cwd=ROOT,
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in shown.stderr
    assert "BrokenPipe" not in shown.stderr
