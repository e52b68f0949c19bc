"""tools/environment.py: real installs of a tiny project by uv and by pip, and what it says where it can't go on."""

import ast
import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from tools import conda_environment, environment

ROOT = Path(__file__).resolve().parent.parent
HANGUL_FOLDER = "순환 신경망 과정"

# What the locked build tool makes of any source package: a wheel that says who built it.
BUILD_TOOL = """
import zipfile

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = "source_only-1.0-py3-none-any.whl"
    with zipfile.ZipFile(f"{wheel_directory}/{name}", "w") as wheel:
        wheel.writestr("source_only.py", "BUILT_BY = 'the locked tool'")
        about = "Metadata-Version: 2.1\\nName: source-only\\nVersion: 1.0\\n"
        wheel.writestr("source_only-1.0.dist-info/METADATA", about)
        wheel.writestr("source_only-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("source_only-1.0.dist-info/RECORD", "")
    return name
"""

# An in-tree build backend, so that the editable install needs nothing from a network.
BACKEND = """
import os
import zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "course-1.0-py3-none-any.whl"
    with zipfile.ZipFile(f"{wheel_directory}/{name}", "w") as wheel:
        wheel.writestr("course.pth", os.getcwd())
        wheel.writestr("course-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: course\\nVersion: 1.0\\n")
        wheel.writestr("course-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("course-1.0.dist-info/RECORD", "")
    return name
"""


def write_wheel(folder, name, files):
    """A wheel of ``files`` (path: text); returns the line of a lock that pins it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    files = {
        **files,
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [
        f"{file},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}"
        for file, text in files.items()
    ]
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
        wheel.writestr(f"{name}-1.0.dist-info/RECORD", "\n".join([*record, f"{name}-1.0.dist-info/RECORD,,"]))
    return locked(path, name)


def write_source(folder, name):
    """A package that comes as source only, as kiwipiepy_model does; returns its line of a lock."""
    path = folder / f"{name}-1.0.tar.gz"
    files = {
        "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
        "PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
    }
    with tarfile.open(path, "w:gz") as archive:
        for file, text in files.items():
            member = tarfile.TarInfo(f"{name}-1.0/{file}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return locked(path, name)


def locked(path, name):
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def tiny_project(tmp_path):
    """A project in a folder with a Hangul name whose lock has three packages, found in a local folder only."""
    root = tmp_path / HANGUL_FOLDER
    wheels = root / "wheels"
    wheels.mkdir(parents=True)
    (root / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "environment.py", root / "tools")
    (root / "requirements.lock").write_text(
        write_wheel(wheels, "setuptools", {"setuptools/__init__.py": "", "setuptools/build_meta.py": BUILD_TOOL})
        + write_source(wheels, "source_only").replace("source_only==", "source-only==")
        + write_wheel(wheels, "tiny", {"tiny.py": "ANSWER = 42\n"})
    )
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "course"\nversion = "1.0"\n'
    )
    return root


def run_setup(root, installer):
    settings = {
        "RNN_COURSE_INSTALLER": installer,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": (root / "wheels").as_uri(),
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(root / "wheels"),
        "UV_CACHE_DIR": str(root / "cache"),
    }
    command = [sys.executable, str(root / "tools" / "environment.py")]
    return subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(params=["uv", "pip"])
def installer(request):
    if request.param == "uv" and not shutil.which("uv"):
        pytest.skip("uv is not installed on this machine; the pip way is tested")
    return request.param


def test_builds_once_in_a_folder_with_a_hangul_name(tiny_project, installer):
    first = run_setup(tiny_project, installer)
    assert first.returncode == 0, first.stderr
    assert f"[{installer}] 가상 환경을 만듭니다." in first.stdout
    assert "환경이 준비되었습니다." in first.stdout
    inside = environment.python_of(tiny_project / ".venv")
    answer = subprocess.run([inside, "-c", "import tiny, backend; print(tiny.ANSWER)"], capture_output=True, text=True)
    assert answer.stdout == "42\n", answer.stderr

    built = subprocess.run(
        [inside, "-c", "import source_only; print(source_only.BUILT_BY)"], capture_output=True, text=True
    )
    assert built.stdout == "the locked tool\n", built.stderr

    second = run_setup(tiny_project, installer)
    assert (second.returncode, second.stdout) == (0, "")

    with (tiny_project / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    third = run_setup(tiny_project, installer)
    assert "패키지를 설치합니다" not in third.stdout
    assert "이 강의의 패키지를 연결합니다." in third.stdout


def test_half_built_environment_is_built_anew(tiny_project, installer):
    (tiny_project / ".venv" / "bin").mkdir(parents=True)
    (tiny_project / ".venv" / "leftover").write_text("")
    done = run_setup(tiny_project, installer)
    assert done.returncode == 0, done.stderr
    assert "끝까지 만들어지지 않았거나" in done.stdout
    assert not (tiny_project / ".venv" / "leftover").exists()


def test_environment_whose_interpreter_is_gone_is_built_anew(tiny_project, installer):
    assert run_setup(tiny_project, installer).returncode == 0
    environment.python_of(tiny_project / ".venv").unlink()
    done = run_setup(tiny_project, installer)
    assert done.returncode == 0, done.stderr
    assert "끝까지 만들어지지 않았거나" in done.stdout


def test_failed_install_says_what_to_do_and_the_next_run_starts_over(tiny_project, installer):
    wheel = next((tiny_project / "wheels").glob("tiny-*.whl"))
    hidden = wheel.rename(tiny_project / "hidden.whl")  # as without a network: the package can't be had
    failed = run_setup(tiny_project, installer)
    assert failed.returncode == 1
    assert "네트워크에 연결되어 있는지" in failed.stderr
    assert "Traceback" not in failed.stderr
    hidden.rename(wheel)
    assert run_setup(tiny_project, installer).returncode == 0


def test_package_that_is_not_the_locked_one_is_refused(tiny_project, installer):
    lock = tiny_project / "requirements.lock"
    lock.write_text(re.sub(r"[0-9a-f]{64}", "0" * 64, lock.read_text()))
    assert run_setup(tiny_project, installer).returncode == 1


def test_an_activated_environment_is_not_built_with_itself():
    """It would be removed while it runs; these tests run in one."""
    found = Path(environment.find_python())
    assert found.exists()
    assert not found.is_relative_to(sys.prefix)


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0)])
def test_unsupported_python_looks_for_another(version, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable if name == "python3.12" else None)
    assert environment.find_python(version) == sys.executable


def write_launcher(folder, answer):
    """As Windows' `py`, which here knows a Python 3.12 and no other."""
    launcher = folder / "py"
    launcher.write_text(f'#!/bin/sh\n[ "$1" = -3.12 ] || exit 103\necho "{answer}"\n')
    launcher.chmod(0o755)


