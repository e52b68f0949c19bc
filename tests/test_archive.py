"""Which file is the notebook, and a download of a learning-management system put into submitted/."""

import io
import json
import os
import socket
import stat
import struct
import unicodedata
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_grader import archive, submissions
from course_grader.archive import Refused, collect, find_notebook

PS03 = "ps03_simple_rnn"
WORK, OTHER, RELEASED = b'{"cells": [1]}', b'{"cells": [2]}', b'{"cells": []}'


def put(folder, files):
    """Writes {path: bytes} below a folder. Returns the folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(files, encoding=None, method=zipfile.ZIP_DEFLATED):
    """A ZIP of {path or ZipInfo: bytes}. encoding: that of the names, without the flag for UTF-8 as in old programs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        for name, data in files.items():
            if encoding:
                name = Named(name, encoding)
            file.writestr(name, data)
    return packed.getvalue()


class Named(zipfile.ZipInfo):
    """An entry whose name is written in another encoding and without the flag that tells it."""

    def __init__(self, name, encoding):
        super().__init__(name, (2026, 11, 1, 10, 20, 30))
        self.raw = name.encode(encoding)

    def _encodeFilenameFlags(self):
        return self.raw, self.flag_bits & ~0x800


def entry(name, mode=0):
    made = zipfile.ZipInfo("x" if "\0" in name else name, (2026, 11, 1, 10, 20, 30))
    made.filename = name
    made.external_attr = mode << 16
    return made


NAMES = [
    f"{PS03}.ipynb",
    f"{PS03} (1).ipynb",
    f"{PS03}(2).ipynb",
    f"{PS03}-Copy1.ipynb",
    f"{PS03} - 복사본.ipynb",
    f"{PS03}.ipynb의 사본.ipynb",
    f"{PS03} 사본 2.ipynb",
    f"Copy of {PS03}.ipynb",
    "PS03_Simple_RNN.IPYNB",
    f"{PS03}.ipynb.txt",
    f"{PS03}.json",
    f"20231234_{PS03}.ipynb",
    f"{PS03}_홍길동.ipynb",
    unicodedata.normalize("NFD", f"홍길동_{PS03}_최종.ipynb"),
    f"제출/과제 3/{PS03}.ipynb",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["folder", "zip", "zip in a folder", "ZIP from Korean Windows", "ZIP from macOS"])
def test_the_notebook_is_found_under_any_usual_name(tmp_path, form, name):
    rubbish = {f"__MACOSX/._{PS03}.ipynb": b"\0", f".ipynb_checkpoints/{PS03}-checkpoint.ipynb": OTHER, "그림.png": b""}
    files = {name: WORK} | rubbish
    if form == "folder":
        path = put(tmp_path / "work", files)
    else:
        if "Windows" in form:
            files = {unicodedata.normalize("NFC", name): data for name, data in files.items()}
        encoding = {"ZIP from Korean Windows": "cp949", "ZIP from macOS": "utf-8"}.get(form)
        path = put(tmp_path / "work", {"과제.zip": zipped(files, encoding)})
        path = path if form == "zip in a folder" else path / "과제.zip"
    found = find_notebook(path, PS03)
    assert found.data == WORK
    assert found.name == unicodedata.normalize("NFC", name)
    assert not found.notes


def test_another_name_is_taken_and_told(tmp_path):
    found = find_notebook(put(tmp_path / "work", {"제목 없음.ipynb": WORK, "data.csv": b""}), PS03)
    assert found.data == WORK
    assert found.notes == ["노트북의 이름이 `제목 없음.ipynb`입니다."]


def test_of_several_the_right_name_wins_and_the_others_are_told(tmp_path):
    found = find_notebook(put(tmp_path / "work", {f"{PS03}.ipynb": WORK, f"{PS03}-Copy1.ipynb": OTHER}), PS03)
    assert found.data == WORK
    assert f"{PS03}-Copy1.ipynb" in found.notes[0]


def test_equal_copies_are_one(tmp_path):
    found = find_notebook(put(tmp_path / "work", {f"{PS03} (1).ipynb": WORK, f"{PS03} (2).ipynb": WORK}), PS03)
    assert found.data == WORK
    assert not found.notes


