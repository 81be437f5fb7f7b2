from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.model.name_lists import split_names
from leadersearch.model.names import Name, display_name, is_organisation, looks_like_name

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Perlis, A. J.", "A. J. Perlis"),
        ("Samelson,K.", "K. Samelson"),
        ("brenckman,m.", "m. brenckman"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("Martin Luther King, Jr.", "Martin Luther King Jr."),
        ("van Gogh, Vincent", "Vincent van Gogh"),
        ("Dame Jane Dacre", "Dame Jane Dacre"),
        ("Smith, Dr. Jane", "Dr. Jane Smith"),
        ("Jane Smith, MD, PhD", "Jane Smith"),
        ("  Jane\n  Smith ", "Jane Smith"),
        ("Jane Smith <jane@example.org>", "Jane Smith"),
        ("jane@example.org (Jane Smith)", "Jane Smith"),
        ("jane@example.org", ""),
        ("Department of Health, Social Services",) * 2,
    ],
)
def test_a_name_is_shown_in_reading_order(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A Bee, C Dee and E Eff", ("A Bee", "C Dee", "E Eff")),
        ("A Bee, C Dee, and E Eff", ("A Bee", "C Dee", "E Eff")),
        ("A Bee & C Dee", ("A Bee", "C Dee")),
        ("By Jane Smith", ("Jane Smith",)),
        ("Smith, Jane", ("Jane Smith",)),
        ("García Márquez, Gabriel", ("Gabriel García Márquez",)),
        ("Smith, Jane; Doe, John", ("Jane Smith", "John Doe")),
        ("Jane Smith; John Doe", ("Jane Smith", "John Doe")),
        ("Smith, Jane and Doe, John", ("Jane Smith", "John Doe")),
        ("Smith, J., Doe, A. and Roe, B.", ("J. Smith", "A. Doe", "B. Roe")),
        ("Smith J, Doe A", ("J Smith", "A Doe")),
        ("Smith J, Doe AB.", ("J Smith", "AB Doe")),
        (
            "Smith JA, van der Berg C-M, NHS England",
            ("JA Smith", "C-M van der Berg", "NHS England"),
        ),
        ("Smith J; Doe A Jr", ("J Smith", "A Doe Jr")),
        ("Ashdown M.", ("M. Ashdown",)),
        ("Anna K", ("Anna K",)),
        ("Malcolm X and Jane Smith", ("Malcolm X", "Jane Smith")),
        ("Kim, Min-Jung, Park, Ji-Hoon", ("Min-Jung Kim", "Ji-Hoon Park")),
        ("Smith, Jane, Doe, John, and Roe, Mary", ("Jane Smith", "John Doe", "Mary Roe")),
        ("van der Berg, Jan, de la Cruz, María", ("Jan van der Berg", "María de la Cruz")),
        ("Plato, Aristotle, Socrates", ("Plato", "Aristotle", "Socrates")),
        ("Ashdown, Okoro and Lund", ("Ashdown", "Okoro", "Lund")),
        ("Ashdown, Mira and Do, Anh", ("Mira Ashdown", "Anh Do")),
        ("Rahman, Md and Ma, Yo-Yo", ("Md Rahman", "Yo-Yo Ma")),
        ("Jane Smith, MA, DO and John Doe, Phd", ("Jane Smith", "John Doe")),
        ("Ashdown, Mira (1); Okoro, Ben (57190000000)", ("Mira Ashdown", "Ben Okoro")),
        ("王小明, 李华", ("王小明", "李华")),
        ("Srivastava, Shirish C. and Shainesh, G.", ("Shirish C. Srivastava", "G. Shainesh")),
        ("王小明 李四", ("王小明", "李四")),
        ("张伟 李四光 王芳", ("张伟", "李四光", "王芳")),
        ("김철수 이영희", ("김철수", "이영희")),
        ("山田 太郎", ("山田 太郎",)),
        ("고 철수", ("고 철수",)),
        ("毛 泽东", ("毛 泽东",)),
        ("王小明、李华；张伟", ("王小明", "李华", "张伟")),
        ("王小明，李华", ("王小明", "李华")),
        ("王, 小明", ("王小明",)),
        ("山田 太郎, 鈴木 花子", ("山田 太郎", "鈴木 花子")),
        ("김철수, 이영희", ("김철수", "이영희")),
        ("Smith & Jones Ltd and Jane Smith", ("Smith & Jones Ltd", "Jane Smith")),
        ("Johnson & Johnson", ("Johnson & Johnson",)),
        ("Jane Smith & Acme Ltd", ("Jane Smith", "Acme Ltd")),
        ("Jane Smith, PhD, and John Doe, MD", ("Jane Smith", "John Doe")),
        ("Jane Smith et al.", ("Jane Smith",)),
        ("Jane Smith and others", ("Jane Smith",)),
        ("Jane Smith, Jane Smith", ("Jane Smith",)),
        ("Department of Health and Social Care", ("Department of Health and Social Care",)),
        (
            "Department of Health and Social Care and Jane Smith",
            ("Department of Health and Social Care", "Jane Smith"),
        ),
        ("Health and Safety Executive", ("Health and Safety Executive",)),
        (
            "Jane Smith and Royal College of Obstetricians and Gynaecologists",
            ("Jane Smith", "Royal College of Obstetricians and Gynaecologists"),
        ),
        ("NHS England and Jane Smith", ("NHS England", "Jane Smith")),
        (
            "Hui Meng Er, Siti Suriani Abd Razak and Dame Jane Dacre",
            ("Hui Meng Er", "Siti Suriani Abd Razak", "Dame Jane Dacre"),
        ),
        ("jane@example.org (Jane Smith)", ("Jane Smith",)),
        ("", ()),
        (" , & ;", ()),
    ],
)
def test_a_line_of_names_is_split(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


def test_a_name_that_ends_in_by_keeps_it() -> None:
    assert split_names("Bobby Moore and Ruby Wax") == ("Bobby Moore", "Ruby Wax")


def test_a_list_of_pieces_that_go_together_is_cut_where_no_name_goes_on() -> None:
    names = split_names("Department of Health" + ", Social Care" * 1000)

    assert names[0].startswith("Department of Health, Social Care, Social Care")
    assert max(map(len, names)) < 600


@pytest.mark.parametrize(
    "text", ["Jane Smith", "Dr Smith", "D. Díaz-Báez", "O’Brien Kelly", "Ludwig van Beethoven"]
)
def test_names_look_like_names(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Smith",
        "Next Steps",
        "Moving Forward",
        "of Ethics",
        "The Quiet Man",
        "NHS England",
        "it. Jane",
    ],
)
def test_other_phrases_do_not_look_like_names(text: str) -> None:
    assert not looks_like_name(text)


