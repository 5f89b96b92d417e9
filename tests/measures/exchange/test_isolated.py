"""Reading in a process of its own: the same answers, and an end to what would not end."""

import io
import json
import resource
import subprocess
import sys
import threading
import zipfile

import pytest

from measures.exchange import isolated, reading_process
from measures.exchange.isolated import ReadingLimits, read_isolated
from measures.exchange.readers import read_source
from measures.exchange.source import OWN_FILE, UnreadableFile
from measures.exchange.source_json import source_as_json, source_from_json

from .office_files import REPORT_A, REPORT_B, excel_file, with_member, word_file

WORD = word_file(REPORT_A)


def merged(workbook):
    workbook.active.merge_cells("A6:B7")
    workbook.active["A1"].hyperlink = "https://a.example/b"
    workbook.active.row_dimensions[2].hidden = True
    workbook.properties.category = OWN_FILE


CONTENT = [
    (WORD, "แผน ปี ๖๘.docx"),
    (excel_file(REPORT_B, merged), "-แผน.xlsx"),
    (b"a,b\n", "x.csv"),
]


@pytest.mark.parametrize(("content", "file"), CONTENT)
def test_a_file_reads_the_same_in_a_process_of_its_own(content, file):
    assert read_isolated(content, file) == read_source(content, file)


@pytest.mark.parametrize(("content", "file"), CONTENT)
def test_a_document_survives_json(content, file):
    source = read_source(content, file)
    assert source_from_json(json.loads(json.dumps(source_as_json(source)))) == source


def test_a_refusal_comes_through_as_it_was_said():
    with pytest.raises(UnreadableFile) as outside:
        read_isolated(WORD[:500], "แผน.docx")
    with pytest.raises(UnreadableFile) as inside:
        read_source(WORD[:500], "แผน.docx")
    assert str(outside.value) == str(inside.value)


def many_paragraphs():
    """Small when packed, but more work than the limits of these tests allow."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        xml = archive.read("word/document.xml")
    filling = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 300_000
    return with_member(WORD, "word/document.xml", xml.replace(b"<w:body>", b"<w:body>" + filling))


@pytest.mark.parametrize(
    "limits",
    [
        ReadingLimits(processor_seconds=1),
        ReadingLimits(memory=150_000_000),
        ReadingLimits(memory=20_000_000),
        ReadingLimits(waiting_seconds=0.05),
    ],
    ids=["processor", "memory", "memory-to-start", "wait"],
)
def test_a_file_that_takes_too_much_is_refused(limits):
    with pytest.raises(UnreadableFile, match=r"“แผน\.docx” ใช้เวลาหรือหน่วยความจำในการอ่านเกิน"):
        read_isolated(many_paragraphs(), "แผน.docx", limits)


def test_no_process_is_left_behind_by_one_that_waited_too_long(monkeypatch):
    started = []

    class Recorded(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    with pytest.raises(UnreadableFile):
        read_isolated(WORD, "แผน.docx", ReadingLimits(waiting_seconds=0.01))
    assert [process.poll() for process in started] == [-9]


def test_threads_read_at_the_same_time():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(read_isolated(WORD, "แผน.docx")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [read_source(WORD, "แผน.docx")] * 4


def test_a_file_too_large_is_refused_before_a_process_is_started(monkeypatch):
    monkeypatch.setattr("measures.exchange.archive.MAX_FILE_BYTES", 1_000)
    monkeypatch.setattr(isolated, "subprocess", None)
    with pytest.raises(UnreadableFile, match="ระบบรับไม่เกิน"):
        read_isolated(WORD, "แผน.docx")


def test_a_name_that_no_file_has_is_refused():
    with pytest.raises(UnreadableFile, match="ชื่อไฟล์มีอักขระที่ใช้ไม่ได้"):
        read_isolated(WORD, "แผน\0.docx")


def test_the_process_does_not_load_django():
    loading = "import sys, measures.exchange.readers; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loading], capture_output=True, check=True, cwd=isolated._ROOT
    )
    loaded = {name.split(b".")[0] for name in done.stdout.split()}
    assert loaded & {b"django", b"docx"} == {b"docx"}


def answer_of(content, file):
    answer = io.BytesIO()
    reading_process.main(["source", file, str(1 << 60), str(1 << 30)], io.BytesIO(content), answer)
    return json.loads(answer.getvalue())


def test_the_process_answers_by_a_document_or_a_refusal(monkeypatch):
    limited = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limited.append(limit[0]))
    assert source_from_json(answer_of(WORD, "ก.docx")["source"]) == read_source(WORD, "ก.docx")
    assert list(answer_of(b"", "ก.docx")) == ["refused"]
    assert limited == [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE] * 2
