"""Related articles: those like the one at hand, to go on reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.tui.inquirer import reason_of
from leadersearch.tui.painting import plain_content
from leadersearch.tui.screens.menu import Choice, Menu

if TYPE_CHECKING:
    from leadersearch.article import Article
    from leadersearch.engine import Hit
    from leadersearch.tui.library import Library
    from leadersearch.tui.panes.desk import Desk


def show_related(desk: Desk, library: Library, article: Article) -> None:
    """Look for related articles in a worker, then offer them."""

    def look() -> None:
        try:
            hits = library.related(article)
        except Exception as error:  # noqa: BLE001  # damaged files fail in any way
            desk.post_message(desk.Told(reason_of(error)))
        else:
            desk.post_message(desk.RelatedFound(hits))

    desk.run_worker(look, thread=True, exclusive=True, group="related", exit_on_error=False)


def offer(desk: Desk, hits: tuple[Hit, ...]) -> None:
    """Let the user choose one of the related articles and read it."""
    if not hits:
        desk.tell("no other article is much like this one")
        return
    found = {hit.article.id: hit for hit in hits}

    def read(article_id: str | None) -> None:
        if article_id is not None:
            desk.read_stray(found[article_id])

    desk.app.push_screen(Menu("Related articles", [_choice(hit) for hit in hits]), read)


def _choice(hit: Hit) -> Choice:
    article = hit.article
    byline = " · ".join(
        part for part in (", ".join(article.authors), str(article.date or "")) if part
    )
    why = " · ".join(map(str, hit.reasons))
    return Choice(
        article.id,
        plain_content((article.title or article.text[:80], "bold"), f"  {byline}  {why}"),
    )
