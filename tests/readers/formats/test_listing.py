from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.readers import read_articles, reader_for

if TYPE_CHECKING:
    from pathlib import Path

    from readers.conftest import Read

EXCERPT = (
    "As colleagues in the service our priority is patient care that meets the needs of every "
    "person, and this is easy to say […]"
)

SEED = [
    ("", ()),
    (
        "Empowering Health Professions Educators in Southeast Asia: A Comprehensive Leadership Course",
        ("Hui Meng Er", "Siti Suriani Abd Razak", "Dame Jane Dacre"),
    ),
    ("If Community Care Matters, Why Do We Treat It as an Afterthought?", ("Zain Memon",)),
    (
        "Kindness and inclusion in Leadership – are we brave enough?",
        ("Anna Baverstock", "Harriet Jones", "Petra Jankowska", "Jeremy Smith", "Mike Walburn"),
    ),
    (
        "Lessons without boarders – what the NHS can learn from global health leaders",
        ("Bhavna Halai",),
    ),
    (
        "The quiet challenge of transition: A view on scientific leadership",
        ("David Díaz-Báez",),
    ),
    (
        (
            "When misinformation is framed as necessary, harm follows. Digital misinformation and the "
            "erosion of medical ethics"
        ),
        ("Alex Ruani",),
    ),
    ("In Conversation with Nagina Khan", ()),
    (
        (
            "Observations from a Deloitte Clinical Fellow: What clinical and management consulting can "
            "learn from each other"
        ),
        ("Raykal Sim",),
    ),
    (
        (
            "Leadership for Impact: Developing Leadership Agency of Senior AHPs to Transform Quality "
            "and Safety Across Systems"
        ),
        ("Sarah Cooper", "Louise Wheeler"),
    ),
]


def test_every_article_of_the_seed_has_its_title_and_authors(seed: Path) -> None:
    assert [(article.title, article.authors) for article in read_articles(seed)] == SEED


def test_every_excerpt_of_the_seed_is_kept_whole_with_its_ellipsis(seed: Path) -> None:
    excerpts = [article.excerpt for article in read_articles(seed)]
    lines = seed.read_text(encoding="utf-8").splitlines()
    assert all(excerpt in lines for excerpt in excerpts)
    assert [len(excerpt) > 300 for excerpt in excerpts] == [True] * 10
    assert all("[…]" in excerpt for excerpt in excerpts)


def test_the_seed_is_told_from_plain_text_by_its_content(seed: Path) -> None:
    reader = reader_for(seed)
    assert reader is not None
    assert reader.name == "listing"


def test_an_excerpt_above_the_first_title_is_an_article_without_title(seed: Path) -> None:
    lead = next(read_articles(seed))
    assert lead.title == ""
    assert lead.excerpt.startswith("During my leadership fellowship")


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("Title of it. By Jane Smith", "Title of it", ("Jane Smith",)),
        ("Title of it. by Jane Smith", "Title of it", ("Jane Smith",)),
        ("Title of it? By A Jones & Bo Lee", "Title of it?", ("A Jones", "Bo Lee")),
        ("Title of it! By Jane Smith.", "Title of it!", ("Jane Smith",)),
        ("Title of it By Jane Smith", "Title of it", ("Jane Smith",)),
        ("Leading in a crisis by Jane Smith", "Leading in a crisis", ("Jane Smith",)),
        ("Title of it – by Jane Smith", "Title of it", ("Jane Smith",)),
        ("Title of it. Jane Smith", "Title of it", ("Jane Smith",)),
        ("Title of it. Dr. Jane Smith", "Title of it", ("Dr. Jane Smith",)),
        (
            "Title of it? Jane Smith and Prof Ann Lee",
            "Title of it?",
            ("Jane Smith", "Prof Ann Lee"),
        ),
        ("Title of it. By Dr. Jane Smith", "Title of it", ("Dr. Jane Smith",)),
        ("Title of it. By Mx Sam Taylor", "Title of it", ("Mx Sam Taylor",)),
        ("Title of it. By J. R. Smith Jr.", "Title of it", ("J. R. Smith Jr.",)),
        (
            "Title of it. By Ann Lee, Bo Ray, and Cy Day",
            "Title of it",
            ("Ann Lee", "Bo Ray", "Cy Day"),
        ),
        ("“Title of it.” By Jane Smith", "“Title of it”", ("Jane Smith",)),
        ("‘Title of it?’ by Jane Smith", "‘Title of it?’", ("Jane Smith",)),
        ("Blog 2: Title of it. By Jane Smith", "Blog 2: Title of it", ("Jane Smith",)),
        ("Led by example. By Jane Smith", "Led by example", ("Jane Smith",)),
        ("Title of it. By Ludwig van Beethoven", "Title of it", ("Ludwig van Beethoven",)),
        ("Title of it. By NHS England", "Title of it", ("NHS England",)),
        (
            "Title of it. By Jane Smith, Consultant in Public Health",
            "Title of it",
            ("Jane Smith",),
        ),
        ("In Conversation with Nagina Khan", "In Conversation with Nagina Khan", ()),
        ("A life inspired by Nelson Mandela", "A life inspired by Nelson Mandela", ()),
        ("Leading Change. Moving Forward", "Leading Change. Moving Forward", ()),
        ("Leadership after the storm. Next Steps", "Leadership after the storm. Next Steps", ()),
        ("What does Dr. Jane Smith think?", "What does Dr. Jane Smith think?", ()),
        ("Small steps matter", "Small steps matter", ()),
    ],
)
def test_a_byline_in_any_form_is_parted_from_its_title(
    read: Read, line: str, title: str, authors: tuple[str, ...]
) -> None:
    article = read(f"{line}\n{EXCERPT}\n", "a.txt", reader="listing").only
    assert (article.title, article.authors, article.excerpt) == (title, authors, EXCERPT)


