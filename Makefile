# Footlight on a laptop and on AWS. `make help` lists what there is.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PYTHONPATH := $(CURDIR):$(CURDIR)/layers/core/python

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## Install every tool and package the lock files name
	@$(PYTHON) -m local.setup

up: setup ## Build, deploy to the cloud on this laptop, serve http://localhost:8080
	@$(BIN)/python -m local.up

down: ## Stop the local cloud; everything in it is kept
	@$(BIN)/python -m local.down

reset: ## Stop the local cloud and empty it
	@$(BIN)/python -m local.reset

status: ## What runs, and what is in it
	@$(BIN)/python -m local.status

logs: ## The Lambdas' logs (FOLLOW=1 goes on, GREP=word picks)
	@$(BIN)/python -m local.logs

demo: ## Upload FILE=clip.mp4 (or a sample) to the local cloud and wait until it plays
	@$(BIN)/python -m local.demo

lint: setup ## ruff, mypy --strict, import contracts, tsc, ESLint
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	cd frontend && npm run --silent typecheck && npm run --silent lint

unit: setup ## Jest, pytest with moto, templates, cdk-nag, cfn-lint
	cd frontend && npm test --silent
	$(BIN)/pytest -n 2 --dist loadgroup -m "not cloud and not slow_corpus"

test-corpus: setup ## Every hard source there is, the slow ones too, through the transcoder
	@$(BIN)/python -m local.browser
	$(BIN)/pytest -n 2 -m "not cloud" tests/transcode/test_corpus.py tests/transcode/test_corpus_seams.py

journeys: setup ## A person's way through the deployed local cloud, in headless Chromium
	@$(BIN)/python -m local.browser && $(BIN)/python -m local.gstreamer
	$(BIN)/pytest -m cloud tests/journeys

test: lint unit journeys ## Everything CI checks

layers-aws: setup ## Bundle the Lambda layers for AWS
	@$(BIN)/python -m layers.build aws

synth: layers-aws ## Synthesise the prod target's templates into cdk.out, checked by cdk-nag
	$(BIN)/python -m local.synth

deploy: layers-aws ## Deploy to your AWS account (TARGET=prod or dev)
	@$(BIN)/python -m local.deploy_aws

bench: setup ## Run the benchmarks (NAME=one of bench/)
	@$(BIN)/python -m bench $(NAME)

api-types: setup ## Regenerate the site's API types from the functions' OpenAPI documents
	@$(BIN)/python -m local.openapi && cd frontend && npm run --silent gen:api

lock: setup ## Write the hashed lock files from pyproject.toml
	@$(BIN)/python -m local.lock

screenshots: setup ## Regenerate the README's screenshots from the running local cloud
	@$(BIN)/python -m local.browser && $(BIN)/python -m local.screenshots

.PHONY: help setup up down reset status logs demo lint unit journeys test test-corpus layers-aws synth deploy bench api-types lock screenshots
