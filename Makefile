# Everything that a person does in this checkout. `make` lists it.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=
N ?= 2000
SEED := $(or $(SEED),$(shell date +%s))

BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCKER := build/lock
NAMER := build/names
CONTAINERS := build/containers
# What pytest ends with when none of its tests was chosen.
NO_TESTS := 5
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.SUFFIXES:
# Two pips in one environment would disturb each other.
.NOTPARALLEL:
.PHONY: help setup dev web outside browser screenshots serve load neo4j test contract mutations containers check format bench goldens names lock clean

help: ## List what there is
	@echo "make TARGET [PYTHON=python3.12] [VENV=.venv] [ARGS='…']"
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY)/app ## Make the virtual environment with what the server needs

dev: $(READY)/dev $(READY)/app

web: setup ## Build the front end (brings a Node.js when there is none)
	@$(BIN)/python -c "$$HAS_NODE" || $(MAKE) --no-print-directory $(READY)/web-build
	@$(BIN)/python -m web.build

serve: web ## Serve the graph; the first time, load seed/
	@$(BIN)/policygraph serve $(ARGS)

load: setup ## Load seed/ again
	@$(BIN)/policygraph load seed $(ARGS)

neo4j: dev ## Start a Neo4j to try the server with (Ctrl+C ends it)
	@$(BIN)/python -m tests.neo4j_server $(ARGS)

outside: dev ## Fetch the clients of others that tests run (brings a Node.js when there is none)
	@$(BIN)/python -c "$$HAS_NODE" || $(MAKE) --no-print-directory $(READY)/web-build
	@$(BIN)/python -m tests.outside.packages

browser: ## See that there is a Chromium for tests (on Debian, for root, it is installed)
	@for name in chromium chromium-browser google-chrome chrome; do ! command -v $$name >/dev/null || exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	else echo "make browser: there is no Chromium; tests in a browser are skipped" >&2; fi

screenshots: dev web browser ## Take pictures of the pages: build/screenshots/, and those of the README
	@$(BIN)/python -m tests.browser.screenshots

test: dev web outside browser ## Run the tests, also on real Neo4j servers, which it starts (ARGS='-k name')
	@most=0; $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile -m 'not alone' $(ARGS) || most=$$?; \
	[ $$most -eq 0 ] || [ $$most -eq $(NO_TESTS) ] || exit $$most; \
	$(BIN)/python -m pytest -m alone $(ARGS) || { alone=$$?; [ $$alone -ne $(NO_TESTS) ] || exit $$most; exit $$alone; }

contract: dev ## Ask all stores N generated questions (default 2000; SEED=1 asks the same ones again)
	@echo 'the same questions again: make contract N=$(N) SEED=$(SEED)'
	@CONTRACT_EXAMPLES=$(N) $(BIN)/python -m pytest tests/contract --numprocesses=auto --dist=loadfile \
		--hypothesis-seed=$(SEED) $(ARGS)

containers: $(CONTAINERS)/.ready ## Check the Dockerfile and docker-compose.yml (needs no Docker engine)
	$(CONTAINERS)/bin/hadolint Dockerfile
	NEO4J_PASSWORD=only-to-read-the-file $(CONTAINERS)/bin/docker-compose config --quiet

mutations: dev ## Break the compilers in plausible ways and say what catches each (long)
	@$(BIN)/python -m tests.contract.mutations $(ARGS)

check: dev ## Check format, style and types
	@$(BIN)/ruff format --check . || { echo 'make check: not formatted as above; run: make format' >&2; exit 1; }
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: dev ## Format, and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: dev ## Measure
	@$(BIN)/python -m benchmarks $(ARGS)

goldens: dev ## Write the golden files anew after a deliberate change; read their diff
	@[ "$$CI" != true ] || { echo 'make goldens: CI does not rewrite golden files' >&2; exit 1; }
	@$(BIN)/python -m pytest --rewrite-goldens $(ARGS)

