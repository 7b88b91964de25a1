# Everything a person or CI does with this project. `make run` and `make test` set up what they
# need by themselves; the other targets say what they are for in `make help`.

SHELL := /bin/bash
SWIFT ?= swift
BUILD_FLAGS := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error
TEST_FLAGS := --disable-xctest --parallel
CACHE := $(if $(XDG_CACHE_HOME),$(XDG_CACHE_HOME),$(HOME)/.cache)/prep
PREP := .build/release/prep
OUT := out

COMMAND := .build/command/prep
PREFIX := /usr/local

.PHONY: help install uninstall deb install-test schema-test guides-test reference lists-test wheel-test run build feeder feeder-test test lint fmt check asan tsan fuzz bench docs python \
	python-test setup oracle reader-test export-test report-test damage-test hostile-test records-test crash-test tasks-test power-test trainer-test example example-test doctor-test engines-test gpu-test instructions version clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

setup: ## install missing system packages and fetch the tokenizer
	@scripts/setup.sh

run: build ## set up, build, and run the main job on fixtures/
	$(PREP) build fixtures/documents --output $(OUT) --language en --overwrite
	$(PREP) stats $(OUT)
	$(PREP) inspect $(OUT) --random 2

build: setup ## set up and build the release binary
	$(SWIFT) build -c release --product prep $(BUILD_FLAGS)

$(COMMAND): Package.swift scripts/build-command.sh $(shell find Sources -type f)
	@scripts/setup.sh
	@scripts/build-command.sh

install: $(COMMAND) ## install command, completions, manual pages and documents; PREFIX=/usr/local DESTDIR=
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install.sh install

uninstall: ## remove what was installed; PREFIX=/usr/local DESTDIR=
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install.sh uninstall

deb: $(COMMAND) ## make a Debian package of that: .build/deb/prep_*.deb
	@scripts/build-deb.sh

install-test: build deb ## test these: files, manual pages, completions, the package in a Debian 12; needs root
	@scripts/setup.sh mandoc man-db bash-completion zsh fish lintian debootstrap
	@Tests/System/install/run.sh

schema-test: build ## test the JSON Schemas in docs/schemas against what the command writes and reads
	@Tests/System/schemas/run.sh

reference: build ## write docs/reference/command-line.md and the schema of configuration files
	@Tools/generate-reference.py $(PREP)

feeder: setup ## build the feeder as a shared library that stands alone: .build/feeder/libgpufeeder.so
	@scripts/build-feeder.sh

feeder-test: build ## test that library from C, C++ and Python, with a fake CUDA driver
	@Tests/System/feeder/run.sh

trainer-test: build feeder ## test the Python trainers with TRL 0.12.2 and 1.16.0 in environments of their own
	@Tests/System/trainers/run.sh

example: python ## train an adapter on fixtures/ with a tiny Llama, on the processor, in two minutes
	@Tests/System/qlora/example.sh

example-test: python ## test that example and the notebook with TRL 0.12.2 and 1.16.0
	@Tests/System/qlora/run.sh

doctor-test: build ## run prep doctor on environments with the matrix as written, mended, newer, and none
	@Tests/System/doctor/run.sh

engines-test: build ## run examples/engines on Slurm, Ray, Spark, Dask, datatrove, started here; ENGINES="ray dask"
	@scripts/setup.sh slurm-wlm slurmctld slurmd munge openjdk-17-jre-headless parallel
	@Tests/System/engines/run.sh $(ENGINES)

gpu-test: build python ## make .build/gpu-test, which checks the feeder on a CUDA device; run it where there is one
	@Tests/System/gpu/make.sh

test: setup ## set up and run all tests
	$(SWIFT) build --build-tests $(BUILD_FLAGS)
	$(SWIFT) test --skip-build $(TEST_FLAGS)

crash-test: build ## kill and starve builds, COUNT kills (default 200), FAULTS faults (default 40)
	@Tests/System/crash/run.py --count $(or $(COUNT),200) --faults $(or $(FAULTS),40)

tasks-test: build ## build in tasks, in any order, twice and killed, and compare; COUNT cases (default 8) from SEED on
	@PREP=$(PREP) Tests/System/tasks/run.py --count $(or $(COUNT),8) --seed $(or $(SEED),0)

