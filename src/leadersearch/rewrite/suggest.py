"""What else to ask, where a query found too little: other spellings, looser queries.

Each suggestion is a query that was tried and finds something, with the number of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from leadersearch.engine import Engine, Page, SearchRequest, Suggestion
from leadersearch.plan import Lookup, OneOf, Within
from leadersearch.plan.bounds import BUDGET, price_of
from leadersearch.query import parse_query, render_query, tree
from leadersearch.text import fold, tokenise
from leadersearch.text.analysis import JOINT_FIELD, exact_field

MAX_SUGGESTIONS = 4
MAX_TRIED = 24
TRIALS = BUDGET
"""What all trials together may cost, in the units of `leadersearch.plan.bounds`."""

MAX_UNKNOWN = 5
"""Missing words that are seen to; who has more of them has pasted a text."""

SHORTEST = 3
"""Letters from which on a word may have a slip: of a shorter one, as of initials, nothing is left."""

LONG_WORD = 6
"""Letters from which on a word may have two slips."""
SPELLING_FIELDS = (exact_field(JOINT_FIELD), "author")


def suggestions(engine: Engine, request: SearchRequest, page: Page) -> tuple[Suggestion, ...]:
    """Better queries for a page that lacks words or hits; none for one that lacks nothing."""
    if page.total and not _missing_everywhere(engine, page):
        return ()
    found: dict[str, Suggestion] = {}
    tried = {request.query}
    most = min(MAX_TRIED, TRIALS // price_of(request.query))
    telling = _most_telling(engine, request.query)
    for query, why in _candidates(engine, request.query, page):
        if len(tried) > most or len(found) == MAX_SUGGESTIONS:
            break
        if query in tried or _only_excludes(query) or not telling <= set(_forms(query)):
            continue
        tried.add(query)
        # What is tried is what the text says: that is what will be asked.
        text = render_query(query)
        asked = replace(request, query=parse_query(text).query, limit=0, facets=(), typing=False)
        answer = engine.search(asked)
        total = answer.all_words or answer.total
        if total and not answer.plan.missing:
            found.setdefault(text, Suggestion(text, total, why))
    return tuple(found.values())


def _missing_everywhere(engine: Engine, page: Page) -> bool:
    """Whether a word is not merely missing in the field that it was asked for in."""
    lookups = (Lookup("", SPELLING_FIELDS[0], OneOf((word,))) for word in page.plan.missing)
    return not all(map(engine.holds, lookups))


def _most_telling(engine: Engine, query: tree.Query) -> set[str]:
    """The word that fewest articles hold, of those that any holds: without it all is lost."""
    held = {form: _frequency(engine, form) for form in _forms(query) if len(form) > 1}
    found = {form: frequency for form, frequency in held.items() if frequency}
    return {min(found, key=found.__getitem__)} if found else set()


def _frequency(engine: Engine, form: str) -> int:
    """How many articles hold a word in their texts, or as a name."""
    stem = engine.analysis.stem(form)
    return max(
        engine.document_frequency(JOINT_FIELD, stem), engine.document_frequency("author", form)
    )


def _forms(query: tree.Query) -> Iterator[str]:
    """The folded words of a query, in order; a pattern, a date and what is excluded have none."""
    match query:
        case tree.Words(clauses):
            for clause in clauses:
                if clause.occur is not tree.Occur.MUST_NOT:
                    yield from _forms(clause.query)
        case tree.And(members) | tree.Or(members):
            for member in members:
                yield from _forms(member)
        case tree.InField(_, inner) | tree.Boost(inner, _):
            yield from _forms(inner)
        case tree.Term(text) | tree.Phrase(text):
            yield from (token.form for token in tokenise(text))


def spellings(engine: Engine, word: str, limit: int = 3) -> list[str]:
    """Words of the index that `word` may be a misspelling of, the likeliest first.

    A nearer word goes before a farther one, then the more frequent before the rarer one.
    """
    form = fold(word)
    if len(form) < SHORTEST:
        return []
    for distance in (1, 2) if len(form) >= LONG_WORD else (1,):
        found = engine.matching_terms(
            [Lookup("", postings, Within(form, distance)) for postings in SPELLING_FIELDS]
        )
        found.pop(form, None)
        alike = sorted(found.items(), key=lambda row: (row[0][0] != form[0], -row[1], row[0]))
        if alike:
            return [term for term, _ in alike[:limit]]
    return []


def _candidates(engine: Engine, query: tree.Query, page: Page) -> Iterator[tuple[tree.Query, str]]:
    respelt = query
    unlike_any: list[str] = []
    unknown = page.plan.missing[:MAX_UNKNOWN]
    for missing in unknown:
        alternatives = spellings(engine, missing)
        for spelling in alternatives:
            changed = _respell(query, missing, spelling)
            yield changed, f"{spelling} instead of {missing}"
        if alternatives:
            respelt = _respell(respelt, missing, alternatives[0])
        else:
            unlike_any.append(missing)
    yield respelt, "corrected spelling"
    if 0 < len(unlike_any) < len(unknown):
        known = _without_all(respelt, unlike_any)
        if known is not None:
            yield known, f"corrected spelling, without {' and '.join(unlike_any)}"
    if not page.total:
        yield from _looser(respelt)
    together = [unlike_any] if len(unlike_any) > 1 else []
    for left_out in (*([word] for word in unknown), *together):
        without = _without_all(query, left_out)
        if without is not None:
            yield without, f"without {' and '.join(left_out)}, which no article contains"


def _map_leaves(
    query: tree.Query, change: Callable[[tree.Query], tree.Query | None]
) -> tree.Query | None:
    """The query with every leaf changed; what has lost all its leaves is dropped."""
    match query:
        case tree.Words(clauses):
            changed = [(_map_leaves(clause.query, change), clause) for clause in clauses]
            kept = tuple(replace(clause, query=new) for new, clause in changed if new is not None)
            if len(kept) == 1 and kept[0].occur is tree.Occur.SHOULD:
                return kept[0].query
            return tree.Words(kept) if kept else None
        case tree.And(members) | tree.Or(members):
            news = (_map_leaves(member, change) for member in members)
            found = tuple(new for new in news if new is not None)
            if len(found) < 2:
                return found[0] if found else None
            return type(query)(found)
        case tree.InField() | tree.Boost() | tree.Not():
            inner = _map_leaves(query.query, change)
            return replace(query, query=inner) if inner is not None else None
    return change(query)


def _only_excludes(query: tree.Query) -> bool:
    """Whether a query says nothing but what is not wanted."""
    if isinstance(query, tree.Words):
        return all(clause.occur is tree.Occur.MUST_NOT for clause in query.clauses)
    return isinstance(query, tree.Not)


def _respell(query: tree.Query, missing: str, spelling: str) -> tree.Query:
    def change(leaf: tree.Query) -> tree.Query:
        if not isinstance(leaf, tree.Term | tree.Phrase):
            return leaf
        text = leaf.text
        for token in reversed(tokenise(text)):
            if token.form == missing:
                text = text[: token.start] + spelling + text[token.end :]
        return replace(leaf, text=text)

    return _map_leaves(query, change) or query


def _without_all(query: tree.Query, words: Collection[str]) -> tree.Query | None:
    """The query without what holds one of some words; None where nothing is left."""

    def change(leaf: tree.Query) -> tree.Query | None:
        holds = isinstance(leaf, tree.Term | tree.Phrase) and any(
            token.form in words for token in tokenise(leaf.text)
        )
        return None if holds else leaf

    return _map_leaves(query, change)


def _looser(query: tree.Query) -> Iterator[tuple[tree.Query, str]]:
    """Queries that match more: a phrase as words, a field as any field, one demand fewer."""

    def unquote(leaf: tree.Query) -> tree.Query:
        if isinstance(leaf, tree.Phrase):
            terms = tuple(tree.Clause(tree.Term(word)) for word in leaf.text.split())
            return terms[0].query if len(terms) == 1 else tree.Words(terms)
        return leaf

    yield _map_leaves(query, unquote) or query, "words instead of the phrase"
    yield _without_fields(query), "in any field"
    match query:
        case tree.And(members):
            for index, member in enumerate(members):
                rest = members[:index] + members[index + 1 :]
                yield (
                    rest[0] if len(rest) == 1 else tree.And(rest),
                    f"without {render_query(member)}",
                )
        case tree.Words(clauses):
            for index, clause in enumerate(clauses):
                rest_of = clauses[:index] + clauses[index + 1 :]
                single = len(rest_of) == 1 and rest_of[0].occur is tree.Occur.SHOULD
                looser = rest_of[0].query if single else tree.Words(rest_of)
                if rest_of:
                    yield looser, f"without {clause.occur.value}{render_query(clause.query)}"


def _without_fields(query: tree.Query) -> tree.Query:
    match query:
        case tree.InField(_, inner):
            return inner
        case tree.Words(clauses):
            return tree.Words(
                tuple(replace(clause, query=_without_fields(clause.query)) for clause in clauses)
            )
        case tree.And(members) | tree.Or(members):
            return type(query)(tuple(_without_fields(member) for member in members))
    return query
