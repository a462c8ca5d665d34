"""Processes, ports and executors."""

from __future__ import annotations

from faults.fault import BODY, POPEN, PYTEST, TAIL, TIME, fault, planted_test

POOL = """
PLANTED_POOL = concurrent.futures.ThreadPoolExecutor(1)


def test_planted_user():
    assert PLANTED_POOL.submit(sum, [1]).result() == 1

"""
FAULTS = (
    fault(
        "process started by a fixture", "process-not-stopped", TAIL,
        """
        @pytest.fixture
        def planted():
            process = subprocess.Popen(["sleep", "9"])
            yield process


        def test_planted(planted):
            assert planted.poll() is None
        """,
        """
        @pytest.fixture
        def planted():
            process = subprocess.Popen(["sleep", "9"])
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted.poll() is None
        """, POPEN, PYTEST,
    ),
    fault(
        "process started in a test", "process-not-stopped", BODY, 'planted = subprocess.Popen(["sleep", "9"])',
        'assert subprocess.Popen(["true"]).wait() == 0', POPEN,
    ),
    fault(
        "server handed out at once", "session-process-not-awaited", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["python", "-m", "http.server", "8123"])
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["python", "-m", "http.server", "8123"], stdout=subprocess.PIPE)
            process.stdout.readline()
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """, POPEN, PYTEST,
    ),
    fault(
        "endless wait for a process", "wait-outlives-process", TAIL,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["planted-server"])
            while True:
                with socket.socket() as sock:
                    if sock.connect_ex(("localhost", 8123)) == 0:
                        break
                time.sleep(0.1)
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture(scope="session")
        def planted():
            process = subprocess.Popen(["planted-server"])
            while process.poll() is None:
                with socket.socket() as sock:
                    if sock.connect_ex(("localhost", 8123)) == 0:
                        break
                time.sleep(0.1)
            yield process
            process.kill()
            process.wait()


        def test_planted(planted):
            assert planted
        """, POPEN, PYTEST, TIME, "import socket",
    ),
    fault(
        "shared executor shut down", "shared-executor-shut-down", TAIL,
        planted_test(POOL, "assert PLANTED_POOL.submit(sum, [1]).result() == 1\nPLANTED_POOL.shutdown()"),
        planted_test(POOL, "with concurrent.futures.ThreadPoolExecutor(1) as pool:\n    assert pool.submit(sum, [1])"),
        "import concurrent.futures",
    ),
    fault(
        "shared executor in a with block", "shared-executor-shut-down", TAIL,
        planted_test(POOL, "with PLANTED_POOL as pool:\n    assert pool.submit(sum, [1]).result() == 1"),
        planted_test(POOL, "assert PLANTED_POOL.submit(sum, [1]).result() == 1"),
        "import concurrent.futures",
    ),
)  # fmt: skip
