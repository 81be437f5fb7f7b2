"""bytes -> str: byte-order mark, then the declared encoding, then UTF-8, then a guess.

A guess is always reported: short texts are easily misjudged. charset-normalizer is imported only
for files that need one (60 ms).
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# UTF-32's little-endian mark begins with UTF-16's, so it is asked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝ‘’‚“”„–—…•·£€¥§©®°«»‹›¿¡†™½¼¾\xa0"
)
_SAMPLE, _BEFORE = 64 * 1024, 1024
_ODD_BYTE = re.compile(rb"[\x80-\xff]")
# Words without a letter of ASCII are no Western ones; these are the letters that are common in others.
_FOREIGN_WORD = re.compile(r"[À-ÿ]{3,}")
_CYRILLIC = frozenset("оеаинтсрвлк")
_SCRIPTS = {
    "cp1251": _CYRILLIC,
    "koi8-r": _CYRILLIC,
    "cp1253": frozenset("αοιετσνηυρπκςίό"),
    "cp1255": frozenset("יוהלאמרתבנשקד"),
    "cp1256": frozenset("اليمنتروبدعهسفكقحجةأ"),
    "iso8859-6": frozenset("اليمنتروبدعهسفكقحجةأ"),
}
# Hungarian's ő and ű are õ and û in Windows-1252, beside these letters and no others.
_HUNGARIAN, _HUNGARIAN_ACCENTS = frozenset("áéíóöúüõû"), frozenset("áíóöú")
_LONG_O = re.compile("õ(?!e)")  # but not of Portuguese
_EASTERN = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
_SMALL_LETTERS = frozenset("àâäáãåçéèêëíìîïñóòôöõøúùûüßœæ’«»")
_LEAST_OF_LETTERS = 0.8
# Each character is two bytes: what stands alone between letters of Latin is in none of these.
_OF_PAIRS = (
    *("big5", "big5hkscs", "cp932", "cp949", "cp950", "gb18030", "gb2312", "gbk", "hz", "johab"),
    *("euc_jis_2004", "euc_jisx0213", "euc_jp", "euc_kr"),
    *("shift_jis", "shift_jis_2004", "shift_jisx0213"),
)
_ODD_RUN = re.compile(r"[^\x00-\x7f]+")
# Windows-1250 has letters in the first range, and signs where ISO 8859-2 has the second.
_OF_WINDOWS = re.compile(rb"[\x80-\x9f]")
_LATIN_2_LETTER = re.compile(
    rb"[A-Za-z\xc0-\xff][\xa9\xab\xae\xb1\xb6\xb9\xbb\xbc\xbe]|[\xa9\xae\xb6\xb9\xbe][a-z\xe0-\xff]"
)
_LEAST_COMMON, _LEAST_OF_SCRIPT = 0.15, 0.4
# The commonest characters of Chinese, simplified and traditional, of Japanese and of Korean, and the
# punctuation of all of them.
_COMMON = frozenset(
    "的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天"
    "如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从知使全实点问义理工研究分析医疗管领导"
    "力展望伦教育系统护士病患者关系影响因素评价应用临床治疗中国社会文化技术论文报告方案质量安全服务健康"
    "這為來個們說國時於會後對著裡過發無經當與學進種將還見沒從實點問義醫療領導倫關係響應評價質務報"
    "日本語研究看護師医者患関会社東京大学論文題名著書年月発行第号文献"
    "이다는에의을를가고한하지은로도기사리자어아인그나서시수대들전성정해부보상일과만원주여제스연구교육의료관계간호분석환"
    "，。、；：！？（）《》“”‘’—…·「」『』　"
)
# Python's own, which no file is written in: escapes, parts of host names, what the system says.
_NOT_OF_FILES = frozenset(
    ("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape")
)


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte-order mark names, or that the zeros of plain UTF-16 betray."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:512]
    if len(sample) >= 8 and sample.count(0) * 3 > len(sample):
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if even * 8 < odd or odd * 8 < even:
            return "utf-16-le" if odd > even else "utf-16-be"
    return None


def decode(data: bytes, report: Callable[[str], None], *, declared: str | None = None) -> str:
    """The text of a whole file."""
    for encoding in filter(None, (marked_encoding(data), _known(declared), "utf-8")):
        with suppress(UnicodeError):
            return data.decode(encoding)
    marked = marked_encoding(data)
    if marked:
        report(f"some characters are damaged ({marked})")
        return data.decode(marked, errors="replace")
    encoding = guess_encoding(data)
    report(f"not UTF-8; read as {encoding} (a guess)")
    return data.decode(encoding, errors="replace")


def decode_head(head: bytes) -> str:
    """The first characters of a file, for sniffing only: nothing is reported."""
    encoding = marked_encoding(head) or "utf-8"
    return head.decode(encoding, errors="replace").removeprefix("\ufeff")


def decoded_lines(
    lines: Iterable[bytes],
    report: Callable[[str], None],
    *,
    declared: str | None = None,
    sample: Callable[[], bytes] | None = None,
) -> Iterator[str]:
    """Lines as text, each UTF-8 where it can be, else in the declared encoding or in a guessed one.

    The guess is made once, over the `sample` of the whole file where there is one: a line tells
    little. Only for encodings in which a line feed is the byte 0A: files that say otherwise by a
    byte-order mark have to be opened with that encoding.
    """
    other = _single_byte_feed(_known(declared))
    for line in lines:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            if not other:
                other = guess_encoding(sample() if sample else line)
                report(f"not all UTF-8; other lines read as {other} (a guess)")
            text = line.decode(other, errors="replace")
        yield text


def _single_byte_feed(encoding: str | None) -> str:
    """The encoding, or "" for those that are not told from UTF-8 line by line."""
    return "" if encoding in (None, "utf-8") or encoding[:6] in ("utf-16", "utf-32") else encoding


def guess_encoding(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8.

    UTF-8 with a few damaged bytes stays UTF-8; what nothing explains is read as Windows-1252,
    the commonest of the rest.
    """
    sample = _odd_lines(data)
    if _is_nearly_utf8(sample):
        return "utf-8"
    if eastern := _eastern(sample):
        return eastern
    if other := _foreign_script(sample):
        return other
    if _is_western(sample):
        return "cp1250" if _is_hungarian(sample) else "cp1252"
    if old := _old_western(sample):
        return old
    from charset_normalizer import from_bytes

    is_spread = not _is_in_runs(sample.decode("latin-1"))
    best = from_bytes(sample, cp_exclusion=list(_OF_PAIRS) if is_spread else None).best()
    if best and best.encoding == "cp1250" and _is_latin_2(sample):
        return "iso8859-2"
    return best.encoding if best else "cp1252"


