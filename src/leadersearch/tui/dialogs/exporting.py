"""Export: choose a format and a file, and have the articles written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from leadersearch.export import FORMATS, export
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.dialogs.dialog import Dialog
from leadersearch.tui.dialogs.menu import ChoiceList
from leadersearch.tui.files import being_written, write_whole
from leadersearch.tui.line_input import LineInput
from leadersearch.tui.search_worker import reason_of

if TYPE_CHECKING:
    from textual.app import App

    from leadersearch.model.article import Article
    from leadersearch.tui.session import IndexSession

LARGEST_KEPT = 1 << 26
"""Bytes of a replaced file up to which it can be put back."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The export that is wanted: its format and its file."""

    format: str
    path: Path


@dataclass(frozen=True, slots=True)
class ReplacedFile:
    """A file that an export has written in the place of another, and what both held."""

    path: Path
    before: bytes
    after: bytes

    def exchange(self, *, back: bool) -> str:
        """Put back what was there, or what took its place; returns what to tell of it.

        What others have written since is left alone.
        """
        goal, here = (self.before, self.after) if back else (self.after, self.before)
        try:
            if self.path.read_bytes() != here:
                return f"{self.path} has changed since and was not touched"
            write_whole(self.path, goal)
        except OSError as error:
            return f"not restored: {error}"
        return f"{self.path} {'restored' if back else 'contains the export again'}"


def _kept(path: Path) -> bytes | None:
    """The content of a file, if it is small enough to be kept for restoring it."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST_KEPT else None
    except OSError:
        return None


class ExportDialog(Dialog[ExportWish]):
    """Asks for a format and a file; `last` is what was written before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss_none", "Back")]

    def __init__(self, count: int, last: ExportWish | None = None) -> None:
        super().__init__()
        self.count = count
        self.last = last or ExportWish("bibtex", Path(self._default("bibtex")))
        self._doubtful: Path | None = None

    def compose(self) -> ComposeResult:
        """Formats, the file, what is wrong with it."""
        articles = "this article" if self.count == 1 else f"{self.count:,} articles"
        with Vertical(classes="dialog-box") as box:
            box.border_title = f"Export {articles}"
            box.border_subtitle = "tab between list and file, enter writes, esc goes back"
            yield ChoiceList(*(Option(row.description, id=name) for name, row in FORMATS.items()))
            yield LegibleText(f"File, in {Path.cwd()}:", classes="label", markup=False)
            yield LineInput(str(self.last.path), compact=True)
            yield LegibleText(id="export-note", markup=False)

    def on_mount(self) -> None:
        """The format of the time before is chosen."""
        self.query_one(ChoiceList).highlighted = list(FORMATS).index(self.last.format)

    @staticmethod
    def _default(name: str) -> str:
        return f"leadersearch-export{FORMATS[name].suffix}"

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The file's suffix follows the format."""
        path = Path(self.query_one(Input).value or self._default("bibtex"))
        # A name such as ".." has no suffix to replace.
        with suppress(ValueError):
            name = path.with_suffix(FORMATS[event.option.id or ""].suffix)
            self.query_one(Input).value = str(name)

    def on_option_list_option_selected(self) -> None:
        """Write."""
        self._finish()

    def on_input_submitted(self) -> None:
        """Write."""
        self._finish()

    def _finish(self) -> None:
        option = self.query_one(ChoiceList).highlighted_option
        text = self.query_one(Input).value.strip()
        if option is None or option.id is None or not text:
            return
        path, problem = _checked(text)
        if not problem and path.exists() and self._doubtful != path:
            self._doubtful = path
            problem = "this file exists; enter again to replace it"
        if problem:
            self.query_one("#export-note", LegibleText).update(problem)
        else:
            self.dismiss(ExportWish(option.id, path))


def _checked(text: str) -> tuple[Path, str]:
    """The file that is meant, and what is wrong with it; empty where it can be tried."""
    path = Path(text)
    try:
        path = path.expanduser()
        if path.is_dir():
            return path, "this is a folder; name a file in it"
        if path.exists() and not path.is_file():
            return path, "this is not a regular file"
        if not path.absolute().parent.is_dir():
            return path, f"there is no folder {path.parent}"
    except (OSError, ValueError, RuntimeError) as error:
        # Too long, of signs that no name may hold, or of the home of nobody.
        return path, f"not a valid file name: {getattr(error, 'strerror', None) or error}"
    return path, ""


def export_articles(
    app: App[None],
    library: IndexSession,
    articles: tuple[str, ...] | Article,
    last: ExportWish | None,
    took: Callable[[ExportWish], None],
    replaced: Callable[[ReplacedFile], None],
) -> None:
    """Ask how, then write the articles of these ids, or the one article, in a worker.

    The answer `last` time is proposed, `took` is told the present one, `replaced` of a file whose
    place was taken.
    """
    article = None if isinstance(articles, tuple) else articles
    ids = articles if isinstance(articles, tuple) else (articles.id,)

    def write(wish: ExportWish | None) -> None:
        if wish is None:
            return
        took(wish)

        def work() -> None:
            try:
                with being_written():
                    known = {article.id: article} if article else library.articles(ids)
                    before = _kept(wish.path)
                    write_whole(wish.path, export(known.values(), wish.format))
                count = "1 article" if len(known) == 1 else f"{len(known):,} articles"
                text = f"{count} written to {wish.path.absolute()}"
                if not article and len(known) < len(ids):
                    text += f"; {len(ids) - len(known):,} are no longer in the index"
            except Exception as error:  # noqa: BLE001  # a full disk must not end the browser
                text = f"not written: {error if isinstance(error, OSError) else reason_of(error)}"
            else:
                if before is not None:
                    file = ReplacedFile(wish.path, before, wish.path.read_bytes())
                    app.call_from_thread(replaced, file)
            app.call_from_thread(app.notify, text, markup=False)

        app.run_worker(work, thread=True, group="export", exit_on_error=False)

    app.push_screen(ExportDialog(len(ids), last), write)
