# Everything is made from here. `make help` lists the targets.
#
# A fresh Debian 12 with git, make and python3 is enough: what is missing is installed once and found again the next time.
# Stamp files (.venv/.run, .venv/.test, …) remember what was installed from which lock file.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# Debian's own Python where there is one: built with profile-guided optimisation, it prints a report in four fifths of the
# time that one compiled without takes (as pyenv's are).
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo /usr/bin/python3 || echo python3)
BIN := .venv/bin
PORT ?= $(or $(shell sed -n 's/^PORT=//p' .env 2>/dev/null),8000)
DEMO_REPORTS := build/reports

# WeasyPrint's libraries: text layout, and font subsetting that gives the same bytes in every run.
RUN_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# Debian's python3 comes without ensurepip, which makes virtual environments.
RUN_PACKAGES += $(shell $(PYTHON) -c 'import ensurepip' 2>/dev/null || echo python3-venv)
# PostgreSQL, readers of the PDF, what runs veraPDF (tests/verapdf), and the browser of journeys and benchmarks.
TEST_PACKAGES := postgresql poppler-utils default-jre-headless libjaxb-java chromium chromium-headless-shell

# Tests and checks see neither the developer's .env nor their database.
TEST_ENV := DATA_DIR=$(CURDIR)/build/test DATABASE_URL=sqlite:///$(CURDIR)/build/test/portal.sqlite3 PRODUCTION=false DEBUG=false
PRODUCTION_ENV := $(TEST_ENV) PRODUCTION=true ALLOWED_HOSTS=ita.example.go.th \
	EMAIL_URL=smtp+tls://mail.example.go.th:587 DEFAULT_FROM_EMAIL=ita@example.go.th \
	SECRET_KEY=$(shell od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
SOURCES := itaportal measures reports
CORES := $(shell nproc)

.PHONY: help setup run test bench manual pictures lock fmt clean run-packages test-packages lint types checks pytest

help: ## This list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 14

setup: .venv/.run build/fonts/.built build/words/thbrk.tri static/vendor/.copied ## Install what is missing, build fonts and dictionary, copy front-end assets

run: setup ## Set up, migrate, load the demo, print its reports, serve on PORT
	@$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_reference
	$(BIN)/python manage.py load_demo
	echo
	echo "Demo reports:"
	$(BIN)/python manage.py export_demo --output $(CURDIR)/$(DEMO_REPORTS)
	echo
	echo "Portal: http://127.0.0.1:$(PORT)/   (Ctrl-C stops it)"
	exec $(BIN)/gunicorn itaportal.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --timeout 120 --log-level warning

test: ## Linters, types, import contracts, tests on SQLite and on PostgreSQL
	@$(MAKE) --no-print-directory --jobs=$(CORES) --output-sync=target lint types checks
	$(MAKE) --no-print-directory pytest

lint: .venv/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

types: .venv/.test
	$(TEST_ENV) $(BIN)/mypy

checks: .venv/.test static/vendor/.copied
	$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION_ENV) $(BIN)/python manage.py check --deploy --fail-level WARNING

# Coverage is counted on SQLite, as counting makes half as long again; what needs no database runs once. Without
# PostgreSQL the run says so; under CI it fails.
pytest: setup .venv/.test test-packages
	@export $(TEST_ENV)
	$(BIN)/coverage erase
	echo "=== Tests on SQLite"
	$(BIN)/pytest --numprocesses=$(CORES) --dist=worksteal --cov --cov-report=
	$(BIN)/coverage report --fail-under=95
	if tests/with_postgresql.sh --available; then
	    echo "=== Tests on PostgreSQL"
	    tests/with_postgresql.sh $(BIN)/pytest --numprocesses=$(CORES) --dist=worksteal --database-only
	elif [ "$${CI:-}" = true ]; then
	    echo "PostgreSQL is not there, and CI=true demands it." >&2
	    exit 1
	else
	    echo "!!! NOT TESTED ON POSTGRESQL: Debian's package postgresql is missing and cannot be installed from here." >&2
	fi

bench: setup .venv/.test test-packages ## Benchmarks: ratios beside headless Chromium
	@export $(TEST_ENV)
	$(BIN)/python -m tests.benchmarks
	if tests/with_postgresql.sh --available; then
	    tests/with_postgresql.sh $(BIN)/python -m tests.benchmarks screens
	fi

manual: setup .venv/.test test-packages ## Pictures of the manual, of the demo in Chromium, into static/portal/help/
	@$(BIN)/python -m tests.manual

# A page of each form of the demo, for the README.
PICTURED := chaiburi-2568-results-by-issue:1 ronthong-2566-progress-by-indicator:2 \
	sanpuloei-2566-results-and-indicator-progress:6 nao-2566-results:3 banmo-2569-development-from-ita:2

