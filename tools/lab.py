"""Start JupyterLab for the course: Korean, on loopback, with its token. Arguments are passed on to `jupyter lab`."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_PORT, LAST_PORT = 8888, 8899
IS_STUDENT_BUNDLE = (ROOT / "bundle-files.json").exists()


def port_is_free(port):
    with socket.socket() as probe:
        if os.name != "nt":  # as the server does: a port whose last connection has just closed counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(wanted=None):
    """The port asked for, or the first free one, with a line for the user where the usual one is taken."""
    if wanted is not None:
        if not (wanted.isdigit() and 0 < int(wanted) < 65536):
            sys.exit(f"오류: PORT에는 1부터 65535까지의 수를 적어야 하는데 '{wanted}'입니다.")
        if not port_is_free(int(wanted)):
            sys.exit(f"오류: {wanted}번 포트를 다른 프로그램이 쓰고 있습니다. 다른 번호를 적거나 번호 없이 실행하세요.")
        return int(wanted)
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if port_is_free(port):
            if port != FIRST_PORT:
                print(f"{FIRST_PORT}번 포트를 다른 프로그램이 쓰고 있어 {port}번으로 엽니다.", flush=True)
            return port
    sys.exit(
        f"오류: {FIRST_PORT}~{LAST_PORT}번 포트가 모두 쓰이고 있습니다. "
        "열어 둔 JupyterLab을 끄거나 포트를 정해 주세요: make lab PORT=9000"
    )


def has_korean_font():
    """True also where it can't be told: Windows and macOS bring their own, and fc-list may be missing."""
    if not sys.platform.startswith("linux") or not shutil.which("fc-list"):
        return True
    return bool(subprocess.run(["fc-list", ":lang=ko", "family"], capture_output=True, text=True).stdout.strip())


def environment():
    """The course's JupyterLab settings come before the user's; files are UTF-8 on Korean Windows too.

    nbgrader looks for `alembic` on the PATH when it makes its gradebook, a terminal in JupyterLab for `nbgrader`. Its
    assignment list reads nbgrader_config.py from my/, hence the course's folder among the settings.
    """
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    settings = ROOT / "jupyter_config"
    student_settings = str(settings / "student") if IS_STUDENT_BUNDLE else ""  # without the instructor's panels
    paths = [student_settings, str(settings), str(ROOT), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    settings_path = os.pathsep.join(filter(None, paths))
    extensions = os.pathsep.join(filter(None, [str(settings), os.environ.get("JUPYTER_PATH", "")]))  # labextensions/
    own = {"PATH": programs, "JUPYTER_CONFIG_PATH": settings_path, "JUPYTER_PATH": extensions, "PYTHONUTF8": "1"}
    return {**layout(), **os.environ, **own}


def layout():
    """Which notebooks were open is kept with this environment: a second copy of the course does not open the first's.

    A container's environment may be another user's; there the layout stays in the home folder.
    """
    folder = Path(sys.prefix)
    if not os.access(folder, os.W_OK):
        return {}
    return {"JUPYTERLAB_WORKSPACES_DIR": str(folder / "share" / "jupyter" / "lab" / "workspaces")}


def codespace_options(port):
    """Codespaces shows the port under an address of its own, from which the server has to accept requests."""
    name, domain = (os.environ.get(key) for key in ("CODESPACE_NAME", "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"))
    if not (name and domain):
        return []
    return ["--ServerApp.allow_remote_access=True", f"--ServerApp.allow_origin=https://{name}-{port}.{domain}"]


def copy_assignments():
    """In the student's bundle: put each assignment into my/, once. What is there already is the student's."""
    if not IS_STUDENT_BUNDLE:  # with the instructor's files beside it, nbgrader fetches
        return
    for released in sorted((ROOT / "release").glob("ps*")):
        mine = ROOT / "my" / released.name
        if not mine.exists():
            shutil.copytree(released, mine)
            print(f"과제를 my/{released.name} 폴더에 넣었습니다.", flush=True)


def serve_as_child(command):
    """Run the server and return its exit code. Ctrl+C reaches it too, and this waits until it has ended."""
    with subprocess.Popen(command, cwd=ROOT, env=environment()) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue


def main():
    copy_assignments()
    if not has_korean_font():
        print("한글 글꼴이 없어 그림의 글자가 네모로 보일 수 있습니다. 설치: sudo apt install fonts-nanum", flush=True)
    port = choose_port(os.environ.get("PORT"))
    print("JupyterLab을 엽니다. 브라우저가 열리지 않으면 아래에 나오는 주소를 붙여 넣으세요.", flush=True)
    often = "한" if os.name == "nt" else "두"  # on Windows Jupyter does not ask back
    print(f"끝내려면 이 창에서 Ctrl+C를 {often} 번 누르세요.", flush=True)
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.port={port}", *codespace_options(port), *sys.argv[1:]]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        print("관리자(root) 계정입니다. 컨테이너가 아니라면 보통 계정으로 여세요.", flush=True)
        command.append("--allow-root")
    if os.name == "nt":  # Windows has no exec that keeps the terminal
        return serve_as_child(command)
    os.chdir(ROOT)
    os.execve(command[0], command, environment())


if __name__ == "__main__":
    sys.exit(main())
