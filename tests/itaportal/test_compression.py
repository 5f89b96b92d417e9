"""What is sent is compressed where that helps, and no part of a page waits for the next."""

from __future__ import annotations

import gzip
import zlib

import pytest

from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TAKES_GZIP = {"accept-encoding": "gzip, br"}


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    make.make_filled_row(group=make.make_group(section=make.make_section(plan=plan)))
    make.make_picture(plan=plan)
    return plan


@pytest.fixture
def get(client_of, clerk, plan):
    """A function: path, headers -> the answer as it is sent."""
    client = client_of(clerk)
    return lambda path, headers=TAKES_GZIP: client.get(path, headers=headers)


def test_a_page_is_compressed_for_a_browser_that_takes_it(get):
    sent = get("/one/2568/")
    assert (sent["Content-Encoding"], "Accept-Encoding" in sent["Vary"]) == ("gzip", True)
    assert b"<h1>" in gzip.decompress(sent.content)
    as_it_is = get("/one/2568/", {})
    assert "Content-Encoding" not in as_it_is
    assert b"<h1>" in as_it_is.content
    assert len(sent.content) * 2 < len(as_it_is.content)


def test_the_length_of_a_page_does_not_tell_what_it_holds(get):
    assert len({len(get("/one/2568/").content) for _ in range(12)}) > 2


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/one/2568/reports/results-by-issue.pdf", "application/pdf"),
        ("/one/2568/pictures/{picture}/", "image/jpeg"),
        (
            "/one/2568/reports/results-by-issue.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_files_go_as_they_are(get, plan, path, kind):
    sent = get(path.format(picture=plan.pictures.get().pk))
    assert (sent.status_code, sent["Content-Type"]) == (200, kind)
    assert "Content-Encoding" not in sent


def test_data_of_a_report_are_compressed(get):
    sent = get("/one/2568/reports/results-by-issue.json")
    assert sent["Content-Encoding"] == "gzip"


def test_the_head_of_the_grid_is_on_its_way_before_its_tables_are_made(client, clerk, plan):
    client.force_login(clerk)
    sent = client.get("/one/2568/measures/", headers=TAKES_GZIP)
    assert sent["Content-Encoding"] == "gzip"
    assert "Content-Length" not in sent
    parts = iter(sent.streaming_content)
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16)
    head = opened.decompress(next(parts))
    assert b'portal/grid.css"' in head
    assert b"</h1>" in head
    assert b"<table" not in head
    rest = b"".join(opened.decompress(part) for part in parts)
    assert b"<table" in rest
    assert rest.rstrip().endswith(b"</html>")
    assert opened.eof
