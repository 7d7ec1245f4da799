# make run: everything from a bare Python 3.11+ to tables. make test: the tests. Both make their environment in .venv on first use.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
BULLETINS ?= corpus/bulletins

.PHONY: run test lint bench messages clean help
.DEFAULT_GOAL := help

help:
	@echo 'make run       安装并录入样例简报（corpus/bulletins），产出表格'
	@echo 'make test      安装开发依赖并运行全部测试'
	@echo 'make lint      ruff 与 mypy'
	@echo 'make bench     基准测试：速度（与 jieba 等相比）与冷启动；BENCH=文件夹 另测其中的文本'
	@echo 'make messages  编译界面文字 messages.po'
	@echo 'make clean     删除 .venv 与运行产物'

run: .venv/run.stamp
	@$(BIN)/gouji ingest $(BULLETINS) --track always

test: .venv/dev.stamp
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --no-loadscope-reorder $(ARGS)

lint: .venv/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: .venv/dev.stamp
	@$(BIN)/python -W ignore tests/benchmarks/speed.py --peers --ingest $(BENCH)
	@$(BIN)/python tests/benchmarks/cold_start.py

messages: .venv/dev.stamp
	@$(BIN)/python -m flows.locale.compile

clean:
	rm -rf .venv outputs/tables outputs/log

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo '需要 Python 3.11 或更新版本（例如 apt install python3 python3-venv）' >&2; exit 1; }
	@echo '建立 Python 环境 .venv …'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo '无法建立 .venv：请安装 venv（例如 apt install python3-venv）' >&2; exit 1; }

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@echo '安装依赖（首次约一两分钟）…'
	@$(PIP) install -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@echo '安装开发依赖…'
	@$(PIP) install -r requirements-dev.lock
	@touch $@
