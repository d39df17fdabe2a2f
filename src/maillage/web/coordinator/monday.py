"""The Monday page: each line acted on in one click, by keyboard too."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.common.actions import retry_messages
from maillage.observatory.queries import monday_board
from maillage.observatory.queries.board import SHOWN
from maillage.referrals.actions import propose as run_matching
from maillage.skills.actions import decide_word
from maillage.skills.enums import WordState
from maillage.skills.models import SkillWord
from maillage.web.coordinator.lines import shown_lines
from maillage.web.screens import ScreenRequest, done, who


@require_safe
def monday(request: ScreenRequest) -> HttpResponse:
    """What is late, what waits for her, for others, what nobody can serve, which hours will be lost."""
    board = monday_board(request.territory)
    return render(
        request,
        "web/coordinator/monday.html",
        {
            "board": board,
            "late": shown_lines(board.late),
            "yours": shown_lines(board.yours),
            "others": shown_lines(board.others),
            "unserved": shown_lines(board.unserved),
            "hours": board.hours,
            "shown": SHOWN,
            "charter": request.territory.charter,
        },
    )


@require_POST
def word(request: ScreenRequest, ref: str) -> HttpResponse:
    """Approve a word for the vocabulary, refuse it, or undo."""
    found = SkillWord.objects.filter(ref=ref).select_related("skill").first()
    asked = request.POST.get("state") or request.GET.get("state", "")
    if found is None or asked not in WordState.values:
        raise Http404
    state = WordState(asked)
    decide_word(word=found, state=state, who=who(request))
    said = {
        WordState.APPROVED: _("« %(word)s » mène désormais à %(skill)s."),
        WordState.REFUSED: _("« %(word)s » n’est pas ajouté à %(skill)s."),
        WordState.PROPOSED: _("« %(word)s » attend de nouveau votre avis."),
    }[state]
    undo = "" if state == WordState.PROPOSED else f"{request.path}?state={WordState.PROPOSED}"
    said = said % {"word": found.word, "skill": found.skill.label}
    return done(request, said, "coordinator:monday", undo=undo)


@require_POST
def retry_mail(request: ScreenRequest) -> HttpResponse:
    """Try again, now, the e-mails that could not leave."""
    retry_messages()
    return done(request, _("Les e-mails en attente repartent."), "coordinator:monday")


@require_POST
def propose(request: ScreenRequest) -> HttpResponse:
    """Search again for everybody, with the hours that are left."""
    run_matching(territory=request.territory, who=who(request), why="asked")
    return done(request, _("La recherche est refaite avec les heures qui restent."), "coordinator:monday")
