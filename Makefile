# One command per task. `make atelier` and `make test` need Python 3.11+, make and git, no more.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
SECONDS ?= 600
READY := $(VENV)/.pret

.DEFAULT_GOAL := aide
.PHONY: aide atelier site test parity looks journeys rehearsal rates bench kills fuzz report lint format lock locale clean

aide: ## montre cette aide
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(READY): requirements/lock.txt pyproject.toml
	@$(PYTHON) tools/install.py $(VENV)
	@touch $(READY)

atelier: $(READY) ## installe, construit et sert l'atelier (HOST=0.0.0.0 pour la salle)
	@$(BIN)/socialise build
	@HOST=$(HOST) PORT=$(PORT) exec $(BIN)/socialise serve

site: $(READY) ## construit le site dans _build/html
	@$(BIN)/socialise build

test: $(READY) ## installe ce qu'il faut et lance tous les tests
	@$(PYTHON) tools/system.py
	@$(BIN)/socialise build
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	@# Apart: a server that a test runs in its own process refuses the browser driver's loop.
	@$(BIN)/pytest -q -n 2 --dist loadfile tests/unit tests/docs tests/language tests/hostile
	@$(BIN)/pytest -q -n 2 --dist loadfile --durations=15 tests/parity tests/course tests/e2e

parity: $(READY) ## toutes les réponses étiquetées, par tous les chemins
	@$(PYTHON) tools/system.py
	@$(BIN)/socialise build
	@$(BIN)/pytest -m "parity" tests/parity

looks: $(READY) ## chaque état de chaque formulaire, dans les deux lumières
	@$(PYTHON) tools/system.py
	@$(BIN)/socialise build
	@WHOLE_CHROMIUM=1 $(BIN)/pytest -q -n 2 -m looks tests/e2e/atelier

journeys: $(READY) ## six personnes suivent le cours au complet, dans Chromium
	@$(PYTHON) tools/system.py
	@$(BIN)/socialise build
	@WHOLE_CHROMIUM=1 $(BIN)/pytest -q -m journeys tests/e2e/journeys; told=$$?; \
		PYTHONPATH=tests $(BIN)/python -m e2e.journeys.report; exit $$told

rehearsal: $(READY) ## répète l'atelier de trois heures et refait ses images
	@$(PYTHON) tools/system.py
	@# A screen that the page names for the first time is not there yet: this build says so.
	@$(BIN)/socialise build || true
	@PYTHONPATH=tests $(BIN)/python -m rehearsal
	@$(BIN)/socialise build

rates: $(READY) ## mesure les critères sur les réponses étiquetées
	@PYTHONPATH=tests $(BIN)/python -m parity.error_rates

bench: $(READY) ## mesure la page dans Chromium, puis la notation à côté de nbgrader et d'otter
	@$(BIN)/python tests/bench/page.py
	@$(BIN)/python tests/bench/grading.py

kills: $(READY) ## coupe deux cents fois la notation et l'accueil, et compare ce qui reste
	@$(BIN)/python tests/campaigns/kills.py --to docs/kills.md

fuzz: $(READY) ## cherche ce qui casserait l'accueil des fichiers (SECONDS=600)
	@$(BIN)/python -m uv pip install -q --python $(BIN)/python -r pyproject.toml --extra fuzz
	@$(BIN)/python tests/campaigns/fuzz.py --seconds $(SECONDS) --to docs/fuzz.md

report: $(READY) ## mesure la construction, le poids et Lighthouse, page par page
	@$(PYTHON) tools/system.py
	@$(BIN)/socialise build
	@$(BIN)/python tests/bench/site.py

lint: $(READY) ## vérifie le code
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: $(READY) ## met le code en forme
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: $(READY) ## fige de nouveau les versions (pip-compile sans adresse)
	@$(BIN)/python -m uv pip compile pyproject.toml --extra dev --extra scale --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements/lock.txt

locale: $(READY) ## compile le français des commandes
	@$(BIN)/pybabel -q compile -D click -d src/socialise/cli/locale -l fr

clean: ## retire ce qui se refait (jamais workshop/)
	@rm -rf _build .pytest_cache .mypy_cache .ruff_cache .hypothesis
