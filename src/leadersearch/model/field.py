"""The shape of a row of the table of fields (`model.fields`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.model.article import Article


class Kind(Enum):
    """How the text of a field becomes terms."""

    TEXT = "text"  # words, stemmed, with their exact forms beside them
    NAME = "name"  # words, folded, never stemmed
    KEYWORD = "keyword"  # the whole value is one term
    DATE = "date"  # a day number
    STORED = "stored"  # kept, and not searched


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table.

    - `attribute` of `Article` holds the field; `several`: as a tuple of texts. `derive` works the
      values out of an article instead: nothing is stored of them. `of_place`: one text that says where
      in its journal an article stands; with the other ones, it is taken from one record.
    - `stresses_first`: the first of several values counts twice in scores. People remember, and cite,
      the first author.
    - `weight` multiplies the count of a term; `in_length` says whether the field counts towards the
      length of an article; `by_default` whether words without a field are looked up in it; `narrows`
      whether a clause on it is always required (it selects, it does not rank); `identifies` whether
      a value is of one article, so that of several clauses one is required.
    - `whole` makes the one term of a keyword.
    - `facet` is the name under which values are counted, `facet_label` what all of them are called,
      `filter_help` the help of the option that filters by one; with `names_people` the names of one
      person are counted as one, with `ignores_case` values that differ by case; `facet_of` is the value that is counted for one of a keyword or date; others lose blanks alone.
    - `aliases` are its other spellings in queries, `meaning` and `example` its help. `place` is what
      a reader calls it, `reason` the kind of the reason that shows a value.
    - `record_names` are the names that other programs have for it, letters and digits only, the best
      first. `key` is its name in JSON and tables; `column` orders those of a table, 0 is none.
    """

    name: str
    kind: Kind
    attribute: str = ""
    several: bool = False
    stresses_first: bool = False
    derive: Callable[[Article], tuple[str, ...]] | None = None
    of_place: bool = False
    weight: float = 1.0
    in_length: bool = False
    by_default: bool = False
    narrows: bool = False
    identifies: bool = False
    whole: Callable[[str], str] = str.strip
    facet: str = ""
    facet_label: str = ""
    filter_help: str = ""
    names_people: bool = False
    ignores_case: bool = False
    facet_of: Callable[[str], str] = lambda value: " ".join(value.split())
    aliases: tuple[str, ...] = ()
    meaning: str = ""
    example: str = ""
    place: str = ""
    reason: str = ""
    record_names: tuple[str, ...] = ()
    key: str = ""
    column: int = 0

    def values(self, article: Article) -> tuple[str, ...]:
        """The values of an article as texts; empty where it has none."""
        if self.derive is not None:
            return self.derive(article)
        if not self.attribute:
            return article.extra.get(self.name, ())
        value = getattr(article, self.attribute)
        if self.several:
            return value  # type: ignore[no-any-return]  # a tuple of texts
        return (str(value),) if value else ()

    def indexed(self, values: Sequence[str]) -> Sequence[str]:
        """Values as they are indexed: the first one twice, where it counts twice."""
        return (*values, values[0]) if self.stresses_first and values else values

    @property
    def is_text(self) -> bool:
        """Whether one text of an article holds it."""
        return bool(self.attribute) and not self.several and self.kind is not Kind.DATE
