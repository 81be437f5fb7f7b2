from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

BODY = "\nA body of text.\n"


def test_yaml_front_matter_fills_the_fields(read: Read) -> None:
    text = (
        "---\ntitle: 'Ethics: a view'\nauthor: Ann Lee and Bo Ray\ndate: 2023-05-17\n"
        f"categories: [ethics, leadership]\ndescription: >\n  In short.\nurl: https://example.org/a\n---\n{BODY}"
    )
    article = read(text, "a.md").only
    assert (article.title, article.authors) == ("Ethics: a view", ("Ann Lee", "Bo Ray"))
    assert (str(article.date), article.tags) == ("2023-05-17", ("ethics", "leadership"))
    assert (article.excerpt, article.body) == ("In short.", "A body of text.")
    assert article.url == "https://example.org/a"


def test_toml_and_json_front_matter_are_read_too(read: Read) -> None:
    toml = f'+++\ntitle = "One"\ndate = 2023-05-17T10:00:00Z\nauthors = ["Ann Lee"]\n+++\n{BODY}'
    json = f'{{"title": "One", "date": "2023-05-17", "authors": ["Ann Lee"]}}\n{BODY}'
    for text in (toml, json):
        article = read(text, "a.md").only
        assert (article.title, article.authors) == ("One", ("Ann Lee",))
        assert (str(article.date), article.body) == ("2023-05-17", "A body of text.")


@pytest.mark.parametrize(
    "author",
    [
        "author: Ann Lee, Bo Ray",
        "authors:\n- Ann Lee\n- Ray, Bo",
        "author:\n  - name: Ann Lee\n    affiliation: A\n  - name: Bo Ray",
        "author:\n- given: Ann\n  family: Lee\n- given: Bo\n  family: Ray",
        "author:\n  Ann Lee: {twitter: a}\n  Bo Ray: {twitter: b}",
        'authors: ["Ann Lee <a@example.org>", Bo Ray]',
    ],
)
def test_authors_come_in_every_form(read: Read, author: str) -> None:
    assert read(f"---\ntitle: One\n{author}\n---\n{BODY}", "a.md").only.authors == (
        "Ann Lee",
        "Bo Ray",
    )


def test_one_author_may_be_a_map(read: Read) -> None:
    text = f"---\ntitle: One\nauthor:\n  name: Ann Lee\n  url: x\n---\n{BODY}"
    assert read(text, "a.md").only.authors == ("Ann Lee",)


def test_dates_are_free_text(read: Read) -> None:
    article = read(f'---\ntitle: One\ndate: "14 June 2025"\n---\n{BODY}', "a.qmd").only
    assert str(article.date) == "2025-06-14"


def test_without_front_matter_the_first_heading_is_the_title(read: Read) -> None:
    article = read("# The *title*\n\nText.\n\n## Part\n\nMore.\n", "a.md").only
    assert (article.title, article.body) == ("The title", "Text.\n\nPart\n\nMore.")
    assert read("The title\n=====\n\nText.\n", "a.md").only.title == "The title"


def test_without_any_heading_the_name_of_the_file_gives_title_and_date(read: Read) -> None:
    article = read("Just text.\n", "_posts/2023-05-17-on-kind-leadership.md").only
    assert (article.title, str(article.date)) == ("on kind leadership", "2023-05-17")


def test_broken_front_matter_is_reported_and_its_simple_lines_are_read(read: Read) -> None:
    text = f"---\ntitle: Ethics: a view\nauthor: Ann Lee\ntags: [unclosed\n---\n{BODY}"
    reading = read(text, "a.md")
    assert (reading.only.title, reading.only.authors) == ("Ethics: a view", ("Ann Lee",))
    assert reading.only.body == "A body of text."
    assert len(reading.findings) == 1
    assert "front matter is broken (line 2:" in reading.findings[0]


def test_what_is_no_front_matter_at_all_is_taken_as_text(read: Read) -> None:
    reading = read(f"---\n[broken: : :\n---\n{BODY}", "a.md")
    assert "broken" in reading.only.body
    assert "taken as text" in reading.findings[0]


def test_rules_between_paragraphs_are_no_front_matter(read: Read) -> None:
    article = read("---\nA line of text\n---\n\nMore text.\n", "a.md").only
    assert "A line of text" in article.body
    assert "More text." in article.body


def test_yaml_aliases_are_not_followed(read: Read) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    reading = read(f"---\ntitle: One\n{bomb}---\n{BODY}", "a.md")
    assert reading.only.title == "One"
    assert "aliases" in reading.findings[0]


def test_relative_addresses_are_dropped_since_they_mean_nothing_elsewhere(read: Read) -> None:
    assert read(f"---\ntitle: One\npermalink: /blog/one/\n---\n{BODY}", "a.md").only.url == ""


def test_a_text_file_with_front_matter_is_markdown(read: Read) -> None:
    assert read(f"---\ntitle: One\n---\n{BODY}", "a.txt").only.title == "One"


