# `make` alone lists what there is to do.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAPERSHELF := $(BIN)/papershelf
PIP := $(BIN)/python -m pip --disable-pip-version-check
WITHOUT_TORCH := $(VENV)/without-torch
MEASURED := --python $(WITHOUT_TORCH)/bin/python
export SITE_URL ?= http://127.0.0.1:8000/

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

site: $(VENV)/.light  ## build the site (installs what it needs first)
	@if [ "$$($(PAPERSHELF) lock --check -q)" = stale ]; then \
		$(PAPERSHELF) lock --check >/dev/null || true; \
		$(MAKE) --no-print-directory $(VENV)/.extraction; \
	fi
	@$(PAPERSHELF) build
	@echo "The site is in site/. To read it: make serve, then open $(SITE_URL)"

serve: $(VENV)/.light  ## live preview on this machine: rebuilds when a file is saved
	@$(PAPERSHELF) serve

lock: $(VENV)/.extraction  ## extract keywords and topics for what is new (installs KeyBERT, without torch)
	@$(PAPERSHELF) lock

install: $(VENV)/.all  ## set up .venv with everything, for developing

test: $(VENV)/.all  ## run all tests but those that need a browser
	@$(BIN)/python -m pytest -m "not browser"

coverage: $(VENV)/.all  ## run the tests and fail where less than 96% of the branches were taken
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m coverage run -m pytest -q -m "not browser"
	@$(BIN)/python -m coverage combine -q
	@$(BIN)/python -m coverage report

test-browser: $(VENV)/.all  ## run the tests that need a browser (Debian: apt-get install chromium)
	@$(BIN)/python -m pytest -m browser

check: $(VENV)/.all  ## ruff, mypy strict, and the import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

generated: $(VENV)/.all  ## make again what is made from the code: curation/schema/, tables in docs/
	@$(BIN)/python -m papershelf.curation.schema curation/schema
	@$(BIN)/python -m papershelf.curation.reference docs/curating.md
	@$(BIN)/python -m papershelf.cli.reference docs/commands.md

format: $(VENV)/.all  ## lay the code out as make check wants it
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench: $(VENV)/.bench  ## measure extraction against stock KeyBERT (takes a while)
	@$(BIN)/python -m benchmarks.extraction $(MEASURED) $(ARGS)

bench-report: $(VENV)/.bench  ## bring docs/measurements.md up to date; BENCH=FOLDER has labelled papers (takes an hour)
	@$(BIN)/python -m benchmarks.report $(MEASURED) $(if $(BENCH),--data $(BENCH)) $(ARGS)

clean:  ## remove what was built: the site, the generated pages, the caches (not .venv)
	@if [ -x $(PAPERSHELF) ]; then $(PAPERSHELF) pages --clean; fi
	@rm -rf site .cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Papershelf needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.light: pyproject.toml constraints.txt $(wildcard generator/papershelf/extract/encoder/native/*) | $(VENV)/bin/python
	@echo "Installing what building the site needs into $(VENV) …"
	@$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.extraction: requirements-extraction.txt | $(VENV)/.light
	@echo "Installing what extraction needs into $(VENV) (KeyBERT, without torch) …"
	@$(PIP) install --quiet --no-deps -r requirements-extraction.txt
	@touch $@

$(VENV)/.all: pyproject.toml constraints.txt requirements-extraction.txt | $(VENV)/.extraction
	@echo "Installing everything for developing into $(VENV) …"
	@$(PIP) install --quiet -c constraints.txt -e '.[keybert,dev]'
	@touch $@ $(VENV)/.light

$(VENV)/.bench: benchmarks/requirements.txt | $(VENV)/.all
	@echo "Installing what Papershelf is measured against, and Papershelf without torch beside it …"
	@$(PIP) install --quiet -c constraints.txt -r $<
	@$(PYTHON) -m venv $(WITHOUT_TORCH)
	@$(PIP) --python $(WITHOUT_TORCH) install --quiet -c constraints.txt -e .
	@$(PIP) --python $(WITHOUT_TORCH) install --quiet --no-deps -r requirements-extraction.txt
	@touch $@

.PHONY: help site serve lock install test coverage test-browser check generated format bench bench-report clean
