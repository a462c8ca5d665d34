"""JUnit XML is well-formed, keeps to the elements of junit-10.xsd, and counts right."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from doctor.model.findings import Report
from doctor.reports import junit
from tests.unit.reports import samples

# element → its attributes and children, as far as we print them; the whole schema is asked by a slow test
ALLOWED = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"failure", "error", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}


@pytest.mark.parametrize(
    "report", [samples.full(), samples.clean(), samples.hostile()], ids=["full", "clean", "hostile"]
)
def test_only_known_elements_and_right_counts(report: Report) -> None:
    root = ElementTree.fromstring(junit.render(report, samples.BASE).encode())
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children
    suite = root[0]
    assert int(suite.attrib["tests"]) == len(list(suite)) > 0
    assert int(suite.attrib["failures"]) == len(list(suite.iter("failure")))
    assert int(suite.attrib["errors"]) == len(report.defects)
    assert int(suite.attrib["skipped"]) == len(report.skipped)


def test_a_finding_is_a_failed_test_and_a_note_is_not() -> None:
    suite = ElementTree.fromstring(junit.render(samples.full(), samples.BASE).encode())[0]
    first = suite[0]
    assert first.attrib == {"classname": "api/pytest.ini", "name": "marker-of-blocked-plugin (api/pytest.ini:5)"}
    assert "fix (safe): remove '-p no:asyncio'" in (first[0].text or "")
    assert suite[4][0].tag == "system-out"
    assert suite[2].attrib["classname"] == "<environment>"


def test_text_that_xml_cannot_hold_is_replaced() -> None:
    text = junit.render(samples.hostile(), samples.BASE)
    assert "\x00" not in text
    assert "]]>" not in text
