"""Grids of rulings: which rulings touch, and where their rows and columns lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Ruling = tuple[float, float, float]  # position, from, to

NEAR = 3.0  # points within which rulings meet


@dataclass(slots=True)
class Grid:
    """Where the columns begin and end, the rows from the top down, and the rulings between."""

    xs: list[float]
    ys: list[float]  # from the top down
    across: list[Ruling]
    down: list[Ruling]


def grids_of(level_rulings: list[Ruling], upright_rulings: list[Ruling]) -> list[Grid]:
    """Rulings that touch one another, as grids of at least two columns."""
    across, down = join_rulings(level_rulings), join_rulings(upright_rulings)
    group = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - NEAR <= x <= x1 + NEAR and y0 - NEAR <= y <= y1 + NEAR:
                group[root(i)] = root(len(across) + j)
    members: dict[int, tuple[list[int], list[int]]] = {}
    for i in range(len(group)):
        pair = members.setdefault(root(i), ([], []))
        if i < len(across):
            pair[0].append(i)
        else:
            pair[1].append(i - len(across))
    grids: list[Grid] = []
    for level, upright in members.values():
        if not level or not upright:
            continue
        h, v = [across[i] for i in level], [down[j] for j in upright]
        xs = places([x for x, _, _ in v] + [min(x0 for _, x0, _ in h), max(x1 for _, _, x1 in h)])
        ys = places([y for y, _, _ in h] + [min(y0 for _, y0, _ in v), max(y1 for _, _, y1 in v)])
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(Grid(xs, ys[::-1], h, v))
    return sorted(grids, key=lambda g: -g.ys[0])


def join_rulings(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings that continue one another made one: Word draws the edges of each cell apart."""
    joined: list[Ruling] = []
    for place in _clusters(sorted(rulings)):
        start = end = None
        at = sum(p for p, _, _ in place) / len(place)
        for _, a, b in sorted(place, key=lambda r: r[1]):
            if start is None or end is None or a > end + NEAR:
                if start is not None and end is not None and end - start > NEAR:
                    joined.append((at, start, end))
                start, end = a, b
            else:
                end = max(end, b)
        if start is not None and end is not None and end - start > NEAR:
            joined.append((at, start, end))
    return joined


def _clusters(ordered: list[Ruling]) -> Iterator[list[Ruling]]:
    at = 0
    for index in range(1, len(ordered) + 1):
        if index == len(ordered) or ordered[index][0] - ordered[index - 1][0] > 1.5:
            yield ordered[at:index]
            at = index


def places(values: list[float]) -> list[float]:
    """Positions in order, those within reach of one another made one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > 2 * NEAR:
            places.append(value)
    return places