def test_the_listing_page_of_a_site_is_no_article(read: Read) -> None:
    with pytest.raises(ReadError, match="the listing page of a site"):
        read("---\ntitle: Blogs\nlisting:\n  type: default\n---\n", "index.qmd")
    assert read("---\ntitle: Blogs\nlisting: x\n---\nText.\n", "a.qmd").titles == ["Blogs"]


def test_a_break_in_a_description_is_no_text(read: Read) -> None:
    text = "---\ntitle: One\ndescription: |\n  First.<br>Second.<br>\n---\nText.\n"
    assert read(text, "a.qmd").only.excerpt == "First.\nSecond."


@pytest.mark.parametrize("line", ["aliases: [Blue card, Kardex]", "alias: Blue card"])
def test_other_names_of_a_note_are_part_of_its_text(read: Read, line: str) -> None:
    article = read(f"---\ntitle: A sheet\n{line}\n---\n{BODY}", "a.md").only
    assert article.body.startswith("A body of text.\n\nBlue card")


@pytest.mark.parametrize("bullet", ["", "- "])
def test_properties_at_the_top_of_a_page_fill_the_fields(read: Read, bullet: str) -> None:
    text = f"{bullet}title:: Rota\ntags:: [[Night work]], #handover\n\n- A rota of nurses.\n"
    article = read(text, "a.md").only
    assert (article.title, article.tags) == ("Rota", ("Night work", "handover"))
    assert "::" not in article.body


def test_tags_of_blocks_part_the_words_around_them(read: Read) -> None:
    article = read("# A\n\n<details><summary>More</summary>otters</details>end", "a.md").only
    assert article.body == "More otters end"


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: One\nauthor: [Ann Lee, Bo Ray]\ndate: 2021-03-05\n...\n",
        "% One\n% Ann Lee; Bo Ray\n% 5 March 2021\n\n",
        "% One\n% Ann Lee\n  Bo Ray\n% 2021-03-05\n",
        "Title:   One\nAuthor:  Ann Lee, Bo Ray\nDate:    2021-03-05\nCSS: a.css\n\n",
        "# One\n\nCreated: March 5, 2021 10:30 AM\nCreated by: Ann Lee, Bo Ray\n\n",
        "+++\ntitle = 'One'\ndate = 2021-03-05\n[extra]\nauthors = ['Ann Lee', 'Bo Ray']\n+++\n",
    ],
)
def test_values_at_the_top_are_read_as_each_program_writes_them(read: Read, head: str) -> None:
    article = read(f"{head}A body of text.\n", "a.md").only
    assert (article.title, article.authors) == ("One", ("Ann Lee", "Bo Ray"))
    assert (str(article.date), article.body) == ("2021-03-05", "A body of text.")


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is text.\nAnd goes on.",
        "Summary: I think so.\n\nText.",
        "Date: we met at noon\nText that goes on.",
        "Author: nobody\nknows who",
        "50 % of all\n% is a sign",
    ],
)
def test_lines_of_text_with_colons_stay_text(read: Read, text: str) -> None:
    assert read(text, "a.md").only.body == text
    assert read(f"# A\n\n{text}", "a.md").only.body == text


def test_lines_below_a_heading_that_fill_no_field_stay_text(read: Read) -> None:
    article = read("# A\n\nTags: care, ethics\nStatus: Done\n\nText.", "a.md").only
    assert (article.tags, article.body) == (("care", "ethics"), "Status: Done\n\nText.")


def test_links_within_values_of_a_note_are_their_texts(read: Read) -> None:
    text = (
        '---\ntitle: "[[Rest]]"\nauthor:\n- "[[Ann Lee]]"\n- "[[people/bo|Bo Ray]]"\n---\nA text.'
    )
    article = read(text, "a.md").only
    assert (article.title, article.authors) == ("Rest", ("Ann Lee", "Bo Ray"))


def test_tags_and_categories_are_tags(read: Read) -> None:
    text = "---\ntitle: One\ncategories: [C]\ntags: ['#a', 'b']\nkeywords: k, A\n---\nSee #dd."
    assert read(text, "a.md").only.tags == ("a", "b", "C", "k", "dd")


@pytest.mark.parametrize(
    ("name", "front", "tags"),
    [
        ("2021-03-05-rest.md", "title: One", ("clinical", "leadership")),
        ("rest.md", "layout: post", ("clinical", "leadership")),
        ("rest.md", "title: One", ("clinical leadership",)),
    ],
)
def test_jekyll_parts_tags_by_blanks(
    read: Read, name: str, front: str, tags: tuple[str, ...]
) -> None:
    text = f"---\n{front}\ntags: clinical leadership\n---\nA text."
    assert read(text, name).only.tags == tags


def test_a_clipping_has_the_address_that_it_is_from(read: Read) -> None:
    text = "---\ntitle: One\nsource: {}\n---\nA text."
    assert read(text.format("https://example.org/1"), "a.md").only.url == "https://example.org/1"
    assert read(text.format("my memory"), "a.md").only.url == ""


