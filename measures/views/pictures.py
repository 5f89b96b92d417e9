"""Pictures of a plan's appendix and emblems, streamed behind the same doors as what they are of.

Their bytes are the portal's own encoding; still no browser may take them for anything else.
"""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from measures.access import get_own_organization, get_plan
from measures.exchange.picture_files import LostPicture, bare_name, stored_picture
from measures.exchange.pictures import JPEG, small_picture

PICTURE_POLICY = {
    "default-src": [NONE],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "sandbox": True,
}


@require_safe
def plan_picture(request: HttpRequest, code: str, year_be: int, pk: int) -> HttpResponseBase:
    """A picture of a plan's appendix; with `?small=1` as small as a list of pictures needs it."""
    pictures = get_plan(request.user, code, year_be).pictures
    name = pictures.filter(pk=pk).values_list("picture", flat=True).first()
    return _picture(request, name, small="small" in request.GET)


@require_safe
def emblem(request: HttpRequest, code: str) -> HttpResponseBase:
    """An organization's emblem, for its members: others see it in reports."""
    return _picture(request, get_own_organization(request.user, code).emblem)


def _picture(request: HttpRequest, name: str | None, *, small: bool = False) -> HttpResponseBase:
    if not name:
        raise Http404
    try:
        picture = stored_picture(name)
    except LostPicture as lost:
        raise Http404(str(lost)) from lost
    tag = f'"{bare_name(name)}{"-small" if small else ""}"'
    response = HttpResponse(
        small_picture(picture) if small else picture.content,
        content_type=JPEG if small else picture.media_type,
        headers={
            "Content-Disposition": f'inline; filename="{bare_name(name)[-12:]}"',
            "X-Content-Type-Options": "nosniff",
            "ETag": tag,
        },
    )
    # Asked again every time, as a right may be gone; answered without bytes when they are there.
    patch_cache_control(response, private=True, no_cache=True)
    unchanged = get_conditional_response(request, etag=tag, response=response)
    assert unchanged is not None  # the response itself where it has to be sent

    @csp(PICTURE_POLICY)
    def picture_alone(_: HttpRequest) -> HttpResponseBase:
        return unchanged

    return picture_alone(request)
