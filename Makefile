# Mooring from a fresh clone: Python 3.11 or newer and make are all that must be there before.
#   make demo            an invented country at work on http://127.0.0.1:8000/   (make demo RESET=1 starts over;
#                        COUNTRY=united_kingdom or COUNTRY=council_of_europe lets the same pages speak that law)
#   make test            every check and every test, with what they need set up first
#   make check           the checks alone          make bench     speed, as ratios to bare SQL
#   make frontend        the style sheets and scripts
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo
MAKEFLAGS += --no-builtin-rules
.PHONY: demo test check bench frontend environment browser translations clean

VENV := .venv
BIN := $(VENV)/bin
BUILT := src/mooring/web/static/built
FRONTEND_SOURCES := $(shell find frontend -name node_modules -prune -o -type f -print 2>/dev/null)
TRANSLATIONS := $(wildcard src/mooring/locale/*/LC_MESSAGES/*.po)
WITH_NODE := scripts/with_node.sh

# A built front end that was taken away is built again, whatever its stamp says.
ifeq ($(wildcard $(BUILT)/manifest.json),)
$(shell rm -f frontend/node_modules/.mooring-built)
endif

demo: environment frontend translations
	@$(if $(COUNTRY),export MOORING_COUNTRY=$(COUNTRY);) exec $(BIN)/mooring demo $(if $(RESET),--reset)

test: check browser
	$(BIN)/pytest -n 2

# Nothing here may need a database: what would ask for one is told that it is the owner, who waits for nothing.
check: export MOORING_MODE = test
check: export MOORING_ROLE = owner
check: environment frontend translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	PYTHONWARNINGS=ignore::RuntimeWarning DJANGO_SETTINGS_MODULE=mooring.running.settings \
	  $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python -m mooring.law.check
	$(BIN)/python scripts/translations.py --check
	cd frontend && ../$(WITH_NODE) npm run --silent check

bench: environment frontend translations
	$(BIN)/python bench/run.py

environment: $(VENV)/.mooring-installed
frontend: frontend/node_modules/.mooring-built
browser: environment
	@scripts/find_browser.sh

$(VENV)/.mooring-installed: requirements/develop.txt pyproject.toml scripts/set_up.sh
	@scripts/set_up.sh $(VENV)
	@touch $@

frontend/node_modules/.mooring-installed: frontend/package.json frontend/package-lock.json scripts/with_node.sh | environment
	@echo "→ front end: packages"
	cd frontend && ../$(WITH_NODE) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/node_modules/.mooring-built: frontend/node_modules/.mooring-installed $(FRONTEND_SOURCES)
	@echo "→ front end: build"
	cd frontend && ../$(WITH_NODE) npm run --silent build -- --logLevel warn
	@touch $@

translations: .var/.translations-compiled
.var/.translations-compiled: $(TRANSLATIONS) scripts/translations.py $(VENV)/.mooring-installed
	@echo "→ translations"
	$(BIN)/python scripts/translations.py --compile
	@mkdir -p .var && touch $@

clean:
	rm -rf $(VENV) frontend/node_modules $(BUILT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
