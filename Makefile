# Every target is a short recipe over the ecosystem's own commands. `make help` lists them.
PYTHON ?= $(shell command -v python3 || command -v python)
# A container has its environment elsewhere; the code is that of this folder (tools/environment.py).
BIN := $(or $(RNN_COURSE_VENV),.venv)/bin
ifdef RNN_COURSE_VENV
export PYTHONPATH := $(CURDIR)
endif
.DEFAULT_GOAL := help

.PHONY: help environment lab data update clean

help: ## 이 도움말을 보여 줍니다
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

environment: ## .venv를 준비합니다 (이미 있으면 아무 일도 하지 않습니다)
	@"$(PYTHON)" tools/environment.py

lab: environment ## 한국어 JupyterLab을 엽니다 (포트를 정하려면 PORT=9000)
	@$(BIN)/python tools/lab.py

data: environment ## 실제 데이터를 받아 확인합니다 (묻지 않으려면 YES=1, 폴더에서 FROM=폴더, 다른 서버에서 MIRROR=주소)
	@$(BIN)/python -m rnn_course.datasets $(if $(YES),--yes) $(if $(FROM),--from "$(FROM)") \
	    $(if $(MIRROR),--mirror "$(MIRROR)")

update: ## 새로 받은 학생용 묶음으로 바꿉니다: make update FROM=rnn-course-student.zip
	@"$(PYTHON)" tools/update.py "$(FROM)"

clean: ## 만든 것(.venv, build)을 지웁니다. my/와 성적은 그대로 둡니다
	rm -rf .venv build

# The instructor's targets; the student's bundle does not have this file.
-include instructor.mk
