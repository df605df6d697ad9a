"""A small identity provider of an agency, on this machine: discovery, sign-in, token, keys. It vouches for whoever the test says."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "mooring", "a secret for tests"


class Directory:
    """What the agency's directory says of the one who signs in now, and what it was asked."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, str] = {}
        self.address = ""

    def id_token(self) -> str:
        now = int(time.time())
        own = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, "jti": secrets.token_hex(8)}
        return jwt.encode(own | self.claims, self.signs_with, algorithm="RS256", headers={"kid": "k1"})

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "k1", "alg": "RS256", "use": "sig"}]}


class _Answers(BaseHTTPRequestHandler):
    directory: Directory

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        here = self.directory.address
        if path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif path == "/keys":
            self._json(self.directory.keys())
        elif path == "/authorize":
            code = secrets.token_urlsafe(12)
            self.directory.codes[code] = asked["code_challenge"][0]
            back = urlencode({"code": code, "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        challenge = self.directory.codes.pop(sent["code"][0], "")
        digest = hashlib.sha256(sent["code_verifier"][0].encode()).digest()
        shown = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != shown or sent["client_secret"] != [SECRET]:
            self.send_error(400)
            return
        self._json({"access_token": "x", "token_type": "Bearer", "id_token": self.directory.id_token()})

    def _json(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@contextmanager
def directory() -> Iterator[Directory]:
    """The provider, answering on a port of this machine while the block runs."""
    known = Directory()
    handler = type("Answers", (_Answers,), {"directory": known})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        known.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield known
        server.shutdown()
        thread.join(5)
