"""Thai digits (เลขไทย) and Arabic ones: conversion of text, and numbers read in either.

Text is converted by its tokens (rule: `domain.md` 4): URLs, e-mail addresses, file names and
identifiers with Latin letters in them, such as ITA-2568-7F3K-2, stay as they are. An item code
(รหัสข้อ) such as i4, e2 or o27 keeps its letter and has its digits converted: i๔.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .text import normalise_text

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC_DIGITS = "0123456789"
_TO_THAI = str.maketrans(_ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, _ARABIC_DIGITS)

_FILE_ENDINGS = (
    "pdf|docx?|xlsx?|pptx?|od[pst]|rtf|csv|txt|jpe?g|png|gif|webp|svg|zip|rar|html?|php|aspx?|jsp|"
    "json|xml|mp[34]"
)
# Letters and digits of a word that holds Latin letters; both kinds of digits, so that a token is
# found again after its neighbours have been converted.
_WORD = r"[A-Za-z0-9๐-๙]"
_LABEL = rf"(?=[0-9๐-๙-]*[A-Za-z]){_WORD}[-A-Za-z0-9๐-๙]*"
_TOKEN = re.compile(
    rf"""
    (?P<kept>
        (?i:https?|ftp)://[^\s<>"“”()]+               # URL
      | (?i:www)\.[^\s<>"“”()]+
      | {_WORD}[\w.+-]{{0,64}}@{_WORD}[\w.-]*           # e-mail address
      | (?<![^\s/()“”"])[^\s/()“”"]+\.(?i:{_FILE_ENDINGS})(?![A-Za-z])  # file name
            (?:\?[^\s<>"“”()]*)?
      | (?:{_LABEL}\.){{1,9}}[A-Za-z]{{2,}}(?!{_WORD})(?::[0-9๐-๙]+)?  # host and port
            (?:[/?\#][^\s<>"“”()]*)?                           # and path
    )
  | (?P<word>{_WORD}+(?:[-_]{_WORD}+)*)
    """,
    re.VERBOSE,
)
_CHUNK = re.compile(r"\S+")
# One code, or a range of them: i4, i1-i6, o1-9.
_ITEM_CODE = re.compile(r"[ioeIOE][0-9๐-๙]{1,2}(?:-[ioeIOE]?[0-9๐-๙]{1,2})*")
_DIGIT = re.compile(r"[0-9๐-๙]")
_LATIN = re.compile(r"[A-Za-z]")
_DECIMAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def thai_digits(text: str) -> str:
    """Text with its Arabic digits as Thai ones, except within names of the module's list."""
    return _convert(text, _TO_THAI)


def arabic_digits(text: str) -> str:
    """Text with its Thai digits as Arabic ones, except within names of the module's list."""
    return _convert(text, _TO_ARABIC)


def names_in(text: str) -> Iterator[re.Match[str]]:
    """Where web and e-mail addresses, hosts and file names stand in a text."""
    for chunk in _CHUNK.finditer(text):
        if _LATIN.search(chunk.group()):
            yield from (found for found in _TOKEN.finditer(text, *chunk.span()) if found["kept"])


def all_arabic_digits(text: str) -> str:
    """Every Thai digit as an Arabic one, names included: what a parser reads, never what prints."""
    return text.translate(_TO_ARABIC)


def parse_integer(text: str) -> int | None:
    """A whole number in Thai or Arabic digits, with or without thousands commas; else None."""
    number = parse_decimal(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def parse_decimal(text: str) -> Decimal | None:
    """A number without sign in Thai or Arabic digits, decimal point `.`; else None."""
    written = all_arabic_digits(normalise_text(text).text.strip())
    if not _DECIMAL.fullmatch(written) or not written.isascii():
        return None
    return Decimal(written.replace(",", ""))


def _convert(text: str, table: dict[int, int]) -> str:
    def converted(token: re.Match[str]) -> str:
        found = token.group()
        if token["kept"]:
            return found
        if _LATIN.search(found) and not _ITEM_CODE.fullmatch(found):
            return found
        return found.translate(table)

    # By chunks between spaces: most hold no digit, and the token pattern is slow on long ones.
    return _CHUNK.sub(
        lambda chunk: (
            _TOKEN.sub(converted, chunk.group()) if _DIGIT.search(chunk.group()) else chunk.group()
        ),
        text,
    )
