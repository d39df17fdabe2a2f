"""Choosing an actor or a person by typing a name: the form comes back with who was found, to choose among.

No script is needed: what was typed stays, and the answers stand under the name. The page sends back, as
``asked``, the words whose answers it shows: when they have changed, an old choice does not count.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.actors.models import Actor
from maillage.actors.naming import plain
from maillage.actors.queries import kept_actors
from maillage.actors.record_forms.searching import actors_like, people_like
from maillage.people.models import Person

Row = TypeVar("Row", Actor, Person)


class Picker(forms.Form, Generic[Row]):
    """A form with a name to type (``words``) and the answers to it (``chosen``, the reference of one)."""

    words = forms.CharField(max_length=160, required=False)
    chosen = forms.CharField(
        label=gettext_lazy("Réponses à ce nom"), max_length=16, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, chosen = self.typed("words"), self.typed("chosen")
        self.found: list[Row] = self.search(words)
        shown = not self.is_bound or words == self.typed("asked")
        if shown and (one := self.known(chosen)):
            others: list[Row] = [row for row in self.found if row.pk != one.pk]
            others.insert(0, one)
            self.found = others
        radios = self.fields["chosen"].widget
        assert isinstance(radios, forms.RadioSelect)  # noqa: S101  declared above
        radios.choices = [(row.ref, self.described(row)) for row in self.found]

    def typed(self, name: str) -> str:
        """A value before any cleaning: as it was sent, else as the form first shows it."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        return str(value or "").replace("\x00", "").strip()[:160]

    def picked(self, *, needed: bool) -> Row | None:
        """Who is meant: the answer that was ticked, or the only one that bears exactly this name.

        Adds an error, and gives None, when a choice is left to make, or when nobody is meant yet ``needed``.
        """
        words, chosen = self.typed("words"), self.typed("chosen")
        ticked = [row for row in self.found if row.ref == chosen]
        exact = [row for row in self.found if words and plain(str(row)) == plain(words)]
        for rows in (ticked, exact):
            if len(rows) == 1:
                return rows[0]
        if words and self.found:
            self.add_error("chosen", _choose(len(self.found)))
        elif words:
            self.add_error("words", _("Nous ne connaissons personne de ce nom. Essayez un seul de ses mots."))
        elif needed:
            self.add_error("words", _("Dites de qui il s’agit, par son nom ou une partie de son nom."))
        return None

    def search(self, words: str) -> list[Row]:
        """The answers to these words."""
        raise NotImplementedError

    def known(self, ref: str) -> Row | None:
        """Who has this reference and may be chosen."""
        raise NotImplementedError

    def described(self, row: Row) -> str:
        """What tells one answer from another."""
        raise NotImplementedError


def _choose(count: int) -> str:
    return ngettext(
        "Une réponse à ces mots : si c’est la bonne, cochez-la et envoyez.",
        "%(count)s réponses à ces mots : cochez la bonne et envoyez.",
        count,
    ) % {"count": count}


class ActorPicker(Picker[Actor]):
    """Choose another actor of the directory, never the one whose record is open."""

    def __init__(self, *args: Any, actor: Actor | None = None, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def search(self, words: str) -> list[Actor]:
        """The other kept records with this name."""
        return [row for row in actors_like(words) if self.actor is None or row.pk != self.actor.pk]

    def known(self, ref: str) -> Actor | None:
        """Another kept record."""
        own = self.actor.ref if self.actor else ""
        found: Actor | None = (
            kept_actors().filter(ref=ref).exclude(ref=own).select_related("commune", "address").first()
        )
        return found

    def described(self, row: Actor) -> str:
        """Name, kind and commune."""
        facts = (row.name, row.get_kind_display(), str(row.commune or ""))
        return " · ".join(fact for fact in facts if fact)


class PersonPicker(Picker[Person]):
    """Choose somebody the territory already knows, by name or by address."""

    def search(self, words: str) -> list[Person]:
        """The people with this name or address."""
        return people_like(words)

    def known(self, ref: str) -> Person | None:
        """Somebody of the territory."""
        found: Person | None = Person.objects.filter(ref=ref).first()
        return found

    def described(self, row: Person) -> str:
        """Name and address."""
        return " · ".join(fact for fact in (row.full_name, row.email) if fact)
