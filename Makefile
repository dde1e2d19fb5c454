# make demo: set up, sweep the fixture buckets, print the ratings.   make test: set up, run all tests.
PYTHON_BIN := .venv/bin/python
CORPORA ?= ../corpora
OUT ?= demo
DECISIONS := pii_sweep/sample/data/decisions.json

GOLDEN ?= build/golden.txt

# Collections of fixtures/kinds: those that the scores are fitted on, and those that nothing is fitted on.
FITTED := later third medical fourth fifth sixth seventh eighth everyday
HELD_OUT := unseen ninth
MEASURED := $(HELD_OUT) $(FITTED)

.PHONY: docs pictures presidio demo test check lock setup fixtures model papers-model lint evaluate evaluate-kinds $(addprefix evaluate-,$(MEASURED)) evaluate-clean scorer health-scorer order-scorer contact-scorer number-scorer address-scorer trait-scorer column-scorer golden held mutate decisions bench bench-ocr bench-legibility bench-layers bench-sampling bench-linkage bench-detect bench-exports bench-layouts bench-passages bench-papers bench-codecs bench-tables bench-sweep bench-rivals bench-sealed bench-engine bench-kills bench-findings bench-names bench-ablation bench-rates bench-trace fuzz canaries tamper clean

setup:
	@.ci/setup demo

demo:
	@.ci/setup demo
	@$(PYTHON_BIN) -m fixtures.demo --out $(OUT)

