from __future__ import annotations

import pytest

from leadersearch.model.name_lists import split_names
from leadersearch.model.name_marks import without_marks


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Lee1,2*, Bo Ray\u2020, Cy Poe3", ("Ann Lee", "Bo Ray", "Cy Poe")),
        ("Ann Lee1 and Bo Ray2", ("Ann Lee", "Bo Ray")),
        ("Ann Lee\u00b9, Bo Ray\u00b2", ("Ann Lee", "Bo Ray")),
        ("Ann Lee*; Bo Ray#", ("Ann Lee", "Bo Ray")),
        ("Ann Lee^1, Bo Ray^2,3", ("Ann Lee", "Bo Ray")),
        ("Ann Lee<sup>1</sup>, Bo Ray<SUP>2,3</SUP>", ("Ann Lee", "Bo Ray")),
        ("Ann Lee (1), Bo Ray [2]", ("Ann Lee", "Bo Ray")),
        ("Ann Lee 1,2, Bo Ray 1", ("Ann Lee", "Bo Ray")),
        ("Ann Lee ORCID: 0000-0002-1825-0097; Bo Ray (0000-0002-1825-009X)", ("Ann Lee", "Bo Ray")),
        ("Ann Lee (University of Leeds), Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann (Annie) Lee", ("Ann (Annie) Lee",)),
        ("ann99; bo_ray2", ("ann99", "bo_ray2")),
        ("Ward 5", ("Ward 5",)),
        ("Elizabeth II", ("Elizabeth II",)),
    ],
)
def test_marks_of_notes_are_no_part_of_a_name(written: str, names: tuple[str, ...]) -> None:
    assert split_names(written) == names


@pytest.mark.parametrize(
    "written",
    ["Lee, Ann, 1850-1920", "Lee, Ann, 1850-", "Lee, Ann (1850-1920)", "Lee, Ann, b. 1950"],
)
def test_the_years_of_a_life_are_no_part_of_a_name(written: str) -> None:
    assert without_marks(written) == "Lee, Ann"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Lee / Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann Lee/Bo Ray/Cy Poe", ("Ann Lee", "Bo Ray", "Cy Poe")),
        ("Lee, A. / Ray, B.", ("A. Lee", "B. Ray")),
        ("Ann Lee \u00b7 Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann Lee + Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ann Lee with Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Ward Council / Ann Lee", ("Ward Council", "Ann Lee")),
        ("Smith/Jones", ("Smith/Jones",)),
        ("NIH/NIMH", ("NIH/NIMH",)),
    ],
)
def test_slashes_and_other_signs_part_whole_names(written: str, names: tuple[str, ...]) -> None:
    assert split_names(written) == names
