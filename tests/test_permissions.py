"""Who gets what from which address: every named URL × every member of the cast × every method.

The table is literal: a URL that it does not name fails `test_every_named_url_stands_in_the_table`.
Both organizations hold the same objects with different marker words in every text, so that a leak
has something to show; each answer, PDF text included, is searched for the other's marker.

The entry forms (namespace `admin`) are too many for a table; their rule is stated and swept in
`test_isolation_of_entry_forms.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from measures.choices import AuditAction, PlanState
from measures.models import (
    AppendixPicture,
    AuditEntry,
    GroupHeading,
    MeasurePlan,
    Organization,
    PlanUpload,
    Row,
    ScoreCitation,
    User,
)
from tests import factories as make
from tests.conftest import CAST
from tests.isolation import MARKERS, fill, ids_of, visible_text

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

# Without coverage, which makes it half as long again: what it runs, the tests of each page cover.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

# The key of no object.
NOWHERE = 987654321
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
MEMBERS = {
    "one": {
        "clerk",
        "contributor",
        "contributor_of_another_unit",
        "supervisor",
        "signer",
        "administrator",
        "superuser",
    },
    "two": {"outside_clerk", "outside_supervisor", "outside_administrator", "superuser"},
}
# Of an inactive user's session nothing is left.
NOT_SIGNED_IN = {"anonymous", "inactive_user"}
# Whose approved plans are read by whom.
OVERSEEN = {
    "oversight_of_province": {"one"},
    "oversight_of_nation": {"one", "two"},
    "oversight_elsewhere": set(),
}

# Who asks for what. The second organization is the first one's mirror: there, those who are inside,
# and one of each kind of those outside, ask what reads and what writes will do.
ASKED = (
    *((member, "one") for member in CAST),
    *((member, "two") for member in (*sorted(MEMBERS["two"]), "clerk", "oversight_of_nation")),
)

Answers = dict[str, int]


def reading(status: int) -> Answers:
    """What a page that only reads answers: the method is refused before anything is looked up."""
    return dict.fromkeys(METHODS, 405) | {"GET": status, "HEAD": status}


def always(status: int) -> Answers:
    """The same answer to every method."""
    return dict.fromkeys(METHODS, status)


def posting(status: int) -> Answers:
    """What an address that only takes answers."""
    return always(405) | {"POST": status}


TO_SIGN_IN = always(302)


@dataclass(frozen=True)
class Line:
    """A line of the table: the address, the organization's code to be filled in, and the answers.

    `inside` answers members of that organization and superusers, `outside` everybody else who is
    signed in. `entitled` are members with a right that the others inside lack, by name, without
    "outside_" before it; `wherever` are those whom an address of nobody's data answers so.
    """

    path: str
    inside: Answers
    outside: Answers
    anonymous: Answers
    entitled: Mapping[str, Answers] = field(default_factory=dict)
    wherever: Mapping[str, Answers] = field(default_factory=dict)


SIGN_IN = reading(200) | {"POST": 200, "PUT": 200, "OPTIONS": 200}


def form_page(status: int) -> Answers:
    """A page with a form."""
    return reading(status) | {"POST": status}


def sending(status: int) -> Answers:
    """A button that leads back to its page."""
    return always(405) | {"POST": status}


# A page of allauth with a form.
OWN_FORM = reading(200) | {"POST": 200, "PUT": 200, "OPTIONS": 200}
OWN_PAGE = reading(200) | {"OPTIONS": 200}

HAVE_AN_APP = ("signer", "administrator", "superuser")
WITH_APP = dict.fromkeys(HAVE_AN_APP, OWN_FORM)
NO_CODES = reading(404) | {"OPTIONS": 200}
PROVES_AGAIN = dict.fromkeys(HAVE_AN_APP, always(302))


def step(status: int) -> Answers:
    """A step to the head of office: read, it leads to the page where steps are taken."""
    return reading(302) | {"POST": status}


# The right to take a step in the first plan's state; who has it is shown the page with what is
# missing in the form, or led back to it.
REFUSED_STEP = step(403)
OUTSIDE_STEP = form_page(404)
STEPS: dict[str, tuple[set[str], int]] = {
    "submit": ({"clerk", "signer", "superuser"}, 302),
    "return": ({"supervisor", "signer", "superuser"}, 200),
    "comment": ({"clerk", "supervisor", "signer", "superuser"}, 200),
    "resolve": ({"clerk", "supervisor", "signer", "superuser"}, 302),
    "approve": ({"signer", "superuser"}, 200),
    "reopen": ({"signer", "superuser"}, 200),
    "end": ({"clerk", "signer", "superuser"}, 302),
}


# What is done with rows of the grid, by who may edit the plan; then the grid is shown again.
GRID_COMMANDS = {
    "add-group": "groups/",
    "remove-group": "groups/{group}/remove/",
    "add-row": "rows/",
    "restore-row": "rows/restore/",
    "duplicate-row": "rows/{row}/duplicate/",
    "move-row": "rows/{row}/move/",
    "remove-row": "rows/{row}/remove/",
    "insert-comparison": "rows/{row}/comparison/",
    "remove-comparison": "comparisons/{citation}/remove/",
}


def editing(answers: Answers, path: str) -> Line:
    """A line of what takes the right to edit the plan: clerks and superusers have it."""
    refused = {
        name: 403 if status < 400 or status == 422 else status for name, status in answers.items()
    }
    missing = {name: 404 if status == 403 else status for name, status in refused.items()}
    return Line(path, refused, missing, TO_SIGN_IN, {"clerk": answers, "superuser": answers})


SIGN_OUT = always(405) | {"POST": 302, "OPTIONS": 200}

ADMINISTERS = dict.fromkeys(("administrator", "superuser"), form_page(200))
SENDS = dict.fromkeys(("administrator", "superuser"), sending(302))

TABLE: dict[str, Line] = {
    "home": Line("/", reading(200), reading(200), TO_SIGN_IN),
    "login": Line("/login/", SIGN_IN, SIGN_IN, SIGN_IN),
    "account_login": Line("/login/", SIGN_IN, SIGN_IN, SIGN_IN),
    "logout": Line("/logout/", SIGN_OUT, SIGN_OUT, TO_SIGN_IN),
    "account_reauthenticate": Line("/account/reauthenticate/", OWN_FORM, OWN_FORM, TO_SIGN_IN),
    "account_change_password": Line("/account/password/change/", OWN_FORM, OWN_FORM, TO_SIGN_IN),
    "account_reset_password": Line("/account/password/reset/", OWN_FORM, OWN_FORM, OWN_FORM),
    "account_reset_password_done": Line(
        "/account/password/reset/sent/", OWN_PAGE, OWN_PAGE, OWN_PAGE
    ),
    "account_reset_password_from_key_done": Line(
        "/account/password/reset/done/", OWN_PAGE, OWN_PAGE, OWN_PAGE
    ),
    # A link that was never sent: every answer is the page that says so.
    "account_reset_password_from_key": Line(
        "/account/password/reset/key/1-abc/", always(200), always(200), always(200)
    ),
    "mfa_index": Line("/account/2fa/", OWN_PAGE, OWN_PAGE, TO_SIGN_IN),
    # Only in the middle of signing in; who is signed in goes on, who is not begins.
    "mfa_authenticate": Line("/account/2fa/authenticate/", always(302), always(302), always(302)),
    # Who has no app proves by the password; nothing is changed without proving it again.
    "mfa_reauthenticate": Line(
        "/account/2fa/reauthenticate/", always(302), always(302), TO_SIGN_IN, wherever=WITH_APP
    ),
    "mfa_activate_totp": Line("/account/2fa/totp/activate/", always(302), always(302), TO_SIGN_IN),
    "mfa_deactivate_totp": Line(
        "/account/2fa/totp/deactivate/", always(404), always(404), TO_SIGN_IN, wherever=PROVES_AGAIN
    ),
    "mfa_view_recovery_codes": Line("/account/2fa/codes/", NO_CODES, NO_CODES, TO_SIGN_IN),
    "mfa_generate_recovery_codes": Line(
        "/account/2fa/codes/generate/", always(302), always(302), TO_SIGN_IN
    ),
    "mfa_download_recovery_codes": Line(
        "/account/2fa/codes/download/", always(404), always(404), TO_SIGN_IN
    ),
    "plan": Line("/{code}/2568/", reading(200), reading(404), TO_SIGN_IN),
    "grid": Line("/{code}/2568/measures/", reading(200), reading(404), TO_SIGN_IN),
    "help": Line("/help/", reading(200), reading(200), reading(200)),
    "manual": Line("/help/clerk/", reading(200), reading(200), reading(200)),
    "plan-evidence": Line(
        "/{code}/2568/evidence/",
        form_page(200) | {"POST": 403},
        form_page(404),
        TO_SIGN_IN,
        {"clerk": form_page(200) | {"POST": 302}, "superuser": form_page(200) | {"POST": 302}},
    ),
    "plan-scores": Line(
        "/{code}/2568/scores/",
        form_page(200) | {"POST": 403},
        form_page(404),
        TO_SIGN_IN,
        {"clerk": form_page(200) | {"POST": 302}, "superuser": form_page(200) | {"POST": 302}},
    ),
    "plan-check": Line("/{code}/2568/check/", reading(200), reading(404), TO_SIGN_IN),
    **{
        f"plan-{name}": Line(
            f"/{{code}}/2568/check/{name}/",
            REFUSED_STEP,
            OUTSIDE_STEP,
            TO_SIGN_IN,
            dict.fromkeys(entitled, step(status)),
        )
        for name, (entitled, status) in STEPS.items()
    },
    "start-plan": Line(
        "/{code}/start/",
        form_page(403),
        form_page(404),
        TO_SIGN_IN,
        dict.fromkeys(("clerk", "superuser"), form_page(200) | {"POST": 422}),
    ),
    "plan-general": Line(
        "/{code}/2568/general/",
        form_page(200) | {"POST": 403},
        form_page(404),
        TO_SIGN_IN,
        dict.fromkeys(("clerk", "superuser"), form_page(200) | {"POST": 422}),
    ),
    "remind-unit": Line(
        "/{code}/2568/remind/{unit}/",
        always(405) | {"POST": 403},
        always(405) | {"POST": 404},
        TO_SIGN_IN,
        dict.fromkeys(("clerk", "superuser"), always(405) | {"POST": 302}),
    ),
    "plan-read": Line("/{code}/2568/read/", reading(200), reading(404), TO_SIGN_IN),
    "cell-history": Line(
        "/{code}/2568/measures/cells/{row}/steps/history/",
        form_page(200) | {"POST": 403},
        form_page(404),
        TO_SIGN_IN,
        dict.fromkeys(("clerk", "superuser"), form_page(200) | {"POST": 302}),
    ),
    **{
        name: Line(
            f"/{{code}}/2568/measures/{path}",
            posting(403),
            posting(404),
            TO_SIGN_IN,
            dict.fromkeys(("clerk", "superuser"), posting(302)),
        )
        for name, path in GRID_COMMANDS.items()
    },
    # A save without a cell: unreadable to who sees the plan's rows, nothing to anybody else.
    "save-cell": Line("/{code}/2568/measures/cells/", posting(422), posting(404), posting(401)),
    "own-wordings": Line(
        "/{code}/wording/",
        reading(403),
        reading(404),
        TO_SIGN_IN,
        {"administrator": reading(200), "superuser": reading(200)},
    ),
    "own-wording": Line(
        "/{code}/wording/results-by-issue/",
        form_page(403),
        form_page(404),
        TO_SIGN_IN,
        {"administrator": form_page(200), "superuser": form_page(200)},
    ),
    "import-start": editing(form_page(200) | {"POST": 422}, "/{code}/import/"),
    "import-file": editing(form_page(200) | {"POST": 422}, "/{code}/2568/import/"),
    "import-check": editing(form_page(302), "/{code}/2568/import/{upload}/"),
    "import-done": editing(reading(200), "/{code}/2568/import/{upload}/done/"),
    # An imported file is not kept, so that there is none to give.
    "import-marked": Line(
        "/{code}/2568/import/{upload}/marked/",
        reading(403),
        reading(404),
        TO_SIGN_IN,
        {"clerk": reading(404), "superuser": reading(404)},
    ),
    "import-undo": editing(always(405) | {"POST": 422}, "/{code}/2568/import/{upload}/undo/"),
    "import-cancel": editing(always(405) | {"POST": 302}, "/{code}/2568/import/{upload}/cancel/"),
    "paste": editing(form_page(200) | {"POST": 422}, "/{code}/2568/paste/"),
    "paste-apply": editing(always(405) | {"POST": 422}, "/{code}/2568/paste/apply/"),
    "paste-done": editing(reading(200), "/{code}/2568/paste/{pasted}/"),
    "paste-undo": editing(always(405) | {"POST": 302}, "/{code}/2568/paste/{pasted}/undo/"),
    "start-template": editing(reading(200), "/{code}/start/template.xlsx"),
    # A link that was never sent.
    "invitation": Line(
        "/account/invitation/abc/",
        reading(410) | {"POST": 410},
        reading(410) | {"POST": 410},
        reading(410) | {"POST": 410},
    ),
    "organization-people": Line(
        "/{code}/people/", form_page(403), form_page(404), TO_SIGN_IN, ADMINISTERS
    ),
    "organization-member": Line(
        "/{code}/people/{member}/", form_page(403), form_page(404), TO_SIGN_IN, ADMINISTERS
    ),
    "organization-member-remove": Line(
        "/{code}/people/{member}/remove/", sending(403), sending(404), TO_SIGN_IN, SENDS
    ),
    "invitation-send": Line(
        "/{code}/people/invitations/{invitation}/send/",
        sending(403),
        sending(404),
        TO_SIGN_IN,
        SENDS,
    ),
    "invitation-withdraw": Line(
        "/{code}/people/invitations/{invitation}/withdraw/",
        sending(403),
        sending(404),
        TO_SIGN_IN,
        SENDS,
    ),
    "organization-settings": Line(
        "/{code}/settings/", form_page(403), form_page(404), TO_SIGN_IN, ADMINISTERS
    ),
    "organization-acting": Line(
        "/{code}/settings/acting/", form_page(403), form_page(404), TO_SIGN_IN, ADMINISTERS
    ),
    "organization-acting-end": Line(
        f"/{{code}}/settings/acting/{NOWHERE}/end/",
        sending(403),
        sending(404),
        TO_SIGN_IN,
        dict.fromkeys(("administrator", "superuser"), sending(404)),
    ),
    "organization-unit-add": Line(
        "/{code}/settings/units/", form_page(403), form_page(404), TO_SIGN_IN, ADMINISTERS
    ),
    "organization-unit": Line(
        "/{code}/settings/units/{unit}/",
        form_page(403),
        form_page(404),
        TO_SIGN_IN,
        ADMINISTERS,
    ),
    "organization-unit-move": Line(
        "/{code}/settings/units/{unit}/move/up/",
        sending(403),
        sending(404),
        TO_SIGN_IN,
        SENDS,
    ),
    "organization-unit-retire": Line(
        "/{code}/settings/units/{unit}/retire/",
        sending(403),
        sending(404),
        TO_SIGN_IN,
        SENDS,
    ),
    "read-notices": Line(
        "/{code}/notices/read/",
        always(405) | {"POST": 302},
        always(405) | {"POST": 404},
        TO_SIGN_IN,
    ),
    "emblem": Line("/{code}/emblem/", reading(200), reading(404), TO_SIGN_IN),
    "plan-picture": Line(
        "/{code}/2568/pictures/{picture}/", reading(200), reading(404), TO_SIGN_IN
    ),
    "report-pdf": Line(
        "/{code}/2568/reports/results-by-issue.pdf", reading(200), reading(404), TO_SIGN_IN
    ),
    "report-preview": Line(
        "/{code}/2568/reports/results-by-issue/preview/", reading(200), reading(404), TO_SIGN_IN
    ),
    "report-html": Line(
        "/{code}/2568/reports/results-by-issue.html", reading(200), reading(404), TO_SIGN_IN
    ),
    "report-file": Line(
        "/{code}/2568/reports/results-by-issue.json", reading(200), reading(404), TO_SIGN_IN
    ),
}
# The addresses of one organization's data; the others are everybody's.
OF_PLANS = (
    "plan",
    "plan-general",
    "plan-read",
    "grid",
    "plan-evidence",
    "plan-scores",
    "plan-picture",
    "report-pdf",
    "report-html",
    "report-preview",
    "report-file",
)
PRIVATE = (*OF_PLANS, "plan-check", "emblem")


def named_urls(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Names of all URL patterns; a pattern without a name gives its route."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or f"unnamed {pattern.pattern}")
        else:
            below = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from named_urls(pattern, namespace + below)


@pytest.fixture
def two_organizations(
    organization: Organization, other_organization: Organization
) -> dict[str, Organization]:
    """The organizations by their codes, each filled with its marker."""
    fill(organization)
    fill(other_organization)
    return {"one": organization, "two": other_organization}


def address(name: str, code: str) -> str:
    """The address of that name for an organization's code."""
    picture = AppendixPicture.objects.filter(plan__organization__code=code).first()
    row = Row.objects.filter(section__plan__organization__code=code).first()
    group = GroupHeading.objects.filter(section__plan__organization__code=code).first()
    citation = ScoreCitation.objects.filter(
        round_result__row__section__plan__organization__code=code
    ).first()
    upload = PlanUpload.objects.filter(organization__code=code).first()
    pasted = AuditEntry.objects.filter(
        organization__code=code, action=AuditAction.PLAN_PASTED
    ).first()
    return TABLE[name].path.format(
        code=code,
        pasted=pasted.pk if pasted else NOWHERE,
        picture=picture.pk if picture else NOWHERE,
        row=row.pk if row else NOWHERE,
        group=group.pk if group else NOWHERE,
        citation=citation.pk if citation else NOWHERE,
        upload=upload.pk if upload else NOWHERE,
        **people_of(code),
    )


