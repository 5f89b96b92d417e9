"""What an autosave costs: the statements of each kind of save, beside its transaction's own two."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.choices import CitationBinding
from measures.models import AuditEntry, CellEdit
from measures.rules.paragraphs import plain
from tests import factories as make
from tests.factories import numbered

from .saving import SESSION, content_of, item, row_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(organization):
    """A row with two of everything, whose outcome cites two scores."""
    row = row_of(organization)
    for text in ("ก", "ข"):
        measure = make.make_measure(row=row, content=numbered(text))
        make.make_step(measure=measure, content=numbered(text))
        make.make_unit(organization=organization, name=f"กอง {text}")
    result = make.make_result(row=row, outcome=plain("ก", "ข"))
    for index in (0, 1):
        make.make_citation(result=result, paragraph_index=index, binding=CitationBinding.BOUND)
    return row


def statements(client, row, column, *texts, **more):
    """How many a save takes, and its answer; savepoints are the transaction's."""
    revision = more.pop("revision", content_of(row, column, more.get("round")).revision)
    with CaptureQueriesContext(connection) as queries:
        status = save(client, row, column, *texts, revision=revision, **more).status_code
    return sum("SAVEPOINT" not in each["sql"] for each in queries), status


# Session, user, row with membership and open sessions, cell; what is written; the editing session.
CASES: dict[str, tuple[int, str, list[Any], dict[str, Any]]] = {
    "text": (6, "results", [item("ก"), item("ข")], {"round": 12}),
    "first text of a round": (6, "results", ["ก"], {"round": 6}),
    "status": (6, "status", [], {"round": 12, "status": "in_progress"}),
    "period": (5, "period", ["ต.ค. 67 - มี.ค. 68"], {}),
    "a step's words": (6, "steps", [item("ก"), item("ขข")], {}),
    "a step more": (7, "steps", [item("ก"), item("ขข"), item("ค")], {}),
    "steps turned round": (6, "steps", [item("ข"), item("ก")], {}),
    "a step between": (7, "steps", [item("ก"), item("ค"), item("ข")], {}),
    "a step less": (7, "steps", [item("ข")], {}),
    "a measure's words": (6, "measures", [item("ก"), item("ขข")], {}),
    "a measure between": (8, "measures", [item("ก"), item("ค"), item("ข")], {}),
    "those responsible": (8, "responsible", ["กอง ก", "กอง ข"], {}),
    "nobody responsible": (7, "responsible", [], {}),
    "paragraphs with their citations": (7, "outcome", ["ค", "ก", "ข"], {"round": 12}),
    "conflict": (6, "steps", [item("ค")], {"revision": "0"}),
    "conflict with an entry form": (6, "measures", [item("ค")], {"revision": "0"}),
    "text and leaving the cell": (7, "results", ["ค"], {"round": 12, "closing": True}),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("goes_on", [False, True], ids=["first", "next"])
def test_autosave_takes_eight_statements_at_most(client_of, clerk, row, case, goes_on):
    most, column, typed, more = CASES[case]
    client = client_of(clerk)
    if goes_on and "revision" not in more:
        before = content_of(row, column, more.get("round"))
        started = CellEdit.objects.create(
            plan=row.section.plan,
            row_pk=row.pk,
            column=column,
            round=more.get("round"),
            by=clerk,
            by_name="",
            session=SESSION,
            began_at="2025-01-01T00:00+07:00",
            saved_at="2099-01-01T00:00+07:00",
            before={"paragraphs": [], "units": [], "status": ""},
            after=before.to_json(),
        )
    found, status = statements(client, row, column, *typed, **more)
    assert (found, status) == (most, 409 if "conflict" in case else 200)
    if goes_on and "revision" not in more:
        assert [each.pk for each in CellEdit.objects.all()] == [started.pk]


def test_leaving_a_cell_whose_text_is_saved_takes_seven(client_of, clerk, row):
    client = client_of(clerk)
    save(client, row, "results", "ค", round=12)
    assert statements(client, row, "results", "ค", round=12, closing=True) == (7, 200)
    assert AuditEntry.objects.filter(subject_kind="roundresult").count() == 1


def test_contributor_takes_two_more_for_her_units(client_of, contributor, row):
    assert statements(client_of(contributor), row, "results", "ค", round=12) == (8, 200)


def test_steps_keep_their_measures_wherever_they_go(client_of, clerk, row):
    first, second = (each.measure for each in row.steps.order_by("position"))
    client = client_of(clerk)

    def placed():
        return [(each.content[0].text, each.measure) for each in row.steps.order_by("position")]

    save(client, row, "steps", item("ค"), item("ก"), item("ง"), item("ข"))
    assert placed() == [("ค", None), ("ก", first), ("ง", None), ("ข", second)]
    save(client, row, "steps", item("ข"))
    assert placed() == [("ข", second)]
    assert list(row.steps.values_list("position", flat=True)) == [1]
