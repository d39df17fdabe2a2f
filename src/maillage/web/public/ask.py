"""Asking: three questions, no account, works without JavaScript."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.needs.forms import AskForm, clean_text
from maillage.needs.models import is_close
from maillage.skills.bridge import Understood, understand
from maillage.skills.queries import skills_with_codes
from maillage.web.floods import refuse_flood
from maillage.web.screens import ScreenRequest

ASKS_PER_HOUR = 20
READINGS_PER_MINUTE = 60
SHOWN_SKILLS = 4
LONGEST_READING = 6000


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ScreenRequest) -> HttpResponse:
    """The form; sent twice, it gives one need; filled by a robot, it gives none and says nothing."""
    if request.method != "POST":
        words = clean_text(request.GET.get("besoin", ""))[:LONGEST_READING]
        form = AskForm(initial={"form_key": uuid4().hex, "words": words})
        return render(request, "web/public/ask.html", {"form": form, "heard": _heard(words)})
    form = AskForm(request.POST)
    if form.is_from_robot:
        return redirect("public:asked")
    if not form.is_valid():
        heard = _heard(form.cleaned_data.get("words", ""))
        return render(request, "web/public/ask.html", {"form": form, "heard": heard}, status=422)
    refuse_flood(request, "ask", ASKS_PER_HOUR, 3600)
    need = form.submit(territory=request.territory, language=get_language() or "fr")
    request.session["asked_email"] = need.asker.email if need.asker else ""
    return redirect("public:asked")


@require_POST
def propose(request: ScreenRequest) -> HttpResponse:
    """What we understood of words being typed, as option rows (a comfort of the page's script)."""
    refuse_flood(request, "propose", READINGS_PER_MINUTE, 60)
    words = clean_text(request.POST.get("words", ""))[:LONGEST_READING]
    return render(request, "web/public/heard.html", {"heard": _heard(words)})


@require_safe
def asked(request: ScreenRequest) -> HttpResponse:
    """Sent: now open the e-mail."""
    return render(request, "web/public/asked.html", {"email": request.session.get("asked_email", "")})


def _heard(words: str) -> list[dict[str, object]]:
    if not words:
        return []
    found: dict[str, Understood] = {u.code: u for u in understand(words, language=None, top=SHOWN_SKILLS)}
    rows = sorted(skills_with_codes(found), key=lambda skill: -found[skill.code].score)
    return [
        {
            "skill": skill,
            "words": [words[a:b] for a, b in found[skill.code].spans][:4],
            "checked": n == 0 or is_close(found[skill.code].score, found[rows[0].code].score),
        }
        for n, skill in enumerate(rows)
    ]
