"""The few pieces of the language that a plain include cannot make: icons, form fields, option rows.

Everything else is an include under ``maillage/parts/``. The living page ``/design/`` shows them all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS: dict[str, SafeString] = {
    name: mark_safe(drawing)
    for name, drawing in {
        "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
        "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.4 2"/>',
        "check": '<path d="M4.5 12.5l5 5L19.5 7"/>',
        "undo": '<path d="M8 5L4 9l4 4M4.5 9H14a5.5 5.5 0 010 11h-4"/>',
        "split": '<path d="M12 3v18" stroke-dasharray="3 3"/><path d="M8 8l-4 4 4 4M16 8l4 4-4 4"/>',
        "alert": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.1"/>',
        "mail": '<path d="M3.5 6h17v12.5h-17zM4 6.500l8 6.500 8-6.500"/>',
        "print": '<path d="M7 9V3.500h10V9M7 17H4V9h16v8h-3M7 14h10v6.500H7z"/>',
    }.items()
}

NO_HINTS: Mapping[str, str] = {}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one sign of the set. Always beside a word: a sign says nothing to a screen reader."""
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', ICONS[name])


@register.inclusion_tag("maillage/parts/field.html")
def field(
    bound: BoundField, *, label: str = "", hint: str = "", optional: bool = False, css: str = ""
) -> dict[str, Any]:
    """One field of a form: label, hint, control, error, tied together by their ids.

    ``optional`` writes *facultatif* beside the label; ``css`` adds classes (``short``, ``code``).
    """
    hint = hint or str(bound.help_text)
    described = [f"{bound.auto_id}_helptext"] if hint else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"class": f"input {css}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint,
        "optional": optional,
        "control": bound.as_widget(attrs=attrs),
    }


@dataclass(frozen=True)
class OptionRow:
    """One choice of a radio or tick list, ready to draw."""

    id: str
    name: str
    type: str
    value: str
    label: str
    hint: str
    checked: bool
    disabled: bool


def option_rows(bound: BoundField, hints: Mapping[str, str]) -> Iterator[OptionRow]:
    """Yield the choices of a RadioSelect or CheckboxSelectMultiple as rows of the language."""
    for choice in bound.subwidgets:
        data = choice.data
        value = "" if data["value"] is None else str(data["value"])
        yield OptionRow(
            id=data["attrs"].get("id", ""),
            name=data["name"],
            type=data["type"],
            value=value,
            label=choice.choice_label,
            hint=hints.get(value, ""),
            checked=bool(data["selected"]),
            disabled=bool(data["attrs"].get("disabled")),
        )


@register.inclusion_tag("maillage/parts/options.html")
def options(
    bound: BoundField, *, hints: Mapping[str, str] = NO_HINTS, row: bool = False, legend: str = ""
) -> dict[str, Any]:
    """Option rows of a choice field.

    ``hints`` maps a value to its second line; ``row`` lays them side by side. Without ``legend`` the caller's
    own fieldset and legend name the group.
    """
    return {
        "field": bound,
        "rows": list(option_rows(bound, hints)),
        "row": row,
        "legend": legend,
        "error_id": f"{bound.auto_id}_error",
        "described_by": f"{bound.auto_id}_error" if bound.errors else "",
    }


@register.filter
def is_error(message: object) -> bool:
    """Say whether a message of the messages framework is a failure (then it is announced at once)."""
    return "error" in str(getattr(message, "level_tag", "")).split()


@register.filter
def is_success(message: object) -> bool:
    """Say whether a message tells something was done (then it carries the tick)."""
    return "success" in str(getattr(message, "level_tag", "")).split()


@register.filter
def undo_address(message: object) -> str:
    """The address that a way back is posted to, when what was done can be undone."""
    tags = str(getattr(message, "extra_tags", "") or "")
    return tags if tags.startswith("/") else ""
