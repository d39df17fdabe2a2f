"""Tables of imports."""

from __future__ import annotations

from django.db import models

from maillage.actors.models import Actor
from maillage.common import clock
from maillage.common.scope import ScopedManager
from maillage.imports.enums import RowOutcome, RunState, SourceType
from maillage.territory.models import TerritoryOwned


class Source(TerritoryOwned):
    """Where entries come from, and how its files were read the last time."""

    name = models.CharField(max_length=120)
    type = models.CharField(max_length=16, choices=SourceType.choices, default=SourceType.FILE)
    licence = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=400, blank=True)
    mapping = models.JSONField(default=dict, help_text="column → field, as corrected by a person")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["territory", "name"], name="source_once")]

    def __str__(self) -> str:
        return self.name


class ImportRun(TerritoryOwned):
    """One file on its way into the directory: what was guessed, what will be done, what was done."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RECEIVED)
    hints = models.JSONField(default=dict, help_text="how to read the file, where a person corrected it")
    reading = models.JSONField(default=dict, help_text="how the file was read")
    mapping = models.JSONField(default=dict, help_text="column → field, where a person corrected it")
    options = models.JSONField(default=dict, help_text="kind of actor by default, what to do outside")
    columns = models.JSONField(default=list, help_text="each column: use, field, chance, reasons")
    remarks = models.JSONField(default=list)
    counts = models.JSONField(default=dict, help_text="rows by outcome")
    rows_read = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0, help_text="the last row written")
    rows_total = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    beat_at = models.DateTimeField(null=True, blank=True)
    refusal = models.JSONField(default=dict)
    who = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=clock.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class ImportRow(models.Model):
    """What one row of a file becomes, and why; ``before`` is what undo needs."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=RowOutcome.choices)
    reasons = models.JSONField(default=list)
    actor = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(default=dict)
    is_applied = models.BooleanField(default=False)

    territory_path = "run__territory"
    objects = ScopedManager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="row_once")]
        indexes = [models.Index(fields=["run", "outcome", "number"], name="row_by_outcome")]

    def __str__(self) -> str:
        return f"row {self.number}: {self.outcome}"


class SourceRecord(models.Model):
    """Which entry of ours an entry of a source is, and what the source said of it the last time."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    key = models.CharField(max_length=80)
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="source_records")
    digest = models.CharField(max_length=32)
    said = models.JSONField(default=dict)
    read_at = models.DateTimeField(default=clock.now)

    territory_path = "source__territory"
    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="source_record_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
