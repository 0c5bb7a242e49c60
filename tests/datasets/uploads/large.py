"""Large CSV files, made a block at a time: numbers, a text, gaps, and a class that a line can tell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

NUMBERS = 16
ROWS = 5000
"""Rows of a block."""


def blocks(size: int) -> Iterator[bytes]:
    """The blocks of a CSV file of at least `size` bytes, the same each time."""
    random = np.random.default_rng(0)
    names = [f"x{number}" for number in range(NUMBERS)]
    head = (",".join([*names, "colour", "label"]) + "\n").encode()
    yield head
    made = len(head)
    while made < size:
        numbers = random.standard_normal((ROWS, NUMBERS)).round(6)
        colours = random.choice(["red", "green", "blue", ""], ROWS)
        labels = np.where(numbers[:, 0] + numbers[:, 1] > 0, "above", "below")
        lines = [
            f"{','.join(map(str, row))},{colour},{label}\n"
            for row, colour, label in zip(numbers.tolist(), colours, labels, strict=True)
        ]
        block = "".join(lines).encode()
        yield block
        made += len(block)
