"""The kit for institutions: every text in both languages, and an example that can be read."""

from pathlib import Path

from curation.roster import entries

KIT = Path(__file__).parents[1] / "docs" / "kit"


def test_c19_every_text_of_the_kit_is_there_in_both_languages() -> None:
    """Six texts, the same in English and French."""
    names = {language: {each.name for each in (KIT / language).glob("*.md")} for language in ("en", "fr")}

    assert names["en"] == names["fr"]
    assert len(names["en"]) == 6


def test_c19_the_example_of_a_roster_can_be_taken_in() -> None:
    """What the kit shows is what the importer reads."""
    found = entries((KIT / "roster.csv").read_text(encoding="utf-8"))

    assert [each.alias for each in found] == ["Blue Heron", "", ""]
