"""`make manual`: the manual's pictures, of the demo in a database of their own, in Chromium.

What they show is the demo's, whose banner stands on each of them: nothing of an office. They are
kept in the repository, so that the manual needs no browser where the portal runs.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "static" / "portal" / "help"
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1366, 768
SHOWN = (960, 540)
"""Pixels in the manual; the templates name them too."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: whose screen it is, where, and what is pressed before it is taken."""

    name: str
    user: str
    path: str
    press: str = ""
    waits_for: str = "main"


SHOTS = (
    Shot("tasks", "clerk.chaiburi", "/chaiburi/2569/"),
    Shot("scores", "clerk.banmo", "/banmo/2569/scores/"),
    Shot("grid", "clerk.chaiburi", "/chaiburi/2569/measures/"),
    Shot("preview", "clerk.chaiburi", "/chaiburi/2569/measures/", "#show-preview", ".page"),
    Shot("import", "clerk.chaiburi", "/chaiburi/2569/import/"),
    Shot("evidence", "clerk.nao", "/nao/2566/evidence/"),
    Shot("check", "clerk.chaiburi", "/chaiburi/2569/check/"),
    Shot("review", "signer.sanpuloei", "/sanpuloei/2566/check/"),
)


def main() -> None:
    """Load the demo into a new database, serve it, take the pictures."""
    with tempfile.TemporaryDirectory() as directory:
        os.environ["DATA_DIR"] = directory
        os.environ["DATABASE_URL"] = f"sqlite:///{directory}/manual.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "itaportal.settings"
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        _load()
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", str(port)],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            _take(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def _load() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from measures.actions.scores import enter_scores
    from measures.actions.workflow import reopen_plan, submit_plan
    from measures.models import FiscalYear, MeasurePlan, User

    for command in ("migrate", "load_reference", "load_demo"):
        call_command(command, verbosity=0, stdout=io.StringIO())
    # What the demo approves is opened again: one to be edited, one that waits for its approval.
    for code in ("nao", "sanpuloei"):
        plan = MeasurePlan.objects.get(organization__code=code)
        reopen_plan(plan=plan, reason="คู่มือ", by=User.objects.get(username=f"signer.{code}"))
    submit_plan(plan=plan, by=User.objects.get(username=f"clerk.{code}"))
    # Two whole years of scores, the earlier one invented.
    office = MeasurePlan.objects.get(organization__code="banmo").organization
    earlier = {number: Decimal(88) + Decimal(number * 37) / 50 for number in range(1, 11)}
    year = FiscalYear.objects.get(year_be=2567)
    enter_scores(office, year, earlier, by=User.objects.get(username="clerk.banmo"))


def _take(address: str) -> None:
    from django.test import Client
    from PIL import Image
    from playwright.sync_api import sync_playwright

    from measures.models import User

    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in SHOTS:
            client = Client()
            client.force_login(User.objects.get(username=shot.user))
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
            page = context.new_page()
            page.goto(address + shot.path)
            if shot.press:
                page.click(shot.press)
            page.wait_for_selector(shot.waits_for)
            page.wait_for_timeout(500)
            taken = Image.open(io.BytesIO(page.screenshot()))
            small = taken.convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)
            small.save(PICTURES / f"{shot.name}.webp", quality=52, method=6)
            context.close()
        browser.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(120):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError("the server does not answer")


if __name__ == "__main__":
    main()
