# What a person does here. Each target sets up what it needs: a fresh machine needs make and Python 3.11, nothing else.
# On Windows, without make: `uv run zhenggai demo`.

PYTHON ?= python3
WORKERS ?= 2
PORT ?= 8000
SEED ?= 1

# The checks read settings, and settings read a data folder: one of their own, never yours.
CHECK_ENV = ZHENGGAI_DATA=$(CURDIR)/build/check ZHENGGAI_SECRET_KEY=check DATABASE_URL=

.DEFAULT_GOAL := help
.PHONY: help ready demo test check format messages docs bundle bench score

help: ## this list
	@echo 'make demo     builds demo data and serves it on this machine (PORT=8000, SEED=1)'
	@echo 'make test     the whole test suite, on SQLite and on PostgreSQL'
	@echo 'make check    format, lint, types, import directions, templates, migrations, generated docs, translations'
	@echo
	@echo 'make format   rewrites the sources as `make check` wants them'
	@echo 'make messages brings the English catalogue up to date with the sources'
	@echo 'make docs     prints docs/states.md and docs/permissions.md anew'
	@echo 'make bench    the project'"'"'s own measurements (NAME=read for one of them)'
	@echo 'make bundle   one zip in dist/ that installs and starts without a network'
	@echo
	@echo 'Everything sets itself up on first use: uv is found or fetched into ./.tools, the rest goes into ./.venv.'

# uv is looked for only when something is to be run, so that `make help` works on any machine.
UV = $(eval UV := $(shell $(PYTHON) tools/bootstrap.py || echo exit 1 \#))$(UV)
RUN = $(UV) run --no-sync

ready: .venv/.ready
.venv/.ready: pyproject.toml uv.lock
	@$(UV) sync
	@touch $@

zhenggai/locale/%.mo: zhenggai/locale/%.po tools/messages.py .venv/.ready
	@$(RUN) python -m tools.messages --compile

ready: zhenggai/locale/en/LC_MESSAGES/django.mo

demo: ready
	@$(RUN) zhenggai demo --port $(PORT) --seed $(SEED)

# PostgreSQL repeats the tests that touch a database; the others would only say the same again.
test: ready
	$(RUN) pytest -n $(WORKERS) --dist loadgroup
	$(RUN) pytest -n $(WORKERS) --dist loadgroup --postgresql -m database

check: ready
	@mkdir -p build/check
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(CHECK_ENV) $(RUN) mypy
	$(RUN) lint-imports
	$(RUN) djlint --quiet --lint zhenggai
	$(CHECK_ENV) $(RUN) python manage.py makemigrations --check --dry-run
	$(CHECK_ENV) $(RUN) python -m tools.docs --check
	$(RUN) python -m tools.messages --check

format: ready
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

messages: ready
	$(RUN) python -m tools.messages

docs: ready
	$(CHECK_ENV) $(RUN) python -m tools.docs

bench: ready
	$(RUN) zhenggai bench $(NAME)

bundle: ready
	$(RUN) python -m tools.bundle

# How well notices are read, where the labelled ones are at hand (they are not part of this project).
NOTICES ?= ../shared/notices
score: ready
	$(RUN) python $(NOTICES)/score.py $(NOTICES) --batch $(RUN) zhenggai read --json
