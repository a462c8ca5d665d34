import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


def test_get():
    server = HTTPServer(("127.0.0.1", 18767), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert urllib.request.urlopen("http://127.0.0.1:18767").status == 200


def test_get_again():
    server = HTTPServer(("127.0.0.1", 18767), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert urllib.request.urlopen("http://127.0.0.1:18767").status == 200
