# Two commands do all set-up in .venv: `make check` (the main job) and `make test` (lint, types, tests). `make docs`: the manual.
PYTHON ?= python3
BIN := .venv/bin
# The release of every dependency is pinned with hashes; the project itself is installed from the checkout.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location --root-user-action ignore

.PHONY: check test types reached docs dist bundle explore kills fuzz mutants tools bench lock clean
.DELETE_ON_ERROR:

check: .venv/ready
	@mkdir -p build
	@echo "真实计划 data/plan_2024.yaml（没有报送材料，只按计划推算；网页在 build/真实计划.html）："
	@$(BIN)/zhutiri check --as-of 2024-04-12 --fail-on never -o build/真实计划.html
	@echo
	@echo "示例工作区 examples/："
	@cd examples && ../$(BIN)/zhutiri check --as-of 2024-04-12 --fail-on never

test: .venv/ready-dev
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/zhutiri validate data/plan_2024.yaml examples/data/plan_2024.yaml
	$(BIN)/python scripts/long_places.py
	$(MAKE) --no-print-directory -j2 types reached

types: .venv/ready-dev
	$(BIN)/mypy

# All tests, and how much of src they reach: too little of it fails. A worker more than there are cores: one of them
# always waits, for the disk or for a program that it started.
WORKERS = $$($(BIN)/python -c "import os; print((os.cpu_count() or 1) + 1)")
reached: .venv/ready-dev
	rm -rf build/reached
	ZHUTIRI_REACHED=$(CURDIR)/build/reached $(BIN)/pytest -n $(WORKERS) --dist worksteal
	$(BIN)/python scripts/reached.py build/reached

# The manual, into build/site; nothing is fetched from the network. It is built in .venv, since the pages about rules are made
# from the code, and so that the tests can look at it; its lock holds the very releases that the other locks hold.
docs: .venv/ready-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "build/site/index.html"

# Wheel and source archive into dist/, looked at: nothing lacking, nothing else, the archive builds the very same wheel.
dist: .venv-dist/ready
	rm -rf dist build/dist
	.venv-dist/bin/python -m build --no-isolation --outdir dist . >/dev/null
	.venv-dist/bin/python -m build --no-isolation --wheel --outdir build/dist . >/dev/null
	.venv-dist/bin/twine check --strict dist/*
	.venv-dist/bin/check-wheel-contents dist/*.whl
	.venv-dist/bin/python scripts/look_at_dist.py dist build/dist

# Installers for machines without a network, into build/bundle: `make bundle ARGS="--systems windows-x64 --ocr"`.
bundle: dist
	.venv-dist/bin/python scripts/bundle.py $(ARGS)

# The property tests with new random examples at every run; what fails becomes an example of its test.
explore: .venv/ready-dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --hypothesis-profile=explore

# Every odd input of tests/corpus, those in processes of their own, too (the tests run a sixth of these).
corpus: .venv/ready-dev
	ZHUTIRI_CORPUS=all $(BIN)/pytest -n $(WORKERS) --dist worksteal tests/corpus

# Every command killed at every step of its writing, and at 200 random moments: more than half an hour.
kills: .venv/ready-dev
	ZHUTIRI_KILLS=200 $(BIN)/pytest -s tests/cli/test_killed.py

# Every kind of bytes from outside under a coverage-guided fuzzer, FUZZ_SECONDS each; ARGS="eml zip" names some of them.
FUZZ_SECONDS ?= 600
fuzz: .venv-fuzz/ready
	.venv-fuzz/bin/python scripts/fuzz.py --seconds $(FUZZ_SECONDS) $(ARGS)

# Whether a test notices every small change to the rooms that say when something is due: a quarter of an hour, or ARGS="case/status".
mutants: .venv/ready-dev
	$(BIN)/python scripts/mutants.py $(ARGS)

# Official readers of our outputs (a SARIF validator, a YAML language server); needs npm. Tests skip without them.
tools:
	npm ci --prefix tests/tools --no-audit --no-fund --loglevel=error

# Speed and memory beside known tools and limits: `make bench ARGS="start rollup"`, `ARGS=--list`, `ARGS=--keep`. The
# tools of others lie in an environment of their own; one that cannot be installed is a row that says so.
bench: .venv/ready-dev
	-@$(MAKE) --no-print-directory .venv-bench/ready
	$(BIN)/python scripts/bench.py $(ARGS)

.venv/ready: pyproject.toml requirements/base.lock
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements/base.lock
	$(PIP) --no-deps --editable .
	touch $@

# The many modules of these two are compiled when they are imported, if ever: some 20 s less.
.venv/ready-dev: .venv/ready requirements/dev.lock
	$(PIP) --no-compile --require-hashes -r requirements/dev.lock
	touch $@

.venv/ready-docs: .venv/ready requirements/docs.lock
	$(PIP) --no-compile --require-hashes -r requirements/docs.lock
	touch $@

.venv-dist/ready: requirements/dist.lock
	$(PYTHON) -m venv .venv-dist
	$(PIP:$(BIN)/%=.venv-dist/bin/%) --require-hashes -r requirements/dist.lock
	touch $@

.venv-bench/ready: requirements/bench.lock
	$(PYTHON) -m venv .venv-bench
	$(PIP:$(BIN)/%=.venv-bench/bin/%) --require-hashes -r requirements/bench.lock
	touch $@

# What the program needs lies in .venv already.
.venv-fuzz/ready: .venv/ready requirements/fuzz.lock
	$(PYTHON) -m venv .venv-fuzz
	$(PIP:$(BIN)/%=.venv-fuzz/bin/%) --require-hashes -r requirements/fuzz.lock
	$(BIN)/python -c "import sysconfig; print('import site; site.addsitedir(' + repr(sysconfig.get_path('purelib')) + ')')" \
	  > $$(.venv-fuzz/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")/venv.pth
	touch $@

# Pin anew (needs uv): no index address is written.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
  --no-annotate
lock:
	$(COMPILE) pyproject.toml --output-file requirements/base.lock
	$(COMPILE) --extra dev pyproject.toml --output-file requirements/dev.lock
	$(COMPILE) --extra docs --constraints requirements/dev.lock pyproject.toml --output-file requirements/docs.lock
	$(COMPILE) --extra office --constraints requirements/dev.lock pyproject.toml --output-file requirements/office.lock
	$(COMPILE) --extra office --extra ocr --constraints requirements/dev.lock pyproject.toml \
	  --output-file requirements/office-ocr.lock
	$(COMPILE) --extra office --extra ocr --extra rollup --extra cluster --extra storage --constraints requirements/dev.lock \
	  pyproject.toml --output-file requirements/product.lock
	$(COMPILE) --group bench --output-file requirements/bench.lock
	$(COMPILE) --group dist --output-file requirements/dist.lock
	$(COMPILE) --group fuzz --output-file requirements/fuzz.lock

clean:
	rm -rf .venv .venv-bench .venv-dist .venv-fuzz build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
