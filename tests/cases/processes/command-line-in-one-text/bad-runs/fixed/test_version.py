import subprocess
from subprocess import check_output


def test_version():
    done = subprocess.run(["python3", "tool.py", "--version"], capture_output=True, text=True)
    assert done.stdout == "tool 1.2\n"


def test_output(tmp_path):
    assert check_output(f"python3 tool.py {tmp_path}") == b"tool 1.2\n"


class TestProcess:
    def test_process(self):
        process = subprocess.Popen(["python3", "tool.py"], stdout=subprocess.PIPE)
        assert process.communicate()[0]
