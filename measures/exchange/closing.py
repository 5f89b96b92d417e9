"""What stands after the tables of the portal's own files: text, addresses with labels, signers.

Side by side on paper, signers and addresses are read line by line: all first lines, all second
ones. An office's own way of signing is left as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from measures.rules.addresses import address_problem

from .drafts import LinkDraft, SignatoryDraft

_DOTS = "…"
_SIGNATURE = (
    re.compile(rf"\(ลงชื่อ\) {_DOTS}+ (?P<said>\S.*)"),
    re.compile(r"\((?P<said>.+)\)"),
    re.compile(r"ตำแหน่ง (?P<said>.+)"),
    re.compile(rf"วันที่ (?P<said>{_DOTS}+)"),
)
_LONGEST_ROLE, _LONGEST_NAME, _LONGEST_LABEL = 100, 200, 300


@dataclass(frozen=True, slots=True)
class Closing:
    """The lines that are text, and what was told from them."""

    text: tuple[str, ...]
    links: tuple[LinkDraft, ...] = ()
    signatories: tuple[SignatoryDraft, ...] = ()


def read_closing(lines: Sequence[str]) -> Closing:
    """The lines told apart; what is written in no way of the portal's stays text."""
    text: list[str] = []
    links: list[LinkDraft] = []
    signatories: list[SignatoryDraft] = []
    at = 0
    while at < len(lines):
        rest = lines[at:]
        if signed := _signatories(rest):
            signatories.extend(signed)
            at += len(_SIGNATURE) * len(signed)
        elif addresses := list(takewhile(_is_address, rest)):
            count = len(addresses)
            labels = text[-count:]
            if len(labels) < count or max(map(len, labels)) > _LONGEST_LABEL:
                text.extend(addresses)
            else:
                del text[-count:]
                links.extend(map(LinkDraft, addresses, labels))
            at += count
        else:
            text.append(lines[at])
            at += 1
    return Closing(tuple(text), tuple(links), tuple(signatories))


def _is_address(line: str) -> bool:
    return not address_problem(line)


def _signatories(lines: Sequence[str]) -> list[SignatoryDraft]:
    """Those who sign in the first lines, side by side; none where the lines say no such thing."""
    count = sum(1 for _ in takewhile(_SIGNATURE[0].fullmatch, lines))
    said: list[list[str]] = []
    for number, pattern in enumerate(_SIGNATURE):
        found = [pattern.fullmatch(line) for line in lines[number * count : (number + 1) * count]]
        said.append([match["said"].strip(f"{_DOTS} ") for match in found if match])
    if any(len(each) != count for each in said):
        return []
    signed = [SignatoryDraft(*each) for each in zip(*said[:3], strict=True)]
    fits = all(
        len(each.role) <= _LONGEST_ROLE
        and max(len(each.name), len(each.position_title)) <= _LONGEST_NAME
        for each in signed
    )
    return signed if fits else []
