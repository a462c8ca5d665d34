import socketserver
import threading

import pytest


class Answers(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            words = []
            for _ in range(int(line[1:])):
                self.rfile.readline()
                words.append(self.rfile.readline().strip())
            self.wfile.write(b"$-1\r\n" if words[0] == b"GET" else b"+OK\r\n")


@pytest.fixture(scope="session", autouse=True)
def server():
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 16379), Answers) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()
