"""Mocks that stay, that say nothing, or that stand in for another kind of function."""

from __future__ import annotations

from faults.fault import ASYNCIO, BODY, JSON, MOCK, PYTEST, TAIL, fault, planted_test

ASYNC = """
class PlantedClient:
    async def fetch(self):
        return 1


async def planted_load(client):
    return await client.fetch()

"""
LOOP = """
class PlantedWorker:
    stopped = False

    async def run(self):
        while not self.stopped:
            await asyncio.sleep(1)

"""
FAULTS = (
    fault(
        "mock assigned to a module", "mock-left-in-place", BODY, "json.planted = mock.Mock()",
        """
        with mock.patch.object(json, "planted", mock.Mock(), create=True):
            assert json.planted
        """, JSON, MOCK,
    ),
    fault(
        "mock assigned to a class", "mock-left-in-place", BODY, "json.JSONDecoder.planted = mock.MagicMock()",
        """
        planted = json.JSONDecoder()
        planted.decode = mock.MagicMock(return_value=3)
        """, JSON, MOCK,
    ),
    fault(
        "patcher started in a test", "patcher-not-stopped", BODY,
        """
        planted = mock.patch("json.dumps")
        planted.start()
        """,
        """
        planted = mock.patch("json.dumps")
        planted.start()
        try:
            assert planted
        finally:
            planted.stop()
        """, MOCK,
    ),
    fault(
        "patcher started at once", "patcher-not-stopped", BODY, 'mock.patch.object(json, "dumps").start()',
        """
        with mock.patch.object(json, "dumps"):
            assert json.dumps
        """, JSON, MOCK,
    ),
    fault(
        "patcher started in a set-up", "patcher-not-stopped", TAIL,
        """
        class TestPlanted:
            def setup_method(self):
                self.patcher = mock.patch("json.dumps")
                self.dumps = self.patcher.start()

            def test_planted(self):
                assert self.dumps
        """,
        """
        class TestPlanted:
            def setup_method(self):
                self.patcher = mock.patch("json.dumps")
                self.dumps = self.patcher.start()

            def teardown_method(self):
                self.patcher.stop()

            def test_planted(self):
                assert self.dumps
        """, MOCK,
    ),
    fault(
        "patcher started by a fixture", "patcher-not-stopped", TAIL,
        """
        @pytest.fixture
        def planted():
            patcher = mock.patch("json.dumps")
            yield patcher.start()


        def test_planted(planted):
            assert planted
        """,
        """
        @pytest.fixture
        def planted():
            patcher = mock.patch("json.dumps")
            yield patcher.start()
            patcher.stop()


        def test_planted(planted):
            assert planted
        """, MOCK, PYTEST,
    ),
    fault(
        "assertion of a mock without parentheses", "mock-assertion-never-fails", BODY,
        """
        planted = mock.Mock()
        planted.assert_called_once
        """,
        """
        planted = mock.Mock()
        planted()
        planted.assert_called_once()
        """, MOCK,
    ),
    fault(
        "assertion of a mock without `assert_`", "mock-assertion-never-fails", BODY,
        """
        planted = mock.Mock()
        planted(2)
        planted.called_once_with(1)
        """,
        """
        planted = mock.Mock()
        planted(1)
        planted.assert_called_once_with(1)
        """, MOCK,
    ),
    fault(
        "AsyncMock not awaited", "async-mock-not-awaited", TAIL,
        planted_test("", "planted = mock.AsyncMock()\nplanted.send(1)\nplanted.send.assert_called_once_with(1)"),
        planted_test("", "sent = mock.AsyncMock()\nasyncio.run(sent.send(1))\nsent.send.assert_awaited_once()"),
        MOCK, ASYNCIO,
    ),
    fault(
        "MagicMock for an async method", "sync-mock-of-async-function", TAIL,
        planted_test(
            ASYNC,
            """
            with mock.patch.object(PlantedClient, "fetch", mock.MagicMock(return_value=1)):
                assert asyncio.run(planted_load(PlantedClient())) == 1
            """,
        ),
        planted_test(
            ASYNC,
            """
            with mock.patch.object(PlantedClient, "fetch", return_value=1):
                assert asyncio.run(planted_load(PlantedClient())) == 1
            """,
        ),
        MOCK, ASYNCIO,
    ),
    fault(
        "sleep that does not give way", "sleep-mocked-in-loop", TAIL,
        planted_test(
            LOOP,
            """
            async def main():
                worker = PlantedWorker()
                with mock.patch("asyncio.sleep", mock.AsyncMock()):
                    task = asyncio.create_task(worker.run())
                    worker.stopped = True
                    await task

            asyncio.run(main())
            """,
        ),
        planted_test(
            LOOP,
            """
            async def main():
                worker = PlantedWorker()
                real = asyncio.sleep
                with mock.patch("asyncio.sleep", side_effect=lambda seconds: real(0)):
                    task = asyncio.create_task(worker.run())
                    worker.stopped = True
                    await task

            asyncio.run(main())
            """,
        ),
        MOCK, ASYNCIO,
    ),
)  # fmt: skip
