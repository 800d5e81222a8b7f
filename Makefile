# make run     install, build and start everything here (Ctrl-C ends it)
# make test    the tests          make check   style, types, floors
# make bench   measurements       make prove   heavy proofs    (NAME=… for one of them)
# make clean   remove what was installed and built; the data in ./var stays

DONGNE := .venv/bin/dongne

CHECKS := check-types check-house check-front check-floors check-style

.PHONY: run test check bench prove clean venv dev build $(CHECKS)
ifndef SIDE_BY_SIDE
.NOTPARALLEL:
endif

run: venv
	@DONGNE_DEMO=$${DONGNE_DEMO-1} exec $(DONGNE) up --build

test: dev build
	@.venv/bin/pytest -n auto

# Two at a time, the longest first; what each of them says stays together.
check: dev build
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target SIDE_BY_SIDE=1 $(CHECKS)

check-types:
	.venv/bin/mypy

check-house:
	.venv/bin/python -m tests.architecture

check-front:
	$(DONGNE) build --check

check-floors:
	.venv/bin/lint-imports

check-style:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

bench: dev build
	@.venv/bin/python -m bench $(NAME)

prove: dev build
	@.venv/bin/python -m bench.prove $(NAME)

venv:
	@scripts/venv run

dev:
	@scripts/venv dev

build:
	@$(DONGNE) build

clean:
	rm -rf .venv build frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests bench -name __pycache__ -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +
