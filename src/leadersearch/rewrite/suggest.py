"""Suggestions for a query that found too little: other spellings, looser queries.

Each suggestion is a query that was tried and finds something, with the number of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from leadersearch.engine import Execution, View
from leadersearch.engine.findings import findings_of
from leadersearch.engine.people import people_of
from leadersearch.plan import Lookup, OneOf, Within, plan_queries
from leadersearch.plan.bounds import BUDGET, price_of
from leadersearch.query import parse_query, render_query, tree
from leadersearch.text import Analysis, fold, tokenise
from leadersearch.text.analysis import COMBINED_FIELD, exact_field
from leadersearch.values import dataclass

MAX_SUGGESTIONS = 4
MAX_TRIED = 24
TRIALS = BUDGET
"""The budget of all trials together, in the units of `leadersearch.plan.bounds`."""

MAX_UNKNOWN = 5
"""Missing words that are seen to; who has more of them has pasted a text."""

SHORTEST = 3
"""Letters from which on a word may have a slip: of a shorter one, as of initials, nothing is left."""

LONG_WORD = 6
"""Letters from which on a word may have two slips."""
SPELLING_FIELDS = (exact_field(COMBINED_FIELD), "author")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query that finds something: its text, the number of its articles, and how it differs."""

    query: str
    total: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query that found too little: how many articles, and which of its words none holds."""

    query: tree.Query
    total: int
    missing: tuple[str, ...]
    filters: tuple[tuple[str, str], ...] = ()


def suggestions(
    view: View, analysis: Analysis, asked: Asked, *, can_spell: bool = True
) -> tuple[Suggestion, ...]:
    """Better queries for one that lacks words or hits; none for one that lacks nothing.

    Other spellings are only looked for where `can_spell`: not every engine lists its words.
    """
    if asked.total and not _missing_everywhere(view, asked.missing):
        return ()
    found: dict[str, Suggestion] = {}
    trials = _trials(view, analysis, asked, can_spell=can_spell)
    # As many at a time as are still wanted: those that are tried are the same as one by one.
    while batch := list(islice(trials, MAX_SUGGESTIONS - len(found))):
        texts = [text for text, _ in batch]
        queries = [parse_query(text).query for text in texts]
        plans = plan_queries(
            queries,
            analysis,
            view,
            filters=asked.filters,
            people=partial(people_of, view),
            findings=findings_of(view),
        )
        answers = view.execute([Execution(plan=plan, limit=0) for plan in plans])
        for (text, why), plan, answer in zip(batch, plans, answers, strict=True):
            total = answer.all_words or answer.total
            if total and not plan.missing:
                found.setdefault(text, Suggestion(text, total, why))
    return tuple(found.values())


def _trials(
    view: View, analysis: Analysis, asked: Asked, *, can_spell: bool
) -> Iterator[tuple[str, str]]:
    """Queries that are worth a search, as text, and why each.

    What is tried is what the text says: that is what will be asked.
    """
    tried = {asked.query}
    most = min(MAX_TRIED, TRIALS // price_of(asked.query))
    telling = _most_telling(view, analysis, asked.query)
    for query, why in _candidates(view, asked, can_spell=can_spell):
        if len(tried) > most:
            return
        forms = set(_forms(query))
        if query in tried or _only_excludes(query) or not telling <= forms:
            continue
        if forms and forms <= analysis.stop_words:
            continue  # it finds nearly all articles
        tried.add(query)
        yield render_query(query), why


def _missing_everywhere(view: View, missing: Sequence[str]) -> bool:
    """Whether a word is not merely missing in the field that it was asked for in."""
    words = [(Lookup("", SPELLING_FIELDS[0], OneOf((word,))),) for word in missing]
    return not all(view.look_up(words, enough=1)) if words else False


def _most_telling(view: View, analysis: Analysis, query: tree.Query) -> set[str]:
    """The word that fewest articles hold, of those that any holds: without it all is lost."""
    forms = [form for form in dict.fromkeys(_forms(query)) if len(form) > 1]
    in_texts = [(Lookup("", COMBINED_FIELD, OneOf((analysis.stem(form),))),) for form in forms]
    in_names = [(Lookup("", "author", OneOf((form,))),) for form in forms]
    held = view.look_up([*in_texts, *in_names])
    often = dict(zip(forms, map(max, held, held[len(forms) :]), strict=False))
    found = {form: frequency for form, frequency in often.items() if frequency}
    return {min(found, key=found.__getitem__)} if found else set()


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
            yield from (token.form for token in tokenise(text) if token.span)


def spellings(view: View, word: str, limit: int = 3) -> list[str]:
    """Words of the index that `word` may be a misspelling of, the likeliest first.

    A nearer word goes before a farther one, then the more frequent before the rarer one.
    """
    form = fold(word)
    if len(form) < SHORTEST:
        return []
    for distance in (1, 2) if len(form) >= LONG_WORD else (1,):
        found = view.words(
            [Lookup("", postings, Within(form, distance)) for postings in SPELLING_FIELDS]
        )
        found.pop(form, None)
        alike = sorted(found.items(), key=lambda row: (row[0][0] != form[0], -row[1], row[0]))
        if alike:
            return [term for term, _ in alike[:limit]]
    return []


def _candidates(view: View, asked: Asked, *, can_spell: bool) -> Iterator[tuple[tree.Query, str]]:
    query = respelt = asked.query
    unlike_any: list[str] = []
    unknown = asked.missing[:MAX_UNKNOWN]
    for missing in unknown:
        alternatives = spellings(view, missing) if can_spell else []
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
    if not asked.total:
        if venue := _as_venue(query):
            yield venue, "in this journal or blog"
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


def _as_venue(query: tree.Query) -> tree.Query | None:
    """A query of nothing but words as the name of a journal or blog."""
    clauses = query.clauses if isinstance(query, tree.Words) else (tree.Clause(query),)
    leaves = [clause.query for clause in clauses if clause.occur is tree.Occur.SHOULD]
    texts = [leaf.text for leaf in leaves if isinstance(leaf, tree.Term | tree.Phrase)]
    if len(texts) < len(clauses):
        return None
    return tree.InField("venue", tree.Phrase(" ".join(texts)))


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
