# The instructor's and the authors' targets, included by the Makefile.
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest
# nbgrader looks for `alembic` on the PATH when it makes its gradebook
export PATH := $(if $(RNN_COURSE_VENV),$(BIN),$(CURDIR)/$(BIN)):$(PATH)

# A hook that mends a file says that it failed; what the second run still says is left for a person.
tidy = $(BIN)/pre-commit run $(1) > /dev/null || $(BIN)/pre-commit run $(1)

.PHONY: test test-all bench results release collect extend autograde feedback certificates fairness student site publish lock upgrade outputs lint fix

test: environment ## 노트북을 다시 실행해 저장된 출력과 비교하고 모든 시험을 돌립니다
	$(PYTEST) --nbval notebooks tests -m "not heavy" -n $(WORKERS) --dist loadscope

test-all: environment ## 오래 걸리는 나머지 시험을 돌립니다 (모든 변이, 여러 씨앗, 다른 CPU)
	$(PYTEST) tests -m heavy -n $(WORKERS) --dist worksteal

bench: environment ## 노트북, 회귀 시험, 데이터 읽기에 걸리는 시간을 잽니다
	$(BIN)/python benchmarks/run.py

results: environment ## 책의 모델을 씨앗마다 훈련해 저장하고(이미 저장한 것은 건너뜀) docs/results.md를 씁니다
	$(BIN)/python -m experiments --processes $(WORKERS)

release: environment ## source/의 과제에서 학생용 release/를 만듭니다
	$(BIN)/nbgrader generate_assignment --force "*"

collect: environment ## LMS에서 내려받은 제출물을 걷습니다: make collect A=ps03 FROM=파일이나_폴더 (덮어쓰려면 REPLACE=1)
	@$(BIN)/python -m course_grader.archive "$(A)" "$(FROM)" $(if $(REPLACE),--replace)

extend: environment ## 한 학생의 마감을 늦춥니다: make extend A=ps01 STUDENT=20260002 DAYS=2 (학번을 적지 않으면 늦춘 학생을 봅니다)
	@$(BIN)/python -m course_grader.extend "$(A)" $(if $(STUDENT),"$(STUDENT)" $(DAYS))

feedback: environment ## 돌려줄 페이지를 새로 만들고 LMS에 올릴 ZIP으로 묶습니다: make feedback A=ps01
	@$(BIN)/python -m course_grader.feedback_files "$(A)"

autograde: environment ## 걷은 과제를 모든 코어로 채점합니다: make autograde A=ps03 (모두 다시 채점하려면 FORCE=1)
	@$(BIN)/python -m course_grader "$(A)" $(if $(FORCE),--force) $(if $(PROCESSES),--processes "$(PROCESSES)") \
	    $(if $(SCHEDULER),--scheduler "$(SCHEDULER)") $(if $(CERTIFICATE),--certificate "$(CERTIFICATE)") \
	    $(if $(KEY),--key "$(KEY)") $(if $(AUTHORITY),--authority "$(AUTHORITY)")

certificates: environment ## 여러 컴퓨터로 채점할 때 쓸 인증서를 .rnn-course-tls/에 만듭니다
	@$(BIN)/python -m course_grader.certificates

fairness: environment ## 채점이 공정하다는 증거의 표(docs/fairness.md)를 새로 씁니다
	$(BIN)/python tests/fairness_table.py

student: environment ## 학생에게 줄 묶음을 build/에 만듭니다
	$(BIN)/python tools/student_bundle.py

site: environment ## 강의를 읽는 사이트를 build/site/에 만듭니다 (다른 곳에서 여는 링크를 달려면 REPOSITORY=학생용 묶음의 저장소 주소)
	@$(BIN)/python -m tools.build_site "$(REPOSITORY)"

publish: environment ## 학생용 묶음을 학생용 저장소에 올립니다. Binder와 Codespaces가 여기서 열립니다: make publish TO=주소
	@$(BIN)/python -m tools.publish_bundle "$(TO)"

lock: ## pyproject.toml의 의존성으로 requirements.lock과 environment.yml을 새로 만듭니다 (uv 필요)
	uv pip compile pyproject.toml --extra test --extra site --universal --python-version 3.11 --generate-hashes --quiet \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE) --output-file requirements.lock
	$(MAKE) environment
	$(BIN)/python tools/conda_environment.py

upgrade: ## 의존성을 새 판으로 올리고, 달라진 판과 다시 실행해 달라진 노트북의 출력을 보여 줍니다 (uv 필요)
	$(MAKE) lock UPGRADE=--upgrade
	-@git --no-pager diff --unified=0 requirements.lock | sed -nE 's/^([-+][a-z0-9].*==[^ ]*).*/\1/p'
	-$(PYTEST) --nbval notebooks -n $(WORKERS) --dist loadscope -q

outputs: environment ## 강의 노트북을 처음부터 다시 실행해 출력을 저장합니다 (하나만 하려면 N=notebooks/03_simple_rnn.ipynb)
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace $(or $(N),notebooks/*.ipynb)
	@# what a cell prints comes in as many pieces as the machine was slow: one piece
	$(BIN)/jupyter nbconvert --coalesce-streams --log-level=ERROR $(or $(N),notebooks/*.ipynb)
	@$(call tidy,lecture-metadata --files $(or $(N),notebooks/*.ipynb))
	@echo "출력을 저장했습니다. make lint와 git diff로 확인하세요."

lint: environment ## 노트북과 글이 규칙을 지키는지 봅니다
	@$(BIN)/python tests/lint.py $(FILES)

fix: environment ## 코드와 노트북의 모양을 다듬고 노트북 메타데이터를 줄입니다
	@$(call tidy,--all-files)
	@echo "다듬었습니다. 고칠 것이 남지 않았습니다."