test:  # lint and types, then every test
	@.ci/setup test
	@$(MAKE) --no-print-directory check
	@PYTHONDONTWRITEBYTECODE= $(PYTHON_BIN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check:
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy

lint: setup check

lock:  # resolve pyproject.toml again; commit requirements.lock, .ci/runtime.lock and .ci/presidio.lock
	@.ci/setup demo
	@.venv/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" --upgrade -q -o requirements.lock
	@.venv/bin/uv pip compile pyproject.toml --extra ocr --extra office --extra pdf --extra faces --extra cluster \
		--universal --python-version 3.11 --constraint requirements.lock --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" -q -o .ci/runtime.lock

	@echo "presidio-evaluator>=0.3,<0.4" | .venv/bin/uv pip compile - --universal --python-version 3.11 \
		--constraint requirements.lock --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		$$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/--no-emit-package \1/p' requirements.lock) -q -o .ci/presidio.lock

presidio:  # presidio-research's evaluator on our analyzer, in a folder of its own: it brings transformers and scikit-learn
	@.ci/setup test
	@$(PYTHON_BIN) -m pip install -q --disable-pip-version-check --no-deps --require-hashes --upgrade \
		--target build/presidio -r .ci/presidio.lock
	@PYTHONPATH=build/presidio $(PYTHON_BIN) -m pytest tests/detect/test_presidio_tools.py
	@PYTHONPATH=build/presidio OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_presidio --corpora $(CORPORA)

fixtures: setup  # the committed estate again, byte for byte
	@$(PYTHON_BIN) -m fixtures.generate fixtures/estate

model: setup  # train models/en_pii_sweep again, from templates that repeat no sentence of the evaluation
	@$(PYTHON_BIN) -m models.train.echo $(CORPORA)/text_presidio_research/generated_large.json
	@$(PYTHON_BIN) models/train/train.py

papers-model: setup  # train models/xx_pii_papers again: the network that reads names, health and amounts in papers of fifty languages
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-fit $(addprefix --,$(FITTED))
	@$(PYTHON_BIN) -m models.train.papers build/kinds build/kinds-fit

evaluate: setup  # accuracy on fixtures and corpora; writes docs/accuracy.md and models/reliability.png
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@for collection in $(MEASURED); do $(PYTHON_BIN) -m fixtures.kinds build/kinds-$$collection --$$collection || exit; done
	@$(PYTHON_BIN) -m pii_sweep.evaluate.bench --corpora $(CORPORA) --fixtures fixtures/estate --kinds build/kinds \
		$(foreach collection,$(MEASURED),--$(collection) build/kinds-$(collection)) \
		--out docs/accuracy.md --plot models/reliability.png

evaluate-kinds: setup  # accuracy by kind of document alone, on the development collection
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m pii_sweep.evaluate.kinds build/kinds

$(addprefix evaluate-,$(MEASURED)): evaluate-%: setup  # the same on another collection of fixtures/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-$* --$*
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m pii_sweep.evaluate.kinds build/kinds-$*

evaluate-clean: setup  # false findings in real text without personal data: the standard library's sources
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m pii_sweep.evaluate.clean

# Networks for fitting, each trained without a quarter of the kinds and passages: some twenty minutes each.
PARTS = $(addprefix build/without-,0 1 2 3)
build/without-%/words.txt: $(addprefix models/train/,papers.py passages.py exchange.py) $(wildcard models/train/data/*.txt models/train/data/*/*.txt) | setup
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-fit $(addprefix --,$(FITTED))
	@$(PYTHON_BIN) -m models.train.papers build/kinds build/kinds-fit --without $* --out build/without-$*

scorer: setup $(PARTS:=/words.txt)  # fit the score of names again, and print its figures on kinds left out
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-fit $(addprefix --,$(FITTED))
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.scorer build/kinds --later build/kinds-fit \
		--parts $(PARTS)

health-scorer: setup $(PARTS:=/words.txt)  # fit the score of health again, and print its figures on kinds left out
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-fit $(addprefix --,$(FITTED))
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.health build/kinds build/kinds-fit --parts $(PARTS)

order-scorer: setup $(PARTS:=/words.txt)  # fit the score of amounts in running text again, and print its figures on kinds left out
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-fit $(addprefix --,$(FITTED))
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.order_value build/kinds build/kinds-fit --parts $(PARTS)
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.order_among
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.order_papers
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.order_rows --parts $(PARTS)
	@for collection in $(FITTED); do $(PYTHON_BIN) -m fixtures.kinds build/kinds-$$collection --$$collection || exit; done
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.order_reading $(addprefix build/kinds-,$(FITTED))

contact-scorer: setup  # fit the score of whose contact data is again, and print its figures on authors left out
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.contact_owner

number-scorer: setup  # fit the score of what a number in running text is again, and print its figures on authors left out
	@for collection in $(FITTED); do $(PYTHON_BIN) -m fixtures.kinds build/kinds-$$collection --$$collection || exit; done
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.number_reading $(addprefix build/kinds-,$(FITTED))

trait-scorer: setup  # fit the score of what states a trait of a person again, and print its figures on authors left out
	@for collection in $(FITTED); do $(PYTHON_BIN) -m fixtures.kinds build/kinds-$$collection --$$collection || exit; done
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.trait_reading $(addprefix build/kinds-,$(FITTED))

address-scorer: setup  # fit the score of addresses in running text again, and print its figures on authors left out
	@for collection in $(FITTED); do $(PYTHON_BIN) -m fixtures.kinds build/kinds-$$collection --$$collection || exit; done
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.address_score $(addprefix build/kinds-,$(FITTED))

column-scorer: setup  # fit the score of columns of names again, and print its figures on kinds left out
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-columns $(addprefix --,$(FITTED)) --lists
	@PYTHONHASHSEED=0 OMP_NUM_THREADS=1 $(PYTHON_BIN) -m models.train.column_scorer build/kinds build/kinds-columns

golden: setup  # every finding's object, entity, place and score, to compare two versions of the detector
	@mkdir -p $(dir $(GOLDEN))
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.golden --corpora $(CORPORA) --fixtures fixtures/estate --out $(GOLDEN)

held: setup  # renew what the tests hold of results, after a change that is meant (PART=detect/person for some)
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.detect.held --write $(PART)
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.held $(PART)

docs: setup  # the documentation as a site in build/site, its reference from the code, every link checked
	@$(PYTHON_BIN) docs/generate.py
	@$(PYTHON_BIN) -m mkdocs build --strict --config-file .ci/mkdocs.yml
	@echo "build/site/index.html"

pictures: setup  # docs/pictures from the running program, by the tutorial's commands; needs Chromium
	@PYTHONPATH=. $(PYTHON_BIN) docs/pictures.py

mutate: setup  # change one line of each family, term, interval and guard; the tests must notice each
	@$(PYTHON_BIN) -m tests.mutation.run

decisions: setup  # the detector's error rates by format, for the corrected prevalence
	@$(PYTHON_BIN) -m fixtures.measure build/measure
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds-unseen --unseen
	@for corpus in build/measure build/kinds-unseen $(addprefix $(CORPORA)/,text_presidio_research receipts_sroie invoices_zugferd); do \
		test -d $$corpus || continue; echo $$corpus; \
		$(PYTHON_BIN) -m pii_sweep evaluate $$corpus --decisions $(DECISIONS) > /dev/null || exit; done

bench: bench-sweep bench-rivals bench-engine bench-sealed bench-ocr bench-sampling bench-detect bench-tables evaluate

bench-ocr: setup
	@$(PYTHON_BIN) -m tests.benchmarks.bench_ocr --corpora $(CORPORA)

bench-legibility: setup  # do pages that were hardly legible say so
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_legibility --corpora $(CORPORA)

bench-layers: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_layers --corpora $(CORPORA)

bench-sampling: setup  # every bar of the figures; then the tests of a packet's numbers and of the rating's terms
	@$(PYTHON_BIN) -m tests.benchmarks.bench_sampling; missed=$$?; \
	$(PYTHON_BIN) -m tests.benchmarks.bench_quote || missed=1; \
	$(PYTHON_BIN) -m tests.benchmarks.bench_inventory || missed=1; \
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_linkage || missed=1; \
	$(PYTHON_BIN) -m pytest -q tests/report/packet/test_numbers.py tests/risk || missed=1; exit $$missed

bench-linkage: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_linkage

bench-detect: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_detect --corpora $(CORPORA)

bench-ablation: setup  # which compiled patterns raise no figure; some minutes of one core
	@$(PYTHON_BIN) -m fixtures.kinds build/kinds
	@for collection in $(FITTED) lists; do \
		$(PYTHON_BIN) -m fixtures.kinds build/kinds-$$collection --$$collection || exit; done
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_ablation build/kinds fixtures/estate fixtures/exports \
		$(foreach collection,$(FITTED) lists,build/kinds-$(collection)) \
		$(wildcard $(addprefix $(CORPORA)/,text_presidio_research addresses_usaddress columns_datahub invoices_zugferd)) \
		--documents 10 --seconds 0.05 --out build/ablation.txt

bench-names: setup  # names by origin, and names that are words, in varied sentences
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_names

bench-findings: setup  # the findings browser with 100,000 findings: size, opening, filters
	@$(PYTHON_BIN) -m tests.benchmarks.bench_findings_page

bench-rates: setup  # processor seconds an object by kind, for docs/how-to/cluster.md
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_rates

bench-trace: setup  # recall and precision of subject requests, every person of the fixture estate
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_trace

bench-exports: setup  # recall in tables as other systems export them, and false findings in tables without people
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_exports

bench-layouts: setup  # one table of people in many layouts and formats
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_layouts

bench-passages: setup  # names, health and amounts in papers of all trades that are set aside
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_passages

bench-papers: setup  # what is found of each kind of value in papers of offices, by authors who had not seen the rules
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_papers

bench-codecs: setup  # papers in the codecs of machines before Unicode: which are read without a wrong character
	@$(PYTHON_BIN) -m tests.benchmarks.bench_codecs

bench-tables: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(PYTHON_BIN) -m tests.benchmarks.bench_tables

bench-sweep: setup  # whole sweeps against the script a user would write; wants a quiet machine
	@$(PYTHON_BIN) -m tests.benchmarks.bench_sweep --out docs/performance.md

bench-rivals: setup  # texts and PDFs against the stock script; HAWK="--hawk PYTHON --fingerprints FILE" for hawk-scanner
	@$(PYTHON_BIN) -m tests.benchmarks.bench_rivals $(HAWK)

bench-engine: setup  # processor time of small objects, of the coordinator alone, and of starting
	@$(PYTHON_BIN) -m tests.benchmarks.bench_engine

bench-kills: setup  # 50 processes of sweeps killed at random; the tables have to be those of a whole one
	@$(PYTHON_BIN) -m tests.benchmarks.bench_kills

bench-sealed: setup  # what the fetcher and the kernel's seal cost
	@$(PYTHON_BIN) -m tests.benchmarks.bench_sealed

fuzz: setup
	@$(PYTHON_BIN) -m tests.fuzz.run --files 10000
	@$(PYTHON_BIN) -m tests.fuzz.sweep --files 10000

canaries: setup  # 10,000 values planted in documents; none may be in what any command writes or prints
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.fuzz.canaries --canaries 10000

tamper: setup  # 300 changes of one byte in a sweep directory; verify must notice each
	@OMP_NUM_THREADS=1 $(PYTHON_BIN) -m tests.fuzz.tamper --changes 300

clean:
	rm -rf .venv demo build dist