power-test: build ## cut the power, in a model, wherever a command may be cut off; STATES=20000
	@scripts/setup.sh strace
	@Tests/System/power/run.py --states $(or $(STATES),20000)

instructions: build ## count the instructions of fixed small jobs and compare them with stored counts
	@scripts/setup.sh valgrind
	@Benchmarks/instructions/run.py $(UPDATE)

lint: setup ## check the sources of every language: Swift, C, C++, Python, shell
	@scripts/lint.sh

version: ## show the version, or set it: make version VERSION=1.2.3
	@scripts/version.sh $(VERSION)

fmt: ## format all sources
	$(SWIFT) format -i -r -p Package.swift Sources Tests Fuzz Benchmarks

check: lint build test python-test ## what CI runs: lint, release build with warnings as errors, all tests, instruction counts, some kills, power cuts, damage and lists with less in them
	@scripts/setup.sh valgrind
	@Benchmarks/instructions/run.py
	@Tests/System/crash/run.py --count 10 --faults 10
	@Tests/System/tasks/run.py --count 2
	@scripts/setup.sh strace
	@Tests/System/power/run.py --states 1000
	@Tests/System/records/run.py --count 4000
	@Tests/System/lists/run.py --together
	@Tests/System/damage/run.sh 40 10
	@Tests/System/hostile/run.sh 25
	@Tests/System/schemas/run.sh
	@Tests/System/guides/run.py

asan: setup ## all tests under the address and leak sanitizers
	$(SWIFT) test --scratch-path .build-asan --sanitize=address $(TEST_FLAGS) --skip EndToEndTests

tsan: setup ## the concurrent modules' tests under the thread sanitizer
	$(SWIFT) test --scratch-path .build-tsan --sanitize=thread $(TEST_FLAGS) \
	  --filter 'PipelineTests|ByteIOTests|GPUFeederTests'

fuzz: setup ## fuzz the parsers of outside bytes, SECONDS_EACH seconds each (default 60)
	@Fuzz/run.sh $(or $(SECONDS_EACH),60)

bench: build ## measure the main job and its stages; FILE=data.jsonl for your own input
	@Benchmarks/run.sh $(FILE)

oracle: build ## compare ids and labels with tiktoken and the jinja template; FILE=data.jsonl
	@Tests/System/oracle/run.sh $(or $(FILE),fixtures/documents)

reader-test: build ## test python/reader, which reads data sets by docs/FORMAT.md alone; FILE=data.jsonl
	@Tests/System/reader/run.sh $(FILE)

export-test: build ## read each export with the other tool's own reader; FILE=data.jsonl
	@Tests/System/export/run.sh $(FILE)

guides-test: build ## run every command of README and guides; GUIDES="docs/guides/first-data-set.md"
	@Tests/System/guides/run.py $(GUIDES)

report-test: build ## open report pages in Chromium and count their figures anew; FILE=data.jsonl SCREENSHOTS=folder
	@scripts/setup.sh chromium
	@Tests/System/report/run.sh $(FILE)

hostile-test: build ## edit values of a data set to extremes, with right hashes: no crash; EDITS=500, or all
	@Tests/System/hostile/run.sh $(or $(EDITS),all)

records-test: build ## change sound records as people do: none may vanish in silence; COUNT=100000
	@Tests/System/records/run.py --count $(or $(COUNT),100000)

damage-test: build ## flip bits of a data set and cut its files: all must be found; FLIPS=1000 CUTS=100
	@Tests/System/damage/run.sh $(or $(FLIPS),1000) $(or $(CUTS),100)

lists-test: ## take every input format, form, filter, template, export and check of doctor away, one at a time: the package must build
	@Tests/System/lists/run.py $(LISTS)

docs: setup ## build the API reference into docs/api
	@scripts/docs.sh

python: setup ## build the Python package as a wheel: .build/python/prep_feeder-*.whl
	@scripts/build-wheel.sh

python-test: build python ## test that wheel, with numpy alone; PYTHONS="python3.10 …" for others, or all
	@Tests/System/python/run.sh $(PYTHONS)

wheel-test: build python ## test that wheel in a Debian 12 with Python alone; needs root
	@scripts/setup.sh debootstrap
	@Tests/System/wheel/run.sh

clean: ## remove what was built
	rm -rf .build .build-asan .build-tsan .build-fuzz .build-bench .build-docs docs/api $(OUT)