def test_on_windows_the_launcher_is_asked(tmp_path, monkeypatch):
    python = tmp_path / "파이썬 3.12"
    python.symlink_to(sys.executable)
    write_launcher(tmp_path, python)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert environment.find_python((3, 14, 0)) == str(python)


def test_what_the_launcher_names_has_to_run(tmp_path, monkeypatch):
    write_launcher(tmp_path, tmp_path / "지운 파이썬")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(environment.SetupError, match="가운데 하나가 필요한데"):
        environment.find_python((3, 14, 0))


@pytest.mark.parametrize(
    ("system", "command"), [("nt", r"python.exe tools\environment.py"), ("posix", "make lab PYTHON=")]
)
def test_how_to_name_another_python_is_told_for_this_system(system, command, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(os, "name", system)
    with pytest.raises(environment.SetupError, match=re.escape(command)):
        environment.find_python((3, 14, 0))


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0)])
def test_unsupported_python_alone_is_answered_in_korean(version, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(environment.SetupError, match=rf"Python 3\.11, 3\.12, 3\.13 .*{version[0]}\.{version[1]}입니다"):
        environment.find_python(version)


def test_old_python_can_read_the_script_and_so_say_what_is_missing():
    source = (ROOT / "tools" / "environment.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))


@pytest.mark.parametrize(
    ("system", "machine", "flags", "message"),
    [
        ("Darwin", "x86_64", None, "인텔 Mac용 TensorFlow는"),
        ("Linux", "riscv64", None, "쓸 수 있는 TensorFlow가 없습니다"),
        ("Linux", "i686", None, "쓸 수 있는 TensorFlow가 없습니다"),
        ("Windows", "ARM64", None, "쓸 수 있는 TensorFlow가 없습니다"),
        ("Linux", "x86_64", {"sse4_2"}, "AVX 명령이 없습니다"),
    ],
)
def test_machine_without_tensorflow_is_answered_in_korean(system, machine, flags, message):
    with pytest.raises(environment.SetupError, match=message):
        environment.check_platform(system, machine, flags)


@pytest.mark.parametrize(
    ("system", "machine", "flags"),
    [
        ("Darwin", "arm64", set()),
        ("Linux", "aarch64", set()),
        ("Windows", "AMD64", set()),
        ("Linux", "x86_64", {"avx"}),
    ],
)
def test_machine_with_tensorflow_passes(system, machine, flags):
    environment.check_platform(system, machine, flags)


def test_unknown_installer_is_answered_in_korean(monkeypatch):
    monkeypatch.setenv("RNN_COURSE_INSTALLER", "conda")
    with pytest.raises(environment.SetupError, match="uv나 pip이어야 하는데 'conda'입니다"):
        environment.choose_installer()


# --- the lock and its sister ---


def lock_text():
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_lock_has_pins_and_hashes_and_no_addresses():
    text = lock_text()
    assert "://" not in text
    assert not re.search(r"index-url|find-links", text)
    blocks = re.split(r"\n(?=[a-z])", text.strip())
    assert len(blocks) > 100
    assert all("==" in block.split("\n")[0] and "--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize(
    ("platform", "wheel"),
    [
        ({"sys_platform": "linux", "platform_machine": "x86_64"}, "tensorflow-cpu"),
        ({"sys_platform": "linux", "platform_machine": "aarch64"}, "tensorflow"),
        ({"sys_platform": "darwin", "platform_machine": "arm64"}, "tensorflow"),
        ({"sys_platform": "win32", "platform_machine": "AMD64"}, "tensorflow"),
    ],
)
def test_each_platform_gets_its_tensorflow(platform, wheel):
    pins = [Requirement(pin) for pin in conda_environment.locked_pins(lock_text())]
    chosen = [
        pin.name for pin in pins if pin.name.startswith("tensorflow") and pin.marker and pin.marker.evaluate(platform)
    ]
    assert chosen == [wheel]


def test_environment_yml_carries_the_pins_of_the_lock():
    found = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert found == conda_environment.conda_environment(lock_text())
    pins = found["dependencies"][-1]["pip"]
    assert len(pins) == len(re.findall(r"^[a-z][\w.-]*==", lock_text(), flags=re.MULTILINE)) + 1


def test_lock_meets_the_declared_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {}
    for pin in map(Requirement, conda_environment.locked_pins(lock_text())):
        locked.setdefault(pin.name.lower(), []).append(str(pin.specifier)[2:])
    for declared in map(Requirement, project["dependencies"] + project["optional-dependencies"]["test"]):
        versions = locked[declared.name.lower()]
        assert any(declared.specifier.contains(version) for version in versions), declared


def test_an_environment_in_use_is_answered_in_korean(tmp_path, monkeypatch):
    """Windows deletes no file of a running program."""

    def in_use(path):
        raise PermissionError(13, "다른 프로세스가 파일을 사용 중입니다", str(path / "python.exe"))

    monkeypatch.setattr(shutil, "rmtree", in_use)
    with pytest.raises(environment.SetupError, match=r"python\.exe.*JupyterLab과 Python을 모두 끄고"):
        environment.remove(tmp_path)


# --- the environment that a container brings ---


@pytest.fixture
def brought(tmp_path):
    """A course, and an environment elsewhere that was built from its lock."""
    course, place = tmp_path / "과정", tmp_path / "opt"
    for folder in (course, place):
        folder.mkdir()
        (folder / "requirements.lock").write_text("a==1\n")
        (folder / "pyproject.toml").write_text("")
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (place / ".venv" / environment.STAMP).write_text("\n".join(environment.fingerprints(place)))
    return course, place / ".venv"


def test_environment_of_a_container_is_used_as_it_is(brought, monkeypatch):
    course, venv = brought
    monkeypatch.setenv("RNN_COURSE_VENV", str(venv))
    (course / "pyproject.toml").write_text("# the course's own package has changed; its code comes from the folder")
    assert environment.build(course) == 0
    assert not (course / ".venv").exists()


def test_environment_of_an_older_image_is_answered_in_korean(brought, monkeypatch):
    course, venv = brought
    monkeypatch.setenv("RNN_COURSE_VENV", str(venv))
    (course / "requirements.lock").write_text("a==2\n")
    with pytest.raises(environment.SetupError, match="이미지를 다시 만드세요"):
        environment.build(course)


def test_make_uses_the_environment_of_a_container(brought):
    folder = brought[0]
    shutil.copy(ROOT / "Makefile", folder)
    asked = ["make", "--no-print-directory", "--eval", "show:; @echo $(BIN) $$PYTHONPATH", "show"]
    for venv, answer in (("/opt/rnn/.venv", f"/opt/rnn/.venv/bin {folder}"), ("", ".venv/bin")):
        clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MAKEFLAGS")}
        done = subprocess.run(asked, cwd=folder, env=clean | {"RNN_COURSE_VENV": venv}, capture_output=True, text=True)
        assert done.stdout.strip() == answer


def test_make_clean_leaves_what_people_made(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for folder in (".venv", "build", "my", "submitted"):
        (tmp_path / folder).mkdir()
    (tmp_path / "gradebook.db").touch()
    subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, check=True)
    assert {path.name for path in tmp_path.iterdir()} == {"Makefile", "my", "submitted", "gradebook.db"}
