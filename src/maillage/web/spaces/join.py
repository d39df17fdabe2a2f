"""Come in for the first time: a given name and an address, then the code that was sent there."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from maillage.bookings.forms.join import JoinForm
from maillage.web.floods import refuse_flood
from maillage.web.screens import ScreenRequest

JOINS_PER_HOUR = 10


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: ScreenRequest) -> HttpResponse:
    """Who one is; the same answer whether the address was known or not."""
    after = _after(request)
    if request.user.is_authenticated:
        return redirect(after)
    form = JoinForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        refuse_flood(request, "join", JOINS_PER_HOUR, 3600)
        if _send_code(request, form):
            query = urlencode({"next": after})
            return redirect(f"{reverse('account_confirm_login_code')}?{query}")
    context = {"form": form, "after": after}
    return render(request, "web/spaces/join.html", context, status=422 if form.is_bound else 200)


def _send_code(request: ScreenRequest, form: JoinForm) -> bool:
    """Send it as the page to enter does, with its limit of codes per address; False when that is reached."""
    person = form.enter(territory=request.territory)
    asked = RequestLoginCodeForm({"email": person.email})
    if not asked.is_valid():
        form.add_error("email", asked.errors["email"])
        return False
    LoginCodeVerificationProcess.initiate(request=request, user=person.user, email=person.email)
    return True


def _after(request: ScreenRequest) -> str:
    """Where she was going, when that is a page of ours; else to all spaces."""
    wished = str(request.POST.get("next") or request.GET.get("next") or "")
    ours = url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure())
    return wished if ours else reverse("spaces:list")
