"""The process in which `isolated` has a file read: `python -m measures.exchange.reading_process`.

Takes the file's content on standard input; "source" or "grid" for how to read it, its name and the
limits as arguments. Gives JSON on standard output, `{"source": …}` or `{"refused": "…"}`. Knows no
Django and no settings.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import IO, Any


def main(arguments: list[str], content: IO[bytes], answer: IO[bytes]) -> None:
    """Read one file within its limits: how, name, bytes of memory, seconds of processor time."""
    how, file, memory, seconds = arguments
    limit(resource.RLIMIT_AS, int(memory))
    limit(resource.RLIMIT_CPU, int(seconds))
    limit(resource.RLIMIT_CORE, 0)
    # Below the limits: the libraries' own start counts as well.
    from .readers import read_grid, read_source
    from .source import UnreadableFile
    from .source_json import source_as_json

    said: dict[str, Any]
    try:
        read = read_grid if how == "grid" else read_source
        said = {"source": source_as_json(read(content.read(), file))}
    except UnreadableFile as refused:
        said = {"refused": str(refused)}
    answer.write(json.dumps(said, ensure_ascii=False).encode())


def limit(kind: int, most: int) -> None:
    """Bound what this process may use, as far as it is not bounded closer already."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    answer, sys.stdout = sys.stdout, sys.stderr  # openpyxl prints some of its complaints
    main(sys.argv[1:], sys.stdin.buffer, answer.buffer)
    answer.flush()
