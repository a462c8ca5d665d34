from pathlib import Path

DATA = Path(__file__).parent / "data"


def test_files_are_named():
    for path in DATA.glob("*.yaml"):
        assert path.read_text().startswith("b")
