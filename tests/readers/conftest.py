from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from leadersearch.readers import read_articles_from

if TYPE_CHECKING:
    from leadersearch.model.article import Article

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Reading:
    """The result of reading a file: its articles, and its remarks."""

    articles: list[Article] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        return [article.title for article in self.articles]

    @property
    def only(self) -> Article:
        assert len(self.articles) == 1, self.titles
        return self.articles[0]


class Read(Protocol):
    def __call__(
        self, content: str | bytes, name: str, *, reader: str | None = None
    ) -> Reading: ...


@pytest.fixture
def read() -> Read:
    """Reads a text or bytes as if it were a file of that name."""

    def read_it(content: str | bytes, name: str, *, reader: str | None = None) -> Reading:
        data = content.encode() if isinstance(content, str) else content
        reading = Reading()
        found = read_articles_from(data, name, reader=reader, report=reading.findings.append)
        reading.articles.extend(found)
        return reading

    return read_it


@pytest.fixture
def seed() -> Path:
    return REPOSITORY / "corpus" / "bmj-leader-latest-articles.txt"


@pytest.fixture
def shared() -> Path:
    """The folder of real files that may lie beside the checkout."""
    place = REPOSITORY.parent / "shared"
    if not (place / "formats").is_dir():
        pytest.skip("the folder of real files (../shared) is not here")
    return place
