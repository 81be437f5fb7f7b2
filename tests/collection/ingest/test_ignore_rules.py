"""Patterns of files that are left out: the cases of gitignore's manual, and its traps."""

from __future__ import annotations

import pytest

from leadersearch.collection.ingest.ignore_rules import decided, matches_name, read_patterns

CASES = [
    ("*.md", "a.md", True),
    ("*.md", "b/c/a.md", True),
    ("*.md", "a.mdx", False),
    ("a.md", "b/a.md", True),
    ("/a.md", "a.md", True),
    ("/a.md", "b/a.md", False),
    ("b/a.md", "b/a.md", True),
    ("b/a.md", "c/b/a.md", False),
    ("b/*.md", "b/c/a.md", False),
    ("**/b/a.md", "c/d/b/a.md", True),
    ("**/b/a.md", "b/a.md", True),
    ("b/**/a.md", "b/a.md", True),
    ("b/**/a.md", "b/c/d/a.md", True),
    ("b/**", "b/a.md", True),
    ("b/**", "b", False),
    ("**", "a", True),
    ("drafts/", "drafts", False),
    ("drafts/", "drafts/", True),
    ("drafts/", "c/drafts/", True),
    ("c/drafts/", "c/drafts/", True),
    ("?.md", "a.md", True),
    ("?.md", "ab.md", False),
    ("[ab].md", "b.md", True),
    ("[!ab].md", "b.md", False),
    ("[^ab].md", "c.md", True),
    ("[a-c].md", "b.md", True),
    ("[]a].md", "].md", True),
    ("[a-].md", "-.md", True),
    ("[a.md", "[a.md", False),
    (r"\[a.md", "[a.md", True),
    (r"\#a", "#a", True),
    (r"\!a", "!a", True),
    ("#a", "#a", False),
    ("a  ", "a", True),
    ("a\\ ", "a ", True),
    ("a\\\\ ", "a\\", True),
    ("a//b", "a/b", False),
    ("a" * 1_001, "a" * 1_001, False),
    ("Ä*", "Äpfel.md", True),
    ("*.MD", "a.md", False),
]


@pytest.mark.parametrize(("pattern", "path", "is_out"), CASES)
def test_a_pattern_matches_as_in_gitignore(pattern: str, path: str, *, is_out: bool) -> None:
    names = path.rstrip("/").split("/")
    said = decided(read_patterns([pattern]), names, is_folder=path.endswith("/"))
    assert said is (True if is_out else None)


def test_the_last_pattern_that_matches_decides() -> None:
    patterns = read_patterns(["*.md", "!a.md", "", "# a remark", "b/a.md"])
    assert decided(patterns, ["a.md"], is_folder=False) is False
    assert decided(patterns, ["b", "a.md"], is_folder=False) is True
    assert decided(patterns, ["c.md"], is_folder=False) is True
    assert decided(patterns, ["c.txt"], is_folder=False) is None


@pytest.mark.parametrize(
    ("pattern", "name"),
    [("*a" * 400 + "b", "a" * 250), ("*" * 1_000, "a" * 250), ("[a-z]*" * 160, "a" * 250 + "1")],
)
def test_a_pattern_that_tries_everything_comes_to_an_end(pattern: str, name: str) -> None:
    """One that goes back to each star would take longer than the world has lasted."""
    assert matches_name(pattern, name) is not pattern.endswith("b")


def test_many_folders_between_cost_no_more_than_their_product() -> None:
    (pattern,) = read_patterns(["**/a/" * 190 + "b"])
    assert not pattern.matches(["a"] * 1_000, is_folder=False)
