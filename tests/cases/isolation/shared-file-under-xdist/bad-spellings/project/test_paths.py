import os
import shutil
import tempfile
from pathlib import Path

import pytest

REPORT = Path("/tmp/shop") / "report.txt"


@pytest.mark.parametrize("count", [1, 2])
def test_constant(count):
    REPORT.write_text(str(count))


@pytest.mark.parametrize("count", [1, 2])
def test_joined(count):
    with (Path("/tmp") / "shop_joined.txt").open("w") as file:
        file.write(str(count))


@pytest.mark.parametrize("count", [1, 2])
def test_local(count):
    path = os.path.join("/tmp", "shop_local.txt")
    with open(path, "w") as file:
        file.write(str(count))


@pytest.mark.parametrize("count", [1, 2])
def test_temporary(count):
    with open(os.path.join(tempfile.gettempdir(), "shop_temporary.txt"), "w") as file:
        file.write(str(count))


@pytest.mark.parametrize("count", [1, 2])
def test_copied(count):
    shutil.copy(__file__, "/tmp/shop_copied.txt")