pictures: test-packages ## Page images of the demo's reports (of the last make run) into docs/forms/
	@mkdir -p docs/forms
	for each in $(PICTURED); do
	    report=$${each%:*} page=$${each#*:}
	    form=$$(sed -E 's/^[a-z]+-[0-9]+-//' <<< $$report)
	    pdftoppm -r 72 -png -singlefile -f $$page -l $$page $(DEMO_REPORTS)/$$report.pdf docs/forms/$$form
	done

lock: .venv/.lock ## Write the lock files anew from pyproject.toml and package.json; UPGRADE=--upgrade takes the newest
	@compile() {
	    $(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
	        --custom-compile-command 'make lock' $(UPGRADE) "$$@"
	}
	compile pyproject.toml --output-file requirements.lock
	for group in test lock; do
	    compile --group pyproject.toml:$$group --constraints requirements.lock --output-file requirements-$$group.lock
	done
	$(BIN)/npm install --package-lock-only

fmt: .venv/.test ## Format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## Remove whatever was made here; database and uploads in var/ stay
	rm -rf .venv node_modules static/vendor build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -prune -exec rm -rf {} +

# --- Python -----------------------------------------------------------------------------------------------------------

.venv/.made: | run-packages
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	echo "Making .venv"
	$(PYTHON) -m venv --clear .venv
	touch $@

# The locks add up: run, and on top of it test, lock. Wheels only: nothing is compiled, no set-up script runs.
PIP_INSTALL = $(BIN)/pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all:

.venv/.run: requirements.lock .venv/.made | run-packages
	@echo "Installing $<"
	$(PIP_INSTALL) -r $<
	touch $@

.venv/.%: requirements-%.lock .venv/.run
	@echo "Installing $<"
	$(PIP_INSTALL) -r $<
	touch $@

# --- Fonts and front-end assets, from npm by way of the Node in .venv ---------------------------------------------------

node_modules/.package-lock.json: package.json package-lock.json .npmrc .venv/.run
	@echo "Installing package-lock.json"
	$(BIN)/npm ci --no-progress --loglevel=error
	touch $@

build/fonts/.built: node_modules/.package-lock.json reports/render/fonts.py reports/render/thai_glyphs.py reports/render/check_boxes.py
	@$(BIN)/python -m reports.render.fonts
	touch $@

build/words/thbrk.tri: reports/render/line_breaks.py reports/render/unbroken_words.txt .venv/.run | run-packages
	@$(BIN)/python -m reports.render.line_breaks

SARABUN := node_modules/@fontsource/sarabun
BOOTSTRAP := node_modules/bootstrap/dist

static/vendor/.copied: node_modules/.package-lock.json Makefile
	@rm -rf static/vendor
	mkdir -p static/vendor/bootstrap static/vendor/sarabun/files static/vendor/htmx
	cp node_modules/htmx.org/dist/htmx.min.js static/vendor/htmx/
	cp $(BOOTSTRAP)/css/bootstrap.min.css{,.map} $(BOOTSTRAP)/js/bootstrap.bundle.min.js{,.map} static/vendor/bootstrap/
	for weight in 400 500 600 700; do
	    cp $(SARABUN)/$$weight.css static/vendor/sarabun/
	    cp $(SARABUN)/files/sarabun-*-$$weight-normal.woff{,2} static/vendor/sarabun/files/
	done
	touch $@

# --- Debian packages --------------------------------------------------------------------------------------------------

# Installs those of the packages in $(1) that are missing, as root or by a sudo that asks for nothing. Where neither can,
# prints the one command to type and runs $(2).
define install_packages
	@command -v dpkg-query >/dev/null || { echo "Not a Debian system; these packages' counterparts are needed: $(1)"; exit 0; }
	missing=$$(for package in $(1); do
	    dpkg-query --show --showformat='$${db:Status-Status}' $$package 2>/dev/null | grep -q '^installed' || echo $$package
	done | xargs)
	[ -n "$$missing" ] || exit 0
	if [ "$$(id -u)" = 0 ]; then
	    root=(env)
	elif sudo -n true 2>/dev/null; then
	    root=(sudo -n env)
	else
	    echo "Debian packages are missing: $$missing. Type this once, then run make again:" >&2
	    as_root=$$(command -v sudo >/dev/null && echo "sudo sh -c" || echo "su -c")
	    echo "    $$as_root 'apt-get update && apt-get install --yes --no-install-recommends $$missing'" >&2
	    $(2)
	fi
	echo "Installing Debian packages: $$missing"
	"$${root[@]}" apt-get update --quiet=2
	"$${root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 -o DPkg::Lock::Timeout=300 \
	    --yes --no-install-recommends $$missing </dev/null >/dev/null
endef

run-packages:
	$(call install_packages,$(RUN_PACKAGES),exit 1)

test-packages: | run-packages
	$(call install_packages,$(TEST_PACKAGES),exit 0)