def test_read_more_lines_blank_lines_and_page_furniture_are_dropped(read: Read) -> None:
    text = (
        f"Latest articles\n\nOne thing. By Ann Lee\n\n{EXCERPT}\n\nRead More…\n\n\n"
        f"Another thing?\n\n{EXCERPT} Read more…\n\nContinue reading →\n\nOlder posts\nPage 1 of 9\n"
    )
    reading = read(text, "listing.txt")
    assert reading.titles == ["One thing", "Another thing?"]
    assert [article.excerpt for article in reading.articles] == [EXCERPT, EXCERPT]


def test_a_category_heading_becomes_a_tag_of_the_entries_below(read: Read) -> None:
    text = (
        f"One. By Ann Lee\n{EXCERPT}\nCategory: Ethics\nTwo. By Bo Ray\n{EXCERPT}\n"
        f"Three. By Cy Day\n{EXCERPT}\nLatest articles\nFour. By Di Fay\n{EXCERPT}\n"
    )
    tags = {article.title: article.tags for article in read(text, "listing.txt").articles}
    assert tags == {"One": (), "Two": ("Ethics",), "Three": ("Ethics",), "Four": ()}


def test_a_byline_and_a_date_on_lines_of_their_own_belong_to_the_title_above(read: Read) -> None:
    text = f"One thing\nBy Ann Lee and Bo Ray\nMay 17, 2023\n{EXCERPT}\n"
    article = read(text, "listing.txt", reader="listing").only
    assert (article.title, article.authors, str(article.date)) == (
        "One thing",
        ("Ann Lee", "Bo Ray"),
        "2023-05-17",
    )


def test_a_short_excerpt_without_ellipsis_belongs_to_the_title_above(read: Read) -> None:
    text = f"One. By Ann Lee\nA short note on one.\nTwo. By Bo Ray\n{EXCERPT}\n"
    articles = read(text, "listing.txt", reader="listing").articles
    assert [(article.title, article.excerpt) for article in articles] == [
        ("One", "A short note on one."),
        ("Two", EXCERPT),
    ]


def test_line_ends_and_a_byte_order_mark_make_no_difference(read: Read, seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    expected = [article.fingerprint for article in read_articles(seed)]
    variants = (
        text.replace("\n", "\r\n").encode("utf-8-sig"),
        text.replace("\n", "\r").encode(),
        text.encode("utf-16"),
    )
    for data in variants:
        assert [article.fingerprint for article in read(data, "l.txt").articles] == expected


@pytest.mark.parametrize(
    "text",
    [
        "On leadership\nBy Jane Smith\n\nIt is a fine thing to lead. " + "It goes on. " * 40,
        "Notes\n- one\n- two […]\n- three\n",
        "Dear all,\n\nthe meeting is by the river. By Tuesday we know.\n\nBest wishes\nJane Smith\n",
        "A line.\n" * 50,
        "He said […] and went on, which is a long sentence that has been cut by hand […]\n" * 1,
    ],
)
def test_prose_is_left_to_the_plain_text_reader(read: Read, text: str) -> None:
    assert len(read(text, "prose.txt").articles) == 1