def _old_western(sample: bytes) -> str:
    """The encoding of old Macs, or of DOS, in which the odd characters are small Western letters, or ""."""
    shares = {
        name: sum(sign in _SMALL_LETTERS for sign in odd) / len(odd)
        for name in ("mac-roman", "cp850")
        if (odd := [sign for sign in sample.decode(name) if sign > "\x7f"])
    }
    best = max(shares, key=lambda name: shares[name], default="")
    return best if best and shares[best] > _LEAST_OF_LETTERS else ""


def _is_latin_2(sample: bytes) -> bool:
    """Whether a text of Eastern Europe has, within words, signs that are letters in ISO 8859-2 alone."""
    return not _OF_WINDOWS.search(sample) and _LATIN_2_LETTER.search(sample) is not None


def _odd_lines(data: bytes) -> bytes:
    """The lines of the file that are not all ASCII, as far as a guess needs them."""
    lines: list[bytes] = []
    place = length = 0
    while length < _SAMPLE and (odd := _ODD_BYTE.search(data, place)):
        start = max(place, odd.start() - _BEFORE)
        start = max(start, data.rfind(b"\n", start, odd.start()) + 1)
        end = data.find(b"\n", odd.start(), start + _SAMPLE)
        place = end + 1 if end >= 0 else min(start + _SAMPLE, len(data))
        lines.append(data[start:place])
        length += place - start
    return b"".join(lines)


def _foreign_script(sample: bytes) -> str:
    """The encoding of one byte a letter in which the words beyond ASCII are of another script, or ""."""
    text = sample.decode("cp1252", errors="replace")
    odd = sum("À" <= character <= "ÿ" for character in text)
    if sum(map(len, _FOREIGN_WORD.findall(text))) * 4 < odd * 3 or odd < 4:
        return ""
    shares = {name: _share(sample.decode(name, "replace"), _SCRIPTS[name]) for name in _SCRIPTS}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > _LEAST_OF_SCRIPT else ""


def _share(text: str, common: frozenset[str]) -> float:
    odd = [sign for sign in text if sign == "\ufffd" or (sign > "\x7f" and sign.isalpha())]
    return sum(character in common for character in odd) / max(len(odd), 1)


def _is_hungarian(sample: bytes) -> bool:
    """Whether what looks Western has the letters of Hungarian only, and one of its long ones."""
    letters = sample.decode("cp1252", errors="replace").lower()
    odd = {character for character in letters if "à" <= character <= "ÿ"}
    is_long = "û" in odd or _LONG_O.search(letters) is not None
    return is_long and odd <= _HUNGARIAN and not odd.isdisjoint(_HUNGARIAN_ACCENTS)


def _eastern(sample: bytes) -> str:
    """The encoding of East Asia in which a text has common characters, or ""."""
    best, encoding = _LEAST_COMMON, ""
    for candidate in _EASTERN:
        # The sample may end in the middle of a character.
        for end in range(len(sample), max(len(sample) - 4, 0), -1):
            try:
                text = sample[:end].decode(candidate)
            except UnicodeDecodeError:
                continue
            share = _share_of_common(text)
            if share > best and _is_in_runs(text):
                best, encoding = share, candidate
            break
    return encoding


def _is_in_runs(text: str) -> bool:
    """Whether the characters beyond ASCII stand together, as words do; those of Latin letters stand alone."""
    runs = [len(run) for run in _ODD_RUN.findall(text)]
    return sum(length for length in runs if length > 1) * 2 > sum(runs)


def _share_of_common(text: str) -> float:
    """The share of the characters beyond ASCII that are common in the languages of East Asia."""
    odd = [character for character in text if character > "\x7f"]
    common = sum(row in _COMMON or "\u3041" <= row <= "\u30fc" for row in odd)
    return common / len(odd) if odd else 0.0


def _is_nearly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", errors="replace")
    good = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    return good > 5 * text.count("\ufffd")


def _is_western(sample: bytes) -> bool:
    """Whether a text makes sense as Windows-1252: few odd letters, all of them Western.

    Asked first because charset-normalizer takes short French or Spanish texts for DOS ones.
    """
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    odd = [character for character in text if character > "\x7f"]
    return len(odd) * 4 <= len(text) and all(character in _WESTERN for character in odd)


def _known(declared: str | None) -> str | None:
    """The encoding as Python calls it, or None for what is unknown or none of text: `zlib`."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        b" ".decode(name, errors="replace")  # LookupError: what it makes is no text
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-") in _NOT_OF_FILES else name
