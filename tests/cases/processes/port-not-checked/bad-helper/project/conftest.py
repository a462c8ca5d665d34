import subprocess
import time
import urllib.request

import pytest


def wait_until_up(url):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(url)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture(scope="module")
def api():
    with subprocess.Popen(["uvicorn", "shop:app", "--port=8431"]) as process:
        wait_until_up("http://localhost:8431/health")
        yield "http://localhost:8431"
        process.terminate()
