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
    """A form that documents hold: in how many visible names it is, in how many other visible texts.

    ``clues`` lead to it from a misspelling, ``spellings`` are its accented and foreign ones (both are told
    in ``vocabulary``). Counts are exact up to ``learning.MANY``; beyond it they only say « many » until they
    are made anew. A form of hidden documents only counts 0.
    """

    space = models.ForeignKey(
        SearchSpace, on_delete=models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    form = models.CharField(max_length=60)
    in_names = models.IntegerField()
    in_texts = models.IntegerField()
    spellings = models.TextField()
    clues = models.TextField()

    territory_path = "space__territory_key"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "form"], name="search_word_once")]

    def __str__(self) -> str:
        return self.form
