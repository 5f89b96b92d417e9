"""The Thai texts that Django lacks: compiled from the file that people edit."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext as translated

FOLDER = Path(settings.BASE_DIR) / "itaportal/locale/th/LC_MESSAGES"


DOMAINS = ("django", "djangojs")


def edited(domain: str) -> dict[object, str]:
    """The catalogue of the .po file, keyed as `gettext` keys the compiled one."""
    found: dict[object, str] = {}
    for block in FOLDER.joinpath(f"{domain}.po").read_text("utf-8").split("\n\n"):
        lines = dict(re.findall(r'^(msg\S+) (".*")$', block, re.MULTILINE))
        texts = {name: ast.literal_eval(value) for name, value in lines.items()}
        if not texts.get("msgid"):
            continue
        key = "\x04".join(filter(None, (texts.get("msgctxt"), texts["msgid"])))
        if "msgid_plural" in texts:
            found[key, 0] = texts["msgstr[0]"]
        else:
            found[key] = texts["msgstr"]
    return found


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_texts_are_those_of_the_edited_file(domain):
    with FOLDER.joinpath(f"{domain}.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    assert {key: text for key, text in catalogue.items() if key} == edited(domain)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_keeps_the_places_of_the_original(domain):
    for key, text in edited(domain).items():
        original = key[0] if isinstance(key, tuple) else str(key)
        places = r"%\(\w+\)|%[sd]|\{\w*\}"
        assert set(re.findall(places, text)) <= set(re.findall(places, original)), text


def test_django_speaks_with_them():
    assert translated("Yes, I’m sure") == "ลบตามรายการนี้"
