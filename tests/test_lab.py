"""tools/lab.py: what it says and starts before JupyterLab itself comes up (the rest is tested in a browser)."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests
import websocket
from servers import wait_until_it_answers

from tools import lab

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_port_in_use_moves_to_the_next_and_says_so(taken_port, monkeypatch, capsys):
    monkeypatch.setattr(lab, "FIRST_PORT", taken_port)
    monkeypatch.setattr(lab, "LAST_PORT", taken_port + 20)
    chosen = lab.choose_port()
    assert chosen > taken_port
    assert f"{taken_port}번 포트를 다른 프로그램이 쓰고 있어 {chosen}번으로 엽니다." in capsys.readouterr().out


def test_all_ports_in_use_is_answered_in_korean(taken_port, monkeypatch):
    monkeypatch.setattr(lab, "FIRST_PORT", taken_port)
    monkeypatch.setattr(lab, "LAST_PORT", taken_port)
    with pytest.raises(SystemExit, match="모두 쓰이고 있습니다"):
        lab.choose_port()


@pytest.mark.parametrize("wanted", ["abc", "0", "70000", "-1"])
def test_port_that_is_no_port_is_answered_in_korean(wanted):
    with pytest.raises(SystemExit, match="1부터 65535까지의 수를"):
        lab.choose_port(wanted)


def test_named_port_in_use_is_answered_in_korean(taken_port):
    with pytest.raises(SystemExit, match=f"{taken_port}번 포트를 다른 프로그램이 쓰고 있습니다"):
        lab.choose_port(str(taken_port))


@pytest.mark.skipif(not shutil.which("fc-list"), reason="fontconfig is not installed")
def test_missing_korean_font_is_noticed(tmp_path, monkeypatch):
    empty = tmp_path / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>')
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))
    assert not lab.has_korean_font()


# in a background job the signal would be ignored
CATCH = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
SLOW_TO_END = f"""{CATCH}
import time
try:
    print("ready", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(1)  # the kernels end first
    sys.exit(7)
"""


def test_ctrl_c_waits_for_the_server_and_shows_no_traceback():
    """As on Windows, where the server is a child: Ctrl+C reaches both."""
    code = f"{CATCH}from tools import lab; sys.exit(lab.serve_as_child([sys.executable, '-c', {SLOW_TO_END!r}]))"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, start_new_session=True, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 7


def test_course_settings_come_before_the_users_own(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    paths = lab.environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert paths == [str(ROOT / "jupyter_config"), str(ROOT), "theirs"]


def test_open_notebooks_are_remembered_with_the_environment(monkeypatch):
    monkeypatch.delenv("JUPYTERLAB_WORKSPACES_DIR", raising=False)
    assert Path(lab.environment()["JUPYTERLAB_WORKSPACES_DIR"]).is_relative_to(sys.prefix)
    monkeypatch.setenv("JUPYTERLAB_WORKSPACES_DIR", "theirs")
    assert lab.environment()["JUPYTERLAB_WORKSPACES_DIR"] == "theirs"
    monkeypatch.delenv("JUPYTERLAB_WORKSPACES_DIR")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "JUPYTERLAB_WORKSPACES_DIR" not in lab.environment()


def test_settings_name_plugins_that_this_jupyterlab_has():
    schemas = Path(sys.prefix) / "share/jupyter/lab/schemas"
    overrides = json.loads((ROOT / "jupyter_config/labconfig/default_setting_overrides.json").read_text())
    for name, settings in overrides.items():
        extension, plugin = name.split(":")
        known = json.loads((schemas / extension / f"{plugin}.json").read_text())["properties"]
        assert set(settings) <= set(known), name


def test_tensorflow_is_silent_in_a_plain_process():
    code = (
        "import rnn_course, keras, numpy as np\n"
        "for _ in range(6):\n"  # the fifth new model is the one that TensorFlow complains about
        "    model = keras.Sequential([keras.Input((2, 1)), keras.layers.SimpleRNN(2), keras.layers.Dense(1)])\n"
        "    model.predict(np.zeros((1, 2, 1)), verbose=0)\n"
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=plain)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# --- Codespaces ---

CODESPACE = {"CODESPACE_NAME": "happy-cat", "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.github.dev"}


def test_only_a_codespace_gets_an_address_of_its_own(monkeypatch):
    for name in CODESPACE:
        monkeypatch.delenv(name, raising=False)
    assert lab.codespace_options(8888) == []
    for name, value in CODESPACE.items():
        monkeypatch.setenv(name, value)
    assert "--ServerApp.allow_origin=https://happy-cat-8888.app.github.dev" in lab.codespace_options(8888)


def open_websocket(port, token, host, origin):
    """As a browser's page does: the cookie comes from the page that was opened with the token."""
    page = requests.get(f"http://127.0.0.1:{port}/lab?token={token}", headers={"Host": host}, timeout=60)
    cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.get_dict().items())
    address = f"ws://127.0.0.1:{port}/api/events/subscribe"
    websocket.create_connection(address, origin=origin, host=host, cookie=cookie).close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Port and token of a JupyterLab started as in a codespace, with an exchange of its own."""
    folder, token, port = tmp_path_factory.mktemp("lab"), "t" * 32, lab.choose_port()
    (folder / "exchange").mkdir(mode=0o777)
    settings = lab.environment() | CODESPACE | {"PORT": str(port), "JUPYTER_TOKEN": token}
    settings |= {"JUPYTER_RUNTIME_DIR": str(folder), "JUPYTER_DATA_DIR": str(folder)}
    settings |= {"RNN_COURSE_EXCHANGE": str(folder / "exchange")}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    with subprocess.Popen(
        [sys.executable, "tools/lab.py", "--no-browser"], cwd=ROOT, env=settings, **silent
    ) as process:
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/api", process)
            yield port, token
        finally:
            process.terminate()


def test_server_in_a_codespace_accepts_its_own_page_and_no_other(server):
    port, token = server
    own = f"happy-cat-{port}.app.github.dev"
    for host in ("localhost", own):  # whichever of the two the forwarding leaves in the request
        open_websocket(port, token, host, origin=f"https://{own}")
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        open_websocket(port, token, "localhost", origin="https://other-cat-8888.app.github.dev")


def test_assignment_list_finds_the_exchange_of_the_course(server):
    """nbgrader's panel reads its settings a second time, from my/."""
    port, token = server
    asked = {"course_id": "rnn", "token": token}
    answer = requests.get(f"http://127.0.0.1:{port}/assignments", params=asked, timeout=60).json()
    assert answer == {"success": True, "value": []}
