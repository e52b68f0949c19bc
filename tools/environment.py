"""Build .venv from requirements.lock, once. Standard library only: this is what runs before anything is installed.

usage: python tools/environment.py

Settings (environment variables):
  RNN_COURSE_INSTALLER   uv or pip; default: uv where it is found, pip otherwise
  RNN_COURSE_VENV        an environment that is there already and is used as it is (the container has one)
"""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)  # TensorFlow 2.21 has wheels for these
STAMP = "rnn-course-stamp"  # written last, so that a half-built environment has none


class SetupError(Exception):
    """Something that the user has to mend; the message says in Korean what and how."""


def say(line):
    print(line, flush=True)


def version_is_supported(version):
    return OLDEST <= tuple(version[:2]) <= NEWEST


def runs(python):
    """False for a shim without an interpreter behind it and for an interpreter that is gone."""
    try:
        return subprocess.call([python, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def from_launcher(minor):
    """Where Windows' `py` has a Python 3.minor, or nothing; python.org's installer puts none on the PATH."""
    launcher = shutil.which("py")
    if not launcher:
        return None
    asked = [launcher, f"-3.{minor}", "-c", "import sys; print(sys.executable)"]
    settings = dict(os.environ, PYTHONUTF8="1")  # the folder may have a Korean name
    answer = subprocess.run(asked, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.decode("utf-8", "replace").strip()


def find_python(version=sys.version_info):
    """The interpreter to build with: this one, or a supported one on the PATH or behind `py`.

    In an activated environment it is the one behind it, as that environment may be the one to be made anew.
    """
    if version_is_supported(version):
        return getattr(sys, "_base_executable", sys.executable)
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}") or from_launcher(minor)
        if found and runs(found):
            return found
    with_another = r"C:\자리\python.exe tools\environment.py" if os.name == "nt" else "make lab PYTHON=/자리/python3.13"
    raise SetupError(
        f"Python 3.11, 3.12, 3.13 가운데 하나가 필요한데 지금 있는 것은 {version[0]}.{version[1]}입니다. "
        "python.org에서 Python 3.13을 설치한 뒤 다시 실행하세요. "
        f"이미 있다면 자리를 알려 주세요: {with_another}"
    )


def check_platform(system=None, machine=None, cpu_flags=None):
    """TensorFlow has no wheel for Intel Macs and 32-bit systems and does not start on a CPU without AVX."""
    system = system or platform.system()
    machine = (machine or platform.machine()).lower()
    if system == "Darwin" and machine == "x86_64":
        raise SetupError(
            "인텔 Mac용 TensorFlow는 더 이상 나오지 않습니다. "
            "브라우저로 여는 Binder나 Codespaces, 또는 다른 컴퓨터를 쓰세요."
        )
    if machine not in ("x86_64", "amd64", "arm64", "aarch64") or (system == "Windows" and machine == "arm64"):
        raise SetupError(
            f"이 컴퓨터의 프로세서({system}, {machine})에서 쓸 수 있는 TensorFlow가 없습니다. "
            "브라우저로 여는 Binder나 Codespaces, 또는 다른 컴퓨터를 쓰세요."
        )
    flags = read_cpu_flags() if cpu_flags is None else cpu_flags
    if machine in ("x86_64", "amd64") and flags and "avx" not in flags:
        raise SetupError(
            "이 프로세서에는 TensorFlow가 쓰는 AVX 명령이 없습니다. "
            "가상 머신이라면 호스트의 CPU 종류를 그대로 쓰도록 설정하고, 아니면 다른 컴퓨터를 쓰세요."
        )


def read_cpu_flags():
    """The CPU's feature names on Linux; an empty set where they can't be read."""
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.exists():
        return set()
    for line in cpuinfo.read_text(errors="ignore").splitlines():
        if line.startswith("flags"):
            return set(line.split(":", 1)[1].split())
    return set()


def python_of(venv):
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprints(root, place=None):
    """What the environment is built from, as two lines: pins and place; the package's own metadata.

    place: the folder that the environment is in, where that is not root.
    """
    pins = hashlib.sha256((root / "requirements.lock").read_bytes())
    pins.update(str(place or root).encode("utf-8", "surrogateescape"))  # a moved environment does not work
    package = hashlib.sha256((root / "pyproject.toml").read_bytes())
    return [pins.hexdigest(), package.hexdigest()]


def built_from(venv):
    """The fingerprints that a finished, working environment was built from; an empty list for any other."""
    stamp = venv / STAMP
    return stamp.read_text().split() if stamp.exists() and runs(str(python_of(venv))) else []


def choose_installer():
    wanted = os.environ.get("RNN_COURSE_INSTALLER", "")
    if wanted not in ("", "uv", "pip"):
        raise SetupError(f"RNN_COURSE_INSTALLER는 uv나 pip이어야 하는데 '{wanted}'입니다.")
    if wanted == "uv" and not shutil.which("uv"):
        raise SetupError("uv를 찾을 수 없습니다. uv를 설치하거나 RNN_COURSE_INSTALLER=pip로 다시 실행하세요.")
    return wanted or ("uv" if shutil.which("uv") else "pip")


def install_commands(installer, python, venv, build_tools):
    """The command lines that make and fill the environment.

    What ``build_tools`` names comes first: kiwipiepy_model has no wheel and is built with it, not with whatever an
    isolated build would fetch. pip refuses -e beside hashes, hence the last call.
    """
    inside = str(python_of(venv))
    if installer == "uv":
        pip = ["uv", "pip", "install", "--python", inside, "--compile-bytecode"]
        make = ["uv", "venv", "--quiet", "--python", python, str(venv)]
    else:
        pip = [inside, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "on"]
        make = [python, "-m", "venv", str(venv)]
    return [
        ("가상 환경을 만듭니다.", make),
        ("빌드 도구를 설치합니다.", [*pip, "--require-hashes", "-r", str(build_tools)]),
        (
            "패키지를 설치합니다. 내려받을 것이 많아 몇 분 걸립니다.",
            [*pip, "--no-build-isolation", "--require-hashes", "-r", "requirements.lock"],
        ),
        ("이 강의의 패키지를 연결합니다.", [*pip, "--no-deps", "--no-build-isolation", "-e", "."]),
    ]


def write_build_tools(root, path):
    """Copy the lock's pin and hashes of setuptools into a file of their own."""
    pins = re.split(r"\n(?=\S)", (root / "requirements.lock").read_text())
    path.write_text("\n".join(pin for pin in pins if pin.startswith("setuptools==")) + "\n")
    return path


def run(installer, line, command, root):
    say(f"[{installer}] {line}")
    if subprocess.run(command, cwd=str(root)).returncode != 0:
        raise SetupError(
            "설치하다가 멈췄습니다 (바로 위의 메시지가 원인입니다).\n"
            "- 네트워크에 연결되어 있는지, 디스크에 4 GB가 남아 있는지 확인하세요.\n"
            "- 'ensurepip'이 없다는 메시지라면 먼저 설치하세요: sudo apt install python3-venv\n"
            "- 확인한 뒤 같은 명령을 다시 실행하면 처음부터 새로 만듭니다."
            + ("\n- uv가 문제라면 환경 변수를 정하세요: RNN_COURSE_INSTALLER=pip" if installer == "uv" else "")
        )


def check_ready(venv, root):
    """Raises SetupError where the environment that came with the container has other pins than the course."""
    if built_from(venv)[:1] != fingerprints(root, venv.parent)[:1]:
        raise SetupError(
            f"{venv}의 환경이 이 과정의 requirements.lock과 다릅니다. 컨테이너 이미지를 다시 만드세요: "
            "podman build -t rnn-course . (Codespaces와 VS Code에서는 명령 팔레트의 Rebuild Container)"
        )


def remove(venv):
    """Raises SetupError where the folder cannot be removed: Windows keeps the files of running programs."""
    try:
        shutil.rmtree(venv)
    except OSError as error:
        raise SetupError(
            f"{venv.name} 폴더를 지우지 못했습니다({error}). "
            "열어 둔 JupyterLab과 Python을 모두 끄고 같은 명령을 다시 실행하세요."
        ) from None


def build(root):
    """Make root/.venv, or do only what is missing. Returns how many steps were run: 0 when all was there."""
    ready = os.environ.get("RNN_COURSE_VENV")
    if ready:
        check_ready(Path(ready), root)
        return 0
    venv = root / ".venv"
    wanted, found = fingerprints(root), built_from(venv)
    if found == wanted:
        return 0
    check_platform()
    python, installer = find_python(), choose_installer()
    only_package = found[:1] == wanted[:1]  # the pins are installed, only the course's own package has changed
    if venv.exists() and not only_package:
        say(f"{venv.name} 폴더가 끝까지 만들어지지 않았거나 오래되어 새로 만듭니다.")
        remove(venv)
    with tempfile.TemporaryDirectory() as folder:
        build_tools = write_build_tools(root, Path(folder) / "build-tools.lock")
        steps = install_commands(installer, python, venv, build_tools)[-1 if only_package else 0 :]
        for line, command in steps:
            run(installer, line, command, root)
    (venv / STAMP).write_text("\n".join(wanted))
    say("환경이 준비되었습니다.")
    return len(steps)


def main():
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")
    try:
        build(ROOT)
    except SetupError as error:
        print(f"오류: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
