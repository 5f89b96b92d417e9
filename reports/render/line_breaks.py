"""Where a Thai line may break: libthai's dictionary with the words of the field added.

Thai is written without spaces; Pango asks libthai where words end, and libthai asks its dictionary.
A word that is not in it is taken apart into those that are (เว็บ|ไซต์). The dictionary of every
machine is the same, and adding a word costs nothing at print.

    python -m reports.render.line_breaks      builds build/words/thbrk.tri
"""

from __future__ import annotations

import argparse
import ctypes
import sys
from collections.abc import Iterable
from pathlib import Path

from .errors import MissingDictionaryError

_ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = Path(__file__).with_name("unbroken_words.txt")
DICTIONARY_DIR = _ROOT / "build" / "words"
# The name that libthai looks for in the directory that LIBTHAI_DICTDIR names.
_FILE = "thbrk.tri"
# Debian's package libthai-data, which comes with Pango; and where a libthai of one's own puts it.
_LIBTHAI_DIRS = (Path("/usr/share/libthai"), Path("/usr/local/share/libthai"))
_LIBRARY = "libdatrie.so.1"  # the dictionary's file format; libthai itself needs it
_NO_DATA = -1


class DictionaryError(Exception):
    """The dictionary cannot be built."""


def unbroken_words() -> tuple[str, ...]:
    """The words that are added, in the list's order."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


def libthai_dictionary() -> Path:
    """The dictionary that libthai came with. Raises DictionaryError."""
    found = next((path for each in _LIBTHAI_DIRS if (path := each / _FILE).is_file()), None)
    if found is None:
        places = ", ".join(map(str, _LIBTHAI_DIRS))
        raise DictionaryError(f"{_FILE} is in none of {places}: Debian's package is libthai-data")
    return found


def build_dictionary(words: Iterable[str], source: Path, directory: Path = DICTIONARY_DIR) -> Path:
    """A copy of libthai's dictionary with the words added; gives its path.

    Raises DictionaryError when the source is no such dictionary or cannot take a word.
    """
    trie = _trie_functions()
    dictionary = trie.trie_new_from_file(str(source).encode())
    if not dictionary:
        raise DictionaryError(f"{source} is not a dictionary of libthai")
    try:
        for word in words:
            if not trie.trie_store(dictionary, _key(word), _NO_DATA):
                raise DictionaryError(f"“{word}” has a letter that no Thai word has")
        directory.mkdir(parents=True, exist_ok=True)
        built = directory / _FILE
        if trie.trie_save(dictionary, str(built).encode()):
            raise DictionaryError(f"{built} cannot be written")
    finally:
        trie.trie_free(dictionary)
    return built


def require_dictionary() -> None:
    """Raise MissingDictionaryError unless the dictionary has been built."""
    if not (DICTIONARY_DIR / _FILE).is_file():
        raise MissingDictionaryError("ไม่พบพจนานุกรมตัดคำของรายงาน โปรดสั่ง make setup")


def _trie_functions() -> ctypes.CDLL:
    """The functions of libdatrie that are used here, with their types."""
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError as error:
        raise DictionaryError(f"{_LIBRARY}, which libthai needs, cannot be loaded") from error
    letters = ctypes.POINTER(ctypes.c_uint32)
    library.trie_new_from_file.argtypes = [ctypes.c_char_p]
    library.trie_new_from_file.restype = ctypes.c_void_p
    library.trie_store.argtypes = [ctypes.c_void_p, letters, ctypes.c_int32]
    library.trie_save.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.trie_free.argtypes = [ctypes.c_void_p]
    return library


def _key(word: str) -> ctypes.Array[ctypes.c_uint32]:
    """The word as libdatrie takes it: code points, ended by a zero."""
    return (ctypes.c_uint32 * (len(word) + 1))(*map(ord, word), 0)


def main(arguments: list[str] | None = None) -> int:
    """Build the dictionary from the command line; 1 with a message when that fails."""
    parser = argparse.ArgumentParser(prog="python -m reports.render.line_breaks")
    parser.add_argument("--output", type=Path, default=DICTIONARY_DIR)
    options = parser.parse_args(arguments)
    try:
        print(build_dictionary(unbroken_words(), libthai_dictionary(), options.output))
    except DictionaryError as error:
        print(f"line_breaks: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
