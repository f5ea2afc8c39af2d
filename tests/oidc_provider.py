"""An OpenID Connect issuer on the loopback, for tests: discovery, keys, a token for a code, what it says of somebody.

It holds its clients to what the standard asks of them, and says of people what a test tells it to.
"""

import json
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from time import time
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "debrief", "invented secret"


class Provider:
    def __init__(self) -> None:
        self.address = ""
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.signs_with: RSAKey | OctKey = self.key
        self.algorithm = "RS256"
        self.says: dict[str, Any] = {"sub": "17", "email": "ines@debrief.example", "email_verified": True}
        """Claims of the token; what is None is left out."""
        self.tells: dict[str, Any] = {}
        """What it answers when asked about somebody a second time."""
        self.discovery: dict[str, Any] = {}
        """What its discovery says otherwise than usual."""
        self.refuses = ""
        """The error with which it sends people back, where it does."""
        self.keeps_token = False
        self.asked: list[dict[str, str]] = []
        """What came with each visit to its page."""
        self._visits: dict[str, dict[str, str]] = {}

    def visited(self, address: str) -> str:
        """Where its page at the address sends a person back to, who signs in there."""
        parts = urlsplit(address)
        assert address.startswith(f"{self.address}/authorize?")
        asked = dict(parse_qsl(parts.query))
        self.asked.append(asked)
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe()
        self._visits[code] = asked
        answer = {"error": self.refuses} if self.refuses else {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({**answer, 'state': asked['state']})}"

    def token(self, posted: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """None where the client is not what it should be; a code is good once."""
        visit = self._visits.pop(posted.get("code", ""), None)
        given = b64decode(authorization.removeprefix("Basic ")).decode()
        verified = urlsafe_b64encode(sha256(posted.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if (
            visit is None
            or unquote(given) != f"{CLIENT}:{SECRET}"
            or visit["code_challenge"] != verified
            or visit["redirect_uri"] != posted.get("redirect_uri")
        ):
            return None
        answer = {"access_token": token_urlsafe(), "token_type": "Bearer", "expires_in": 60}
        return answer if self.keeps_token else {**answer, "id_token": self._signed(visit)}

    def _signed(self, visit: dict[str, str]) -> str:
        now = int(time())
        usual = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": visit["nonce"]}
        claims = {name: value for name, value in {**usual, **self.says}.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.signs_with.kid}
        return jwt.encode(header, claims, self.signs_with, algorithms=[self.algorithm])

    def document(self, path: str) -> dict[str, Any] | None:
        documents: dict[str, dict[str, Any]] = {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "userinfo_endpoint": f"{self.address}/about",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                **self.discovery,
            },
            "/keys": {"keys": [self.key.as_dict(private=False)]},
            "/about": self.tells,
        }
        return documents.get(path)


@contextmanager
def oidc_provider() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.visited(provider.address + self.path))
                self.end_headers()
            else:
                self._answer(provider.document(path), 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            posted = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(provider.token(posted, self.headers["Authorization"]), 400)

        def _answer(self, document: dict[str, Any] | None, otherwise: int) -> None:
            body = json.dumps({"error": "invalid_grant"} if document is None else document).encode()
            self.send_response(otherwise if document is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
