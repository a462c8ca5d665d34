"""SARIF fits the standard, and says where and what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from doctor.commands.formats import pages
from doctor.model.findings import Report
from doctor.model.fixes import Edit
from doctor.model.places import Place
from doctor.reports import sarif
from tests.unit.reports import samples

SUBSET = json.loads(Path(__file__).with_name("sarif_subset.schema.json").read_text(encoding="utf-8"))


def document(report: Report) -> Any:
    return json.loads(sarif.render(report, samples.BASE, pages(report)))


def results() -> Any:
    return document(samples.full())["runs"][0]["results"]


@pytest.mark.parametrize(
    "report", [samples.full(), samples.clean(), samples.hostile()], ids=["full", "clean", "hostile"]
)
def test_it_fits_the_schema(report: Report) -> None:
    jsonschema.validate(document(report), SUBSET, cls=jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_it_should() -> None:
    wrong = document(samples.full())
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SUBSET, cls=jsonschema.Draft202012Validator)


def test_paths_are_relative_to_the_root_of_the_repository_and_encoded() -> None:
    first, _, _, above, _ = results()
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "api/pytest.ini",
        "uriBaseId": "%SRCROOT%",
    }
    assert above["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "pyproject.toml"
    used, words, outside = first["relatedLocations"]
    assert used["physicalLocation"]["artifactLocation"]["uri"] == "api/tests/a%20b/test_%C3%A4%231.py"
    assert "physicalLocation" not in words
    assert outside["physicalLocation"]["artifactLocation"] == {"uri": "file:///home/me/conftest.py"}


def test_regions_and_fixes_are_those_of_the_finding() -> None:
    first = results()[0]
    region = {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 18}
    assert first["locations"][0]["physicalLocation"]["region"] == region
    change = first["fixes"][0]["artifactChanges"][0]
    assert change["replacements"] == [{"deletedRegion": region}]


def test_a_fix_that_makes_a_file_is_left_out() -> None:
    made = samples.full().replace(edits={samples.FIX: (Edit(Place("new.ini"), "x", "create"),)})
    assert document(made)["runs"][0]["results"][0]["fixes"] == []


def test_what_no_file_is_to_blame_for_stands_at_the_configuration_file() -> None:
    location = results()[2]["locations"][0]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "api/pytest.ini", "uriBaseId": "%SRCROOT%"}}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "<environment>"


def test_findings_that_read_the_same_have_fingerprints_of_their_own() -> None:
    names = [each["partialFingerprints"]["primaryLocationLineHash"] for each in results()]
    assert len(set(names)) == len(names)


def test_rules_bring_their_pages_and_results_point_at_them() -> None:
    run = document(samples.full())["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    assert all("## Why" in rule["help"]["markdown"] for rule in rules)


def test_defects_and_skipped_files_are_notifications() -> None:
    invocation = document(samples.full())["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [each["level"] for each in invocation["toolExecutionNotifications"]] == ["error", "warning"]


def test_a_message_holds_no_link_and_no_placeholder() -> None:
    text = document(samples.hostile())["runs"][0]["results"][0]["message"]["text"]
    assert "\\[l\\](1)" in text
    assert "{{0}}" in text
    assert "\x1b" not in text
