"""PDF/A-3a and PDF/UA-1 in one file: by veraPDF, and what it does not look at by ourselves."""

from __future__ import annotations

import dataclasses
import functools
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from reports.compose import compose
from reports.document import Row, Table
from reports.facts import ReportFacts, RowFacts
from reports.layouts import available_forms, load_layout
from reports.render.pdf import Attachment, render_pdf, write_pdf
from tests.reports import samples
from tests.reports.everything import everything
from tests.reports.pdf_text import read_with_poppler
from tests.verapdf import PDF_A_3A, PDF_UA_1, broken_rules, require_verapdf

ATTACHMENTS = (
    Attachment("report.json", b'{"form": "results"}', "ข้อมูลของรายงาน (JSON)", "Source"),
    Attachment("report.csv", "\ufeffหัวข้อ\r\n".encode(), "ข้อมูลของรายงาน (CSV)"),
)


@functools.cache
def printed(form: str, signers: int = 0, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """The PDF of a form with everything in it."""
    return render_pdf(compose(load_layout(form), everything(signers)), attachments)


def draft_of(facts: ReportFacts) -> ReportFacts:
    """The facts before anybody approved them."""
    return dataclasses.replace(facts, approval=None)


def opened(content: bytes) -> pikepdf.Pdf:
    """The PDF for looking into."""
    return pikepdf.open(io.BytesIO(content))


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """All elements that the structure tree leads to, in reading order."""
    waiting = list(reversed(list(pdf.Root.StructTreeRoot.K)))
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
            yield element
            kids: Any = element.get("/K", [])
            waiting += reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids])


# -- veraPDF --------------------------------------------------------------------------------------


@pytest.mark.no_cover
def test_every_form_full_or_empty_is_pdf_a_3a_and_pdf_ua_1(tmp_path):
    require_verapdf()
    files = []
    for number, form in enumerate(available_forms()):
        path = tmp_path / f"{form}.pdf"
        path.write_bytes(printed(form, signers=number % 4, attachments=ATTACHMENTS))
        files.append(path)
    for rows in ((), (RowFacts(),)):
        path = tmp_path / f"{len(rows)}-rows.pdf"
        path.write_bytes(render_pdf(samples.report(samples.facts_of(rows))))
        files.append(path)
    for form in available_forms():
        path = tmp_path / f"draft-{form}.pdf"
        path.write_bytes(render_pdf(compose(load_layout(form), draft_of(everything(2)))))
        files.append(path)
    path = tmp_path / "no-groups.pdf"
    path.write_bytes(render_pdf(samples.report(samples.facts_of())))
    files.append(path)
    assert broken_rules(files) == {
        (path.name, flavour): [] for path in files for flavour in (PDF_A_3A, PDF_UA_1)
    }


@pytest.mark.no_cover
def test_validator_finds_what_is_wrong(tmp_path):
    require_verapdf()
    path = tmp_path / "wrong.pdf"
    with opened(printed("results")) as pdf:
        del pdf.Root.OutputIntents
        figure = next(each for each in elements(pdf) if each.S == "/Figure")
        del figure["/Alt"]
        pdf.save(path)
    found = broken_rules([path])
    assert any("7.3-1" in rule for rule in found["wrong.pdf", PDF_UA_1])
    assert found["wrong.pdf", PDF_A_3A] != []


# -- structure ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", available_forms())
def test_table_over_many_pages_is_one_table_with_a_row_for_each_row(form):
    document = compose(load_layout(form), everything())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    with opened(render_pdf(document)) as pdf:
        assert len(pdf.pages) > 4
        counted = Counter(str(each.S) for each in elements(pdf))
    tiers = [any(column.tier for column in table.columns) for table in tables]
    assert (counted["/Table"], counted["/THead"]) == (len(tables), len(tables))
    assert counted["/TR"] == sum(len(table.rows) + 1 for table in tables) + sum(tiers)
    assert counted["/TD"] == sum(
        len(row.cells) for table in tables for row in table.rows if isinstance(row, Row)
    )


def test_header_cells_say_what_they_head():
    with opened(printed("development-from-ita")) as pdf:
        cells = [each for each in elements(pdf) if each.S in ("/TH", "/TD")]
        assert {str(each.A.Scope) for each in cells if each.S == "/TH"} == {"/Column", "/Row"}
        assert not any("/Headers" in each.A or "/ID" in each for each in cells)


def test_paragraph_over_two_pages_is_one():
    texts = ("ทบทวนขั้นตอนการให้บริการของทุกส่วนราชการ " * 60, "รายงานผล")
    facts = samples.facts_of((samples.row_of(*texts),))
    with opened(render_pdf(samples.report(facts))) as pdf:
        assert len(pdf.pages) > 1
        cells: list[Any] = [list(each.K) for each in elements(pdf) if each.S == "/TD"]
        paragraphs = [[kid for kid in cell if not isinstance(kid, int)] for cell in cells]
        assert [len(each) for each in paragraphs] == [2, 2, 0, 0, 2, 2]
        over = [
            len({page for page, _ in _contents(first)}) for first, _ in filter(None, paragraphs)
        ]
        assert min(over) > 1


def test_lines_are_content_of_their_paragraph():
    with opened(printed("results")) as pdf:
        counted = Counter(str(each.S) for each in elements(pdf))
    assert counted["/Span"] == 0


