import os
import subprocess

import pytest


@pytest.fixture(scope="module")
def server():
    subprocess.Popen("sleep 4321", shell=True)
    yield
    os.system("pkill -f 'sleep 4321'")


@pytest.fixture
def box():
    subprocess.Popen(["sleep", "4322"])
    yield
    subprocess.run(["pkill", "-f", "sleep 4322"], check=True)


def test_server(server, box):
    pass
