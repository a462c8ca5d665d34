import json

import pytest
import responses
from responses import activate


@pytest.fixture
@responses.activate
def api():
    responses.add(responses.GET, "http://weather.invalid/v1", body=json.dumps({"t": 21}))
    return responses


@pytest.fixture(autouse=True)
@activate
def towns():
    for town in ("Rome", "Oslo"):
        responses.get(f"http://{town}.invalid/v1", json={"t": 21})
