"""The report for programs keeps to its published schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from doctor.reports import json_report
from doctor.resources import schemas
from tests.casefile import all_cases, case_id, report_of

SCHEMA = json.loads(schemas()["report"].read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", all_cases("bad")[::10], ids=case_id)
def test_every_report_fits_the_schema(folder: Path) -> None:
    document = json.loads(json_report.render(report_of(folder)))
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert document["findings"]


def test_the_schema_refuses_what_it_should() -> None:
    document = json.loads(json_report.render(report_of(all_cases("bad")[0])))
    document["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError, match="fatal"):
        jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
