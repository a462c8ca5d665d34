import subprocess
import sys


class Server:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(5)"])

    def stop(self):
        self.process.kill()
        self.process.wait()


def test_starts():
    server = Server()
    assert server.process.poll() is None
