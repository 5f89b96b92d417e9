"""An organization's people: members, invitations, and coming in by an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from measures.access import get_own_organization, require
from measures.actions.entries import remove_entry
from measures.actions.invitations import (
    InvitationGoneError,
    accept_as_new_user,
    accept_invitation,
    change_member,
    invitation_of,
    invite,
    invite_again,
    withdraw_invitation,
)
from measures.choices import Right, Role
from measures.forms.invitations import InvitationForm, NewMemberForm, RoleForm
from measures.letters import send_invitation
from measures.models import Invitation, Organization, User
from measures.queries.choices import units_of
from measures.queries.members import members_of, open_invitations

form_page = require_http_methods(["GET", "HEAD", "POST"])
never_stored = cache_control(private=True, no_store=True)


def administered(request: HttpRequest, code: str) -> tuple[Organization, User]:
    """The organization and its administrator: 404 for outsiders, 403 for other members."""
    organization = get_own_organization(request.user, code)
    require(request.user, Right.EDIT_ORGANIZATION, organization)
    assert isinstance(request.user, User)  # the door lets nobody else in
    return organization, request.user


def show_refusal(form: BaseForm, refusal: ValidationError) -> None:
    """Show what an action refused at the fields it is about."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


@form_page
@never_stored
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Members and open invitations, with the form that invites."""
    organization, by = administered(request, code)
    typed = InvitationForm(request.POST or None, units=units_of(organization))
    if typed.is_valid():
        try:
            invitation = invite(organization, **typed.cleaned_data, by=by)
        except ValidationError as error:
            show_refusal(typed, error)
        else:
            _post(request, invitation)
            return redirect("organization-people", code=code)
    return render(
        request,
        "measures/people.html",
        {
            "organization": organization,
            "shows_demo": organization.is_demo,
            "members": members_of(organization),
            "invitations": open_invitations(organization),
            "form": typed,
        },
    )


def _post(request: HttpRequest, invitation: Invitation) -> None:
    if send_invitation(invitation):
        messages.success(request, f"ส่งคำเชิญถึง {invitation.email} แล้ว")
    else:
        messages.error(
            request,
            f"บันทึกคำเชิญถึง {invitation.email} แล้ว แต่ส่งอีเมลไม่ได้ โปรดกดส่งอีกครั้งภายหลัง หรือแจ้งผู้ดูแลระบบ",
        )


@require_POST
def send_again(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The letter once more, with a new link."""
    organization, by = administered(request, code)
    invitation = get_object_or_404(organization.invitations, pk=pk)
    try:
        _post(request, invite_again(invitation, by=by))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("organization-people", code=code)


@require_POST
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The end of an invitation."""
    organization, by = administered(request, code)
    invitation = get_object_or_404(organization.invitations, pk=pk)
    try:
        withdraw_invitation(invitation, by=by)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"ยกเลิกคำเชิญถึง {invitation.email} แล้ว ลิงก์เดิมใช้ไม่ได้อีก")
    return redirect("organization-people", code=code)


@form_page
@never_stored
def member(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One member's role and units."""
    organization, by = administered(request, code)
    membership = get_object_or_404(members_of(organization), pk=pk)
    stored = {"role": membership.role, "units": membership.units.all()}
    typed = RoleForm(request.POST or None, initial=stored, units=units_of(organization))
    if typed.is_valid():
        try:
            change_member(membership, **typed.cleaned_data, by=by)
        except ValidationError as error:
            show_refusal(typed, error)
        else:
            messages.success(request, f"บันทึกบทบาทของ {membership.user} แล้ว")
            return redirect("organization-people", code=code)
    return _member_page(request, organization, pk, typed)


def _member_page(
    request: HttpRequest, organization: Organization, pk: int, typed: RoleForm
) -> HttpResponse:
    context = {
        "organization": organization,
        "shows_demo": organization.is_demo,
        "membership": members_of(organization).get(pk=pk),
        "form": typed,
    }
    return render(request, "measures/member.html", context)


@require_POST
@never_stored
def remove_member(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A member leaves the organization; the account and what it did stay."""
    organization, by = administered(request, code)
    membership = get_object_or_404(members_of(organization), pk=pk)
    name = str(membership.user)
    try:
        remove_entry(membership, by=by)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("organization-member", code=code, pk=pk)
    messages.success(request, f"นำ {name} ออกจากหน่วยงานแล้ว หากต้องการให้กลับมา โปรดส่งคำเชิญใหม่")
    if membership.user_id == by.pk:
        return redirect("home")
    return redirect("organization-people", code=code)


@form_page
@never_stored
@login_not_required
@sensitive_post_parameters("password1", "password2")
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """Who was invited makes an account, or takes the role with the account signed in."""
    try:
        invitation = invitation_of(token)
        if isinstance(request.user, User):
            return _take_role(request, invitation, token, request.user)
        return _make_account(request, invitation, token)
    except InvitationGoneError as gone:
        return render(request, "measures/invitation_gone.html", {"reason": str(gone)}, status=410)


def _take_role(
    request: HttpRequest, invitation: Invitation, token: str, user: User
) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            accept_invitation(token, by=user)
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            return _welcome(request, invitation)
    context = {"invitation": invitation, "refusal": refusal}
    return render(request, "measures/invitation_taken.html", context)


def _make_account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    typed = NewMemberForm(request.POST or None)
    if typed.is_valid():
        try:
            accepted = accept_as_new_user(token, typed.instance, typed.cleaned_data["password1"])
        except ValidationError as error:
            show_refusal(typed, error)
        else:
            login(request, accepted.user, "django.contrib.auth.backends.ModelBackend")
            return _welcome(request, invitation)
    context = {"invitation": invitation, "form": typed}
    return render(request, "measures/invitation.html", context)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    role = Role(invitation.role).label
    messages.success(request, f"ท่านเป็น{role}ของ{invitation.organization}แล้ว")
    return redirect("home")
