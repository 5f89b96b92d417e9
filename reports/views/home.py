"""Home: the plans that a person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.queries.organizations import sees_demo
from measures.queries.plans import visible_plans


@require_safe
@cache_control(private=True, no_store=True)
def home(request: HttpRequest) -> HttpResponse:
    """The list of plans, newest year first."""
    plans = list(visible_plans(request.user))
    return render(
        request,
        "reports/home.html",
        {
            "plans": plans,
            "today": timezone.localdate(),
            "several_organizations": len({plan.organization_id for plan in plans}) > 1,
            "shows_demo": sees_demo(request.user),
        },
    )
