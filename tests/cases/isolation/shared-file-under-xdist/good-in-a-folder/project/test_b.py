from pathlib import Path

from helpers import cwd


def test_readme_b(tmp_path):
    with cwd(tmp_path):
        Path("README.md").write_text("b")
        assert Path("README.md").read_text() == "b"
