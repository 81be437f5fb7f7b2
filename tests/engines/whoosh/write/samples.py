"""Articles of everything that is hard to tokenise."""

from __future__ import annotations

from hypothesis import strategies as st

from leadersearch.model.article import Article, PartialDate, Source
from strategies import WORDS

PIECES = (
    *WORDS,
    *"R&D A&E& &x c# c#_ c#x c++x c+++ ++ U.S.A U.S.A. e.g. 3.5 1,000.5 1.2-3 3.a a.3 1,a".split(),
    *"a-b a-b-c.d-e -a a- a--b a.-b it's it’s we'll 'quoted' ‘quoted’ “quoted” — – … x–y".split(),
    *"aclanthology.org/1963.earlymt-1.1 snake_case _a_ a_b-c can`t naïve NAÏVE İstanbul ﬁnd".split(),
    *"models model-ing care-s cares 日本語 かな カナ русский ёлка עִבְרִית مُحَمَّد हिन्दी ｗｉｄｅ ß ﬀ ʼn ㅤ".split(),
    "e\u0301", "\u00ad", "soft\u00adhyphen", "zero\u200bwidth", "\ud800", "\udc00a", "a\0b", "\0",
    "\x1b[31m", "internationalisation", "internationalisations", "internationalization-s",
    "x" * 16, "x" * 17, "y" * 199, "y" * 200, "y" * 201, "é" * 200, "z" * 150 + "-" + "z" * 60,
    "z" * 230 + "-b", "1" * 150 + "." + "2" * 60,
)  # fmt: skip

_gaps = st.sampled_from([" ", " ", " ", "", "\n", "-", "'", "’", ".", ", ", "&", "_", "\u00a0"])
_pieces = st.sampled_from(PIECES) | st.text(max_size=4)
texts = st.lists(st.tuples(_pieces, _gaps), max_size=12).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
_some_texts = st.just("") | texts
_ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_dates = st.none() | st.builds(
    PartialDate, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28)
)

hard_articles = st.builds(
    Article,
    id=_ids,
    title=_some_texts,
    authors=st.lists(_some_texts, max_size=4).map(tuple),
    excerpt=_some_texts,
    body=texts.map(lambda text: text if text.strip() else "kind"),
    date=_dates,
    url=_some_texts,
    tags=st.lists(_some_texts, max_size=4).map(tuple),
    venue=_some_texts,
    doi=_some_texts,
    language=st.sampled_from(["", "en"]),
    source=st.none() | st.builds(Source, _some_texts, st.integers(1, 3)),
)
