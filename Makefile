# make run starts Debrief, make check is what has to pass before a change is merged.

PYTHON ?=
PORT ?= 8000
BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
PYTEST = $(BIN)/pytest -n 2 --dist worksteal
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 pyproject.toml

.PHONY: install run test check bench lock browser
.DELETE_ON_ERROR:

install: .venv/.installed

run: install
	@PORT=$(PORT) exec $(BIN)/python -m config.run

test: browser
	@$(PYTEST)

check: browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	@echo 'manage.py check --deploy, on the settings of a production'
	@DATABASE_URL=postgresql://debrief@postgres/debrief REDIS_URL=redis://redis/0 \
	DEBRIEF_URL=https://debrief.example.org SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	$(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(BIN)/python .ci/audit.py
	$(PYTEST)

bench: install
	@$(BIN)/python -m benchmarks

lock: .venv/.installed-dev
	$(COMPILE) -o requirements.txt
	$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt

browser: .venv/.installed-dev
	@$(BIN)/python -m tests.chromium

.venv/.installed: requirements.txt | $(BIN)/python
	@$(PIP) --requirement requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

$(BIN)/python:
	@for each in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$each -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$each -m venv .venv; \
		fi; \
	done; \
	echo 'Debrief needs Python 3.11 or newer with its venv module (on Debian: apt install python3-venv).' \
		'PYTHON=/path/to/python make names one.' >&2; \
	exit 1
