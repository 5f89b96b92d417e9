"""The entry forms (namespace `admin`), swept address by address as the site itself lists them.

The rule, for every named admin address, every member of the cast and every method:
an object of an organization that the user is not a member of answers exactly like one that does
not exist, no answer holds a word of it, and nothing of it changes, whatever is sent.
A new address is swept by itself; one with parts that `parts_for` does not know fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from measures.admin import entry_site
from measures.choices import PlanState
from measures.models import AuditEntry, MeasurePlan, Membership, Organization, OwnedModel, User
from tests import factories as make
from tests.conftest import PROVINCES
from tests.isolation import MARKERS, SEARCHED, fill, ids_of, visible_text

# Without coverage, which makes it half as long again: what it runs, the tests of each form cover.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Who must not see which organization. The forms take every method but POST for GET, so that all
# of them are tried by one outsider only.
OUTSIDERS = (
    ("one", "outside_clerk", METHODS),
    ("one", "outside_supervisor", ("GET", "POST")),
    ("one", "outside_administrator", ("GET", "POST")),
    ("one", "former_member", ("GET", "POST")),
    ("one", "user_of_nothing", ("GET", "POST")),
    ("one", "staff_with_oversight", ("GET", "POST")),
    ("two", "contributor", ("GET", "POST")),
)
NOWHERE = "987654321"


@pytest.fixture
def two_organizations(
    organization: Organization, other_organization: Organization
) -> dict[str, Organization]:
    """The organizations by their codes, each filled with its marker."""
    fill(organization)
    fill(other_organization)
    return {"one": organization, "two": other_organization}


@pytest.fixture
def staff_with_oversight(other_organization: Organization) -> User:
    """A clerk of the other organization charged with the first one's province as well."""
    user = make.make_oversight(
        province=PROVINCES["one"], username="staff-with-oversight", is_staff=True
    )
    make.make_membership(user=user, organization=other_organization)
    return user


def admin_patterns() -> list[URLPattern]:
    """All patterns of the entry forms."""
    (resolver,) = (
        each
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and each.namespace == "admin"
    )
    return list(_below(resolver))


