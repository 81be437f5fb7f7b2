"""Which words may be compounds of two."""

from __future__ import annotations

import pytest

from leadersearch.text.compounds import apart, other_number

COMPOUNDS = """
    wellbeing healthcare database nonclinical multidisciplinary workforce workload workplace teamwork
    caregiver bedside policymaker policymakers frontline timeline followup checkup keyword dataset
    interprofessional interdisciplinary postoperative preoperative antimicrobial semistructured
    iso9001 il6 telemedicine radiotherapy immunotherapy smartphone fingerprint outpatient
    coproduction pretraining biomedical socioeconomic underrepresented lifelong worldwide decisionmaking email
    online onboarding onsite offline coworkers coauthors codesign reuse rethink upskilling update bypass
    breastfeeding breastmilk caregivers
""".split()
WHOLE = """
    leadership understanding present previous prediction interaction network framework german suitable
    information subject handling treatment climate another however company cooperation kindness care being
    müller interpretable communication inpatient ongoing only office record result until upon cohort
""".split()


@pytest.mark.parametrize("word", COMPOUNDS)
def test_a_compound_comes_apart(word: str) -> None:
    assert all("".join(parts) == word for parts in apart(word))
    assert apart(word)


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_only_looks_so_stays_whole(word: str) -> None:
    assert apart(word) == ()


@pytest.mark.parametrize(
    ("word", "other"),
    [("giver", "givers"), ("places", "place"), ("boss", ""), ("feeding", ""), ("us", "")],
)
def test_the_other_number_of_a_part(word: str, other: str) -> None:
    assert other_number(word) == other
