"""No published cell lets a group of fewer than five be recognised, even by subtraction."""

from __future__ import annotations

from collections.abc import Sequence

Cell = int | None


def suppress_column(values: Sequence[int], minimum: int) -> list[Cell]:
    """Hide what must be hidden in a column published with its total.

    Cells from 1 to ``minimum - 1`` become None; then the next smallest follow, until at least two
    cells are hidden and what they hold together reaches ``minimum``: the total gives none of them away.
    Zero is shown only when no cell had to be hidden for being small.
    """
    hidden = {i for i, value in enumerate(values) if 0 < value < minimum}
    if not hidden:
        return list(values)
    for i in sorted(range(len(values)), key=lambda i: values[i]):
        if len(hidden) >= 2 and sum(values[j] for j in hidden) >= minimum:
            break
        hidden.add(i)
    return [None if i in hidden else value for i, value in enumerate(values)]


def merge_small(sizes: dict[str, int], minimum: int) -> list[list[str]]:
    """Groups of keys such that each group counts at least ``minimum`` (or is the only one left).

    Large keys stay alone; small ones are put together, with the smallest large one if need be.
    """
    alone = [key for key, size in sizes.items() if size >= minimum]
    small = [key for key, size in sizes.items() if 0 < size < minimum]
    if not small:
        return [[key] for key in alone]
    if sum(sizes[key] for key in small) < minimum or len(small) == 1:
        if not alone:
            return [small]
        smallest = min(alone, key=lambda key: sizes[key])
        alone.remove(smallest)
        small.append(smallest)
    return [*([key] for key in alone), small]
