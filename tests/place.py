"""A course of its own in which the commands of guides and of the Makefile run: folders, exchange, students."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
from assignment_cells import answers_of, solve
from course_copy import copy_of_the_course
from pages import ROOT
from servers import free_port, wait_until_it_answers

FIRST = "ps01_introduction"
TOKEN = "t" * 32


class Place:
    """A folder in which a reader of a guide works; `people` hand in through the exchange beside it."""

    def __init__(self, base, folder):
        self.base, self.folder, self.exchange = base, folder, base / "교환"
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST", "RNN"))}
        self.environment = clean | {
            "RNN_COURSE_VENV": sys.prefix,
            "PYTHONPATH": str(folder),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), clean["PATH"]]),
            "RNN_COURSE_EXCHANGE": str(self.exchange),
            "JUPYTER_DATA_DIR": str(base / "jupyter"),
            "HOME": str(base / "home"),
        }
        for made in (self.exchange, base / "home"):
            made.mkdir(exist_ok=True)
        # the environment is this checkout's, the code is the copy's (PYTHONPATH)
        (folder / ".venv").symlink_to(sys.prefix)

    def run(self, command, folder=None):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=folder or self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.returncode, done.stdout + done.stderr

    def serve(self, command):
        """Run a command that starts JupyterLab until its page answers, then end it as Ctrl+C does."""
        port = free_port()
        settings = self.environment | {"PORT": str(port), "BROWSER": "true", "JUPYTER_TOKEN": TOKEN}
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        server = subprocess.Popen(
            ["bash", "-c", command], cwd=self.folder, env=settings, start_new_session=True, **silent
        )
        try:
            page = wait_until_it_answers(f"http://127.0.0.1:{port}/lab?token={TOKEN}", server)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
        return page

    def hand_in(self, student, tasks):
        """A student fetches the first assignment, answers `tasks` (None: all) and submits."""
        own = self.base / "학생" / student
        own.mkdir(parents=True)
        shutil.copy(ROOT / "nbgrader_config.py", own)
        commands = (f"nbgrader fetch_assignment {FIRST}", f"nbgrader submit {FIRST} --student={student}")
        assert self.run(commands[0], own)[0] == 0
        write_answers(own / "my" / FIRST / f"{FIRST}.ipynb", tasks)
        assert self.run(commands[1], own)[0] == 0


def write_answers(path, tasks=None):
    answers = answers_of(FIRST)
    nbformat.write(solve(path, {task: answers[task] for task in (answers if tasks is None else tasks)}), path)


def repository_of(folder):
    """The tracked files as they are now, in a repository of their own."""
    copy_of_the_course(folder)
    author = "-c user.name=t -c user.email=t@localhost"
    commands = f"git init -q && git add -A && git {author} commit -q -m 과정"
    subprocess.run(["bash", "-c", commands], cwd=folder, check=True)
