"""What the lock files promise to whoever installs from them."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def locked_names(lock: Path) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)==", lock.read_text(), flags=re.MULTILINE))


def test_each_group_of_dependencies_has_its_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    expected = {"requirements.lock"} | {
        f"requirements-{group}.lock" for group in project["dependency-groups"]
    }
    assert {lock.name for lock in LOCKS} == expected


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_nothing_pulls_in_psycopg_3(lock):
    # Django stops using psycopg2 without a word as soon as `import psycopg` works.
    assert {name for name in locked_names(lock) if name.startswith("psycopg")} <= {
        "psycopg2-binary"
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_each_locked_package_has_hashes_and_no_place_of_its_own(lock):
    text = lock.read_text()
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|file:|--(?:extra-)?index-url|--find-links| @ ", text) == []


def test_packages_that_several_locks_name_have_one_version():
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", lock.read_text(), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_npm_lock_names_no_registry_and_has_a_hash_for_each_package():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {path: entry for path, entry in packages.items() if path}
    assert {path for path, entry in installed.items() if "integrity" not in entry} == set()
    assert {path for path, entry in installed.items() if "resolved" in entry} == set()


def test_each_dependency_says_what_would_have_to_be_written_without_it():
    project = (ROOT / "pyproject.toml").read_text()
    lists = re.search(r"^dependencies = \[\n(.+?)^\[tool", project, flags=re.MULTILINE | re.DOTALL)
    assert lists
    lines = re.findall(r'^ {4}"[a-z].*', lists[1], flags=re.MULTILINE)
    assert lines
    assert [line for line in lines if not re.search(r",\s+# \S.{8,}\.$", line)] == []
