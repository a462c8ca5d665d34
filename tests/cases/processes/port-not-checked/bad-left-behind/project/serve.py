import http.server


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"shop")


http.server.HTTPServer(("127.0.0.1", 47813), Page).serve_forever()
