import os
import shutil
import tempfile
from pathlib import Path

import pytest

NAME = "report.txt"
DATA = Path(__file__).parent / "data"
REPORT = Path("/tmp/shop_report.txt")


@pytest.mark.parametrize("count", [1, 2])
def test_below_own_folder(count, tmp_path):
    (tmp_path / NAME).write_text(str(count))
    path = tmp_path / "other.txt"
    path.write_text(str(count))
    shutil.copy(path, tmp_path / NAME)


@pytest.mark.parametrize("count", [1, 2])
def test_name_of_its_own(count):
    path = "shop.txt"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, path)
        with open(path, "w") as file:
            file.write(str(count))


@pytest.mark.parametrize("count", [1, 2])
def test_only_read(count):
    assert not REPORT.exists() or REPORT.open("r").read() or count


@pytest.mark.parametrize("count", [1, 2])
def test_changed_folder(count, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("shop.txt").write_text(str(count))
    path = Path("shop.txt")
    path.touch()


@pytest.mark.parametrize("count", [1, 2])
def test_made_of_parameter(count):
    path = Path("/tmp") / f"shop_{os.getpid()}_{count}.txt"
    path.write_text("")
    path.unlink()
