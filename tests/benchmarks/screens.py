"""The measures grid and its autosave, beside a bare view that makes one UPDATE.

All three go through the whole stack of middleware with the same signed-in clerk, by turns in one
process, on the database that `DATABASE_URL` names (SQLite in a file unless it says otherwise).
"""

from __future__ import annotations

import io
import json
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.runner import DiscoverRunner
from django.urls import path

from itaportal.urls import urlpatterns as own_urlpatterns
from measures.choices import Role
from measures.models import CellEdit, MeasurePlan, Row, User
from tests import factories as make

from .measured import Measured

ROUNDS = 40
ROWS = 60
MOST_OF_A_SAVE, MOST_OF_THE_GRID = 4, 10
# As long as the rows of form E are: steps a row, and a sentence of usual length.
STEPS = 6
SENTENCE = "แจ้งเวียนแนวทางปฏิบัติให้บุคลากรทุกส่วนราชการทราบ และรายงานผลต่อผู้บริหารทุกไตรมาส"


def bare_view(request: HttpRequest) -> HttpResponse:
    """One UPDATE and nothing else."""
    updated = MeasurePlan.objects.filter(organization__code="office").update(form="results")
    return HttpResponse(f"{updated}")


urlpatterns = [path("bare/", bare_view), *own_urlpatterns]


def measure() -> list[Measured]:
    """Medians of each over the median of the bare view."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":  # a file as in daily use, not memory
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/screens.sqlite3"
        databases = runner.setup_databases()
        try:
            with override_settings(ROOT_URLCONF=__name__):
                return _measure()
        finally:
            runner.teardown_databases(databases)


def _measure() -> list[Measured]:
    call_command("load_reference", stdout=io.StringIO())
    clerk, row = _sixty_rows()
    client = Client(SERVER_NAME="localhost")
    client.force_login(clerk)
    saves = _Saves(client, row)
    assert client.post("/bare/").content == b"1"
    views: dict[str, Callable[[], object]] = {
        "bare": lambda: client.post("/bare/"),
        "save": saves.next,
        "grid": lambda: _first_byte(client),
        "whole": lambda: _whole(client),
    }
    seconds: dict[str, list[float]] = {name: [] for name in views}
    for _ in range(ROUNDS + 2):
        for name, view in views.items():
            start = time.perf_counter()
            view()
            seconds[name].append(time.perf_counter() - start)
    saves.check()
    bare, save, grid, whole = (statistics.median(seconds[name][2:]) for name in views)
    print(
        f"{connection.vendor}: bare view with one UPDATE {bare * 1000:.1f} ms, autosave "
        f"{save * 1000:.1f} ms, grid of {ROWS} rows: first byte {grid * 1000:.1f} ms, "
        f"all of it {whole * 1000:.0f} ms"
    )
    return [
        Measured("autosave, times a bare view with one UPDATE", save / bare, MOST_OF_A_SAVE),
        Measured(f"first byte of the grid, {ROWS} rows", grid / bare, MOST_OF_THE_GRID),
    ]


def _sixty_rows() -> tuple[User, Row]:
    organization = make.make_organization(code="office")
    plan = make.make_plan(organization=organization)
    section = make.make_section(plan=plan)
    for number in range(ROWS):
        row = make.make_row(section=section, indicator=make.get_indicator(number % 10 + 1))
        make.make_measure(row=row, content=make.plain(SENTENCE))
        for _ in range(STEPS):
            make.make_step(row=row, content=make.numbered(SENTENCE))
        make.make_responsibility(row=row)
        make.make_result(
            row=row,
            results=make.numbered(*[SENTENCE] * STEPS),
            outcome=make.plain(SENTENCE, SENTENCE),
        )
    return make.make_member(role=Role.CLERK, organization=organization), row


def _first_byte(client: Client) -> bytes:
    answer = client.get("/office/2568/measures/")
    assert answer.status_code == 200, answer.status_code
    assert answer.streaming
    return next(iter(answer))


def _whole(client: Client) -> None:
    answer = client.get("/office/2568/measures/")
    assert answer.getvalue().count(b'<tr class="measure"') == ROWS


class _Saves:
    """A clerk who types: every save goes on from the one before."""

    def __init__(self, client: Client, row: Row) -> None:
        self.client, self.row = client, row
        self.session = str(uuid.uuid4())
        self.count = 0
        # No revision is the stored one: the refusal tells it.
        self.revision = self._post("", expected=409)["revision"]

    def next(self) -> None:
        """The next save, of a text that is another each time."""
        self.revision = self._post(self.revision)["revision"]

    def check(self) -> None:
        """Every save was stored, and all of them are one editing session."""
        first = self.row.steps.order_by("position")[0]
        assert first.content[0].text == f"{SENTENCE} {self.count}"
        assert CellEdit.objects.count() == 1

    def _post(self, revision: str, expected: int = 200) -> dict[str, str]:
        self.count += 1
        texts = [f"{SENTENCE} {self.count}", *[SENTENCE] * STEPS]
        answer = self.client.post(
            "/office/2568/measures/cells/",
            json.dumps(
                {
                    "row": self.row.pk,
                    "column": "steps",
                    "round": None,
                    "revision": revision,
                    "session": self.session,
                    "paragraphs": [
                        {"text": text, "kind": "numbered", "level": 0, "marker": ""}
                        for text in texts
                    ],
                }
            ),
            content_type="application/json",
        )
        assert answer.status_code == expected, (answer.status_code, answer.content[:300])
        body: dict[str, str] = answer.json()
        return body
