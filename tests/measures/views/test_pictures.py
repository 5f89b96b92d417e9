"""Pictures as they are streamed: as nothing else, and never past the door of their plan."""

from __future__ import annotations

import pytest
from django.urls import reverse

from measures.exchange.picture_files import drop_picture, stored_picture
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(organization):
    return make.make_picture(plan=make.make_plan(organization=organization))


def address_of(picture) -> str:
    plan = picture.plan
    return reverse(
        "plan-picture", args=(plan.organization.code, plan.fiscal_year.year_be, picture.pk)
    )


def test_picture_is_streamed_as_a_picture_that_no_browser_takes_for_more(
    picture, supervisor, client_of
):
    response = client_of(supervisor).get(address_of(picture))
    assert response.content == stored_picture(picture.picture).content
    headers = {
        name: response[name]
        for name in (
            "Content-Type",
            "X-Content-Type-Options",
            "Content-Disposition",
            "Cache-Control",
        )
    }
    assert headers == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'inline; filename="{picture.picture[-12:]}"',
        "Cache-Control": "private, no-cache",
    }
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "sandbox",
    }


def test_picture_that_the_browser_has_is_not_sent_again(picture, clerk, client_of):
    client = client_of(clerk)
    tag = client.get(address_of(picture))["ETag"]
    again = client.get(address_of(picture), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_emblem_is_streamed_to_members_and_to_no_oversight(
    organization, clerk, oversight_of_province, client_of
):
    name = make.make_emblem(organization)
    address = reverse("emblem", args=("one",))
    response = client_of(clerk).get(address)
    assert (response["Content-Type"], response.content) == (
        "image/png",
        stored_picture(name).content,
    )
    assert client_of(oversight_of_province).get(address).status_code == 404


def test_what_has_no_picture_is_not_found(organization, picture, clerk, client_of):
    client = client_of(clerk)
    assert client.get(reverse("emblem", args=("one",))).status_code == 404
    drop_picture(picture.picture)
    assert client.get(address_of(picture)).status_code == 404


def test_picture_of_another_plan_is_not_found_below_this_one(
    picture, organization, other_organization, clerk, client_of
):
    theirs = make.make_picture(plan=make.make_plan(organization=other_organization))
    earlier = make.make_picture(plan=make.make_plan(organization=organization, year_be=2567))
    client = client_of(clerk)
    for other in (theirs, earlier):
        below_mine = reverse("plan-picture", args=("one", 2568, other.pk))
        assert client.get(below_mine).status_code == 404
    assert client.get(address_of(earlier)).status_code == 200
