import subprocess


def test_status():
    assert subprocess.run("git status") is None