names: $(NAMER)/.ready ## Write the packaged names of places and Polish forms anew (loaders/data/)
	@$(NAMER)/bin/python -m loaders.geography
	@$(NAMER)/bin/python -m loaders.inflection

lock: $(LOCKER)/.ready ## Write requirements/*.txt anew from pyproject.toml (UPGRADE=1: to the newest versions)
	@$(COMPILE) --build-deps-for=editable --output-file=requirements/run.txt pyproject.toml
	@$(COMPILE) --build-deps-for=editable --extra=test --extra=check --constraint=requirements/run.txt \
		--output-file=requirements/dev.txt pyproject.toml
	@$(LOCKER)/bin/python -c "$$EXTRA" web-build | $(COMPILE) --output-file=requirements/web-build.txt -
	@! grep -n '://' requirements/*.txt || { echo 'make lock: an address stands in a lock' >&2; exit 1; }

clean: ## Remove what these targets made, but not data/
	@if [ -e '$(VENV)' ] && [ ! -e '$(VENV)/pyvenv.cfg' ]; then \
		echo "make clean: '$(VENV)' is no virtual environment; it stays" >&2; exit 1; fi
	rm -rf '$(VENV)' build policygraph.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf web/static web/.static-* web/frontend/node_modules tests/outside/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps lie in the environment: who removes it removes them, and a newer lock installs again.

$(READY)/venv:
	@command -v '$(PYTHON)' >/dev/null || { \
		echo "make: there is no '$(PYTHON)'; install Python 3.11 or newer, or say which: make PYTHON=python3.12" >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: expected Python 3.11 or newer, got $$('$(PYTHON)' --version 2>&1); say which: make PYTHON=python3.12" >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: '$(PYTHON)' cannot make virtual environments; install its venv module (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	'$(PYTHON)' -m venv '$(VENV)'
	@mkdir -p $(READY) && touch $@

$(READY)/run $(READY)/dev $(READY)/web-build: $(READY)/%: requirements/%.txt | $(READY)/venv
	$(PIP) install --quiet --require-hashes --requirement $<
	@touch $@

# Only setuptools, from the lock, works here: nothing is fetched.
$(READY)/app: pyproject.toml $(READY)/run
	$(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# The locks are resolved on the oldest Python, whose answer holds for the newer ones too.
$(LOCKER)/.ready: pyproject.toml
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo "make lock: expected Python 3.11, the oldest that we support; say: make lock PYTHON=python3.11" >&2; exit 1; }
	'$(PYTHON)' -m venv '$(LOCKER)'
	$(LOCKER)/bin/python -m pip --disable-pip-version-check install --quiet $$($(LOCKER)/bin/python -c "$$EXTRA" lock)
	@touch $@

$(NAMER)/.ready: pyproject.toml
	'$(PYTHON)' -m venv '$(NAMER)'
	$(NAMER)/bin/python -m pip --disable-pip-version-check install --quiet $$($(NAMER)/bin/python -c "$$EXTRA" names)
	@touch $@

$(CONTAINERS)/.ready: pyproject.toml | $(READY)/venv
	'$(PYTHON)' -m venv '$(CONTAINERS)'
	$(CONTAINERS)/bin/python -m pip --disable-pip-version-check install --quiet $$($(BIN)/python -c "$$EXTRA" containers)
	@touch $@

COMPILE = CUSTOM_COMPILE_COMMAND='make lock' $(LOCKER)/bin/pip-compile --quiet --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(if $(UPGRADE),--upgrade)

# Programs of a few lines; recipes find them in the environment, where line ends survive.
export EXTRA HAS_NODE

define EXTRA
import sys, tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"][sys.argv[1]], sep="\n")
endef

define HAS_NODE
import sys
from web.errors import BuildError
from web.node import find_node
try:
    find_node()
except BuildError:
    sys.exit(1)
endef
