import threading
import unittest
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def other():
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="session")
def for_all():
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_get(server, other, for_all):
    assert urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}").status == 200


def test_made_alone(request):
    server = HTTPServer(("127.0.0.1", 0), Handler)
    request.addfinalizer(server.server_close)
    assert server.server_port


class TestCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = HTTPServer(("127.0.0.1", 0), Handler)
        cls.thread = threading.Thread(target=cls.server.serve_forever)
        cls.thread.start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        cls.thread.join()

    def test_get(self):
        assert self.server.server_port


class BridgeTest(unittest.TestCase):
    def setUp(self):
        server = HTTPServer(("127.0.0.1", 0), Handler)

        class Serving(threading.Thread):
            def run(self):
                server.handle_request()
                server.socket.close()

        self.port = server.server_port
        self.serving = Serving(daemon=True)
        self.serving.start()

    def test_bridge(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}") as answer:
            assert answer.status == 200
        self.serving.join()
