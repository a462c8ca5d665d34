from pathlib import Path

HERE = Path(__file__).parent


def test_files():
    for path in (HERE / "data").glob("*.yml"):
        assert path.name


def test_made(tmp_path):
    (tmp_path / "a.txt").touch()
    for path in tmp_path.glob("*.txt"):
        assert path.name


def test_none_left():
    assert HERE.exists()
    for path in HERE.glob("*.tmp"):
        assert not path


def test_found():
    for path in sorted(HERE.glob("*.py")):
        assert path.name
