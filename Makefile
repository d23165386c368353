PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
export PYTHONPATH := $(CURDIR)
# What Python compiled is kept: each test process and each app a test starts would compile it all again.
unexport PYTHONDONTWRITEBYTECODE
# Compiled when first imported: most of what is installed never is.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.DEFAULT_GOAL := help
.PHONY: help run test test-fast e2e lint types bench screenshots catalogue translations lock clean

help:
	@echo "make run          l'application et sa ville de démonstration (ARGS=\"--web --port 8550\" …)"
	@echo "make test         tous les tests, navigateur compris"
	@echo "make test-fast    les tests sans navigateur"
	@echo "make e2e          les parcours dans un vrai navigateur"
	@echo "make lint types   style, frontières entre les dossiers, types stricts"
	@echo "make bench        les mesures, avec leurs limites"
	@echo "make screenshots  chaque écran, trois tailles, deux thèmes"
	@echo "make catalogue    tous les composants dans tous leurs états"
	@echo "make translations extrait les textes à traduire"

$(VENV)/.made:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "Il faut Python 3.11 ou plus récent ($(PYTHON) est plus ancien) : make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/build.txt requirements/run.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# requirements/test.txt holds all of run.txt: a new environment is resolved once.
$(VENV)/.test: $(VENV)/.made requirements/build.txt requirements/test.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/build.txt -r requirements/test.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.run $@

run: $(VENV)/.run
	@$(BIN)/python -m app $(ARGS)

# Two runs: the browser's driver keeps an event loop running, which the asynchronous tests may not share.
test: $(VENV)/.test
	$(BIN)/python -m tests.e2e.ensure_browser
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup --ignore tests/e2e $(ARGS)
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/e2e $(ARGS)

test-fast: $(VENV)/.test
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup --ignore tests/e2e $(ARGS)

e2e: $(VENV)/.test
	$(BIN)/python -m tests.e2e.ensure_browser
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/e2e $(ARGS)

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.test
	$(BIN)/mypy

bench: $(VENV)/.test
	$(BIN)/python -m tests.e2e.ensure_browser
	$(BIN)/python -m benchmarks $(ARGS)

screenshots: $(VENV)/.test
	$(BIN)/python -m tests.e2e.ensure_browser
	$(BIN)/python -m tests.e2e.screenshots $(ARGS)

catalogue: $(VENV)/.run
	@$(BIN)/python -m app.catalogue $(ARGS)

translations: $(VENV)/.run
	$(BIN)/pybabel --quiet extract -k mark -F assets/translations/babel.cfg -o assets/translations/portail.pot views app
	$(BIN)/pybabel --quiet extract -k mark -F city/translations/babel.cfg -o city/translations/ville.pot city
	@echo "assets/translations/portail.pot city/translations/ville.pot"

lock:
	uv pip compile requirements/build.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/build.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/app.txt
	uv pip compile pyproject.toml --extra web --extra desktop --extra city --extra payfip -c requirements/app.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/run.txt
	uv pip compile pyproject.toml --extra web --extra desktop --extra city --extra payfip --extra test -c requirements/run.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements/test.txt

clean:
	rm -rf $(VENV) build dist *.egg-info var
