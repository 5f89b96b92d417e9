"""Who has to be guarded by one-time codes sets them up before anything else.

Whoever has set them up is asked for a code by allauth at each sign-in. This asks the other half:
that nobody who must have codes works without. It is asked at sign-in and again every five minutes
of a session, so that a clerk made a signer meanwhile is caught, and costs no query in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import Signal, receiver
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from measures.actions.second_factor import record_second_factor
from measures.choices import SecondFactor
from measures.models import User
from measures.queries.second_factor import lacks_second_factor, second_factor_of

# In the session: when it was last found that nothing is missing.
FOUND_AT = "second_factor_found_at"
ASK_AGAIN_AFTER = 300  # seconds
# Let nobody in who is not signed in, though they answer for themselves: no page but JSON.
DOORS_OF_THEIR_OWN = {"save-cell"}
OWN_ACCOUNT = {"logout", "account_reauthenticate", "account_change_password"}
MESSAGE = "บทบาทของท่านต้องใช้การยืนยันสองชั้น โปรดตั้งค่าก่อน แล้วจึงทำงานต่อ"
NOT_FOR_DEMO = "บัญชีตัวอย่างใช้ร่วมกันหลายคน จึงไม่ใช้การยืนยันสองชั้น"

CHANGES = {
    id(authenticator_added): "ตั้งค่า",
    id(authenticator_reset): "ออกใหม่",
    id(authenticator_removed): "เลิกใช้",
}


@receiver(user_logged_in)
def ask_at_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    """The first answer of a session."""
    _is_missing(request, user)


@receiver(authenticator_added)
@receiver(authenticator_reset)
@receiver(authenticator_removed)
def write_down(user: User, authenticator: Authenticator, signal: Signal, **_: Any) -> None:
    """Changes of codes go into the record; allauth's pages have no other hook for it."""
    what = f"{CHANGES[id(signal)]} ({authenticator.get_type_display()})"
    record_second_factor(user, what, by=user)


class SecondFactorMiddleware:
    """Leads to setting up one-time codes whoever must have them; demo logins never."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of whatever comes next."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Another page than the one asked for, where something is missing."""
        user = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_open = not getattr(view, "login_required", True) and name not in DOORS_OF_THEIR_OWN
        if is_open or not isinstance(user, User):
            return None
        if name.startswith("mfa_"):
            if name != "mfa_index" and second_factor_of(user) is SecondFactor.OFF:
                raise PermissionDenied(NOT_FOR_DEMO)
            return None
        if name in OWN_ACCOUNT or not _is_missing(request, user):
            return None
        if request.accepts("text/html"):
            return redirect("mfa_activate_totp")
        return JsonResponse({"message": MESSAGE}, status=403)


def _is_missing(request: HttpRequest, user: User) -> bool:
    now = time.time()
    if 0 <= now - request.session.get(FOUND_AT, 0) < ASK_AGAIN_AFTER:
        return False
    if lacks_second_factor(user):
        request.session.pop(FOUND_AT, None)
        return True
    request.session[FOUND_AT] = now
    return False
