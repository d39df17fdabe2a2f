"""Enter as a character of the demonstration, and read the e-mails that would have been sent."""

from __future__ import annotations

import re

from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from maillage.common.models import OutboundMessage
from maillage.common.queries import messages_newest_first
from maillage.needs.forms import clean_text
from maillage.needs.models import Need
from maillage.people.actions import open_login
from maillage.people.queries import characters, person_with_ref, roles_of
from maillage.web.screens import ScreenRequest, page_of

VISITOR = "visiteur"
LINK = re.compile(r"https?://[^\s<>]+")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def enter(request: ScreenRequest) -> HttpResponse:
    """Who one can be, and what each sees."""
    people = list(characters())
    needs = {need.asker_id: need for need in Need.objects.filter(asker__in=people).order_by("submitted_at")}
    rows = [
        {
            "person": person,
            "membership": next(iter(person.memberships.all()), None),
            "roles": roles_of(person),
            "need": needs.get(person.pk),
        }
        for person in people
    ]
    return render(request, "web/demo/enter.html", {"rows": rows, "visitor": VISITOR})


@require_POST
def become(request: ScreenRequest, ref: str) -> HttpResponse:
    """Enter as this character (a visitor has no account)."""
    logout(request)
    if ref == VISITOR:
        return redirect("public:home")
    person = person_with_ref(ref)
    user = open_login(person=person) if person and person.is_invented else None
    if person is None or user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return redirect("account:entry")


@require_safe
def mailbox(request: ScreenRequest) -> HttpResponse:
    """Every e-mail, newest first; one person's with ``?a=``."""
    rows = messages_newest_first()
    to = clean_text(request.GET.get("a", ""))[:200]
    if to:
        rows = rows.filter(to_email__iexact=to)
    return render(request, "web/demo/mailbox.html", {"page": page_of(request, rows), "to": to})


@require_safe
def letter(request: ScreenRequest, ref: str) -> HttpResponse:
    """One e-mail, as plain text with its links."""
    message = OutboundMessage.objects.filter(ref=ref).first()
    if message is None:
        raise Http404
    return render(request, "web/demo/letter.html", {"message": message, "text": _with_links(message.text)})


def _with_links(text: str) -> SafeString:
    """Plain text, escaped, whose addresses can be followed."""
    parts, last = [], 0
    for found in LINK.finditer(text):
        url = escape(found.group())
        parts += [escape(text[last : found.start()]), f'<a href="{url}">{url}</a>']
        last = found.end()
    return mark_safe("".join([*parts, escape(text[last:])]))