def addresses(names: Iterable[str], code: str) -> dict[str, str]:
    """The addresses of those names."""
    return {name: address(name, code) for name in names}


def people_of(code: str) -> dict[str, int]:
    """Keys of an organization's people and of what they belong to."""
    organization = Organization.objects.get(code=code) if code in MARKERS else None
    if organization is None:
        return dict.fromkeys(("member", "invitation", "unit"), NOWHERE)
    member = organization.memberships.filter(user__username=f"{code}-clerk").first()
    return {
        "member": member.pk if member else NOWHERE,
        "invitation": organization.invitations.get().pk,
        "unit": organization.units.order_by("pk")[0].pk,
    }


def foreign_markers(member: str) -> set[str]:
    """The markers that a member of the cast must never meet."""
    return {marker for code, marker in MARKERS.items() if member not in MEMBERS[code]}


def test_every_named_url_stands_in_the_table():
    names = set(named_urls(get_resolver()))
    assert {name for name in names if not name.startswith("admin:")} == set(TABLE)


def sweep(
    client: Client,
    addresses: Mapping[str, str],
    methods: Iterable[str] = METHODS,
    query: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, str, _MonkeyPatchedWSGIResponse]]:
    """Names, methods and answers; each request finds everything as it was before the first.

    So the two organizations are made once for all addresses, not once for each.
    """
    cookies = client.cookies.output()
    for name, asked in addresses.items():
        for method in methods:
            with transaction.atomic():
                # A client of its own, as signing out is one of the answers.
                each = Client()
                each.cookies.load(client.cookies)
                response = each.generic(method, f"{asked}?{urlencode(query)}" if query else asked)
                yield name, method, response
                transaction.set_rollback(True)
    assert client.cookies.output() == cookies


