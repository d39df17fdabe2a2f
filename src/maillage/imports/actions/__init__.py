"""Every write on imports, as a verb."""

from maillage.imports.actions.ask import ask_service
from maillage.imports.actions.check import check_run
from maillage.imports.actions.receive import map_columns, name_source, receive_file, redo_run
from maillage.imports.actions.run import advance_run, queue_run, stop_run
from maillage.imports.actions.undo import undo_run
from maillage.imports.actions.work import advance_imports, ask_check, forget_imports, look_for_doubles

__all__ = [
    "advance_imports",
    "advance_run",
    "ask_check",
    "ask_service",
    "check_run",
    "forget_imports",
    "look_for_doubles",
    "map_columns",
    "name_source",
    "queue_run",
    "receive_file",
    "redo_run",
    "stop_run",
    "undo_run",
]
