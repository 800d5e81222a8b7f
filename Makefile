# make run     install, build and start everything here (Ctrl-C ends it)
# make test    the tests          make check   style, types, floors
# make bench   measurements       make prove   heavy proofs    (NAME=… for one of them)
# make clean   remove what was installed and built; the data in ./var stays

DONGNE := .venv/bin/dongne

.PHONY: run test check bench prove clean venv dev build
.NOTPARALLEL:

run: venv
	@DONGNE_DEMO=$${DONGNE_DEMO-1} exec $(DONGNE) up --build

test: dev build
	@.venv/bin/pytest -n auto --dist loadgroup --no-loadscope-reorder

check: dev build
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m tests.architecture
	$(DONGNE) build --check

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
