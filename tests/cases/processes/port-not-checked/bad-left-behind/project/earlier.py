"""Stands for a server that an earlier run left behind: it has the port when the tests begin."""

import http.server
import threading


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"an earlier run")


server = http.server.HTTPServer(("127.0.0.1", 47813), Page)
threading.Thread(target=server.serve_forever, daemon=True).start()