@pytest.mark.one_database
@pytest.mark.parametrize(("member", "code"), ASKED)
def test_urls_answer_each_method_as_the_table_says_and_leak_nothing(
    request, client_of, two_organizations, member, code
):
    user = request.getfixturevalue(member)
    relation = "inside" if member in MEMBERS[code] else "outside"
    person = member.removeprefix("outside_")
    expected = {}
    for name, line in TABLE.items():
        expected[name] = getattr(line, "anonymous" if member in NOT_SIGNED_IN else relation)
        if relation == "inside":
            expected[name] = line.entitled.get(person, expected[name])
        expected[name] = line.wherever.get(person, expected[name])

    answered: dict[str, Answers] = {name: {} for name in TABLE}
    leaks = []
    methods = METHODS if code == "one" else ("GET", "POST")
    for name, method, response in sweep(client_of(user), addresses(TABLE, code), methods):
        answered[name][method] = response.status_code
        text = visible_text(response)
        leaks += [(name, method, each) for each in foreign_markers(member) if each in text]

    asked = {name: {each: line[each] for each in methods} for name, line in expected.items()}
    assert answered == asked
    assert leaks == []


def test_urls_show_their_own_organizations_marker_so_that_a_leak_would_be_seen(
    clerk, client_of, two_organizations
):
    answers = sweep(client_of(clerk), addresses(PRIVATE, "one"), ["GET"])
    shown = {name: MARKERS["one"] in visible_text(response) for name, _, response in answers}
    assert shown == dict.fromkeys(PRIVATE, True)


