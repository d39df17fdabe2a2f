"""What somebody says should be written of an entry: kept as data until it is applied, or declined."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from maillage.actors.enums import Visibility


@dataclass(frozen=True, slots=True)
class NewName:
    """Another name: since when; or ``was_wrong``, the old one was a mistake from the start."""

    text: str
    since: str = ""
    was_wrong: bool = False


@dataclass(frozen=True, slots=True)
class NewAddress:
    """Another address: since when; or ``was_wrong``, the old one was a mistake, or was not known."""

    street: str = ""
    postcode: str = ""
    city: str = ""
    since: str = ""
    was_wrong: bool = False

    @property
    def line(self) -> str:
        """The address on one line."""
        town = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.street, town) if part)


@dataclass(frozen=True, slots=True)
class NewContact:
    """A way to reach the actor instead of another; ``was`` empty adds one, ``value`` empty removes one."""

    kind: str
    was: str
    value: str
    visibility: str = Visibility.PUBLIC


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change; what is None, or empty, stays as it is. ``closed_on`` is the date of its end."""

    name: NewName | None = None
    address: NewAddress | None = None
    contacts: tuple[NewContact, ...] = ()
    description: str | None = None
    language: str = "fr"
    hours: str | None = None
    closed_on: str = ""

    def __bool__(self) -> bool:
        told = (self.name, self.address, self.contacts, self.closed_on)
        return any(told) or self.description is not None or self.hours is not None

    def as_data(self) -> dict[str, Any]:
        """The same as plain values, for a column of data; empty when nothing changes."""
        return asdict(self) if self else {}

    @classmethod
    def of(cls, data: dict[str, Any]) -> Changes:
        """What ``as_data`` gave, read again."""
        told = dict(data)
        if told.get("name"):
            told["name"] = NewName(**told["name"])
        if told.get("address"):
            told["address"] = NewAddress(**told["address"])
        told["contacts"] = tuple(NewContact(**row) for row in told.get("contacts", ()))
        return cls(**told)
