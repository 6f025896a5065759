#!/usr/bin/env python3
"""Serves the files of a folder over HTTP, well or badly, until standard input ends.

file-server.py FOLDER LOG [CERTIFICATE]    prints its port; a certificate with its key makes it HTTPS

The first part of a path says how: /ok/FILE, /truncate/FILE ...; see `Handler.answer`. Anything between it and the
file's name is ignored. A line of LOG for each request: path, Range header or -, bytes of the file that were sent.
"""
import http.server
import os
import ssl
import sys
import threading
import time

folder, log_path = sys.argv[1:3]
requests = {}
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.sent = 0
        with lock:
            self.request_number = requests[self.path] = requests.get(self.path, 0) + 1
        try:
            self.answer(*self.path.strip("/").split("/"))
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            pass
        self.close_connection = True
        with lock, open(log_path, "a") as log:
            log.write(f"{self.path} {self.headers.get('Range', '-')} {self.sent}\n")

    def answer(self, behaviour, *rest):
        name = rest[-1] if rest else ""
        if behaviour.isdigit():
            return self.status(int(behaviour))
        if behaviour.startswith("once-") and behaviour[5:].isdigit():
            if self.request_number == 1:
                return self.status(int(behaviour[5:]))
            behaviour = "ok"
        if behaviour.startswith("redirect"):
            targets = {
                "redirect": f"/ok/{name}",
                "redirect-file": "file:///etc/passwd",
                "redirect-ftp": f"ftp://127.0.0.1/{name}",
                "redirect-loop": self.path,
                "redirect-http": f"http://127.0.0.1:{rest[0]}/ok/{name}",
            }
            return self.status(302, Location=targets[behaviour])
        if behaviour == "mute":
            return time.sleep(60)
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            return self.status(404)
        with open(path, "rb") as file:
            content = file.read()
        if behaviour == "corrupt":
            middle = len(content) // 2
            content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1:]
        elif behaviour == "short":
            content = content[:-1]
        elif behaviour == "long":
            content += b"more"
        start = 0
        asked = self.headers.get("Range", "")
        if asked.startswith("bytes=") and asked.endswith("-") and behaviour != "no-ranges":
            start = int(asked[6:-1])
            if behaviour == "range-refused":
                return self.status(416)
            # Sends another part than was asked for.
            if behaviour == "range-wrong":
                start -= 1
        rest_of_file = content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if behaviour not in ("endless", "unannounced-end"):
            self.send_header("Content-Length", str(len(rest_of_file)))
        self.send_header("Connection", "close")
        self.end_headers()
        half = rest_of_file[: (len(rest_of_file) + 1) // 2]
        if behaviour == "truncate" or behaviour == "unannounced-end":
            self.send(half)
        elif behaviour == "truncate-at-once":
            self.send(rest_of_file[:1])
        elif behaviour == "stall":
            self.send(half)
            time.sleep(60)
        elif behaviour == "endless":
            while True:
                self.send(content)
        elif behaviour == "slow":
            for offset in range(0, len(rest_of_file), 16384):
                self.send(rest_of_file[offset:offset + 16384])
                time.sleep(0.05)
        else:
            self.send(rest_of_file)

    def send(self, content):
        self.wfile.write(content)
        self.wfile.flush()
        self.sent += len(content)

    def status(self, code, **headers):
        page = b"<html>not the file</html>"
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.daemon_threads = True
server.handle_error = lambda *_: None
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