def test_one_as_given_out_is_no_candidate(tmp_path):
    folder = put(tmp_path / "work", {f"{PS03}.ipynb": RELEASED, f"{PS03}-Copy1.ipynb": WORK})
    assert find_notebook(folder, PS03, worked_on=lambda data: data != RELEASED).data == WORK


def bomb():
    return zipped({f"{PS03}.ipynb": b" " * 19 * 2**20})


def encrypted():
    """The flag for encryption set in both headers."""
    data = bytearray(zipped({f"{PS03}.ipynb": WORK}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    return bytes(data)


def lying():
    """An entry that holds more than its headers say."""
    packed = zipped({f"{PS03}.ipynb": os.urandom(2**20) + b" " * 30 * 2**20})
    return packed.replace(struct.pack("<L", 31 * 2**20), struct.pack("<L", 2**20))


REFUSED = {
    "no notebook": ({"a.txt": b"", "b.hwp": b""}, "노트북(.ipynb)이 없습니다. 있는 파일: a.txt, b.hwp"),
    "nothing": ({"timestamp.txt": b""}, "있는 파일: 없음"),
    "two copies": ({f"{PS03} (1).ipynb": WORK, f"{PS03} (2).ipynb": OTHER}, "하나를 고를 수 없습니다"),
    "the right name twice": ({f"a/{PS03}.ipynb": WORK, f"b/{PS03}.ipynb": OTHER}, "하나를 고를 수 없습니다"),
    "two of other names": ({"1.ipynb": WORK, "2.ipynb": OTHER}, "하나를 고를 수 없습니다"),
    "many notebooks": ({f"{number}.ipynb": WORK for number in range(30)}, "하나를 고를 수 없습니다"),
    "two ZIPs": ({"a.zip": zipped({"a.ipynb": WORK}), "b.zip": zipped({"b.ipynb": WORK})}, "ZIP이 여럿"),
    "another archive": ({"a.7z": b"7z"}, "있는 파일: a.7z"),
    "a huge notebook": ({f"{PS03}.ipynb": b" " * (archive.LARGEST_FILE + 1)}, "20 MB를 넘습니다"),
    "a hostile name": ({"\x1b[2J`\u202e.txt": b""}, "있는 파일: ?[2J??.txt"),
    "no ZIP": ({"a.zip": b"PK\x03\x04 broken"}, "ZIP으로 읽을 수 없는"),
    "a cut ZIP": ({"a.zip": zipped({"a.ipynb": WORK})[:-30]}, "ZIP으로 읽을 수 없는"),
    "nested ZIPs": ({"a.zip": zipped({"b.zip": zipped({"c.ipynb": WORK})})}, "ZIP 안에 ZIP이 또"),
    "dots": ({"a.zip": zipped({f"../../{PS03}.ipynb": WORK})}, "바깥 폴더"),
    "dots with backslashes": ({"a.zip": zipped({f"a\\..\\..\\{PS03}.ipynb": WORK})}, "바깥 폴더"),
    "an absolute path": ({"a.zip": zipped({f"/tmp/{PS03}.ipynb": WORK})}, "바깥 폴더"),
    "a drive": ({"a.zip": zipped({f"C:\\{PS03}.ipynb": WORK})}, "바깥 폴더"),
    "a long name": ({"a.zip": zipped({"x" * 5_000 + ".ipynb": WORK})}, "이상한 파일 이름"),
    "a link": ({"a.zip": zipped({entry(f"{PS03}.ipynb", stat.S_IFLNK | 0o777): b"/etc/passwd"})}, "링크나 장치"),
    "a device": ({"a.zip": zipped({entry(f"{PS03}.ipynb", stat.S_IFCHR): b""})}, "링크나 장치"),
    "a bomb": ({"a.zip": bomb()}, "200배보다"),
    "a bomb of many": ({"a.zip": zipped({f"{n}.csv": b"\0" * 2**20 for n in range(501)})}, "풀면 너무"),
    "too many entries": ({"a.zip": zipped({f"{n}": b"" for n in range(2_001)}, method=0)}, "2,000개를 넘습니다"),
    "encrypted": ({"a.zip": encrypted()}, "암호"),
    "lying about its size": ({"a.zip": lying()}, "깨져"),
    "another method": ({"a.zip": zipped({f"{PS03}.ipynb": WORK}, method=zipfile.ZIP_LZMA)}, "압축 방식"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_person_has_to_look_at(tmp_path, name):
    files, reason = REFUSED[name]
    with pytest.raises(Refused) as refused:
        find_notebook(put(tmp_path / "work", files), PS03)
    assert reason in str(refused.value)
    assert str(refused.value).isprintable()


def test_links_and_pipes_are_not_followed(tmp_path):
    secret = put(tmp_path, {f"secret/{PS03}.ipynb": WORK}) / "secret"
    folder = put(tmp_path / "work", {"a.txt": b""})
    (folder / f"{PS03}.ipynb").symlink_to(secret / f"{PS03}.ipynb")
    (folder / "inside").symlink_to(secret)
    os.mkfifo(folder / "pipe.ipynb")
    with pytest.raises(Refused, match=r"있는 파일: a\.txt"):
        find_notebook(folder, PS03)
    for link in (folder / "inside", folder / f"{PS03}.ipynb", folder / "pipe.ipynb", folder / "missing"):
        with pytest.raises(Refused):
            find_notebook(link, PS03)
        with pytest.raises(Refused):  # as if it had become a link after it was looked at
            archive._read_file(link)


def test_sockets_devices_and_sparse_files_are_no_notebooks(tmp_path):
    folder = put(tmp_path / "work", {"a.txt": b""})
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket.ipynb"))
    if os.geteuid() == 0:  # nobody else may make one
        os.mknod(folder / "endless.ipynb", stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
    with pytest.raises(Refused, match=r"있는 파일: a\.txt"):
        find_notebook(folder, PS03)
    for path in [path for path in folder.iterdir() if path.suffix == ".ipynb"]:
        with pytest.raises(Refused, match=r"보통 파일이 아닙니다|열리지 않습니다"):
            archive._read_file(path)
    with open(folder / f"{PS03}.ipynb", "wb") as file:
        file.truncate(2**40)  # says that it has a terabyte and takes no room
    with pytest.raises(Refused, match="100 MB를 넘습니다"):
        find_notebook(folder, PS03)


@given(st.binary(max_size=40), st.integers(0, 2**32 - 1))
@settings(derandomize=True, deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_broken_zip_is_refused_or_read(noise, seed):
    data = bytearray(zipped({f"과제/{PS03}.ipynb": WORK * 20, "b.txt": b"1"}))
    for number, value in enumerate(noise):
        data[(seed * (number + 1)) % len(data)] = value
    try:
        for file in archive.read_zip(bytes(data)):
            file.read()
    except Refused as reason:
        message = str(reason)
        assert message.isprintable()


DOWNLOAD = {
    f"20230001_{PS03}.ipynb": WORK,
    "홍길동_20230002.zip": zipped({f"{PS03} (1).ipynb": WORK}),
    f"20230003/{PS03}.ipynb": WORK,
    f"김철수_48213_assignsubmission_file_/{PS03}.ipynb": WORK,
    f"과제 3_20230005_attempt_2026-11-01-10-20-30_{PS03}.ipynb": OTHER,
    f"과제 3_20230005_attempt_2026-11-02-10-20-30_{PS03}.ipynb": WORK,
    "과제 3_20230005_attempt_2026-11-02-10-20-30.txt": b"",
}
STUDENTS = {"20230001", "20230002", "20230003", "48213", "20230005"}


def collected(submitted):
    return {
        path.relative_to(submitted).as_posix(): path.read_bytes() for path in submitted.rglob("*") if path.is_file()
    }


def as_folder(tmp_path):
    return put(tmp_path / "download", DOWNLOAD)


def as_zip(tmp_path):
    return (
        put(tmp_path, {"download.zip": zipped({f"ps03 제출물/{name}": data for name, data in DOWNLOAD.items()})})
        / "download.zip"
    )


@pytest.mark.parametrize("form", [as_folder, as_zip])
def test_a_download_is_put_in_its_place(tmp_path, form):
    source, submitted = form(tmp_path), tmp_path / "submitted"
    outcomes = collect(PS03, source, submitted)
    assert {outcome.student: outcome.state for outcome in outcomes} == dict.fromkeys(STUDENTS, archive.NEW)
    expected = {f"{student}/{PS03}/{PS03}.ipynb": WORK for student in STUDENTS}
    assert collected(submitted) == expected | {f"20230005/{PS03}/timestamp.txt": b"2026-11-02 01:20:30.000000 UTC"}
    again = collect(PS03, source, submitted)
    assert {outcome.state for outcome in again} == {archive.SAME}
    assert collected(submitted).keys() == expected.keys() | {f"20230005/{PS03}/timestamp.txt"}


@pytest.mark.parametrize(
    "name",
    [
        "homework.ipynb",
        f"{PS03}.ipynb",
        "../x_20230001.ipynb",
        "20230001_7777_assignsubmission_file_x.ipynb",  # the student's own name is to look like the system's
        "20230001_x_20239999_attempt_2026-11-02-10-20-30_.ipynb",
        "._20230001.ipynb.zip.exe",
    ],
)
def test_a_name_that_tells_no_one_student_goes_to_a_person(tmp_path, name):
    source = put(tmp_path, {"download.zip": zipped({name: WORK, f"20230002_{PS03}.ipynb": WORK})}) / "download.zip"
    outcomes = collect(PS03, source, tmp_path / "submitted")
    assert [outcome.state for outcome in outcomes if outcome.student == "20230002"] == [archive.NEW]
    assert {outcome.state for outcome in outcomes if outcome.student != "20230002"} <= {archive.PERSON}
    assert set(collected(tmp_path)) == {"download.zip", f"submitted/20230002/{PS03}/{PS03}.ipynb"}


def test_one_hostile_archive_harms_no_other(tmp_path):
    files = {f"2023{number:04}.zip": bad["a.zip"] for number, (bad, _) in enumerate(REFUSED.values()) if "a.zip" in bad}
    source = put(tmp_path / "download", files | {f"20239999_{PS03}.ipynb": WORK})
    outcomes = {outcome.student: outcome.state for outcome in collect(PS03, source, tmp_path / "submitted")}
    assert outcomes.pop("20239999") == archive.NEW
    assert len(outcomes) == len(files)
    assert outcomes.pop("20230006") == archive.NEW  # of "two ZIPs" the one that is sound
    assert set(outcomes.values()) == {archive.PERSON}
    assert len(collected(tmp_path / "submitted")) == 2


def at(path, day):
    moment = datetime(2026, 11, day, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))


def resubmitted(tmp_path, day):
    """A work of 10 November in its place and one of another day in a download."""
    put(tmp_path / "submitted", {f"20230001/{PS03}/{PS03}.ipynb": OTHER, f"20230001/{PS03}/data.csv": b"1"})
    at(tmp_path / f"submitted/20230001/{PS03}/{PS03}.ipynb", 10)
    source = put(tmp_path / "download", {f"20230001_{PS03}.ipynb": WORK})
    at(source / f"20230001_{PS03}.ipynb", day)
    return source, tmp_path / "submitted"


@pytest.mark.parametrize(
    ("day", "replace", "state", "expected"),
    [
        (11, False, archive.REPLACED, WORK),
        (9, False, archive.KEPT, OTHER),
        (10, False, archive.KEPT, OTHER),
        (9, True, archive.REPLACED, WORK),
    ],
)
def test_newer_work_is_not_overwritten_without_being_told(tmp_path, day, replace, state, expected):
    source, submitted = resubmitted(tmp_path, day)
    (outcome,) = collect(PS03, source, submitted, replace=replace)
    assert outcome.state == state
    work = f"20230001/{PS03}/"
    assert collected(submitted) == {f"{work}{PS03}.ipynb": expected, f"{work}data.csv": b"1"}


def test_what_nbgrader_noted_counts_as_the_time_of_the_work(tmp_path):
    source, submitted = resubmitted(tmp_path, 11)
    put(submitted, {f"20230001/{PS03}/timestamp.txt": b"2026-11-12 00:00:00.000000 UTC"})
    assert collect(PS03, source, submitted)[0].state == archive.KEPT


@pytest.mark.parametrize("noted", [True, False])
def test_the_noted_time_of_earlier_work_is_not_that_of_later_work(tmp_path, noted):
    source, submitted = resubmitted(tmp_path, 11)
    if noted:
        put(submitted, {f"20230001/{PS03}/timestamp.txt": b"2026-11-09 00:00:00.000000 UTC"})
    (outcome,) = collect(PS03, source, submitted)
    assert outcome.state == archive.REPLACED
    assert f"20230001/{PS03}/timestamp.txt" not in collected(submitted)
    assert ["timestamp.txt에 그 시각을" in note for note in outcome.notes] == [True] * noted
    assert [each.state for each in collect(PS03, source, submitted)] == [archive.SAME]


@pytest.mark.parametrize(("noted", "state"), [("08:59", archive.REPLACED), ("09:01", archive.KEPT)])
def test_the_noted_time_is_read_in_its_zone(tmp_path, noted, state):
    source, submitted = resubmitted(tmp_path, 11)
    put(submitted, {f"20230001/{PS03}/timestamp.txt": f"2026-11-11 {noted}:00.000000 KST-9".encode()})
    assert collect(PS03, source, submitted)[0].state == state


def test_a_noted_time_zone_is_no_path(tmp_path, monkeypatch):
    """A student may have written it; nbgrader looks zones up among files. The file's own time counts instead."""
    monkeypatch.setattr(archive, "parse_utc", lambda text: pytest.fail(text))
    source, submitted = resubmitted(tmp_path, 11)
    put(submitted, {f"20230001/{PS03}/timestamp.txt": b"2026-11-12 00:00:00.000000 /etc/localtime"})
    assert collect(PS03, source, submitted)[0].state == archive.REPLACED


@pytest.mark.parametrize("link", ["20230001", f"20230001/{PS03}", f"20230001/{PS03}/{PS03}.ipynb"])
def test_nothing_is_written_through_a_link(tmp_path, link):
    outside = put(tmp_path / "outside", {f"{PS03}/{PS03}.ipynb": OTHER, f"{PS03}.ipynb": OTHER})
    before = collected(outside)
    path = tmp_path / "submitted" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(outside / f"{PS03}.ipynb" if link.endswith(".ipynb") else outside)
    source = put(tmp_path / "download", {f"20230001_{PS03}.ipynb": WORK})
    assert collect(PS03, source, tmp_path / "submitted", replace=True)[0].state == archive.PERSON
    assert collected(outside) == before


def test_a_second_name_of_a_file_is_not_written_through(tmp_path):
    """A hard link in the folder of collected work leaves the file that it shares as it was."""
    source, submitted = resubmitted(tmp_path, 11)
    path, other = submitted / "20230001" / PS03 / f"{PS03}.ipynb", tmp_path / "other.ipynb"
    os.link(path, other)
    assert collect(PS03, source, submitted, replace=True)[0].state == archive.REPLACED
    assert (path.read_bytes(), other.read_bytes()) == (WORK, OTHER)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("fsync", (archive.PERSON, archive.PERSON)),
        ("replace", (archive.PERSON, archive.NEW)),
        ("rename", (archive.REPLACED, archive.PERSON)),
    ],
)
def test_a_full_disk_leaves_the_work_as_it_was(tmp_path, monkeypatch, step, expected):
    source, submitted = resubmitted(tmp_path, 11)
    put(source, {f"20230002_{PS03}.ipynb": WORK})

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, step, full)
        assert tuple(outcome.state for outcome in collect(PS03, source, submitted)) == expected
    first, second = (f"{student}/{PS03}/{PS03}.ipynb" for student in ("20230001", "20230002"))
    assert collected(submitted)[first] == (WORK if expected[0] == archive.REPLACED else OTHER)
    assert collected(submitted).get(second) == (WORK if expected[1] == archive.NEW else None)
    collect(PS03, source, submitted)
    assert collected(submitted) == {first: WORK, second: WORK, f"20230001/{PS03}/data.csv": b"1"}


def test_the_command_follows_the_courses_settings_and_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    folders = {"submitted": "걷은 것", "source": "원본"}
    lines = [f"c.CourseDirectory.{name}_directory = {folder!r}\n" for name, folder in folders.items()]
    put(tmp_path, {f"원본/{PS03}/a": b"", f"download/20230001_{PS03}.ipynb": WORK})
    (tmp_path / "nbgrader_config.py").write_text("".join(["c = get_config()\n", *lines]), encoding="utf-8")
    assert archive.main([PS03, "~/download"]) == 0
    assert collected(tmp_path / "걷은 것") == {f"20230001/{PS03}/{PS03}.ipynb": WORK}


def test_the_command_reports_in_korean(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {f"source/{PS03}/{PS03}.ipynb": b""})
    source = str(put(tmp_path / "download", {f"20230001_{PS03}.ipynb": WORK, "20230002_a.txt": b"", "x.ipynb": WORK}))
    assert archive.main([PS03, source]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "새로 넣음 1, 사람이 확인 2"
    assert any("20230002" in line and "노트북(.ipynb)이 없습니다" in line for line in lines)
    assert json.loads((tmp_path / f"submitted/20230001/{PS03}/{PS03}.ipynb").read_bytes()) == json.loads(WORK)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([PS03, "missing"], "찾을 수 없습니다"),
        (["..", "download"], "`..`(으)로 시작하는 과제가 없습니다"),
        (
            ["ps3", "download"],
            "`ps3`(으)로 시작하는 과제가 없습니다. 과제의 이름이나 앞부분을 A에 적으세요. 예: A=ps03\n  " + PS03,
        ),
        ([PS03, "download", "--pattern", "("], "정규 표현식이 아닙니다"),
        ([PS03, "download", "--pattern", "x"], "학번의 자리"),
        ([PS03, "broken.zip"], "ZIP으로 읽을 수 없는"),
    ],
)
def test_what_the_command_cannot_do_is_said(tmp_path, capsys, monkeypatch, arguments, reason):
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {f"source/{PS03}/a": b"", f"download/20230001_{PS03}.ipynb": WORK, "broken.zip": b"PK"})
    assert archive.main(arguments) == 2
    assert reason in capsys.readouterr().out
    assert not (tmp_path / "submitted").exists()


