"""Lists of what an index holds: for people, for programs, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from leadersearch.cli.failures import FOUND, NONE
from leadersearch.cli.terminal import tell, write


def write_list(
    kind: str,
    rows: Sequence[Mapping[str, object]],
    lines: Iterable[str],
    *,
    columns: Sequence[str],
    output: str,
) -> int:
    """Write a list in a format of `LIST_FORMATS`, and return the exit code.

    `kind` names the list in JSON and where it is empty, `columns` the parts of rows that CSV has,
    `lines` are the rows as text.
    """
    if output == "json":
        from leadersearch.cli.output.data import list_json

        write(list_json(kind, rows))
    elif output == "csv":
        from leadersearch.export.table import table_of

        write(table_of(columns, ([_cell(row[name]) for name in columns] for row in rows)))
    elif rows:
        write("\n".join(lines))
    else:
        tell(f"No such {kind} found.")
    return FOUND if rows else NONE


def _cell(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
