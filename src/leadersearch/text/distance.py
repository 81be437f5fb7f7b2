"""How many edits apart two words are."""

from __future__ import annotations


def is_within(first: str, second: str, distance: int) -> bool:
    """Whether at most `distance` edits turn one word into the other.

    An edit inserts, deletes or replaces a letter, or swaps two neighbours, no letter edited twice
    (optimal string alignment: Boytsov, "Indexing methods for approximate dictionary searching",
    2011, section 2).
    """
    if abs(len(first) - len(second)) > distance:
        return False
    if first == second:
        return True
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        above, row = row, [i]
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and other == first[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > distance:
            return False
        before = above
    return row[-1] <= distance