@pytest.mark.parametrize("member", ["clerk", "contributor", "signer", "administrator"])
@pytest.mark.parametrize("query", [{}, {"round": "6"}, {"round": "12", "numerals": "arabic"}])
def test_own_urls_with_the_others_ids_in_their_query_show_nothing_of_the_other(
    request, client_of, two_organizations, member, query
):
    client = client_of(request.getfixturevalue(member))
    others = {**ids_of(two_organizations["two"]), **query}
    answers = {
        name: (response.status_code, MARKERS["two"] in visible_text(response))
        for name, _, response in sweep(client, addresses(PRIVATE, "one"), ["GET"], others)
    }
    assert answers == dict.fromkeys(PRIVATE, (200, False))


@pytest.mark.parametrize("query", [{}, {"round": "7", "numerals": "roman"}])
def test_what_is_hidden_answers_exactly_like_what_does_not_exist(
    clerk, client_of, two_organizations, query
):
    def answers(code: str) -> dict[str, tuple[int, str, set[str]]]:
        return {
            name: (response.status_code, visible_text(response), {*response.headers})
            for name, _, response in sweep(
                client_of(clerk), addresses(PRIVATE, code), ["GET"], query
            )
        }

    hidden = answers("two")
    assert hidden == answers("no-such-office")
    assert {status for status, _, _ in hidden.values()} == {404}


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("member", OVERSEEN)
def test_oversight_reads_plans_of_its_place_once_approved_and_no_draft(
    request, client_of, two_organizations, member, state
):
    MeasurePlan.objects.update(state=state)
    client = client_of(request.getfixturevalue(member))
    approved = state in (PlanState.APPROVED, PlanState.LOCKED)
    seen = OVERSEEN[member] if approved else set()

    answered = {code: client.get(address("plan", code)).status_code for code in MARKERS}
    home = visible_text(client.get("/"))

    assert answered == {code: 200 if code in seen else 404 for code in MARKERS}
    assert {code for code, marker in MARKERS.items() if marker in home} == seen


