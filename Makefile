# Maillage. `make` alone lists what can be asked.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
UV := $(BIN)/uv
DIST := src/maillage/web/static/maillage/dist
PO := $(wildcard src/maillage/locale/*/LC_MESSAGES/django.po)
MO := $(PO:.po=.mo)
READY := .venv/.ok $(DIST)/.ok $(MO)

help: ## what can be asked
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: $(READY) ## install and serve the living demonstration at http://localhost:8000
	@$(BIN)/maillage demo $(ARGS)

test: check ## install, check everything, and pass the tests on SQLite and PostgreSQL
	@echo "== Tests on SQLite"
	@$(BIN)/pytest -q -n 2 --dist loadgroup
	@echo "== Tests on PostgreSQL"
	@$(BIN)/python tools/postgres.py $(if $(MAILLAGE_CI),--required) $(BIN)/pytest -q -n 2 --dist loadgroup -m "not journey" --ignore tests/engine --ignore tests/docs --ignore tests/invariants

check: $(READY) ## lint, types, architecture, templates, translations
	@echo "== Lint"; $(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@echo "== Types"; $(BIN)/mypy --no-error-summary
	@echo "== Architecture"; $(BIN)/lint-imports --no-logo 2>/dev/null | tail -12
	@echo "== Templates"; $(BIN)/djlint --lint --quiet src/maillage/web/templates src/maillage/common/templates
	@echo "== Texts"; $(BIN)/python tools/messages.py missing && $(BIN)/python tools/typography.py

bench: $(READY) ## measure: matching, words, pages
	@$(BIN)/python -m bench

pictures: $(READY) ## take the README's screenshots again
	@$(BIN)/python tools/pictures.py

package: $(READY) ## build the wheel, install it in an empty environment, run its demonstration
	@$(BIN)/python tools/package.py

messages: .venv/.ok ## gather new texts into the English catalogue
	@$(BIN)/python tools/messages.py update

lock: .venv/bin/uv ## resolve the dependencies again, with hashes and without addresses
	$(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --group dev --extra postgres \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock $(ARGS)

clean: ## remove what was built here
	rm -rf .venv var build dist $(DIST) frontend/node_modules $(MO)

.venv/bin/uv: requirements-uv.txt
	@echo "== A Python environment in .venv"
	@test -x .venv/bin/python || python3 -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-uv.txt
	@touch $@

.venv/.ok: .venv/bin/uv requirements.lock pyproject.toml
	@echo "== Python packages, each checked by its hash (a minute the first time)"
	@$(UV) pip sync --quiet --python .venv --require-hashes requirements.lock
	@$(UV) pip install --quiet --python .venv --no-deps -e .
	@touch $@

$(DIST)/.ok: frontend/package-lock.json frontend/package.json frontend/build.mjs $(wildcard frontend/src/*)
	@if command -v npm >/dev/null; then \
	  echo "== Font and comfort scripts (npm)"; \
	  cd frontend && npm ci --silent --no-audit --no-fund && npm run build --silent; \
	else \
	  echo "npm was not found: no bundled font, no keyboard comfort. Everything essential works."; \
	  mkdir -p $(DIST); \
	fi
	@mkdir -p $(DIST); test -e $@ && touch $@ || true

%.mo: %.po tools/messages.py .venv/.ok
	@echo "== Translations"
	@$(BIN)/python tools/messages.py compile
	@touch $@

.PHONY: help demo test check bench pictures package messages lock clean
