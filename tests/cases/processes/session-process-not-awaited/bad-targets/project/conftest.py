import multiprocessing
import subprocess
import sys

import pytest
import uvicorn


@pytest.fixture(scope="session")
def by_target():
    process = multiprocessing.Process(target=uvicorn.run, args=("shop:app",))
    process.start()
    yield process
    process.kill()
    process.join()


@pytest.fixture(scope="session")
def by_script():
    process = subprocess.Popen([sys.executable, "tests/serve_pages.py"])
    yield process
    process.kill()
    process.wait()
