import os
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture(params=sorted([name for name in os.listdir(DATA) if name.endswith(".json")]))
def name(request):
    return request.param
