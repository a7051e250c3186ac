# syntax=docker/dockerfile:1

# The rich text editor, from its makers' package.
FROM node:24-bookworm-slim AS editor
WORKDIR /editor
COPY setup/ckeditor5.json .
RUN npm pack "ckeditor5@$(node -p 'require("./ckeditor5.json").version')" --ignore-scripts --silent

# Packages and static files, with the tools that only building needs.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /newsroom
COPY setup/requirements.txt setup/
RUN python -m venv /venv && /venv/bin/pip install --require-hashes --requirement setup/requirements.txt
COPY . .
COPY --from=editor /editor/*.tgz .setup/
RUN python setup/npm.py ckeditor5 && rm -r .setup
RUN ENV_FILE=/dev/null SECRET_KEY=build SITE_URL=https://build.invalid EMAIL_URL=memorymail:// \
    DATABASE_URL=sqlite:////tmp/build.sqlite3 STATIC_ROOT=/newsroom/staticfiles \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /venv/bin/python -m compileall -q articles newsroom

# The programs of backups, of the very version that docker-compose.yml runs.
FROM postgres:18-bookworm AS database

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install --yes --no-install-recommends libpq5 liblz4-1 libzstd1 && rm -rf /var/lib/apt/lists/*
COPY --from=database /usr/lib/postgresql/18/bin/pg_dump /usr/lib/postgresql/18/bin/pg_restore /usr/local/bin/
COPY --from=database /usr/lib/*/libpq.so.5* /usr/local/lib/
RUN ldconfig && pg_dump --version && pg_restore --version
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin newsroom \
    && install -d -o newsroom -g newsroom /srv/media /srv/static /srv/pages
COPY --from=build /venv /venv
COPY --from=build /newsroom /newsroom
WORKDIR /newsroom
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    MEDIA_ROOT=/srv/media STATIC_ROOT=/newsroom/staticfiles STATIC_SHARE=/srv/static
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["/newsroom/deploy/entrypoint"]
CMD ["web"]
