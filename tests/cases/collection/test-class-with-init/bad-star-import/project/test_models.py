from models import *


def test_code():
    assert TestResult(1).code
