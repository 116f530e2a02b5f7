# One way in for everything: `make run` and `make test` set up what they need; `make help` lists the rest.
# Another Python than `python3` (3.11 or later): PYTHON=python3.12 make test

PYTHON ?= python3
VENV ?= .venv
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A lock names everything: nothing is to be resolved (pip 23 stumbles over extras there once a newer version is out).
LOCKED := $(PIP) --require-hashes --no-deps

# Stamps in the virtual environment: made of this Python, able to run, able to test.
MADE := $(VENV)/.made-$(VERSION)
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests

# The floor of coverage holds for the core: every room but those that draw on the terminal.
FLOOR := 95
TERMINAL := placentin_tui/ui/*

LOCALES := placentin_tui/locales
TEMPLATE := $(LOCALES)/placentin.pot
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(ARGS)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test fuzz test-faults test-wordpress test-servers lint format types contracts unit bench screenshots messages mutants lock clean help

run: $(RUNS) ## set everything up and open the paper
	@$(BIN)/placentin-tui $(ARGS)

test: lint types contracts unit ## set everything up and run every check

fuzz: $(TESTS) ## look for what the tests did not think of, a minute a target; ARGS=600 for ten
	@$(PIP) atheris==3.0.0
	@for target in gate address html feed opml protocol answers sync; do \
		echo "── $$target"; $(BIN)/python -m tests.hostile.fuzz $$target $(or $(ARGS),60) || exit 1; done

lint: $(TESTS) ## the format and the rules (ruff)
	@$(BIN)/ruff format --check --quiet . || { echo 'Not in the project’s format: `make format` mends it.'; exit 1; }
	@$(BIN)/ruff check --quiet .

format: $(TESTS) ## put the format right
	@$(BIN)/ruff check --quiet --select I --fix-only .
	@$(BIN)/ruff format --quiet .

types: $(TESTS) ## strict types (mypy)
	@$(BIN)/mypy

contracts: $(TESTS) ## who may import whom (import-linter)
	@$(BIN)/lint-imports --no-cache

unit: $(TESTS) ## the tests, and how much of the core they reach
	@$(BIN)/coverage erase
	@$(BIN)/python -m pytest --numprocesses=auto --cov --cov-report= $(ARGS)
	@$(BIN)/coverage report --omit='$(TERMINAL)' --skip-covered --show-missing --fail-under=$(FLOOR)

test-faults: $(TESTS) ## the bad days that take minutes: networks, disks, crashes
	@PLACENTIN_FAULTS=1 $(BIN)/python -m pytest -rs -m faults --numprocesses=auto --dist=worksteal tests/faults $(ARGS)

test-wordpress: $(TESTS) ## the tests against a real WordPress, brought up from Debian’s packages
	@PLACENTIN_WORDPRESS=1 $(BIN)/python -m pytest -rs tests/wordpress $(ARGS)

test-servers: $(TESTS) ## the tests against a real server that keeps marks, installed for it
	@PLACENTIN_SERVERS=1 $(BIN)/python -m pytest -rs tests/cli/test_real_servers.py $(ARGS)

bench: $(TESTS) ## measure, against an empty app and newsboat, into bench/RESULTS.md
	@$(BIN)/python -m bench $(ARGS)

screenshots: $(TESTS) ## make README’s pictures anew; ARGS='--to FOLDER NAME' for some of them elsewhere
	@$(BIN)/python -m screenshots $(ARGS)

messages: $(TESTS) ## gather the program’s texts into the catalogues and compile them
	@$(BIN)/pybabel --quiet extract --omit-header --add-location=file --sort-by-file --width=120 \
		--add-comments=Translators: --output-file=$(TEMPLATE) placentin_tui
	@$(BIN)/pybabel --quiet update --ignore-pot-creation-date --ignore-obsolete --no-fuzzy-matching --width=120 \
		--domain=placentin --input-file=$(TEMPLATE) --output-dir=$(LOCALES)
	@$(BIN)/pybabel --quiet compile --domain=placentin --directory=$(LOCALES)

mutants: $(TESTS) ## put small faults into the core and see which the tests find; ARGS=diff for one module
	@nice -n 10 $(BIN)/python -m tools.mutants $(ARGS)

lock: $(TESTS) ## lock the versions again, within pyproject.toml’s ranges; ARGS=--upgrade takes the newest
	@$(PIP) uv
	@$(COMPILE) --output-file requirements.lock pyproject.toml
	@$(COMPILE) --output-file requirements-build.lock --group build
	@$(COMPILE) --output-file requirements-dev.lock --constraint requirements.lock --constraint requirements-build.lock \
		--extra dev --group build pyproject.toml

clean: ## take away all that was set up and built
	@rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .*_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

$(MADE):
	@test -n '$(VERSION)' || { echo 'No "$(PYTHON)" here: placentin-tui needs Python 3.11 or later.'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'placentin-tui needs Python 3.11 or later; $(PYTHON) is $(VERSION). Name another: PYTHON=python3.12 make run'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@echo 'Setting up $(VENV) with Python $(VERSION); this happens once.'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUNS): $(MADE) requirements.lock requirements-build.lock pyproject.toml
	@$(LOCKED) -r requirements.lock -r requirements-build.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTS): $(MADE) $(RUNS) requirements-dev.lock
	@$(LOCKED) -r requirements-dev.lock
	@touch $@