@pytest.mark.parametrize("form", available_forms())
def test_what_repeats_on_every_page_is_an_artifact_and_all_else_is_read(form):
    with opened(printed(form, signers=2)) as pdf:
        read = {content for element in elements(pdf) for content in _contents(element)}
        for number, page in enumerate(pdf.pages):
            operations = pikepdf.parse_content_stream(page)
            marked = [o for o in operations if str(o.operator) == "BDC"]
            contents = {
                (page.objgen, int(o.operands[1].MCID)) for o in marked if "/MCID" in o.operands[1]
            }
            assert contents == {each for each in read if each[0] == page.objgen}
            artifacts = [o for o in marked if o.operands[0] == "/Artifact"]
            assert len(artifacts) >= (1 if number == 0 else 2)


def _contents(element: Any) -> Iterator[tuple[Any, int]]:
    """Page and number of each piece of marked content that an element holds itself."""
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)


# -- the file -------------------------------------------------------------------------------------


def test_document_says_title_language_and_author():
    document = samples.report()
    with opened(render_pdf(document)) as pdf, pdf.open_metadata() as said:
        assert pdf.Root.Lang == "th"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert said["dc:title"] == pdf.docinfo["/Title"] == document.title
        assert said["dc:creator"] == [document.author]
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert said["pdfuaid:part"] == "1"


def test_attached_files_come_back_as_they_were():
    with opened(printed("results", attachments=ATTACHMENTS)) as pdf:
        assert {
            name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments
        } == {each.name: each.content for each in ATTACHMENTS}
        associated = [(str(each.UF), str(each.AFRelationship)) for each in pdf.Root.AF]
    assert sorted(associated) == [("report.csv", "/Data"), ("report.json", "/Source")]


def test_headings_are_bookmarks():
    with opened(printed("results-and-indicator-progress")) as pdf, pdf.open_outline() as outline:
        cover = outline.root[0]
        assert [str(child.title) for child in cover.children][-1] == "ภาคผนวก"


@pytest.mark.parametrize("signers", [0, 1, 3])
def test_each_signer_has_an_empty_field_that_is_read_with_the_document(signers):
    with opened(printed("results", signers=signers)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields) if signers else []
        forms = [each for each in elements(pdf) if each.S == "/Form"]
        assert ("/AcroForm" in pdf.Root) is bool(signers)
        assert [str(field.T) for field in fields] == [f"signer-{n + 1}" for n in range(signers)]
        assert all("/V" not in field and field.FT == "/Sig" for field in fields)
        assert [form.K.Obj.objgen for form in forms] == [field.objgen for field in fields]
        assert [str(form.Alt) for form in forms] == [str(field.TU) for field in fields]
        locks = [int(field.Lock.P) if "/Lock" in field else 0 for field in fields]
        assert locks == ([0] * (signers - 1) + [1] if signers else [])
        for field in fields:
            left, bottom, right, top = map(float, field.Rect)
            assert 0 < left < right < 842
            assert 0 < bottom < top < 596
            parents: list[Any] = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
            owners = dict(zip(parents[0::2], parents[1::2], strict=True))
            assert owners[int(field.StructParent)].S == "/Form"


def test_signature_field_is_read_before_the_name_of_who_signs():
    with opened(printed("results", signers=3)) as pdf:
        kinds = [str(each.S) for each in elements(pdf)]
    read = [kinds[number - 1 : number + 2] for number, kind in enumerate(kinds) if kind == "/Form"]
    assert read == [["/Div", "/Form", "/P"]] * 3
    appendix = len(kinds) - kinds[::-1].index("/H2")
    assert appendix > len(kinds) - kinds[::-1].index("/Form")


def test_objects_are_kept_in_streams_of_a_hundred_for_fast_verification():
    with opened(printed("development-from-ita")) as pdf:
        counts = [
            int(each.N)
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Type") == "/ObjStm"
        ]
    assert len(counts) > 3
    assert max(counts) <= 100


def test_link_in_a_cell_stays_a_link():
    facts = samples.facts_of((samples.row_of("ดู https://www.example.go.th/o12 ได้"),))
    with opened(render_pdf(samples.report(facts))) as pdf:
        targets = {
            str(annotation.A.URI) for page in pdf.pages for annotation in page.get("/Annots", [])
        }
    assert targets == {"https://www.example.go.th/o12"}


def test_the_same_report_with_everything_gives_the_same_bytes():
    first = printed("results", 3, ATTACHMENTS)
    printed.cache_clear()
    assert printed("results", 3, ATTACHMENTS) == first


def test_element_without_text_leaves_nothing_behind():
    html = '<html lang="th"><title>ว่าง</title><h1>ก</h1><table><tr><td></td></tr></table></html>'
    with opened(write_pdf(html, 'html { font: 14pt "ITA Sarabun" }')) as pdf:
        assert Counter(str(each.S) for each in elements(pdf))["/TD"] == 1


# -- the mark of a draft --------------------------------------------------------------------------


def page_contents(content: bytes) -> list[bytes]:
    """What each page draws."""
    with opened(content) as pdf:
        return [page.Contents.read_bytes() for page in pdf.pages]


def test_a_draft_is_marked_on_every_page_outside_the_text_and_the_structure():
    facts = everything()
    layout = load_layout("results")
    approved, draft = (render_pdf(compose(layout, each)) for each in (facts, draft_of(facts)))
    pages = list(zip(page_contents(approved), page_contents(draft), strict=True))
    assert len(pages) > 2
    assert [new.count(b"/Artifact") - old.count(b"/Artifact") for old, new in pages] == [1] * len(
        pages
    )
    with opened(approved) as before, opened(draft) as after:
        kinds = [Counter(str(each.S) for each in elements(pdf)) for pdf in (before, after)]
    assert kinds[0] == kinds[1]
    assert read_with_poppler(draft) == read_with_poppler(approved)
