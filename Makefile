# Two commands do everything: `make demo` and `make test`. They create .venv and install what they need.
# The first Python that runs and is new enough; a name on the PATH may be a shim for one that is not installed.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$name && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
# One process for each core; the tests of a file stay together, for they share what was built for them.
TOGETHER := --numprocesses auto --dist loadfile
QT_PACKAGES := libglib2.0-0 libgl1 libegl1 libfontconfig1 libfreetype6 libxkbcommon0 libdbus-1-3
RENDER_PACKAGES := libreoffice-impress libreoffice-writer poppler-utils fonts-crosextra-carlito \
	fonts-crosextra-caladea fonts-liberation fonts-dejavu-core fonts-wqy-microhei

.PHONY: venv demo test check bench generated score fuzz run brands gallery pictures system render-tools clean full

venv: $(STAMP)

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" \
		|| { echo "Briefer needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3 venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
		|| { echo "Could not create .venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

# The libraries that Qt loads; on a desktop they are there already.
system:
	@$(BIN)/python -c 'import PySide6.QtWidgets' 2>/dev/null || $(MAKE) --no-print-directory .install PACKAGES="$(QT_PACKAGES)"

# What the render tests need; without it they are skipped and say so.
render-tools:
	@command -v soffice >/dev/null && command -v pdftoppm >/dev/null \
		&& fc-list 2>/dev/null | grep -qi caladea && fc-list :lang=zh 2>/dev/null | grep -q . \
		|| $(MAKE) --no-print-directory .install PACKAGES="$(RENDER_PACKAGES)"

.PHONY: .install
.install:
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES); \
	else \
		echo "Please install these packages, then run make again: $(PACKAGES)"; exit 1; \
	fi

demo: venv
	@$(BIN)/briefer build sample_briefs/pacific-partners.yaml -o out

test: venv system
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q $(TOGETHER)

check: venv system
	$(BIN)/ruff format --check briefer tests benchmarks
	$(BIN)/ruff check briefer tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q $(TOGETHER)

# The long form of the kill runs.
full: venv system
	BRIEFER_FULL=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q $(TOGETHER)

# What an import gets right: the collection of invented documents, and the reference corpus when it is beside the checkout.
score: venv
	$(BIN)/python -m benchmarks.score

# The long form of the fuzz run: COUNT damaged files of every format, from seed FROM on (an hour or so for 10,000).
COUNT ?= 10000
FROM ?= 0
fuzz: venv system
	BRIEFER_FUZZ=$(COUNT) BRIEFER_FUZZ_FROM=$(FROM) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/test_fuzz.py

# Generated briefs of every template and brand, drawn, validated and verified: 30 in `make test`, 300 here.
GENERATED ?= 300
generated: venv system render-tools
	BRIEFER_GENERATED=$(GENERATED) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/test_generated.py

bench: venv
	$(BIN)/python -m benchmarks

run: venv system
	$(BIN)/briefer

# The masters are committed; run this after changing a brand.yaml or the master script.
brands: venv
	$(BIN)/python -m briefer.writers.master templates/brands/*

# Every layout, and every template in every brand with every brief, as decks and contact sheets to look at.
# BRIEFS="one.yaml two.yaml" takes other briefs than the samples, each with the library it names.
BRIEFS ?=
gallery: venv system
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.gallery out/gallery $(BRIEFS)

# The pictures of docs/gallery.md.
pictures: venv system
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.gallery --pictures

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
