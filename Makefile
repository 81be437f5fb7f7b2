# Everything happens in an environment of its own, .venv; all it takes is Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo test test-cluster cluster pythons oldest docs check lint types contracts format conformance stress bench relevance wheel clean

help:
	@echo "make demo         set up, index the bundled corpus, ask it a question"
	@echo "make test         set up, run the tests"
	@echo "make test-cluster run the tests that need a real OpenSearch cluster (a JDK of 21 or later, Maven)"
	@echo "make cluster      start such a cluster, to try things on, until Ctrl-C"
	@echo "make pythons      run the tests with each Python there is, and the newest dependencies"
	@echo "make oldest       the same, with the oldest dependencies"
	@echo "make check        tests, lint, types, import contracts: what CI runs"
	@echo "make docs         build the documentation into build/site, strictly"
	@echo "make format       put the code into its form"
	@echo "make conformance  Whoosh's own test-suite with our codec"
	@echo "make stress       try to break it, at length; STRESS='kills --times 0.1' for a part"
	@echo "make bench        measure beside the peers (needs the benchmark corpus)"
	@echo "make wheel        build, install into an empty environment, try it there"

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'leadersearch needs Python 3.11 or later; name one: make PYTHON=python3.12 ...')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		--editable ".[html,pdf,web,opensearch]" --group dev
	@touch $@

demo: $(READY)
	$(BIN)/leadersearch index corpus/
	$(BIN)/leadersearch query "leadership AHP"

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto

test-cluster: $(READY)
	LEADERSEARCH_REQUIRE_CLUSTER=1 $(BIN)/python -m pytest -m cluster

cluster: $(READY)
	PYTHONPATH=tests $(BIN)/python -m cluster $(CLUSTER)

pythons:
	$(PYTHON) scripts/try_pythons.py --dependencies newest

oldest:
	$(PYTHON) scripts/try_pythons.py --dependencies oldest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

docs: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

check: lint types contracts test

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

conformance: $(READY)
	$(BIN)/python tests/conformance/run.py

stress: $(READY)
	$(BIN)/python tests/stress/run.py $(STRESS)

relevance: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt bm25s
	$(BIN)/python benchmarks/relevance.py $(JUDGED)

bench: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt bm25s tantivy
	$(BIN)/python benchmarks/compare.py $(BENCH)

wheel: $(READY)
	$(BIN)/python scripts/try_wheel.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache
