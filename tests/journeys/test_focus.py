"""Wherever Tab goes, forth and back, one sees where one is."""

from __future__ import annotations

import pytest

from tests import factories as make

from .hands import FOCUS, MOST_TABS

pytestmark = pytest.mark.django_db(transaction=True)

PAGES_OF_CLERK = (
    "/",
    "/one/start/",
    *(
        f"/one/2568/{part}"
        for part in ("", "general/", "scores/", "measures/", "paste/", "import/")
    ),
    *(f"/one/2568/{part}" for part in ("evidence/", "check/", "read/")),
    "/account/password/change/",
    "/help/clerk/",
)
PAGES_OF_ADMINISTRATOR = ("/one/people/", "/one/settings/", "/one/wording/")

# The element that has the focus: which one, and what is wrong with it; null at the page's end.
STOP = f"""async () => {{
    const element = document.activeElement;
    window.visited ??= new WeakSet();
    if (element === document.body || window.visited.has(element)) return null;
    window.visited.add(element);
    return [element.outerHTML.slice(0, 160), await ({FOCUS})(element)];
}}"""


@pytest.fixture
def plan(organization):
    plan = make.make_plan(organization=organization)
    group = make.make_group(section=make.make_section(plan=plan))
    for text in ("หนึ่ง", "สอง", "สาม", "สี่"):
        make.make_filled_row(group=group, text=text)
    make.make_picture(plan=plan)
    make.make_link(plan=plan)
    make.make_score(organization=organization)
    return plan


def walk(page, key):
    """The stops of a walk through the page: the first 160 characters of each, with its fault."""
    page.evaluate("() => { window.visited = undefined; document.activeElement.blur(); }")
    stops: list[list[str]] = []
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"{key} finds no end at {page.url}")


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize(
    ("member", "pages"),
    [("clerk", PAGES_OF_CLERK), ("administrator", PAGES_OF_ADMINISTRATOR)],
    ids=["clerk", "administrator"],
)
def test_what_has_the_focus_is_in_sight(request, portal_page, plan, member, pages, width):
    page = portal_page(width, request.getfixturevalue(member))
    faults, alone = [], []
    for address in pages:
        answer = page.goto(address)
        assert answer.ok, address
        ways = [walk(page, key) for key in ("Tab", "Shift+Tab")]
        faults += [(address, *stop) for way in ways for stop in way if stop[1]]
        alone += [address for way in ways if len(way) < 5]
    assert faults == []
    assert alone == []
