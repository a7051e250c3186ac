"""The shipped nginx configuration with its places moved, for tests and measurements on one machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def moved(scratch, port, web_port, *, static="static", access_log="access_log off"):
    """The text of deploy/nginx.conf, listening on `port` before `web_port`, with its folders in `scratch`."""
    for folder in ("tls", "nginx", "media", static):
        (scratch / folder).mkdir(exist_ok=True)
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for shipped, here in {
        "listen 8080": f"listen 127.0.0.1:{port}",
        "set $web web:8000": f"set $web 127.0.0.1:{web_port}",
        "/etc/nginx/tls": str(scratch / "tls"),
        "/etc/nginx/pages": str(ROOT / "deploy"),
        "/srv/static": str(scratch / static),
        "/srv/media": str(scratch / "media"),
        "/tmp/nginx": str(scratch / "nginx" / "nginx"),
        "access_log /dev/stdout json": access_log,
        # A pipe that nobody reads would stop the proxy once it is full.
        "error_log stderr warn": f"error_log {scratch / 'error.log'} warn",
    }.items():
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    return ("user root;\n" if os.geteuid() == 0 else "") + text