@pytest.mark.parametrize("code", MARKERS)
@pytest.mark.parametrize("member", OVERSEEN)
def test_urls_of_an_approved_plan_answer_oversight_as_the_table_says_and_leak_nothing(
    request, client_of, two_organizations, member, code
):
    MeasurePlan.objects.update(state=PlanState.APPROVED)
    client = client_of(request.getfixturevalue(member))
    others = ids_of(two_organizations["two" if code == "one" else "one"])
    foreign = {MARKERS[each] for each in MARKERS if each not in OVERSEEN[member]}
    relation = "inside" if code in OVERSEEN[member] else "outside"

    answered: dict[str, Answers] = {name: {} for name in OF_PLANS}
    leaks = []
    for name, method, response in sweep(client, addresses(OF_PLANS, code), query=others):
        answered[name][method] = response.status_code
        text = visible_text(response)
        leaks += [(name, method, each) for each in foreign if each in text]

    assert answered == {name: getattr(TABLE[name], relation) for name in OF_PLANS}
    assert leaks == []


def test_urls_are_closed_to_a_member_who_left(clerk: User, client_of, two_organizations):
    clerk.memberships.all().delete()
    answers = sweep(client_of(clerk), addresses(PRIVATE, "one"), ["GET"])
    assert {name: response.status_code for name, _, response in answers} == dict.fromkeys(
        PRIVATE, 404
    )


def test_own_wording_shows_its_own_organizations_marker_to_its_administrator(
    administrator, client_of, two_organizations
):
    response = client_of(administrator).get(address("own-wording", "one"))
    assert MARKERS["one"] in visible_text(response)
    assert MARKERS["two"] not in visible_text(response)


def test_a_member_of_both_organizations_sees_both(clerk: User, client_of, two_organizations):
    make.make_membership(user=clerk, organization=two_organizations["two"])
    home = visible_text(client_of(clerk).get("/"))
    assert {marker for marker in MARKERS.values() if marker in home} == set(MARKERS.values())
