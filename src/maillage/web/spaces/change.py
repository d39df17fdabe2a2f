"""Move a date of a booking, and those after it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.bookings.enums import OPEN_STATES
from maillage.bookings.forms.change import ChangeForm
from maillage.bookings.models import Occurrence
from maillage.common import clock
from maillage.web.screens import ScreenRequest, done, who
from maillage.web.spaces.book import SKIPPABLE
from maillage.web.spaces.mine import her_date
from maillage.web.spaces.words import rules_of


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ScreenRequest, ref: str) -> HttpResponse:
    """The form with the hours as they are; once sent, the dates moved, or what stands in the way."""
    row = her_date(request, ref)
    if row.starts_at <= clock.now() or row.state not in OPEN_STATES:
        return redirect("spaces:booking", row.booking.ref)
    form = ChangeForm(request.POST if request.method == "POST" else None, occurrence=row)
    if form.is_bound and form.is_valid() and (booking := form.change(who=who(request))):
        return done(
            request, _("C’est déplacé. Ce qui vient avant n’a pas changé."), "spaces:booking", booking.ref
        )
    following = _following(row)
    context = {
        "row": row,
        "booking": row.booking,
        "form": form,
        "following": following,
        "rules": rules_of(row.space),
        "may_skip": following > 1 and form.refused in SKIPPABLE and not form.cleaned_data["skip_taken"],
        "sent": [(bound.html_name, bound.value()) for bound in form if bound.name != "skip_taken"],
    }
    status = 200 if not form.is_bound else 409 if form.refused == "taken" else 422
    return render(request, "web/spaces/change.html", context, status=status)


def _following(row: Occurrence) -> int:
    """How many dates would move."""
    rows = row.booking.occurrences.filter(starts_at__gte=row.starts_at, state__in=OPEN_STATES)
    return int(rows.count())
