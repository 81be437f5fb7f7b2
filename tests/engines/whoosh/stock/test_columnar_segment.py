from __future__ import annotations

import pickle
import pickletools
import random
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from whoosh import fields, index, query

from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.errors import IndexCorrupt

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = fields.Schema(id=fields.ID(unique=True, stored=True), text=fields.TEXT)


def filled(folder: Path, *batches: str) -> Any:
    """Return an index with a segment per batch and a document per letter."""
    ix = index.create_in(folder, SCHEMA)
    for batch in batches:
        writer = ix.writer(codec=ColumnarCodec())
        for letter in batch:
            writer.add_document(id=letter, text=f"same {letter}")
        writer.commit(merge=False)
    return ix


def ids(ix: Any) -> list[str]:
    with ix.searcher() as searcher:
        found = searcher.search(query.Term("text", "same"), limit=None)
        return sorted(hit["id"] for hit in found)


def test_the_dotted_path_is_on_disk_format() -> None:
    """Moving the class makes every existing index unreadable."""
    segment = ColumnarSegment("MAIN")
    path = f"{type(segment).__module__}.{type(segment).__qualname__}"
    assert path == "leadersearch.engines.whoosh.codec.segment.ColumnarSegment"
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(segment, protocol)
        strings = [argument for _, argument, _ in pickletools.genops(data)]
        assert any("leadersearch.engines.whoosh.codec.segment" in str(text) for text in strings)


def test_segments_have_names_of_their_own_in_seeded_programs() -> None:
    names = set()
    for _ in range(3):
        random.seed(1)
        names.add(ColumnarSegment("MAIN").segment_id())
    assert len(names) == 3
    assert all(re.fullmatch("MAIN_[0-9a-z]{16}", name) for name in names)


def test_the_pickled_state_is_on_disk_format() -> None:
    segment = ColumnarSegment("MAIN")
    segment.segid = "abc"
    segment.set_doc_count(9)
    segment.delete_document(7)
    segment.delete_document(2)
    assert segment.__getstate__() == {
        "indexname": "MAIN",
        "segid": "abc",
        "documents": 9,
        "deleted": b"\2\0\0\0\7\0\0\0",
    }
    copy = pickle.loads(pickle.dumps(segment))
    assert copy.segment_id() == "MAIN_abc"
    assert copy.doc_count_all() == 9
    assert copy.deleted_docs() == {2, 7}


def test_deletions_of_documents_that_do_not_exist_are_corrupt() -> None:
    segment = ColumnarSegment("MAIN")
    segment.set_doc_count(1)
    segment.delete_document(1)
    with pytest.raises(IndexCorrupt, match="no document 1"):
        pickle.loads(pickle.dumps(segment))


def test_deletions_can_be_taken_back() -> None:
    segment = ColumnarSegment("MAIN")
    segment.set_doc_count(3)
    segment.delete_document(1)
    assert segment.deleted_mask().tolist() == [False, True, False]
    assert segment.deleted_docs() == {1}
    segment.delete_document(1, delete=False)
    segment.delete_document(2, delete=False)
    assert not segment.has_deletions()
    assert segment.deleted_docs() == frozenset()
    assert not segment.deleted_mask().any()


def test_deleted_documents_stay_deleted(tmp_path: Path) -> None:
    filled(tmp_path, "abc", "de")
    ix = index.open_dir(tmp_path)
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.delete_by_query(query.Or([query.Term("id", "b"), query.Term("id", "e")]))
        writer.merge = False
    assert ids(index.open_dir(tmp_path)) == ["a", "c", "d"]
    assert (ix.doc_count(), ix.doc_count_all()) == (3, 5)


def test_deleted_documents_stay_deleted_after_merge(tmp_path: Path) -> None:
    ix = filled(tmp_path, "abc", "de")
    ix.delete_by_term("id", "b")
    ix.writer(codec=ColumnarCodec()).commit(optimize=True)
    assert ids(index.open_dir(tmp_path)) == ["a", "c", "d", "e"]
    assert (ix.doc_count(), ix.doc_count_all()) == (4, 4)


def test_all_documents_may_be_deleted_and_merged_away(tmp_path: Path) -> None:
    ix = filled(tmp_path, "abc")
    ix.delete_by_query(query.Every())
    ix.writer(codec=ColumnarCodec()).commit(optimize=True)
    assert ids(index.open_dir(tmp_path)) == []
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.add_document(id="z", text="same")
    assert ids(index.open_dir(tmp_path)) == ["z"]


def test_an_index_is_one_file_per_segment(tmp_path: Path) -> None:
    filled(tmp_path, "abc", "de")
    names = sorted(path.suffix for path in tmp_path.iterdir() if path.name.startswith("MAIN_"))
    assert [suffix for suffix in names if suffix] == [".columnar", ".columnar"]


def test_segments_of_both_codecs_live_in_one_index(tmp_path: Path) -> None:
    ix = filled(tmp_path, "abc")
    with ix.writer() as writer:
        writer.add_document(id="s", text="same stock")
        writer.merge = False
    assert ids(index.open_dir(tmp_path)) == ["a", "b", "c", "s"]
    ix.writer(codec=ColumnarCodec()).commit(optimize=True)
    assert ids(index.open_dir(tmp_path)) == ["a", "b", "c", "s"]
    assert len(list(tmp_path.glob("*.columnar"))) == 1
    assert not list(tmp_path.glob("*.seg"))


def test_readers_outlive_the_deletion_of_their_files(tmp_path: Path) -> None:
    ix = filled(tmp_path, "abc", "de")
    with ix.searcher() as searcher:
        ix.writer(codec=ColumnarCodec()).commit(optimize=True)
        found = searcher.search(query.Term("text", "same"), limit=None)
        assert sorted(hit["id"] for hit in found) == ["a", "b", "c", "d", "e"]


def test_arrays_outlive_their_readers(tmp_path: Path) -> None:
    ix = filled(tmp_path, "abc")
    reader = ix.reader()
    terms = reader.codec().terms_reader(reader.storage(), reader.segment())
    documents = terms.field("text").postings.documents(0, 1)
    lengths = reader.codec().per_document_reader(reader.storage(), reader.segment()).lengths("text")
    reader.close()
    terms.close()
    del terms, reader, ix
    assert documents.tolist() == [0, 1, 2]
    assert np.array_equal(lengths, [1, 1, 1])


def test_both_readers_of_a_segment_share_one_map(tmp_path: Path) -> None:
    ix = filled(tmp_path, "abc")
    with ix.reader() as reader:
        segment = reader.segment()
        assert segment.open(reader.storage()) is segment.open(reader.storage())


def test_storage_without_memory_maps_reads_the_same(tmp_path: Path) -> None:
    from whoosh.filedb.filestore import FileStorage

    filled(tmp_path, "abc", "de")
    plain = FileStorage(str(tmp_path), supports_mmap=False).open_index()
    assert ids(plain) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("procs", [2])
@pytest.mark.parametrize("multisegment", [False, True])
def test_whooshs_multi_process_writer_works(tmp_path: Path, procs: int, multisegment: bool) -> None:
    from whoosh.multiproc import MpWriter

    schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT)
    ix = index.create_in(tmp_path, schema)
    writer = MpWriter(
        ix, procs=procs, batchsize=2, multisegment=multisegment, codec=ColumnarCodec()
    )
    for letter in "abcdefgh":
        writer.add_document(id=letter, text=f"same{letter} twice same")
    writer.commit()
    assert ids(index.open_dir(tmp_path)) == list("abcdefgh")
    with ix.reader() as reader:
        assert {reader.doc_field_length(number, "text") for number in range(8)} == {3}
