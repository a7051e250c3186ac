# The newsroom's commands. `make help` lists them.
MAKEFLAGS += --no-print-directory
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test lint lock messages bench bench-arabic bench-desk bench-peer bench-pictures bench-scale bench-search bench-site

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
ARGS ?=

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## everything the other commands need: Python packages, the editor, the tests' checker (a second time: nothing)
	@$(PYTHON) setup/prepare.py

run: setup ## a working newsroom with demo content on 127.0.0.1:8000 (PORT=8001 HOST=192.168.1.5)
	@.venv/bin/python setup/serve.py --host $(HOST) --port $(PORT)

test: setup ## all tests, on SQLite and on PostgreSQL (ARGS="-k workflow"; TEST_DATABASE_URL=postgres://…)
	@.venv/bin/python setup/suite.py $(ARGS)

lint: setup ## what a machine can see without running the newsroom
	@.venv/bin/ruff check .
	@.venv/bin/python manage.py makemigrations --check --dry-run
	@$(PRODUCTION) .venv/bin/python manage.py check --deploy --fail-level WARNING

lock: setup ## the newest versions that setup/*.in allow, written with their hashes
	@cd setup && $(COMPILE) requirements.in -o requirements.txt
	@cd setup && $(COMPILE) requirements-dev.in -o requirements-dev.txt
	@cd setup && $(COMPILE) node.in -o node.txt
	@cd setup && $(COMPILE) -c requirements.txt bench/wagtail.in -o bench/wagtail.txt

messages: setup ## texts from the source into articles/locale/ar/LC_MESSAGES/django.po, and compiled
	@.venv/bin/python setup/messages.py

bench: setup ## how fast finished pages leave the newsroom, then bench-desk and bench-pictures (ARGS=--write puts it into docs/performance.md)
	@.venv/bin/python -m tests.benchmarks.serving $(ARGS)
	@.venv/bin/python -m tests.benchmarks.desk
	@.venv/bin/python -m tests.benchmarks.pictures

bench-desk: setup ## how the desk's pages open over 1,000 and 100,000 stories, on both databases (ARGS="--database sqlite")
	@.venv/bin/python -m tests.benchmarks.desk $(ARGS)

bench-peer: setup ## the same stories in a small Wagtail site, in the same run (ARGS="--seconds 4 --write")
	@.venv/bin/python -m tests.benchmarks.peer $(ARGS)

bench-pictures: setup ## renditions of a 24-megapixel JPEG beside bare Pillow, as a ratio (ARGS="--runs 5")
	@.venv/bin/python -m tests.benchmarks.pictures $(ARGS)

bench-arabic: setup ## figures of the copy desk, for docs/quality.md (ARGS="--data FOLDER --other FILE")
	@.venv/bin/python -m tests.benchmarks.proofreading $(ARGS)

bench-search: setup ## figures of the search among 100,000 stories, on both databases (ARGS="--articles 10000")
	@.venv/bin/python -m tests.benchmarks.search $(ARGS)

bench-scale: setup ## the pages over 10,000 and 1,000,000 stories on PostgreSQL, as ratios; an hour (ARGS="--articles 100000")
	@.venv/bin/python -m tests.benchmarks.scale $(ARGS)

bench-site: setup ## what the public site costs a reader, for docs/quality.md (ARGS=--write puts it there)
	@.venv/bin/python -m tests.benchmarks.site $(ARGS)

# Settings as a public site has them; the values themselves stand for nothing.
PRODUCTION = ENV_FILE=/dev/null DEBUG=0 SITE_URL=https://newsroom.example EMAIL_URL=memorymail:// \
  SECRET_KEY=a-key-long-and-varied-enough-for-the-check-0123456789-abcdefgh
COMPILE = ../.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