def test_work_of_those_not_in_the_roster_waits_for_a_person(tmp_path):
    names = {f"가_48213_assignsubmission_file_/{PS03}.ipynb": WORK, "나_48214_assignsubmission_file_/a.ipynb": WORK}
    source = put(tmp_path / "download", names | {f"20230001_{PS03}.ipynb": WORK})
    roster = {"20230001": "20230001", "20230002": "20230002", "48213": "20230002"}
    outcomes = collect(PS03, source, tmp_path / "submitted", roster=roster)
    states = {outcome.student: outcome.state for outcome in outcomes}
    assert states == {"20230001": archive.NEW, "20230002": archive.NEW, "48214": archive.PERSON}
    assert "lms_user_id" in "".join(outcomes[-1].notes)
    assert {path.name for path in (tmp_path / "submitted").iterdir()} == {"20230001", "20230002"}


def test_one_student_under_two_numbers_goes_to_a_person(tmp_path):
    names = {f"가_48213_assignsubmission_file_/{PS03}.ipynb": WORK, f"20230002_{PS03}.ipynb": OTHER}
    source = put(tmp_path / "download", names)
    outcomes = collect(PS03, source, tmp_path / "submitted", roster={"20230002": "20230002", "48213": "20230002"})
    assert [(outcome.student, outcome.state) for outcome in outcomes] == [("20230002", archive.PERSON)]


def test_a_pattern_of_the_instructors(tmp_path):
    source = put(tmp_path / "download", {f"hong.gildong@school.kr+1_{PS03}.ipynb": WORK})
    outcomes = collect(PS03, source, tmp_path / "submitted", pattern=r"(?P<student>[^+]+)\+\d+_")
    assert [(outcome.student, outcome.state) for outcome in outcomes] == [("hong.gildong@school.kr", archive.NEW)]


def test_a_zip_in_a_submitted_folder_is_graded_and_told(tmp_path):
    folder = put(tmp_path / f"submitted/20230001/{PS03}", {"과제.zip": zipped({f"{PS03}.ipynb": WORK})})
    files = submissions.read_submission(submissions.Submission("20230001", folder), {PS03: b"[]"})
    assert files.notebooks == {PS03: WORK}
    assert files.notes == [f"ZIP에 든 `{PS03}.ipynb`을 채점했습니다."]
    (folder / "과제.zip").write_bytes(encrypted())
    with pytest.raises(submissions.Refused, match="암호"):
        submissions.read_submission(submissions.Submission("20230001", folder), {PS03: b"[]"})
