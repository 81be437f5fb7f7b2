"""Search as you type: answers, corrections, suggestions, history, completion."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.message import Message
from textual.widgets import OptionList, Static

import leadersearch
from leadersearch.model.article import Article
from leadersearch.results.page import Page
from leadersearch.results.search import Search
from leadersearch.tui import messages
from leadersearch.tui.search_screen import answer
from leadersearch.tui.session import Question
from leadersearch.tui.workspace.results import ResultList
from tui.browsing import LARGE, SIZES, SMALL, Reader, config_folder, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


@both_sizes
def test_an_empty_query_shows_the_newest_articles(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            assert reader.titles[0] == "Kindness and inclusion in leadership"
            assert reader.results.answer.total == 130
            assert reader.focus == "query"
            assert "sorted by newest" in reader.status
            await reader.ask("kindness")
            assert "sorted by relevance" in reader.status

    run(test())


@both_sizes
def test_results_follow_typing(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("kindn")
            assert reader.titles == [
                "Kindness and inclusion in leadership",
                "Digital misinformation and the erosion of medical ethics",
            ]
            assert reader.status.startswith("1 of 2 · ")
            assert "sorted by relevance" in reader.status

    run(test())


@both_sizes
def test_filters_and_order_keep_what_an_unfinished_word_found(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("note leaders")
            found = reader.results.answer.all_words
            assert found == 127
            await reader.press("down", "s", "j", "enter")
            await reader.answered()
            assert reader.results.answer.all_words == found
            await reader.press("f")
            await reader.until(lambda: reader.facet_id)
            await reader.press("space")
            await reader.answered()
            assert reader.app.search.filters
            counted = str(reader.facets.get_option(reader.facet_id).prompt).split()[-1]
            assert str(reader.results.answer.total) == counted

    run(test())


@both_sizes
def test_enter_finds_what_the_library_finds(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        with leadersearch.open_index(index) as opened:
            page = opened.search("leader")
        async with open_browser(index, size) as reader:
            await reader.ask("leader")
            assert reader.results.answer.total > page.total
            await reader.press("enter")
            await reader.answered()
            assert reader.results.answer.total == page.total
            assert reader.focus == "results"

    run(test())


def test_enter_keeps_the_hit_that_was_chosen_while_typing(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("leadership")
            await reader.press("ctrl+n", "ctrl+n")
            chosen = reader.hit.article.id
            await reader.press("enter")
            await reader.answered()
            assert not reader.app.search.shown.typing
            assert reader.hit.article.id == chosen

    run(test())


def test_an_unfinished_word_stays_so_where_no_article_holds_it_with_the_others(
    index: Path,
) -> None:
    async def test() -> None:
        async with open_browser(index, query="note leaders") as reader:
            assert reader.results.answer.all_words == 127

    run(test())


def test_a_query_given_at_the_start_is_searched_for(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="medical ethics") as reader:
            assert reader.line.text == "medical ethics"
            assert reader.titles[0].endswith("medical ethics")

    run(test())


def test_a_query_given_at_the_start_is_whole_and_asked_once(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="kindness ethics") as reader:
            await reader.pilot.pause()
            question = reader.app.search.search_worker.question
            assert (question.serial, question.typing) == (1, False)

    run(test())


def test_a_field_without_a_word_is_remarked_on_after_a_pause_only(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "LULL", 0.001)
    monkeypatch.setattr(answer, "PAUSE", 1000.0)

    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("author:")
            await reader.after_lull()
            assert not reader.line.is_remarking
            monkeypatch.setattr(answer, "PAUSE", 0.001)
            await reader.ask("author:")
            await reader.until(lambda: reader.line.is_remarking)

    run(test())


@pytest.mark.parametrize("text", ['"medical eth', "(kindness ethics"])
def test_nobody_is_told_to_close_a_quote_or_bracket_before_they_are_done(
    index: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "LULL", 0.001)
    monkeypatch.setattr(answer, "PAUSE", 0.001)

    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask(text)
            await reader.after_lull()
            assert not reader.line.is_remarking
            await reader.press("enter")
            await reader.until(lambda: reader.line.is_remarking)
            await reader.ask(f"zebra:x {text}")
            await reader.until(lambda: reader.line.is_remarking)

    run(test())


def test_the_same_remark_is_not_laid_out_twice(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("kindness zebra:x ")
            await reader.until(lambda: reader.line.is_remarking)
            pane = reader.line.query_one("#diagnostic", Static)
            shown = pane.content
            await reader.ask("kindness zebra:x ")
            assert reader.line.is_remarking
            assert pane.content is shown

    run(test())


def test_stale_answers_are_dropped(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            screen = reader.app.search
            stale = screen.shown
            page = screen.index_session.first_page(stale)
            await reader.ask("leadership note")
            screen.post_message(messages.Answered(stale, page, {0: page.hits}, None))
            await reader.pilot.pause()
            assert screen.shown.search.text == "leadership note"
            assert reader.results.answer.total > 100

    run(test())


def test_old_results_stay_until_new_ones_arrive(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            titles = reader.titles
            with reader.app.search.search_worker._turn:
                await reader.type(" x")
                assert reader.titles == titles
                await reader.until(lambda: "searching…" in reader.status)
            await reader.answered("kindness x")
            assert "searching…" not in reader.status

    run(test())


def test_only_the_latest_of_a_burst_of_questions_is_asked(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            asked: list[str] = []
            library = reader.app.index_session
            first_page = library.first_page

            def listen(question: Question) -> Page:
                asked.append(question.search.text)
                return first_page(question)

            library.first_page = listen  # type: ignore[method-assign]
            with reader.app.search.search_worker._turn:
                await reader.type("leadership")
                await reader.pilot.pause()
            await reader.answered("leadership")
            assert asked == ["leadership"]

    run(test())


@both_sizes
def test_letters_and_their_results_are_painted_without_a_new_layout(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size, query="leadership") as reader:
            layouts: list[object] = []
            reader.app.search.screen_layout_refresh_signal.subscribe(reader.app, layouts.append)
            for letter in " note":
                await reader.type(letter)
                await reader.answered()
            assert layouts == []

    run(test())


def test_no_suggestions_are_looked_for_before_a_pause(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            question = Question(search=Search("kindnesz"), typing=True)
            page = reader.app.index_session.first_page(question)
            assert (page.total, page.suggestions) == (0, ())
            assert reader.app.index_session.suggestions(question)[0].query == "kindness"

    run(test())


def test_suggestions_that_come_take_no_letters_from_the_line(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            with reader.app.search.search_worker._turn:
                await reader.type("=kindnesz")
                await reader.pilot.press("enter")  # keys after it wait for the answer
            await reader.until(lambda: reader.blank.choices.display)
            assert reader.focus == "query"
            await reader.type("q")
            await reader.answered("=kindneszq")

    run(test())


@both_sizes
def test_an_unknown_field_is_shown_with_a_caret_and_a_fix(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("kindness auther:ruani")
            await reader.until(lambda: reader.line.is_remarking)
            lines = reader.screen_text().splitlines()
            caret = next(line for line in lines if "^^^^^^" in line)
            assert caret.index("^") == lines[0].index("auther")
            assert "try: kindness author:ruani" in " ".join(reader.screen_text().split())
            await reader.press("ctrl+f")
            await reader.answered("kindness author:ruani")
            assert "^^^" not in reader.screen_text()

    run(test())


@both_sizes
def test_zero_hits_offer_queries_that_find_something(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("kindnesz")
            assert reader.blank.has_focus is False
            assert "No article matches." in reader.screen_text()
            await reader.until(lambda: "kindness" in reader.screen_text())
            await reader.press("enter")
            assert reader.focus == "suggestions"
            await reader.press("enter")
            await reader.answered("kindness")
            assert reader.results.answer.total == 2
            assert reader.focus == "results"

    run(test())


def test_a_field_that_waits_for_its_value_takes_nothing_away(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.type("kindness author:")
            await reader.answered("kindness author:")
            assert reader.results.answer.total == 2
            assert "^^^" not in reader.screen_text()
            await reader.completed()
            await reader.press("escape")
            await reader.until(lambda: "^^^" in reader.screen_text())

    run(test())


def test_a_word_that_no_article_holds_is_named(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("xylophone kindness")
            assert "no article holds" not in reader.screen_text()
            await reader.press("enter")
            assert "no article contains xylophone" in reader.screen_text()

    run(test())


def test_ten_thousand_characters_are_survived(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            text = "kindness (author:x " * 527
            reader.line.input.value = text
            await reader.answered(text)
            await reader.type("y")
            await reader.answered(text + "y")
            assert reader.line.text == text + "y"

    run(test())


def test_pasted_control_characters_do_no_harm(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            text = 'kind\x1b[31mness "\x00 [red]('
            reader.line.input.value = text
            await reader.answered()
            assert reader.line.text == 'kindness " [red]('
            assert "\x1b" not in reader.screen_text()

    run(test())


@both_sizes
def test_live_search_can_be_switched_off(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("f8")
            assert "enter searches" in reader.status
            await reader.type("kindness")
            assert reader.results.answer.total == 130
            await reader.press("enter")
            await reader.answered("kindness")
            assert reader.results.answer.total == 2
        async with open_browser(index, size) as reader:
            assert "enter searches" in reader.status

    run(test())


@both_sizes
def test_the_keys_that_work_here_are_offered_and_no_others(
    index: Path, size: tuple[int, int]
) -> None:
    def footer(reader: Reader) -> str:
        return reader.screen_text().splitlines()[-1]

    async def test() -> None:
        async with open_browser(index, size) as reader:
            assert "(f1 help)" in reader.screen_text()
            for label in ("History", "Results", "Complete", "f1 Help", "^q Quit"):
                assert label in footer(reader)
            assert "Search" not in footer(reader)
            await reader.press("escape")
            for label in ("Read", "Mark", "Cite", "/ Search", "? Help", "^q Quit"):
                assert label in footer(reader)
            await reader.press("enter")
            for label in ("Next match", "esc Back", "Related", "? Help", "^q Quit"):
                assert label in footer(reader)
            await reader.press("escape")
            assert "Next match" not in footer(reader)
            await reader.ask("kindnesz")
            await reader.until(lambda: reader.blank.choices.display)
            await reader.press("down")
            assert reader.focus == "suggestions"
            assert "Cite" not in footer(reader)
            await reader.press("ctrl+f")
            await reader.answered("kindness")
            await reader.press("down")
            assert "Cite" in footer(reader)

    run(test())


@both_sizes
def test_a_misspelt_word_is_corrected_once_it_is_finished_and_said(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("kindnesz")
            assert reader.results.answer.total == 0
            await reader.ask("kindnesz ")
            await reader.until(lambda: reader.line.is_remarking)
            assert reader.results.answer.total == 2
            said = " ".join(reader.screen_text().split())
            assert "results for kindness; search for kindnesz only: =kindnesz" in said

    run(test())


@both_sizes
def test_words_that_lead_nowhere_are_answered_with_advice(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("xqzzyxq")
            await reader.until(lambda: "Try other words" in reader.screen_text())
            assert reader.blank.size.width > size[0] - 8
            assert not reader.article.display

    run(test())


# --- completion ----------------------------------------------------------------------------------


@both_sizes
def test_names_of_authors_are_completed(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.type("author:rua")
            await reader.completed()
            assert '1  "Alex Ruani"' in reader.screen_text()
            await reader.press("tab")
            assert reader.line.text == 'author:"Alex Ruani" '
            await reader.answered('author:"Alex Ruani" ')
            assert reader.results.answer.total == 1

    run(test())


@both_sizes
def test_a_completion_takes_one_line_however_long(own_index: Path, size: tuple[int, int]) -> None:
    venue = "Proceedings of the 19th International Workshop on Semantic " + "Evaluation " * 8
    with leadersearch.open_index(own_index) as opened:
        opened.add([Article(title="A meeting", venue=venue)])

    async def test() -> None:
        async with open_browser(own_index, size) as reader:
            await reader.type("venue:semantic")
            options = reader.line.query_one(OptionList)
            await reader.until(lambda: options.option_count == 1)
            prompt = str(options.options[0].prompt)
            assert prompt.startswith(' 1  "Proceedings of the 19th')
            assert len(prompt) < size[0] - 4

    run(test())


def test_tab_takes_the_completion_that_is_still_being_looked_for(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.type("author:rua")
            await reader.press("tab")
            await reader.until(lambda: reader.line.text == 'author:"Alex Ruani" ')
            await reader.type("nothing")
            await reader.press("tab")
            await reader.until(lambda: any("no completion" in text for text in reader.notices))
            assert reader.focus == "query"

    run(test())


def test_names_of_fields_are_completed_and_their_values_follow(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.type("kindness ta")
            await reader.completed()
            await reader.press("down", "enter")
            assert reader.line.text == "kindness tag:"
            await reader.type("cul")
            await reader.completed()
            await reader.press("tab")
            assert reader.line.text == "kindness tag:culture "

    run(test())


def test_enter_runs_the_query_while_no_completion_is_chosen(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.type("author:rua")
            await reader.completed()
            await reader.press("enter")
            assert reader.line.text == "author:rua"
            assert reader.focus == "results"

    run(test())


def test_completion_goes_on_within_quotes(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.type('author:"alex r')
            await reader.completed()
            await reader.press("tab")
            assert reader.line.text == 'author:"Alex Ruani" '

    run(test())


@both_sizes
def test_escape_closes_completions_first(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.type("tag:cu")
            await reader.completed()
            await reader.press("escape")
            assert reader.focus == "query"
            await reader.press("escape")
            assert reader.focus == "results"
            assert reader.line.text == "tag:cu"
            await reader.press("escape", "escape", "escape")
            assert reader.line.text == "tag:cu"
            assert reader.focus == "results"

    run(test())


# --- history -------------------------------------------------------------------------------------


@both_sizes
def test_earlier_queries_can_be_run_again_in_a_later_session(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("kindness")
            await reader.press("enter", "slash")
            await reader.ask("ethics")
            await reader.press("enter")
        async with open_browser(index, size) as reader:
            await reader.press("escape", "H")
            assert "Earlier queries" in reader.screen_text()
            await reader.press("j", "enter")
            await reader.answered("kindness")

    run(test())


@both_sizes
def test_up_in_the_search_line_opens_the_history(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.ask("kindness")
            await reader.press("enter", "slash", "up")
            assert "Earlier queries" in reader.screen_text()
            await reader.press("escape")
            assert reader.focus == "query"

    run(test())


# --- indexes -------------------------------------------------------------------------------------


@both_sizes
def test_a_missing_index_says_how_to_make_one_and_is_opened_once_made(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "made-later"

    async def test() -> None:
        async with open_browser(path, size, waits=False) as reader:
            command = f"leadersearchindexFOLDER--index{path}"
            await reader.until(lambda: command in "".join(reader.screen_text().split()))
            assert "nothing to search yet" in reader.status
            await reader.type("kind")
            with leadersearch.open_index(path, create=True) as index:
                index.add(leadersearch.Article(title="Kind words"))
            await reader.press("ctrl+r")
            await reader.answered("kind")
            assert reader.titles == ["Kind words"]

    run(test())


def test_an_empty_index_says_how_to_fill_it(tmp_path: Path) -> None:
    leadersearch.open_index(tmp_path / "empty", create=True).close()

    async def test() -> None:
        async with open_browser(tmp_path / "empty", LARGE, waits=False) as reader:
            await reader.until(lambda: "is empty" in reader.screen_text())
            assert "leadersearch index FOLDER" in reader.screen_text()

    run(test())


def test_an_index_that_fell_back_on_its_last_but_one_state_says_so(own_index: Path) -> None:
    with leadersearch.open_index(own_index) as changed:
        changed.add(leadersearch.Article(title="Lost with its table of contents"))
    newest = max(own_index.glob("*.toc"), key=lambda path: int(path.stem.split("_")[-1]))
    newest.write_bytes(b"damaged" * 9)

    async def test() -> None:
        async with open_browser(own_index, query="kindness") as reader:
            await reader.until(lambda: any(newest.name in text for text in reader.notices))
            assert "Kindness and inclusion in leadership" in reader.titles

    run(test())


def test_a_damaged_index_says_so(own_index: Path) -> None:
    for path in own_index.iterdir():
        if path.suffix == ".toc":
            path.write_bytes(b"damaged" * 9)

    async def test() -> None:
        async with open_browser(own_index, waits=False) as reader:
            await reader.until(lambda: "damaged" in reader.screen_text())
            assert reader.app.is_running

    run(test())


def test_a_changed_index_is_announced_and_the_selection_kept(own_index: Path) -> None:
    async def test() -> None:
        async with open_browser(own_index) as reader:
            await reader.press("escape", "j", "j")
            selected = reader.results.selected
            assert selected
            with leadersearch.open_index(own_index) as index:
                index.add(leadersearch.Article(title="Newer", date=leadersearch.PartialDate(2026)))
            reader.app.search.search_worker.watch_index()
            await reader.until(lambda: "index updated, press ctrl+r" in reader.status)
            assert reader.results.answer.total == 12
            await reader.press("ctrl+r")
            await reader.until(lambda: reader.results.answer.total == 13)
            assert reader.hit.article.id == selected.article.id
            assert reader.results.cursor == 3
            assert "index updated" not in reader.status

    run(test())


def test_a_deleted_index_loses_nothing_that_is_shown(own_index: Path) -> None:
    def delete() -> None:
        for path in own_index.iterdir():
            path.unlink()

    async def test() -> None:
        async with open_browser(own_index, query="kindness") as reader:
            await reader.press("escape", "space")
            titles = reader.titles
            delete()
            reader.app.search.search_worker.watch_index()
            await reader.until(lambda: "the index is gone" in reader.status)
            assert reader.titles == titles
            await reader.press("ctrl+r")
            await reader.pilot.pause()
            assert reader.titles == titles
            await reader.press("slash")
            await reader.type(" leadership")
            await reader.pilot.pause()
            assert reader.app.is_running
            assert list(reader.app.search.workspace.marked) == ["kindness"]

    run(test())


def test_an_index_made_anew_in_the_same_place_is_announced(tmp_path: Path) -> None:
    def make(*titles: str) -> None:
        with leadersearch.open_index(tmp_path / "own", create=True) as index:
            index.add([leadersearch.Article(title=title) for title in titles])

    async def test() -> None:
        make("Kindness")
        async with open_browser(tmp_path / "own") as reader:
            assert reader.titles == ["Kindness"]
            shutil.rmtree(tmp_path / "own")
            make("Leaders", "Teams")
            reader.app.search.search_worker.watch_index()
            await reader.until(lambda: "index updated, press ctrl+r" in reader.status)
            await reader.press("ctrl+r")
            await reader.until(lambda: sorted(reader.titles) == ["Leaders", "Teams"])

    run(test())


def test_an_index_that_appears_is_opened(tmp_path: Path) -> None:
    async def test() -> None:
        async with open_browser(tmp_path / "late", waits=False) as reader:
            await reader.until(lambda: "leadersearch index FOLDER" in reader.screen_text())
            with leadersearch.open_index(tmp_path / "late", create=True) as index:
                index.add(leadersearch.Article(title="Kind words"))
            reader.app.search.search_worker.watch_index()
            await reader.until(lambda: reader.titles == ["Kind words"])

    run(test())


def test_a_failing_search_is_told_and_the_next_one_works(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            library = reader.app.index_session
            first_page = library.first_page

            def fail(_question: object) -> None:
                raise OSError("disk on fire")

            library.first_page = fail  # type: ignore[method-assign, assignment]
            await reader.type("kind")
            await reader.until(lambda: "disk on fire" in reader.screen_text())
            assert "the index cannot be read" in reader.status
            library.first_page = first_page  # type: ignore[method-assign]
            await reader.type("ness")
            await reader.answered("kindness")
            assert reader.results.answer.total == 2
            assert "disk on fire" not in reader.screen_text()
            assert "cannot be read" not in reader.status

    run(test())


# --- what is remembered --------------------------------------------------------------------------


def test_query_order_and_filters_are_restored(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("leadership")
            await reader.press("escape", "s", "j", "enter")
            await reader.answered()
            await reader.app.search.narrow((("venue", "Notes"),))
            await reader.answered()
            await reader.press("ctrl+q")
        async with open_browser(index) as reader:
            assert reader.line.text == "leadership"
            assert "sorted by newest" in reader.status
            assert reader.chips.display
            assert reader.results.answer.total == 63
            await reader.type("kindness")
            assert reader.line.text == "kindness"

    run(test())


@pytest.mark.parametrize("query", ["", "leadership"])
def test_the_hit_at_hand_is_restored(index: Path, query: str) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask(query)
            await reader.press("enter", "end", "up")
            await reader.until(lambda: reader.results.selected)
            left, place = reader.hit.article.id, reader.results.cursor
            assert place > 100
            await reader.press("ctrl+q")
        async with open_browser(index) as reader:
            assert (reader.hit.article.id, reader.results.cursor) == (left, place)
            await reader.until(lambda: reader.read_id == left)
            await reader.ask("kindness")
            assert reader.results.cursor == 0
            await reader.press("ctrl+q")
        async with open_browser(index, query="leadership") as reader:
            assert reader.results.cursor == 0

    run(test())


def test_a_damaged_memory_is_started_anew(index: Path) -> None:
    config_folder().mkdir()
    (config_folder() / "browser.json").write_text('{"layout": [], "indexes": {"x": 3}}')

    async def test() -> None:
        async with open_browser(index) as reader:
            assert reader.results.answer.total == 130

    run(test())


def test_with_a_delay_letters_wait_for_the_end_of_a_burst(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            asked: list[str] = []
            reader.app.search.search_worker.delay = 1e6  # longer than any machine has been running
            ask = reader.app.search.search_worker.ask

            def noted(question: Question, *, keep: str | None = None, place: int = 0) -> None:
                asked.append(question.search.text)
                ask(question, keep=keep, place=place)

            reader.app.search.search_worker.ask = noted  # type: ignore[method-assign]
            await reader.type("kind")
            await reader.pilot.pause()
            assert asked == []
            await reader.press("enter")
            await reader.answered("kind")
            assert asked == ["kind"]

    run(test())


def test_a_hit_of_which_one_line_shows_is_asked_for(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[tuple[int, ...]] = []
    post = ResultList.post_message

    def noted(pane: ResultList, message: Message) -> bool:
        if isinstance(message, ResultList.PagesWanted):
            wanted.append(message.pages)
        return post(pane, message)

    async def lines_of(height: int) -> tuple[int, int]:
        async with open_browser(index, (80, height), query="leadership") as reader:
            await reader.answered("leadership")
            return reader.results.size.height, reader.results.shape.height

    async def test() -> None:
        shown, each = await lines_of(70)
        height = 70 - shown + 10 * each + 1  # ten hits, and the first line of the eleventh
        assert await lines_of(height) == (10 * each + 1, each)
        monkeypatch.setattr(ResultList, "post_message", noted)
        async with open_browser(index, (80, height), query="leadership") as reader:
            await reader.answered("leadership")
            await reader.pilot.pause()
        assert wanted[:1] == [(1,)]

    run(test())