def test_a_subtitle_beside_an_abstract_is_part_of_the_title(read: Read) -> None:
    text = "---\ntitle: Rest\nsubtitle: a view\n{}---\nA text."
    beside = read(text.format("abstract: In short.\n"), "a.md").only
    alone = read(text.format(""), "a.md").only
    assert (beside.title, beside.excerpt) == ("Rest: a view", "In short.")
    assert (alone.title, alone.excerpt) == ("Rest", "a view")


def test_values_may_stand_as_points_below_a_heading(read: Read) -> None:
    text = (
        "# Rest\n\n![cover](https://example.org/c.png)\n\n## Metadata\n- Author: [[Ann Lee]]\n"
        "- Full Title: Rest: A View\n- Category: #articles\n- **Document Tags:** #care\n"
        "- URL: https://example.org/1\n\n## Highlights\n- It helps.\n"
    )
    article = read(text, "rest.md").only
    assert (article.title, article.authors) == ("Rest: A View", ("Ann Lee",))
    assert (article.url, article.tags) == ("https://example.org/1", ("articles", "care"))
    assert article.body == "Highlights\n- It helps."


def test_fields_of_dataview_below_the_heading_are_values(read: Read) -> None:
    article = read("# One\n\nAuthor:: Ann Lee\nYear:: 2021\nRating:: 5\n\nA text.\n", "a.md").only
    assert (article.authors, str(article.date)) == (("Ann Lee",), "2021")
    assert article.body == "Rating:: 5\n\nA text."


@pytest.mark.parametrize(
    ("line", "authors", "date"),
    [
        ("By Ann Lee", ("Ann Lee",), ""),
        ("*by Ann Lee and Bo Ray*", ("Ann Lee", "Bo Ray"), ""),
        ("by Ann Lee, 2 March 2021", ("Ann Lee",), "2021-03-02"),
        ("By Ann Lee | March 2, 2021", ("Ann Lee",), "2021-03-02"),
        ("Written by Ann Lee on 2 March 2021", ("Ann Lee",), "2021-03-02"),
    ],
)
def test_a_byline_below_the_title_is_no_text(
    read: Read, line: str, authors: tuple[str, ...], date: str
) -> None:
    for text, name in (
        (f"# One\n\n{line}\n\nA text.", "a.md"),
        (f"One\n{line}\n\nA text.", "a.txt"),
    ):
        article = read(text, name).only
        assert (article.title, article.authors, article.body) == ("One", authors, "A text.")
        assert str(article.date or "") == date


@pytest.mark.parametrize(
    "line", ["By the time we met, Ann Lee had left.", "By Ann Lee\nand others we mean", "By night"]
)
def test_a_sentence_that_begins_so_is_no_byline(read: Read, line: str) -> None:
    article = read(f"# One\n\n{line}\n\nA text.", "a.md").only
    assert (article.authors, article.body) == ((), f"{line}\n\nA text.")


def test_the_lines_below_a_note_of_joplin_are_its_values(read: Read) -> None:
    text = (
        "Rest\n\nA text.\n\nid: 0123456789abcdef0123456789abcdef\ncreated_time: 2021-03-02T10:00:00.000Z\n"
        "author: Ann Lee\nsource_url: https://example.org/1\nis_todo: 0\ntype_: {}"
    )
    article = read(text.format(1), "0123456789abcdef0123456789abcdef.md").only
    assert (article.title, article.body, article.authors) == ("Rest", "A text.", ("Ann Lee",))
    assert (str(article.date), article.url) == ("2021-03-02", "https://example.org/1")
    with pytest.raises(ReadError, match="a folder, a file or a tag of Joplin"):
        read(text.format(2), "a.md")


def test_the_number_that_notion_puts_behind_a_name_is_no_title(read: Read) -> None:
    text = "A text without a heading."
    name = "Night shifts 0123456789abcdef0123456789abcdef.md"
    assert read(text, name).only.title == "Night shifts"


def test_a_line_of_tags_may_have_tags_of_several_words(read: Read) -> None:
    article = read("# One\n#night shifts# #care\n\nIn C# and F# we write.\n", "a.md").only
    assert article.tags == ("night shifts", "care")


def test_lists_in_broken_front_matter_are_lists(read: Read) -> None:
    text = (
        "---\ntitle: Rest: a view\ntags: [a, 'b']\nauthors:\n  - Ann Lee\n  - Bo Ray\n---\nA text."
    )
    article = read(text, "a.md").only
    assert (article.title, article.tags) == ("Rest: a view", ("a", "b"))
    assert article.authors == ("Ann Lee", "Bo Ray")


def test_an_author_of_quarto_has_a_name_in_parts(read: Read) -> None:
    text = "---\ntitle: One\nauthor:\n- name: {given: Ann, family: Lee}\n  orcid: 0\n---\nA text."
    assert read(text, "a.qmd").only.authors == ("Ann Lee",)


def test_code_of_mdx_is_no_text(read: Read) -> None:
    text = "---\ntitle: One\n---\nimport X from './x';\n\nA <X /> text.\n\nexport const a = 1;\n"
    assert read(text, "a.mdx").only.body == "A  text."
    assert (
        read("---\ntitle: One\n---\nimport duties rise.\n", "a.md").only.body
        == "import duties rise."
    )
