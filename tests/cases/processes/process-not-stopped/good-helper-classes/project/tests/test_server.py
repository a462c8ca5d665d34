import subprocess
import sys


class Server:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "pass"])

    def stop(self):
        self.process.kill()
        self.process.wait()

    def close(self):
        self.stop()


class NeverMade:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "pass"])

    def halt(self):
        self.process.wait()


def test_starts(watched):
    server = Server()
    try:
        assert server.process.pid
    finally:
        server.close()
