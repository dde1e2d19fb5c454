"""The fitted model: features become a share, shares become scores, and documents get what was fitted."""

from __future__ import annotations

from statistics import harmonic_mean

import pytest

from pii_sweep.detect.score import logistic
from pii_sweep.detect.score.calibration import calibrated
from pii_sweep.detect.text.candidate import Hit

HIT = Hit("PERSON", 0, 3, 0.5, "Person", ("model:0.55",))


def test_a_share_is_the_logistic_function_of_the_weighted_features() -> None:
    assert logistic.share({}, {"any": 1.0}) == 0.5
    assert logistic.share({"for": 2.0, "against": -3.0}, {"for": 1.0, "against": 1.0}) == pytest.approx(
        0.2689, abs=1e-4
    )
    assert logistic.share({"nines": 1.0}, {"nines": -50.0}) > 0.0


def test_the_recognizers_own_odds_take_the_share_that_they_are_given() -> None:
    features = {"factors": 2.0, "against": 1.0}
    weights = {"factors": 0.5, "against": -3.0}
    alone, half, whole = (logistic.share(weights, features, part) for part in (0.0, 0.5, 1.0))
    assert alone == pytest.approx(0.1192, abs=1e-4)
    assert half == pytest.approx(0.5)
    assert whole == pytest.approx(0.8808, abs=1e-4)


def test_a_fitted_score_is_not_calibrated_again() -> None:
    hit = logistic.scored(HIT, "person", {"bias": 1.0})
    assert hit.reasons[:-1] == HIT.reasons and hit.reasons[-1].startswith("model_fitted:")
    assert calibrated(hit) == hit
    assert calibrated(HIT).score != HIT.score


def test_knots_rise_and_end_at_one_so_that_a_surer_candidate_scores_higher() -> None:
    fitted = logistic.model("person")
    given, scores = zip(*fitted["knots"], strict=True)
    assert given[0] == 0.0 and given[-1] == 1.0
    assert list(given) == sorted(given) and list(scores) == sorted(scores)


@pytest.mark.parametrize("name", ["person", "short_person"])
def test_the_fitted_weights_say_what_they_were_fitted_on_and_beat_the_factors_on_kinds_left_out(
    name: str,
) -> None:
    about = logistic.model(name)["about"]
    assert len(about["candidates"]) > 30 and sum(about["candidates"].values()) > 4000
    assert harmonic_mean(about["left out, fitted"]) > harmonic_mean(about["left out, factors"])
    assert about["left out, error"] <= 0.05


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("0x{n:02X} -> LATIN SMALL LETTER S WITH CARON\n", "CARON"),
        ("    raise OSError(f'TarFile {n} cannot be opened by ResourceTracker')\n", "TarFile"),
        ("Sat, 0{n} Jan 2000 08:00:00 GMT and Thu, 0{n} Jul 2001 08:00:00 GMT\n", "Jan"),
    ],
)
def test_pages_of_code_and_tables_of_signs_name_no_one(find, text: str, wrong: str) -> None:
    assert wrong not in find("".join(text.format(n=n) for n in range(1, 9)), "prose").get("PERSON", [])


def test_a_page_of_german_nouns_names_only_its_people(find) -> None:
    page = (
        "Hinweise zur Nutzung der Waschküche\n\nDie Geschäftsführung bittet um Beachtung der Regeln.\n"
        "Schäden sind der Verwaltung zu melden. Die Überweisung der Entschädigung erfolgt mit dem Lohn.\n"
        "Das Arbeitsverhältnis endet mit dem Monat.\n\nFür die Verstärkung ist gesorgt.\n\n"
        "Mit freundlichen Grüßen\nUlrike Hartmann\n"
    )
    assert find(page, "prose")["PERSON"] == ["Ulrike Hartmann"]
