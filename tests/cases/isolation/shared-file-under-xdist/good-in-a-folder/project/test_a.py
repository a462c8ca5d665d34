from pathlib import Path

from helpers import cwd


def test_readme_a(tmp_path):
    with cwd(tmp_path):
        Path("README.md").write_text("a")
        assert Path("README.md").read_text() == "a"