def _below(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _below(pattern)


def owned_models() -> list[type[OwnedModel]]:
    """The registered models whose rows belong to organizations."""
    return [model for model in entry_site._registry if issubclass(model, OwnedModel)]


def objects_of(organization: Organization, model: type[models.Model]) -> list[str]:
    """Primary keys of the organization's objects of a model; of users, its members."""
    if issubclass(model, User):
        found = User.objects.filter(memberships__organization=organization)
        return [str(pk) for pk in found.values_list("pk", flat=True)]
    if not issubclass(model, OwnedModel):
        return []
    path = model.organization_path or "pk"
    found_pks = model.objects.filter(**{path: organization.pk}).values_list("pk", flat=True)
    return [str(pk) for pk in found_pks]


def addresses(organization: Organization) -> dict[str, str]:
    """{address of an object of the organization: the same address of one that does not exist}."""
    found = {}
    kept: list[type[models.Model]] = [*owned_models(), User]
    for model in kept:
        base = f"/admin/measures/{model._meta.model_name}/"
        keys = objects_of(organization, model)
        assert keys, f"isolation.fill makes no {model.__name__}"
        ends = ["", "change/", "delete/", "history/"]
        if issubclass(model, User):
            ends.append("password/")
        for end in ends:
            found[f"{base}{keys[0]}/{end}"] = f"{base}{NOWHERE}/{end}"
        kind = ContentType.objects.get_for_model(model).pk
        found[f"/admin/r/{kind}/{keys[0]}/"] = f"/admin/r/{kind}/{NOWHERE}/"
    code = organization.code
    found[f"/admin/measures/yearlyscore/table/{code}/2568/"] = (
        "/admin/measures/yearlyscore/table/no-such-office/2568/"
    )
    return found


def common_addresses(organization: Organization) -> Iterator[str]:
    """Addresses of lists and empty forms, asked with the organization's ids in the query."""
    ids = ids_of(organization)
    yield from ("/admin/", "/admin/measures/", "/admin/measures/yearlyscore/table/")
    yield from ("/admin/password_change/", "/admin/jsi18n/")
    for model in entry_site._registry:
        base = f"/admin/measures/{model._meta.model_name}/"
        yield base
        yield f"{base}?q={SEARCHED[organization.code]}"
        yield f"{base}add/"
        for field in model._meta.concrete_fields:
            if field.related_model and (value := _related_key(field, organization)):
                yield f"{base}?{field.name}__id__exact={value}"
                yield f"{base}add/?{field.name}={value}"
                yield (
                    f"/admin/autocomplete/?app_label=measures&model_name={model._meta.model_name}"
                    f"&field_name={field.name}&term={SEARCHED[organization.code]}"
                )
    yield "/admin/measures/row/?" + "&".join(f"{key}={value}" for key, value in ids.items())


def _related_key(field: models.Field[Any, Any], organization: Organization) -> str | None:
    keys = objects_of(organization, field.related_model)  # type: ignore[arg-type]
    return keys[0] if keys else None


def everything_of(organization: Organization) -> dict[str, list[Any]]:
    """All stored values of the organization's objects, by model."""
    return {
        model.__name__: list(
            model.objects.filter(**{model.organization_path or "pk": organization.pk})
            .order_by("pk")
            .values_list()
        )
        for model in owned_models()
    }


def forged(organization: Organization) -> dict[str, str]:
    """A form that names the organization's objects in every field of every model."""
    form = {"post": "yes", "name": "แทรก", "heading": "แทรก", "position": "77", "kind": "free"}
    for model in entry_site._registry:
        for field in model._meta.concrete_fields:
            if field.related_model and (value := _related_key(field, organization)):
                form[field.name] = value
    return form


def test_every_kind_of_address_of_the_entry_forms_is_swept():
    """The named patterns of each model, besides those that stand in the two lists above."""
    names = {str(pattern.name) for pattern in admin_patterns() if pattern.name}
    of_models = {
        f"measures_{model._meta.model_name}_{page}"
        for model in entry_site._registry
        for page in ("changelist", "add", "history", "delete", "change")
    }
    assert names == of_models | {
        "index",
        "login",
        "logout",
        "password_change",
        "password_change_done",
        "autocomplete",
        "jsi18n",
        "view_on_site",
        "app_list",
        "auth_user_password_change",
        "measures_yearlyscore_tables",
        "measures_yearlyscore_table",
    }


@pytest.mark.one_database
@pytest.mark.parametrize(("code", "member", "methods"), OUTSIDERS)
def test_anothers_object_answers_like_none_shows_nothing_and_stays(
    request, client_of, two_organizations, code, member, methods
):
    theirs = two_organizations[code]
    client: Client = client_of(request.getfixturevalue(member))
    before, entries = everything_of(theirs), AuditEntry.objects.count()
    forgery = forged(theirs)
    differing, leaking = {}, []

    for (address, gone), method in product(addresses(theirs).items(), methods):
        answers = [
            client.post(path, forgery) if method == "POST" else client.generic(method, path)
            for path in (address, gone)
        ]
        statuses = tuple(answer.status_code for answer in answers)
        if statuses[0] != statuses[1] or statuses[0] == 200:
            differing[f"{method} {address}"] = statuses
        if MARKERS[code] in visible_text(answers[0]):
            leaking.append(f"{method} {address}")

    assert differing == {}
    assert leaking == []
    assert everything_of(theirs) == before
    assert AuditEntry.objects.count() == entries


@pytest.mark.one_database
@pytest.mark.parametrize(("code", "member"), [outsider[:2] for outsider in OUTSIDERS])
def test_lists_and_empty_forms_show_nothing_of_another_organization(
    request, client_of, two_organizations, code, member
):
    theirs = two_organizations[code]
    client: Client = client_of(request.getfixturevalue(member))
    before, memberships = everything_of(theirs), Membership.objects.count()
    forgery, leaking = forged(theirs), []

    for address in common_addresses(theirs):
        answers = [client.get(address)]
        if "/add/" in address or address.endswith(("/measures/", "/table/")):
            answers.append(client.post(address, forgery))
        if any(MARKERS[code] in visible_text(answer) for answer in answers):
            leaking.append(address)

    assert leaking == []
    assert everything_of(theirs) == before
    assert Membership.objects.count() == memberships


@pytest.mark.parametrize("member", ["oversight_of_province", "oversight_of_nation"])
def test_oversight_readers_do_not_enter_the_entry_forms(
    request, client_of, two_organizations, member
):
    client: Client = client_of(request.getfixturevalue(member))
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    answers = {
        client.get(address).status_code
        for address in (*addresses(two_organizations["one"]), "/admin/measures/row/")
    }
    assert answers == {302}


def test_nobody_put_out_of_service_enters_the_entry_forms(
    inactive_user, client_of, two_organizations
):
    client: Client = client_of(inactive_user)
    found = {client.get(each).status_code for each in addresses(two_organizations["one"])}
    assert found == {302}


def test_a_members_own_entry_forms_do_show_the_marker(clerk, client_of, two_organizations):
    client = client_of(clerk)
    shown = {
        re.sub(r"\d+", "0", address): MARKERS["one"] in visible_text(client.get(address))
        for address in addresses(two_organizations["one"])
        if re.search(r"/(measureplan|section|row|measure)/\d+/change/$", address)
    }
    assert shown == {
        "/admin/measures/measureplan/0/change/": True,
        "/admin/measures/section/0/change/": True,
        "/admin/measures/row/0/change/": True,
        "/admin/measures/measure/0/change/": True,
    }


def test_the_anonymous_are_sent_to_sign_in_from_every_address(client, two_organizations):
    answers = {
        (client.generic(method, address).status_code, method)
        for address in (*addresses(two_organizations["one"]), "/admin/", "/admin/measures/row/")
        for method in METHODS
    }
    assert answers == {(302, method) for method in METHODS}
