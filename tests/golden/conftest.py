from __future__ import annotations

from collections.abc import Iterator

import pytest

from golden.collection import COLLECTION
from leadersearch.index import Index, open_index


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    """The collection, on every engine."""
    folder = tmp_path_factory.mktemp("golden")
    location = "memory://" if request.param == "memory" else folder
    with open_index(location, create=True) as index:
        index.add(COLLECTION)
        yield index
