# The project's commands. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PY := .venv/bin/python
COVERAGE ?= 95
PYTEST ?= $(PY) -m pytest

.PHONY: help
help: ## List the commands.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24


.PHONY: demo
demo: ## Set up and serve the demo on 127.0.0.1:8000 (PORT=, DEMO_PASSWORD=).
	@exec bin/demo

.PHONY: demo-reset
demo-reset: ## Throw the demo's content away and begin anew.
	@if [ -f var/demo/pid ] && kill -0 "$$(cat var/demo/pid)" 2>/dev/null; then \
		echo "The demo is running; stop it first." >&2; exit 1; fi
	@rm -rf var/demo
	@exec bin/demo


.PHONY: setup
setup: ## Make .venv and install what tests and checks need.
	@bin/setup dev

.PHONY: test
test: setup ## Run the whole suite: SQLite, PostgreSQL, Chromium, the wheel in foreign sites.
	@COVERAGE=$(COVERAGE) bin/test

.PHONY: test-next
test-next: ## Run the suite on the newest pre-releases of Wagtail and wagtail-localize (OPTIONS=).
	@bin/test-next $(OPTIONS)

.PHONY: soak
soak: setup ## Run the long tests: the drill, the suites of peers, the whole corpus, all on PostgreSQL, the measurements in short, thousands of made-up examples.
	@$(PYTEST) -m "(soak or hypothesis) and not drill" --hypothesis-profile=long --timeout=3600 -s
	@$(PYTEST) -m "server and postgresql and not soak"
	@bin/bench --quick
	@bin/with-postgres $(PYTEST) -m "not browser and not wheel and not starter and not peers and not server and not soak"
	@$(MAKE) --no-print-directory drill

.PHONY: drill
drill: setup ## Kill, starve, fill up and restore the site, on both databases, and report on one page.
	@$(PYTEST) -m drill --timeout=3600
	@bin/with-postgres $(PYTEST) -m "drill and (postgresql or server)" --timeout=3600

.PHONY: faults
faults: setup ## Plant small faults, one at a time, and count those that the tests catch (OPTIONS=).
	@$(PY) -m tools.faults $(OPTIONS)

.PHONY: bench
bench: ## Measure, as ratios against baselines of the same run (OPTIONS=).
	@bin/bench $(OPTIONS)

.PHONY: check
check: setup ## Lint, types, templates, the import contract, migrations, catalogues, documentation, spelling.
	@bin/check

.PHONY: format
format: setup ## Format Python and templates.
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@git ls-files -co --exclude-standard '*.html' | xargs .venv/bin/djhtml --tabwidth 2


.PHONY: messages
messages: setup ## Collect the texts to translate, and compile the catalogues.
	@bin/messages

.PHONY: styles
styles: setup ## Write the style sheets that browsers get from those in styles/.
	@bin/styles

.PHONY: screenshots
screenshots: setup ## Take the pictures of the documentation anew, in a demo of their own.
	@bin/screenshots

.PHONY: migrations
migrations: ## Make the plugin's migrations, on the oldest Wagtail that it supports (NAME=).
	@bin/migrations $(if $(NAME),--name $(NAME))

.PHONY: reference
reference: setup ## Make the reference of settings, checks, commands and APIs from the code.
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(PY) -m tools.reference

.PHONY: docs
docs: setup ## Build the documentation as a site, into dist/docs; a link that leads nowhere fails.
	@.venv/bin/sphinx-build -W --keep-going --quiet docs dist/docs

.PHONY: requirements
requirements: setup ## Pin the newest versions that requirements/*.in allow.
	@for kind in production dev bench; do \
		.venv/bin/uv pip compile --universal --python-version 3.12 --no-header --no-annotate \
			--upgrade --quiet requirements/$$kind.in --output-file requirements/$$kind.txt; \
	done

.PHONY: wheel
wheel: setup ## Build the plugin's wheel into dist/.
	@.venv/bin/uv build --wheel --quiet --no-build-isolation --python $(PY) --out-dir dist .
	@.venv/bin/check-wheel-contents --ignore W004 dist/*.whl

.PHONY: clean
clean: ## Remove environments, caches, builds and everything that the demo wrote.
	@rm -rf .venv .venv-* .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
		.hypothesis .coverage .coverage.* htmlcov build dist var
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
