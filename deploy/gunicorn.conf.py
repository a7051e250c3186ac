"""How the web process serves: `gunicorn -c deploy/gunicorn.conf.py newsroom.wsgi`."""

import os

# Inside a container; the proxy is the way in.
bind = os.environ.get("BIND", "0.0.0.0:8000")

# A worker is a process with threads: pages wait for the database far more than they compute.
workers = int(os.environ.get("WEB_WORKERS", 2 * (os.cpu_count() or 1) + 1))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", 8))
preload_app = True
worker_tmp_dir = "/dev/shm"  # noqa: S108 (heartbeats; a disk that is busy must not look like a dead worker)
control_socket_disable = True

# A worker that says nothing for this long is replaced; a deploy lets running requests finish first.
timeout = 60
graceful_timeout = 30
# Longer than a proxy keeps an idle connection, so that it never sends a request into a closing one.
keepalive = 75
# Workers are renewed now and then, not all at once.
max_requests = 5000
max_requests_jitter = 500

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# The proxy keeps the access log.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "newsroom.logs.JSONFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": [], "propagate": True, "level": "INFO"}},
}
