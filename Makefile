# Ways in. `make run` and `make test` each do all set-up by themselves, with a line of progress a step.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first interpreter that is new enough; a shim may be on PATH and still not run.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Rasa's last open line needs Python 3.10: from PATH, from pyenv's versions, else fetched by uv.
PYTHON310 ?= $(shell for p in python3.10 $$(ls -d $${PYENV_ROOT:-$$HOME/.pyenv}/versions/3.10.*/bin/python 2>/dev/null); do \
  $$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null && echo $$p && break; done || echo 3.10)

# Where there is room for it tests work in memory: what they write is forgotten, and a disk is slow to promise.
TESTING := $(shell [ "$$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 3000000 ] 2>/dev/null && echo TMPDIR=/dev/shm)

STATE := .make
PY := .venv/bin/python
BOT_PY := bot/.venv/bin/python
UV := env -u VIRTUAL_ENV $(STATE)/uv/bin/uv
# What training reads; the other components only serve.
MODEL_INPUTS := $(shell find bot/domain bot/components/understanding bot/components/folding.py \
  bot/components/intent_classifier.py bot/config.yml data/nlu data/rules data/stories -type f -not -name '*.pyc' 2>/dev/null)
export RASA_TELEMETRY_ENABLED := false
# Where it is set, each of the many programs that tests start compiles all that it imports anew: five seconds for Rasa.
unexport PYTHONDONTWRITEBYTECODE
export GILDONG_HOME ?= $(CURDIR)/.gildong

.PHONY: help run test untrained unit integration conversations whole bench evaluate check types fix funnel train lock setup

help:  ## this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

run: $(STATE)/ready bot/models/gildong.tar.gz  ## start everything on one port and print where
	@GILDONG_ENV=development $(PY) -m handoff develop

test:  ## every test; set-up included
	@$(MAKE) -j 2 train untrained
	@$(MAKE) conversations whole

untrained: $(STATE)/ready-to-test  # one after the other, while the bot learns
	@$(MAKE) unit
	@$(MAKE) integration

unit: $(STATE)/ready-to-test
	@echo "== unit: no I/O"
	@$(TESTING) $(PY) -m pytest -q tests/unit --ignore=tests/unit/bot
	@cd bot && $(TESTING) ../$(BOT_PY) -m pytest -q ../tests/unit/bot

# Three at a time on two cores: they wait more than they count.
integration: $(STATE)/ready-to-test
	@echo "== integration: databases and sockets"
	@$(TESTING) $(PY) -m pytest -q -n 3 tests/integration

conversations: $(STATE)/ready-to-test bot/models/gildong.tar.gz
	@echo "== conversations: the trained bot"
	@cd bot && $(TESTING) ../$(BOT_PY) -m pytest -q -n 2 ../tests/conversations

whole: $(STATE)/ready-to-test bot/models/gildong.tar.gz
	@echo "== all three programs, over sockets and in headless Chromium"
	@$(TESTING) $(PY) -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder tests/programs tests/browser

bench: $(STATE)/ready-to-test bot/models/gildong.tar.gz  ## measure a turn; JSON to $$BENCH_JSON
	@$(PY) -m tests.bench

# TSV=file LOCALE=ko scores text<TAB>intent lines as live messages; PUBLIC=folder runs Banking77 and CLINC150 from there.
evaluate: $(STATE)/ready bot/models/gildong.tar.gz  ## how well the bot understands; report in bot/evaluation
ifdef TSV
	@[ -n "$(LOCALE)" ] || { echo "Say which language: make evaluate TSV=$(TSV) LOCALE=ko (or fa, en)"; exit 2; }
	@$(PY) -m handoff mask < "$(TSV)" | (cd bot && .venv/bin/python -W ignore -m evaluation score $(LOCALE) 2> ../$(STATE)/evaluate.log) \
	  || { tail -n 5 $(STATE)/evaluate.log; exit 1; }
else ifdef PUBLIC
	@cd bot && .venv/bin/python -W ignore -m evaluation public "$(abspath $(PUBLIC))" 2> ../$(STATE)/evaluate.log
else
	@cd bot && .venv/bin/python -W ignore -m evaluation report 2> ../$(STATE)/evaluate.log
endif

check: $(STATE)/ready-to-test  ## lint, format, types, import rules
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy && .venv/bin/lint-imports

types:  ## types of the browser code (needs npm; CI runs it)
	@cd handoff/web && npx --yes --package typescript@5.9 tsc --project jsconfig.json --noEmit

fix: $(STATE)/ready-to-test  ## format and mend what can be mended
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

funnel: $(STATE)/ready  ## steps entered, passed, failed, left: by step, language and reason
	@GILDONG_ENV=development $(PY) -m handoff funnel

train: bot/models/gildong.tar.gz  ## train the model if its inputs changed

setup: $(STATE)/ready-to-test bot/models/gildong.tar.gz

bot/models/gildong.tar.gz: $(STATE)/ready $(MODEL_INPUTS)
	@echo "-> training the bot (two to three minutes; log in $(STATE)/train.log)"
	@cd bot && .venv/bin/python -m rasa train --quiet --fixed-model-name gildong > ../$(STATE)/train.log 2>&1 \
	  || { tail -n 30 ../$(STATE)/train.log; exit 1; }
	@touch $@

$(STATE)/uv/bin/uv:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed; none was found on PATH."; exit 1; }
	@echo "-> fetching uv"
	@mkdir -p $(STATE) && $(PYTHON) -m venv $(STATE)/uv && $(STATE)/uv/bin/python -m pip install -q --disable-pip-version-check uv

$(STATE)/ready: requirements.txt bot/requirements.txt | $(STATE)/uv/bin/uv
	@[ -x $(PY) ] || $(UV) venv -q --python "$$(command -v $(PYTHON))" .venv
	@echo "-> installing handoff/ and actions/"
	@$(UV) pip install -q --require-hashes -p $(PY) -r requirements.txt
	@[ -x $(BOT_PY) ] || $(UV) venv -q --python "$(PYTHON310)" bot/.venv
	@echo "-> installing bot/ (Rasa: a few hundred megabytes the first time)"
	@$(UV) pip install -q --require-hashes -p $(BOT_PY) -r bot/requirements.txt
	@touch $@

$(STATE)/ready-to-test: requirements-dev.txt $(STATE)/ready
	@echo "-> installing what the tests need"
	@$(UV) pip install -q --require-hashes -p $(PY) -r requirements-dev.txt
	@touch $@

COMPILE := pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url
lock: | $(STATE)/uv/bin/uv  ## resolve the hashed requirement files anew
	@$(UV) $(COMPILE) -p 3.11 pyproject.toml -o requirements.txt
	@$(UV) $(COMPILE) -p 3.11 --group dev pyproject.toml -o requirements-dev.txt
	@cd bot && env -u VIRTUAL_ENV ../$(STATE)/uv/bin/uv $(COMPILE) -p 3.10 --group dev pyproject.toml -o requirements.txt
