import subprocess


def test_leaks_nothing():
    for _ in range(3):
        try:
            subprocess.Popen(["no-such-tool"])
        except FileNotFoundError:
            pass
