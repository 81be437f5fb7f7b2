from __future__ import annotations

from encodings import aliases

import pytest

from leadersearch.readers.encoding import decode, decoded_lines, guess_encoding, marked_encoding

FRENCH = "Été à la santé publique, où l’équipe a été félicitée. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_and_utf8_decide_without_a_finding(encoding: str) -> None:
    findings: list[str] = []
    assert decode(FRENCH.encode(encoding), findings.append) == FRENCH
    assert findings == []


def test_utf16_without_a_mark_is_known_by_its_zeros() -> None:
    assert marked_encoding("Leadership".encode("utf-16-le")) == "utf-16-le"
    assert marked_encoding("Leadership".encode("utf-16-be")) == "utf-16-be"


def test_a_declared_encoding_goes_before_a_guess() -> None:
    findings: list[str] = []
    text = "żółw i jaźń"
    assert decode(text.encode("iso-8859-2"), findings.append, declared="ISO-8859-2") == text
    assert findings == []


def test_a_declaration_that_is_wrong_or_unknown_is_passed_over() -> None:
    findings: list[str] = []
    assert decode(FRENCH.encode(), findings.append, declared="us-ascii") == FRENCH
    assert decode(FRENCH.encode(), findings.append, declared="klingon-1") == FRENCH
    assert findings == []


def test_a_guess_is_always_reported() -> None:
    findings: list[str] = []
    assert "santé" in decode(FRENCH.replace("’", "'").encode("latin-1"), findings.append)
    assert len(findings) == 1
    assert "guess" in findings[0]


def test_damaged_utf8_stays_utf8() -> None:
    findings: list[str] = []
    text = decode(FRENCH.encode() + b"\xff", findings.append)
    assert text.startswith(FRENCH)
    assert findings == ["not UTF-8; read as utf-8 (a guess)"]


def test_lines_in_another_encoding_are_guessed_once_and_reported_once() -> None:
    findings: list[str] = []
    lines = [
        b"plain\n",
        "déjà vu, où\n".encode("latin-1"),
        "été\n".encode(),
        "é\n".encode("latin-1"),
    ]
    texts = list(decoded_lines(lines, findings.append, declared="latin-1"))
    assert texts == ["plain\n", "déjà vu, où\n", "été\n", "é\n"]
    assert findings == []
    list(decoded_lines(lines, findings.append))
    assert len(findings) == 1


NO_TEXT = [
    "zlib",
    "hex",
    "base64",
    "bz2",
    "rot13",
    "quopri",
    "uu",
    "idna",
    "punycode",
    "mbcs",
    "oem",
]
ESCAPES = ["unicode_escape", "raw_unicode_escape", "undefined", "Unicode-Escape", "a\0b", "é", ".."]


@pytest.mark.parametrize("declared", [*NO_TEXT, *ESCAPES])
def test_a_declared_codec_that_no_file_is_written_in_is_passed_over(declared: str) -> None:
    findings: list[str] = []
    assert decode(FRENCH.encode("cp1252"), findings.append, declared=declared) == FRENCH
    assert list(decoded_lines([FRENCH.encode()], findings.append, declared=declared)) == [FRENCH]
    assert findings == ["not UTF-8; read as cp1252 (a guess)"]


@pytest.mark.parametrize("name", sorted(set(aliases.aliases.values())))
def test_whatever_python_calls_an_encoding_noise_in_it_is_text(name: str) -> None:
    noise = bytes(range(128, 256)) * 4
    assert isinstance(decode(noise, lambda _finding: None, declared=name), str)
    assert list(decoded_lines([noise], lambda _finding: None, declared=name))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "医学伦理与领导力研究的进展与展望"),
        ("big5", "醫學倫理與領導力研究的進展與展望"),
        ("shift_jis", "医療におけるリーダーシップの研究について"),
        ("euc_jp", "医療におけるリーダーシップの研究について"),
        ("euc_kr", "의료에서의 리더십에 대한 연구를 하는 이유"),
        ("cp1252", "Über die Güte im Krankenhaus: für alle Ärzte"),
        ("cp1252", "São José, Núñez y Müller: été"),
    ],
)
def test_an_encoding_is_guessed_by_common_characters(encoding: str, text: str) -> None:
    record = f"TY  - JOUR\nTI  - {text}\nPY  - 2021\nER  - \n"
    assert guess_encoding(record.encode(encoding)) in {encoding, "cp949"}


def test_a_guess_is_made_over_the_whole_file() -> None:
    lines = [f"{line}\n".encode("gb18030") for line in ("AU  - 张明", "TI  - 领导力研究的进展")]

    found = decoded_lines(lines, print, sample=lambda: b"".join(lines))

    assert list(found) == ["AU  - 张明\n", "TI  - 领导力研究的进展\n"]


def test_a_short_western_word_is_one() -> None:
    assert guess_encoding("Café".encode("latin-1")) == "cp1252"


ENGLISH = "A report on the care of patients, in plain words.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Erdős Pál és Tűz Géza nővérek könyve", "cp1250"),
        ("Петров и Иванов: обзор литературы", "cp1251"),
        ("Петров и Иванов: обзор литературы", "koi8-r"),
        ("Παπαδόπουλος και Νικολάου για την υγεία", "cp1253"),
        ("São Paulo: opiniões e ações dos enfermeiros", "cp1252"),
        ("En août, l'été à l'hôpital", "cp1252"),
        ("août et été, sûr", "cp1252"),
        ("Jõgi ja Põder: õendus ülikoolis, öö ja päev", "cp1252"),
        ("El niño y la mañana: opinión y atención", "cp1252"),
        ("naïve café, señor Müller", "cp1252"),
        ("מנהיגות קלינית בבתי חולים", "cp1255"),
        ("القيادة السريرية في المستشفيات", "cp1256"),
        ("القيادة السريرية في المستشفيات", "iso8859-6"),
        ("Příliš žluťoučký kůň", "iso8859-2"),
        ("Zarządzanie opieką w szpitalu, świeżo wydane", "iso8859-2"),
        ("à l’hôpital, déjà vu, très tôt, reçu", "mac-roman"),
        ("la mañana, atención, opinión", "cp850"),
    ],
)
def test_a_line_of_another_language_in_an_english_file_is_read(text: str, encoding: str) -> None:
    data = (ENGLISH * 50 + text + "\n" + ENGLISH * 50).encode(encoding)
    assert data.decode(guess_encoding(data)) == data.decode(encoding)


def test_the_whole_file_is_looked_at() -> None:
    text = "© 2021 Someone\n" + ENGLISH * 2000 + "Петров и Иванов: обзор литературы о помощи\n" * 3
    data = text.encode("cp1251")
    assert data.decode(guess_encoding(data)) == text
