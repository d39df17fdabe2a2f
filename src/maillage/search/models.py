"""Tables of the search. What the databases add to them (full-text indexes) is in the second migration."""

from __future__ import annotations

from django.db import models

from maillage.common.scope import ScopedManager
from maillage.search.documents import MAX_KEY, MAX_NAME


class SearchSpace(models.Model):
    """A collection of a territory: what is searched together, and never with anything else."""

    territory_key = models.IntegerField()
    collection = models.CharField(max_length=30)

    territory_path = "territory_key"
    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory_key", "collection"], name="search_space_once")
        ]

    def __str__(self) -> str:
        return f"{self.collection} of territory {self.territory_key}"


class SearchEntry(models.Model):
    """A document as it is searched; written by the backends only, which keep the full-text index in step."""

    space = models.ForeignKey(SearchSpace, on_delete=models.CASCADE, db_index=False, related_name="+")
    key = models.CharField(max_length=MAX_KEY)
    freshness = models.PositiveSmallIntegerField()
    visible = models.BooleanField()
    sort_name = models.CharField(max_length=MAX_NAME)
    names = models.TextField()
    lexemes = models.TextField()

    territory_path = "space__territory_key"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "key"], name="search_entry_once")]
        indexes = [
            models.Index(fields=["space", "visible", "sort_name", "key", "freshness"], name="search_by_name"),
        ]

    def __str__(self) -> str:
        return self.key


class SearchName(models.Model):
    """A whole name of a visible document, in canonical form: exact names and beginnings are read here."""

    pk = models.CompositePrimaryKey("space_id", "text", "key")
    space = models.ForeignKey(
        SearchSpace, on_delete=models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    text = models.CharField(max_length=MAX_NAME)
    key = models.CharField(max_length=MAX_KEY)

    territory_path = "space__territory_key"
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.text


class SearchWord(models.Model):
    """A form that visible documents hold: in how many names it is, and in how many other texts.

    Counts are exact up to ``vocabulary.MANY``; beyond it they only say « many » until they are made anew.
    """

    pk = models.CompositePrimaryKey("space_id", "form")
    space = models.ForeignKey(
        SearchSpace, on_delete=models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    form = models.CharField(max_length=60)
    in_names = models.IntegerField(default=0)
    in_texts = models.IntegerField(default=0)

    territory_path = "space__territory_key"
    objects = ScopedManager()

    def __str__(self) -> str:
        return self.form


class SearchClue(models.Model):
    """A way from what one types to a form: a stem they share, or a letter left out of one or the other."""

    pk = models.CompositePrimaryKey("space_id", "clue", "form")
    space = models.ForeignKey(
        SearchSpace, on_delete=models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    clue = models.CharField(max_length=62)
    form = models.CharField(max_length=60)

    territory_path = "space__territory_key"
    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.clue} → {self.form}"
