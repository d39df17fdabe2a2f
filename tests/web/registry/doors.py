"""Every page of the registry as it may be opened: empty, full, and come back with errors."""

from __future__ import annotations

from django.urls import reverse
from tests import factories
from tests.web.registry.things import a_double, registry_crowd

from maillage.actors.actions import Happening, record_event
from maillage.actors.enums import LifeEventKind
from maillage.actors.models import LifeEvent, Membership, Tie
from maillage.actors.queries import current_ties, known_events

LONG = "Association pour la promotion des savoir-faire interprofessionnels intergénérationnels"
Opened = tuple[str, str, dict[str, str] | None, int]
"""A name, an address, what is sent to it (None: it is only opened), and the status of the answer."""

BAD_ROWS = {
    "number-TOTAL_FORMS": "1",
    "number-INITIAL_FORMS": "0",
    "number-0-scheme": "siret",
    "number-0-value": "1,23E+13",
    "contact-TOTAL_FORMS": "1",
    "contact-INITIAL_FORMS": "0",
    "contact-0-kind": "email",
    "contact-0-value": "rien",
    "contact-0-visibility": "public",
    "activity": "x",
}


def registry_pages(city: factories.City) -> list[Opened]:
    """The pages, of a record that has a past and of one that has none."""
    empty, full = city.studio_lave, registry_crowd(city.territory, 3)
    record_event(actor=full, what=Happening(LifeEventKind.RENAMED, "2021", name=LONG), who=city.ines.ref)
    a_double(city.territory, LONG)
    event: LifeEvent = known_events(full).filter(kind=LifeEventKind.RENAMED).latest("pk")
    tie: Tie = current_ties(full).latest("pk")
    function = Membership.objects.filter(actor=full).latest("pk")
    pages = [
        (f"{name}, {what}", reverse(f"registry:{name}", args=[actor.ref]), None, 200)
        for name in ("edit", "event", "tie", "members", "merge", "history")
        for what, actor in (("empty", empty), ("full", full))
    ]
    kinds = [
        (f"event {kind}", reverse("registry:event", args=[full.ref]) + f"?quoi={kind}", None, 200)
        for kind in (LifeEventKind.MOVED, LifeEventKind.CHANGED_KIND, LifeEventKind.SPLIT)
    ]
    doubles = reverse("registry:doubles")
    compared = reverse("registry:merge", args=[full.ref]) + f"?avec={empty.ref}"
    return [
        *pages,
        *kinds,
        ("new", reverse("registry:new"), None, 200),
        ("event corrected", reverse("registry:event_edit", args=[event.ref]), None, 200),
        ("tie corrected", reverse("registry:tie_edit", args=[tie.ref]), None, 200),
        ("tie ended", reverse("registry:tie_end", args=[tie.ref]), None, 200),
        ("function ended", reverse("registry:member_end", args=[str(function.pk)]), None, 200),
        ("path", reverse("registry:path", args=[function.person.ref]), None, 200),
        ("records compared", compared, None, 200),
        ("doubles", doubles, None, 200),
        ("doubles decided", doubles + "?vue=decides", None, 200),
        *_wrong(full.ref, empty.ref, event.ref, tie.ref),
    ]


def _wrong(full: str, empty: str, event: str, tie: str) -> list[Opened]:
    """The same forms, come back."""
    alike = {"name": LONG, "kind": "association", "source": "declared"}
    split = {"quoi": "split", "happened": "31/02/2017", "words": "foule"}
    sent: list[tuple[str, str, str, dict[str, str]]] = [
        ("new in error", "new", "", {"number": "1"}),
        ("new that looks like another", "new", "", alike),
        ("edit in error", "edit", full, BAD_ROWS),
        ("event of no kind", "event", empty, {"quoi": "x"}),
        ("event in error", "event", empty, split),
        ("correction in error", "event_edit", event, {"happened": "hier"}),
        ("tie in error", "tie", empty, {"words": "foule"}),
        ("tie correction in error", "tie_edit", tie, {"since": "hier"}),
        ("tie end in error", "tie_end", tie, {"until": ""}),
        ("function in error", "members", empty, {"words": "volcanville"}),
        ("merge of nothing", "merge", empty, {"x": "1"}),
        ("merge in error", "merge", empty, {"avec": full}),
    ]
    return [
        (name, reverse(f"registry:{route}", args=[ref] if ref else []), data, 422)
        for name, route, ref, data in sent
    ]
