"""Lines break between Thai words, and not inside those that libthai alone would take apart."""

from __future__ import annotations

import ctypes
import re

import pypdfium2
import pytest

from reports.render import line_breaks
from reports.render.line_breaks import (
    DictionaryError,
    build_dictionary,
    libthai_dictionary,
    main,
    unbroken_words,
)
from reports.render.pdf import MissingDictionaryError, render_pdf, write_pdf
from tests.reports import samples

SENTENCE = "ให้ประชาชนทราบผ่าน{}ของตำบลอย่างทั่วถึงและ{}"
MILLIMETRES = (30, 33, 37, 41, 46, 52, 59, 67)


@pytest.mark.no_cover
def lines_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return [re.sub(r"[^ก-๛]", "", line) for line in text.splitlines()]


def test_no_line_breaks_inside_a_word_of_the_list():
    words = unbroken_words()
    texts = [SENTENCE.format(word, word) for word in words]
    for width in MILLIMETRES:
        css = f'p {{ width: {width}mm; margin: 0; font: 14pt "ITA Sarabun" }}'
        body = "".join(f"<p>{text}</p>" for text in texts)
        lines = lines_of(write_pdf(f'<html lang="th"><title>ก</title>{body}</html>', css))
        whole = "".join(lines)
        broken = [
            word for word in words if sum(line.count(word) for line in lines) != whole.count(word)
        ]
        assert broken == [], f"at {width} mm"


def test_the_words_are_thai_unlike_and_fit_a_narrow_column():
    words = unbroken_words()
    assert len(words) == len(set(words))
    assert [word for word in words if not re.fullmatch("[ก-๎]{4,12}", word)] == []


def test_libthai_comes_without_the_words_of_the_list():
    """A word that libthai has come to know leaves the list."""
    trie = line_breaks._trie_functions()
    letters = ctypes.POINTER(ctypes.c_uint32)
    trie.trie_retrieve.argtypes = [ctypes.c_void_p, letters, ctypes.c_void_p]
    dictionary = trie.trie_new_from_file(str(libthai_dictionary()).encode())
    known = [
        w for w in unbroken_words() if trie.trie_retrieve(dictionary, line_breaks._key(w), None)
    ]
    trie.trie_free(dictionary)
    assert known == []


def test_the_same_words_give_the_same_dictionary(tmp_path):
    built = [
        build_dictionary(unbroken_words(), libthai_dictionary(), tmp_path / name).read_bytes()
        for name in ("one", "two")
    ]
    assert built[0] == built[1] != libthai_dictionary().read_bytes()


def test_what_is_no_dictionary_is_refused_by_its_name(tmp_path):
    other = tmp_path / "notes.tri"
    other.write_text("notes", encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"notes\.tri is not a dictionary"):
        build_dictionary(["เว็บไซต์"], other, tmp_path / "built")


def test_a_word_of_other_letters_is_refused(tmp_path):
    with pytest.raises(DictionaryError, match="日本"):
        build_dictionary(["日本"], libthai_dictionary(), tmp_path)


def test_a_machine_without_libthai_is_told_the_package(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(line_breaks, "_LIBTHAI_DIRS", (tmp_path,))
    assert main(["--output", str(tmp_path / "built")]) == 1
    assert "libthai-data" in capsys.readouterr().err


def test_the_command_says_what_it_wrote(tmp_path, capsys):
    assert main(["--output", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'thbrk.tri'}\n"


def test_a_missing_dictionary_says_how_to_build_it(tmp_path, monkeypatch):
    monkeypatch.setattr(line_breaks, "DICTIONARY_DIR", tmp_path)
    with pytest.raises(MissingDictionaryError, match="make setup"):
        render_pdf(samples.report())