def test_organisations_are_told_from_people() -> None:
    assert is_organisation("Royal College of Physicians")
    assert not is_organisation("Jane Smith")


@given(st.text())
def test_any_text_has_a_display_name_on_one_line(raw: str) -> None:
    assert "\n" not in display_name(raw)


@given(st.text(alphabet="ab AJ.,;&\n()<>@-’", max_size=60))
def test_splitting_yields_no_empty_and_no_repeated_names(text: str) -> None:
    names = split_names(text)
    assert all(name.strip() for name in names)
    assert len(set(names)) == len(names)


class TestParts:
    @pytest.mark.parametrize(
        ("written", "parts"),
        [
            ("Zain Memon", Name("Memon", "Zain")),
            ("Dame Jane Dacre", Name("Dacre", "Jane", honorific="Dame")),
            ("Prof. Dr. A. J. Perlis", Name("Perlis", "A. J.", honorific="Prof. Dr.")),
            ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
            ("María de la Cruz", Name("Cruz", "María", "de la")),
            ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
            ("Martin Luther King Jr.", Name("King", "Martin Luther", "", "Jr.")),
            ("David Díaz-Báez", Name("Díaz-Báez", "David")),
            ("Al Gore", Name("Gore", "Al")),
            ("Plato", Name("Plato")),
            ("NHS England", Name("NHS England")),
            ("Faculty of Medical Leadership", Name("Faculty of Medical Leadership")),
            ("王小明", Name("王小明")),
            ("Dr", Name("Dr")),
            ("", Name("")),
            ("Beethoven, Ludwig van", Name("Beethoven", "Ludwig", "van")),
            ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "", "Jr.")),
            ("Dacre, Jane, MD <jane@example.org>", Name("Dacre", "Jane")),
        ],
    )
    def test_a_name_falls_into_its_parts(self, written: str, parts: Name) -> None:
        assert Name.parse(written) == parts

    @pytest.mark.parametrize(
        ("given_names", "short", "spaced"),
        [
            ("Hui Meng", "HM", "H. M."),
            ("Jean-Paul", "JP", "J.-P."),
            ("A.J.", "AJ", "A. J."),
            ("", "", ""),
        ],
    )
    def test_initials(self, given_names: str, short: str, spaced: str) -> None:
        name = Name("X", given_names)

        assert (short, spaced) == (name.initials(), name.initials(".", " "))

    @given(TEXT)
    def test_no_letter_of_a_name_is_lost(self, text: str) -> None:
        parts = Name.parse(f"Zoe {text} Quux")

        assert "Quux" in parts.surname + parts.given + parts.suffix

    @pytest.mark.parametrize(
        "name",
        [
            "Dame Jane Dacre",
            "María de la Cruz",
            "José Ortega y Gasset",
            "Frank R Hellinger Jr",
            "Dr",
        ],
    )
    def test_a_name_is_shown_as_people_read_it(self, name: str) -> None:
        assert str(Name.parse(name)) == name

    @given(st.lists(st.sampled_from("Dr Jane van de y King Jr. Trust é 王 A.".split())))
    def test_a_name_in_reading_order_is_read_back(self, words: list[str]) -> None:
        assert str(Name.parse(" ".join(words))) == " ".join(words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, Luis Gómez y Marta Díaz", ("Ana Ruiz", "Luis Gómez", "Marta Díaz")),
        ("Ana Castro e Silva, João Lima e Rui Sá", ("Ana Castro e Silva", "João Lima", "Rui Sá")),
        ("Anna Berg och Lars Ek", ("Anna Berg", "Lars Ek")),
        ("Ola Dahl og Kari Nes", ("Ola Dahl", "Kari Nes")),
        ("Jan de Vries, Piet Bakker en Kees Smit", ("Jan de Vries", "Piet Bakker", "Kees Smit")),
        ("Rossi M, Bianchi L e Verdi G", ("M Rossi", "L Bianchi", "G Verdi")),
        ("Ruiz, Ana y Gómez, Luis", ("Ana Ruiz", "Luis Gómez")),
        ("Santiago Ramón y Cajal y Pío Sanz", ("Santiago Ramón y Cajal", "Pío Sanz")),
        ("Lars Ek och Anna Berg m.fl.", ("Lars Ek", "Anna Berg")),
        ("Ann Lee y cols.", ("Ann Lee",)),
        *(
            (name, (name,))
            for name in (
                "José Ortega y Gasset",
                "Maria Castro e Silva",
                "Ana Castro e Silva Santos",
                "Josep Puig i Cadafalch",
                "Ministerio de Sanidad y Servicios Sociales",
                "Instituto de Saúde e Bem Estar",
            )
        ),
    ],
)
def test_and_of_another_language_parts_whole_names_only(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names
