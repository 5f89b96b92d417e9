"""Pages of one's own account and of an organization's affairs, as a reader's software sees them."""

from __future__ import annotations

import pytest

from tests.isolation import fill
from tests.test_pages import Outline

pytestmark = pytest.mark.django_db

OPEN = ("/account/password/reset/", "/account/password/reset/sent/", "/account/invitation/abc/")
OWN = ("/account/2fa/", "/account/password/change/", "/account/reauthenticate/")
ADMINISTERED = ("/one/people/", "/one/settings/", "/one/settings/units/")


@pytest.fixture
def page(client, client_of, administrator, organization):
    """A function: address -> the outline of what is there."""
    fill(organization)

    def look(address, sent=None):
        reader = client if address in OPEN else client_of(administrator)
        answer = reader.get(address) if sent is None else reader.post(address, sent)
        return Outline(answer.text)

    return look


@pytest.mark.parametrize("sent", [None, {}], ids=["read", "sent empty"])
@pytest.mark.parametrize("address", [*OPEN, *OWN, *ADMINISTERED])
def test_page_names_its_fields_and_whatever_it_refers_to(page, address, sent):
    if sent is not None and address in ("/account/password/reset/sent/", "/account/2fa/"):
        return  # pages without a form
    found = page(address, sent)
    ids = found.values("id")
    assert (found.open, found.unclosed) == ([], [])
    assert [len(found.all(tag)) for tag in ("title", "header", "main", "footer", "h1")] == [1] * 5
    assert len(ids) == len(set(ids))
    referred = [
        identity
        for attribute in ("aria-labelledby", "aria-describedby", "for")
        for value in found.values(attribute)
        for identity in value.split()
    ]
    referred += [value[1:] for value in found.values("href") if value.startswith("#")]
    assert [identity for identity in referred if identity not in ids] == []
    labelled = set(found.values("for"))
    shown = [field for field in found.all("input") if field.get("type") not in ("hidden", "submit")]
    # The tick that takes a picture away stands inside its label.
    named = [field for field in shown if not field.get("name", "").endswith("-remove")]
    assert [field for field in named if field.get("id") not in labelled] == []
    assert found.all("style") == []
    assert found.values("style") == []
