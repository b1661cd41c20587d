PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile

.PHONY: setup demo test lint docs bench faults clean lock

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "fazhi needs Python 3.11 to 3.13, this is %d.%d: make PYTHON=python3.11" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
	touch $(STAMP)

demo: setup
	$(BIN)/fazhi demo

test: setup
	@if .ci/chromium; then $(PYTEST); else \
		echo "The tests that need it, those marked browser, are left out." >&2; $(PYTEST) -m "not browser"; \
	fi

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/fazhi sources lint

docs: setup
	$(BIN)/python -m warehouse.dictionary

bench: setup
	$(BIN)/python -m bench --write

faults: setup
	$(BIN)/python -m bench.faults

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Needs uv. Hashes and no addresses; --universal so that one lock serves Linux, macOS and Python 3.11 to 3.13.
lock:
	uv pip compile --universal --python-version 3.11 --override overrides.txt --generate-hashes \
		--no-emit-index-url --no-annotate --no-header requirements.in -o requirements.lock
