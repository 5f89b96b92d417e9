"""Settings: safe in production, embedded by default. Each case starts Django in a process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GOOD = {
    "PRODUCTION": "true",
    "SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "ita.example.go.th",
    "EMAIL_URL": "smtp+tls://mail.example.go.th:587",
    "DEFAULT_FROM_EMAIL": "ita@example.go.th",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path), **GOOD)
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"DEBUG": "true"}, "DEBUG"),
        ({"EMAIL_URL": ""}, "EMAIL_URL"),
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL"),
        ({"DEFAULT_FROM_EMAIL": "nobody"}, "DEFAULT_FROM_EMAIL"),
    ],
)
def test_production_refuses_to_start(tmp_path: Path, changed: dict[str, str], message: str) -> None:
    refused = manage("check", DATA_DIR=str(tmp_path), **{**GOOD, **changed})
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert message in refused.stderr


def test_load_demo_refuses_to_run_in_production(tmp_path: Path) -> None:
    assert manage("migrate", DATA_DIR=str(tmp_path)).returncode == 0
    refused = manage("load_demo", DATA_DIR=str(tmp_path), **GOOD)
    assert refused.returncode != 0
    assert "ข้อมูลตัวอย่าง" in refused.stderr


def test_time_zone_and_language() -> None:
    assert (settings.TIME_ZONE, settings.LANGUAGE_CODE, settings.USE_TZ) == (
        "Asia/Bangkok",
        "th",
        True,
    )


def test_postgresql_is_reached_through_psycopg_2() -> None:
    with pytest.raises(ModuleNotFoundError):
        __import__("psycopg")
