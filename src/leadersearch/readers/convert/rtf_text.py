r"""Rich Text Format -> paragraphs with the names of their styles, and the properties (`\info`).

After the RTF Specification, version 1.9.1. The text is read once, from the front to the end; how
deep groups nest matters not. Pictures, headers, footers, field codes, deleted and hidden text are
left out.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_WORDS = {
    "tab": " ", "line": " ", "lbr": " ", "emspace": " ", "enspace": " ", "qmspace": " ",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_ENDS = frozenset("par sect page row cell nestcell nestrow column".split())
_SKIPPED = frozenset(
    """
    colortbl pict header headerl headerr headerf footer footerl footerr footerf fldinst pntext listtext
    nonshppict tc xe revtbl listtable listoverridetable objclass objname sp shprslt bkmkstart bkmkend
    filetbl rsidtbl generator themedata annotation atnid atnauthor atntime chftnsep ftnsep ftnsepc
    pntxta pntxtb
    """.split()
)
_IN_INFO = frozenset("title author keywords".split())
_TIMES = {"yr": "year", "mo": "month", "dy": "day"}
_HIDES = frozenset(("v", "deleted"))
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# The character sets of fonts; those of Windows and "any" (0 and 1) are the file's own.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp850",
}  # fmt: skip
_TEXT, _SKIP, _INFO, _FONTS, _STYLES, _NOTE = "", "skip", "info", "fonttbl", "stylesheet", "note"

_TELLING = (
    frozenset("u uc ud upr f s pard plain fcharset ansicpg bin footnote creatim".split())
    | {_INFO, _FONTS, _STYLES}
    | _ENDS
    | _SKIPPED
    | _IN_INFO
    | _HIDES
    | {*_WORDS, *_TIMES, *_CODE_PAGES}
)
"""The control words that change anything; nine of ten in a file of Word are none of them."""


@dataclass(slots=True)
class _Group:
    """The state that a brace opens and its fellow closes."""

    place: str = _TEXT
    place_before: str = _TEXT  # an alternative in Unicode (`\ud`) is of the place of the whole
    font: int = -1
    style: int = 0
    fallback: int = 1  # characters behind a `\u`, for old programs
    hidden: bool = False
    is_optional: bool = False

    def opened(self) -> _Group:
        """The state of a group within this one."""
        return _Group(  # a fourth of the time of `replace`
            self.place, self.place_before, self.font, self.style, self.fallback, self.hidden
        )


@dataclass(slots=True)
class RtfText:
    """The `paragraphs`, each with the name of its style, and the `properties` by control word."""

    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def read_rtf(text: str) -> RtfText:
    """The text of a file, each of its bytes as one character."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self._source = text
        self._found = RtfText()
        self._group = _Group()
        self._groups: list[_Group] = []
        self._parts: dict[str, list[str]] = {}
        self._notes: list[str] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._encoding = "cp1252"
        self._charsets: dict[int, str] = {}
        self._style_names: dict[int, str] = {}
        self._created: dict[str, int] = {}

    def run(self) -> RtfText:
        place = 0
        while match := _TOKEN.search(self._source, place):
            place = match.end()
            if match["text"]:
                self._add(match["text"])
            elif match["byte"]:
                self._add_byte(int(match["byte"], 16))
            elif match["brace"]:
                self._open() if match["brace"] == "{" else self._close()
            elif word := match["word"]:
                number = int(match["number"]) if match["number"] else None
                if word == "bin":
                    place += max(number or 0, 0)
                if word in _TELLING or self._is_any_word_telling():
                    self._control(word, number)
                else:
                    self._decode()
            elif match["sign"]:
                self._sign(match["sign"])
        self._end_paragraph()
        self._set_created()
        return self._found

    def _is_any_word_telling(self) -> bool:
        """Whether a word counts whatever it is: in place of a sign, or as what a group is."""
        group = self._group
        return bool(self._to_skip) or group.is_optional or group.place == _INFO

    def _open(self) -> None:
        self._decode()
        self._to_skip = 0
        self._groups.append(self._group)
        self._group = self._group.opened()

    def _close(self) -> None:
        self._decode()
        self._to_skip = 0
        closed = self._group
        if self._groups:
            self._group = self._groups.pop()
        if closed.place == self._group.place:
            return
        if closed.place == _NOTE:
            self._notes.append(self._taken(_NOTE))
        elif closed.place in _IN_INFO and (value := self._taken(closed.place)):
            self._found.properties.setdefault(closed.place, value)

    def _control(self, word: str, number: int | None) -> None:
        group = self._group
        if word == "u":
            self._decode()
            self._put(chr((number or 0) % 0x10000))
            self._to_skip = group.fallback
        elif self._to_skip:
            self._to_skip -= 1
        elif word in _WORDS:
            self._decode()
            self._put(_WORDS[word])
        elif word in _ENDS:
            if group.place == _TEXT:
                self._end_paragraph()
            else:
                self._put(" ")
        elif not self._enters(word, group):
            self._sets(word, number, group)

    def _enters(self, word: str, group: _Group) -> bool:
        """Whether a word says what the text of its group is."""
        is_optional, group.is_optional = group.is_optional, False
        if word == "ud":
            group.place = group.place_before
        elif group.place == _SKIP:
            pass
        elif word == "upr":
            group.place, group.place_before = _SKIP, group.place
        elif word in _SKIPPED or (is_optional and word != "shpinst"):
            group.place = _SKIP
        elif word in {_INFO, _FONTS, _STYLES}:
            group.place = word
        elif word == "footnote":
            group.place = _NOTE
        elif group.place == _INFO and word in _IN_INFO:
            group.place = word
        elif group.place == _INFO and word not in _TIMES:
            group.place = "creatim" if word == "creatim" else _SKIP
        else:
            return False
        return True

    def _sets(self, word: str, number: int | None, group: _Group) -> None:
        """Take a property of the text, of a font or of the file."""
        self._decode()
        if word == "uc":
            group.fallback = max(0, min(number or 0, 20))
        elif word == "f":
            group.font = number or 0
        elif word == "s":
            group.style = number or 0
        elif word in {"pard", "plain"}:
            group.style = 0 if word == "pard" else group.style
            group.hidden = False
        elif word in _HIDES:
            group.hidden = number != 0
        elif word == "fcharset" and group.place == _FONTS:
            self._charsets[group.font] = _CHARSETS.get(number or 0, "")
        elif word in _TIMES and group.place == "creatim":
            self._created[_TIMES[word]] = number or 0
        elif word == "ansicpg":
            self._encoding = _known(f"cp{number}") or self._encoding
        elif word in _CODE_PAGES:
            self._encoding = _CODE_PAGES[word]

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._group.is_optional = True
        elif sign in "\r\n":
            self._control("par", None)
        elif sign in _WORDS:
            self._control(sign, None)

    def _add(self, text: str) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        if self._bytes or not text.isascii():  # the second byte of a character may be a letter
            self._bytes += text.encode("latin-1", "replace")
        else:
            self._put(text)

    def _add_byte(self, byte: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(byte)

    def _decode(self) -> None:
        """The bytes so far as text; a character may be of several bytes."""
        if self._bytes:
            encoding = self._charsets.get(self._group.font) or self._encoding
            self._put(self._bytes.decode(encoding, "replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        group = self._group
        if text and group.place == _STYLES:
            self._name_style(text, group.style)
        elif text and group.place not in {_SKIP, _FONTS, _INFO} and not group.hidden:
            self._parts.setdefault(group.place, []).append(text)

    def _name_style(self, text: str, style: int) -> None:
        name = text.strip().rstrip(";").strip().lower()
        if name and len(self._style_names) < 10_000:
            self._style_names.setdefault(style, name)

    def _taken(self, place: str) -> str:
        """The text that was put into a place, which is empty afterwards."""
        text = "".join(self._parts.pop(place, ()))
        # What lies beyond 16 bits was written in two halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return " ".join(text.split())

    def _end_paragraph(self) -> None:
        self._decode()
        if text := self._taken(_TEXT):
            style = self._style_names.get(self._group.style, "")
            self._found.paragraphs.append((style, text))
        self._found.paragraphs += [("", note) for note in self._notes if note]
        self._notes.clear()

    def _set_created(self) -> None:
        if year := self._created.get("year"):
            parts = (self._created.get(name, 0) for name in ("month", "day"))
            self._found.properties["creatim"] = "-".join(
                [f"{year:04d}", *(f"{part:02d}" for part in parts if part)]
            )


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""
