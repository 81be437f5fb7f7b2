from __future__ import annotations
from typing import Any
import numpy as np
from leadersearch.fields import FIELDS, Kind
from leadersearch.engines.whoosh.codec.builder import SegmentBuilder
from leadersearch.engines.whoosh.codec.inverted import InvertedField, packed_terms
from leadersearch.engines.whoosh.codec.arrays import offsets_of, narrowed
from leadersearch.engines.whoosh.documents import numbers, stored_fields, article_of
from leadersearch.text.analysis import FACETS, facet_field, JOINT_FIELD, exact_field
from leadersearch.text.tokens import tokenise
from leadersearch.text.analysis import field_values, tokenise_values
from leadersearch.engines.whoosh.codec.document_reader import ColumnarDocumentReader

LEN = [f for f in FIELDS.values() if f.in_length]

class SegmentDraft:
    def __init__(self, storage: Any, segment: Any, analysis: Any) -> None:
        self.storage, self.segment, self.analysis = storage, segment, analysis
        self.articles: list[Any] = []
    def add(self, article: Any) -> int:
        self.articles.append(article)
        return len(self.articles) - 1
    def abandon(self) -> None:
        self.articles = []
    def finish(self) -> None:
        b = SegmentBuilder(self.storage, self.segment)
        terms = [self.analysis.analyse(a) for a in self.articles]
        for a in self.articles:
            b.append_stored(stored_fields(a))
        n = len(self.articles)
        b.end_stored()
        for f in LEN:
            b.add_lengths(f.name, np.array([sum(t.span == 1 for t in tokenise_values(field_values(a, f))) for a in self.articles], np.int64))
        cols = [numbers(a, t.length) for a, t in zip(self.articles, terms)]
        for name, dt in (("length_column", "<u4"), ("day_column", "<i4"), ("tie_column", "<i8")):
            b.add_numeric_column(name, np.array([c[name] for c in cols], dt))
        names = sorted({k for t in terms for k in t.positions} - {exact_field(f.name) for f in LEN} - {"date"})
        dates = {}
        for i, a in enumerate(self.articles):
            if a.date:
                dates.setdefault(str(a.date), []).append(i)
        for name in names:
            inv: dict[bytes, list[tuple[int, list[int]]]] = {}
            for d, t in enumerate(terms):
                for term, pos in t.positions.get(name, {}).items():
                    inv.setdefault(term.encode("utf-8", "surrogatepass"), []).append((d, pos))
            if not inv:
                continue
            ts = sorted(inv)
            text, toffs = packed_terms(ts)
            docs = np.array([d for t in ts for d, _ in inv[t]], np.uint32)
            freqs = np.array([len(p) for t in ts for _, p in inv[t]], np.uint32)
            offs = offsets_of([len(inv[t]) for t in ts])
            facet = name in {facet_field(f) for f in FACETS} or name in ("id", "doi")
            if facet:
                b.add_field(name, InvertedField(layout="existence", text=text, text_offsets=toffs, offsets=offs, documents=docs))
                continue
            if name == JOINT_FIELD:
                b.add_field(name, InvertedField(layout="frequency", text=text, text_offsets=toffs, offsets=offs, documents=docs, frequencies=freqs))
            else:
                pos = np.array([x for t in ts for _, p in inv[t] for x in p], np.uint32)
                b.add_field(name, InvertedField(layout="positions", text=text, text_offsets=toffs, offsets=offs, documents=docs, frequencies=freqs, occurrences={"positions": pos}))
            if name in (JOINT_FIELD, exact_field(JOINT_FIELD)):
                suffix = name.removeprefix(JOINT_FIELD)
                table: dict[tuple[int, int], int] = {}
                codes = []
                for t in ts:
                    s = t.decode("utf-8", "surrogatepass")
                    for d, _ in inv[t]:
                        w = sum(int(f.weight) * len(terms[d].positions.get(f.name + suffix, {}).get(s, ())) for f in LEN)
                        codes.append(table.setdefault((w, terms[d].length), len(table)))
                b._sections.add(f"codes/{name}", narrowed(np.array(codes, np.int64)))
                b._sections.add(f"code-within/{name}", narrowed(np.array([w for w, _ in table], np.int64)))
                b._sections.add(f"code-length/{name}", narrowed(np.array([l for _, l in table], np.int64)))
        b.finish(durable=True)

def merge_segments(storage: Any, target: Any, sources: Any) -> None:
    from leadersearch.text import Analysis
    from pathlib import Path
    from leadersearch.engines.whoosh import folder as F
    lang = F.read_language(Path(storage.folder), 1 << 60)
    draft = SegmentDraft(storage, target, Analysis(lang, F.read_stems(Path(storage.folder), lang)))
    for seg, live in sources:
        r = ColumnarDocumentReader(storage, seg)
        for d in range(seg.doc_count_all()):
            if live is None or live[d]:
                draft.add(article_of(r.stored_fields(d)))
    draft.finish()
