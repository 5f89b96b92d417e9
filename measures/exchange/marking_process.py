"""The process in which `isolated` has a file marked: `python -m measures.exchange.marking_process`.

Takes on standard input a line of JSON, the marks, and after it the file's content; its name and the
limits as arguments. Gives the marked copy on standard output.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import IO

from .reading_process import limit


def main(arguments: list[str], sent: IO[bytes], answer: IO[bytes]) -> None:
    """Mark one file within its limits: name, bytes of memory, seconds of processor time."""
    file, memory, seconds = arguments
    limit(resource.RLIMIT_AS, int(memory))
    limit(resource.RLIMIT_CPU, int(seconds))
    limit(resource.RLIMIT_CORE, 0)
    # Below the limits: the libraries' own start counts as well.
    from .marked_files import marked_excel, marked_word
    from .marks import Mark

    marks = [Mark(*each) for each in json.loads(sent.readline())]
    content = sent.read()
    is_word = file.lower().endswith(".docx")
    marked = marked_word(content, file, marks) if is_word else marked_excel(content, marks)
    answer.write(marked)


if __name__ == "__main__":
    answer, sys.stdout = sys.stdout, sys.stderr  # openpyxl prints some of its complaints
    main(sys.argv[1:], sys.stdin.buffer, answer.buffer)
    answer.flush()
