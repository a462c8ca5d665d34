import json

import pytest
from pytest import raises


def test_int():
    pytest.raises(ValueError, int("many", 10))


def test_json():
    raises(json.JSONDecodeError, json.loads("{"))
