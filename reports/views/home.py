"""Home: what waits for a person, and the plans that they may see."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.models import User
from measures.queries.notices import unread_notices
from measures.queries.organizations import oversight_of, sees_demo
from measures.queries.plans import visible_plans
from measures.queries.waiting import administered, standings_of, startable, waiting_for

PLANS_ON_A_PAGE = 50


@require_safe
@cache_control(private=True, no_store=True)
def home(request: HttpRequest) -> HttpResponse:
    """What waits, then the list of plans, newest year first, in pages (`?page=2`)."""
    page = Paginator(visible_plans(request.user), PLANS_ON_A_PAGE).get_page(request.GET.get("page"))
    plans = list(page)
    assert isinstance(request.user, User)  # nobody else is let in
    standings = standings_of(request.user)
    today = timezone.localdate()
    oversight = oversight_of(request.user)
    return render(
        request,
        "reports/home.html",
        {
            "plans": plans,
            "page": page,
            "waiting": waiting_for(standings, today) if page.number == 1 else (),
            "startable": startable(standings),
            "administered": administered(standings),
            "is_member": bool(standings),
            "own_memberships": [each.membership for each in standings],
            "oversight": oversight,
            "today": today,
            "nav_plan": plans[0] if plans and standings else None,
            "names_organizations": bool(oversight)
            or len({plan.organization_id for plan in plans}) > 1,
            "shows_demo": sees_demo(request.user),
            "notices": unread_notices(request.user),
        },
    )
