# Everything starts here. `make help` says what there is.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MODEL := models/daoban.tar.gz
STUDIO := api/studio/dist/studio.js
STUDIO_TOOLS := api/studio/node_modules/.installed
REVIEW := api/review/dist/review.js
DESK := api/desk/dist/desk.js
WEB := api/web/dist/index.html
WEB_TOOLS := api/web/node_modules/.installed
NPM_CI := npm ci --ignore-scripts --silent
# Processes that run tests. Tests often wait for servers and browsers: more of them than cores may be worth a try.
WORKERS ?= 2
# What a trained model depends on.
TRAINED_FROM := config.yml bot/domain.yml $(wildcard bot/training/*.yml bot/components/*.py scenarios/*/*.yml forms/*.yml forms/*/*.yml forms/*/*.json)
export PYTHONPATH := $(CURDIR)
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help install studio web run serve train play test check format run-wechat-demo bench screenshots nlu-report lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) $(STUDIO) $(REVIEW) $(DESK) $(WEB) ## set up .venv from constraints.txt, and build the pages

$(STAMP): constraints.txt pyproject.toml
	@python=$$(sh scripts/find-python) && "$$python" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'setuptools<71' wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -c constraints.txt -e '.[dev]'
	@sh scripts/find-printing
	@touch $@

studio: $(STUDIO) $(REVIEW) $(DESK) ## build the authors', the departments' and the windows' pages (needs Node 20)

$(STUDIO_TOOLS): api/studio/package.json api/studio/package-lock.json
	@sh scripts/find-npm
	@cd api/studio && $(NPM_CI)
	@touch $@

$(STUDIO): $(STUDIO_TOOLS) $(wildcard api/studio/src/*.js)
	@cd api/studio && npm run --silent build -- --log-level=warning
	@touch $@

$(REVIEW): $(STUDIO_TOOLS) $(wildcard api/review/src/*.js) $(addprefix api/studio/src/,dom.js entering.js server.js signin.js)
	@cd api/studio && npm run --silent review -- --log-level=warning
	@touch $@

$(DESK): $(STUDIO_TOOLS) $(wildcard api/desk/src/*.js) $(addprefix api/studio/src/,dom.js entering.js server.js signin.js)
	@cd api/studio && npm run --silent desk -- --log-level=warning
	@touch $@

web: $(WEB) ## build the applicants' page (needs Node 20)

$(WEB_TOOLS): api/web/package.json api/web/package-lock.json
	@sh scripts/find-npm
	@cd api/web && $(NPM_CI)
	@touch $@

$(WEB): $(WEB_TOOLS) api/web/index.html api/web/palette.css $(wildcard api/web/*.ts api/web/*.json api/web/src/* api/web/src/*/*)
	@cd api/web && npm run --silent build -- --logLevel warn
	@touch $@

run: $(MODEL) $(STUDIO) $(REVIEW) $(DESK) $(WEB) ## set up, train and serve http://127.0.0.1:8000 with demo identities and a demo intake
	$(BIN)/daoban serve

serve: run

train: $(STAMP) ## train the Rasa model
	$(BIN)/python -m bot.components.train

$(MODEL): $(STAMP) $(TRAINED_FROM)
	$(BIN)/python -m bot.components.train

play: $(STAMP) ## talk to a scenario in the terminal: make play SCENARIO=beverage_shop
	$(BIN)/daoban play $(or $(SCENARIO),beverage_shop)

run-wechat-demo: $(STAMP) $(WEB) ## talk to the account in WeChat, which is played, in a page: its address is printed
	@$(BIN)/python -m tests.wechat.double $(ARGS)

test: $(MODEL) $(STUDIO) $(REVIEW) $(DESK) $(WEB) ## run all tests on both cores, then the engine's branch coverage
	@sh scripts/install-test-tools
	@cd api/web && npm run --silent test
	$(BIN)/python -m pytest tests/engine -n $(WORKERS) --cov --cov-fail-under=100 --no-header
	$(BIN)/python -m pytest tests -n $(WORKERS) --dist loadscope --no-loadscope-reorder --no-header --durations 20 --ignore tests/engine

check: $(STAMP) $(STUDIO) $(REVIEW) $(DESK) $(WEB) ## formatting, lint, types, layers, sizes, and the authors' checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@cd api/web && npm run --silent check
	$(BIN)/python -m pytest tests/test_layers.py tests/test_sizes.py --no-header
	$(BIN)/daoban check

format: $(STAMP) ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(MODEL) ## measure a turn against a bare endpoint and a stock Rasa project
	$(BIN)/python -m tests.bench $(ARGS)

screenshots: $(WEB) ## write a picture of every state of the applicants' page: make screenshots TO=folder
	@sh scripts/install-test-tools
	$(BIN)/python -m tests.api.screenshots $(or $(TO),var/screenshots)

nlu-report: $(STAMP) ## measure understanding on the held-out utterances: accuracy, wrong values, milliseconds
	$(BIN)/python -m tests.nlu.measuring $(ARGS)

lock: ## make constraints.txt anew from what is installed
	@{ head -1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable | grep -viE '^(pip|wheel)=='; } > constraints.new && mv constraints.new constraints.txt

clean: ## remove what was built, keep var/ (data and keys)
	rm -rf $(VENV) models api/*/dist api/*/node_modules .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis
