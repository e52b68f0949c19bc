"""The cache of review files: real processes at once, killed, on a read-only disk; changed sources, damaged bytes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time

import pytest

from rnn_course import reading, reviews
from rnn_course.reviews import load_reviews

EACH = 30  # reviews of each part and side
# a process of its own, as a notebook's kernel is: loads and prints what it got
LOAD = """
import json, sys
from pathlib import Path
from rnn_course import reading, reviews
reading.CACHE_FOLDER = Path(sys.argv[2])
train, test = reviews.load_reviews(path=sys.argv[1])
print(json.dumps([train.text.tolist(), train.label.tolist(), test.text.tolist(), test.label.tolist()]))
"""
# the same, but it stops for ever when half of the cache is written
LOAD_AND_HANG = (
    """
import time
from rnn_course import reviews
write_whole = reviews.write_whole
def hang(handle):
    handle.write(b"half a cache")
    handle.flush()
    print("hanging", flush=True)
    time.sleep(600)
reviews.write_whole = lambda file, write: write_whole(file, hang)
"""
    + LOAD
)


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setattr(reading, "CACHE_FOLDER", tmp_path / "cache")
    monkeypatch.setattr(reviews, "_said", set())
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path):
    for part in reviews.PARTS:
        for side in reviews.SIDES:
            place = tmp_path / "reviews" / part / side
            place.mkdir(parents=True)
            for number in range(EACH):
                (place / f"{number}.txt").write_text(f"{part} {side} {number} 영화\n", encoding="utf-8")
    return tmp_path / "reviews"


def expected(folder):
    return [
        column
        for part in reviews.PARTS
        for column in (
            [
                file.read_bytes().decode()
                for side in reviews.SIDES
                for file in sorted((folder / part / side).iterdir(), key=lambda file: file.name)
            ],
            [0] * EACH + [1] * EACH,
        )
    ]


def start(folder, cache, code=LOAD, before=()):
    return subprocess.Popen(
        [*before, sys.executable, "-c", code, str(folder), str(cache)], stdout=subprocess.PIPE, text=True
    )


def finish(process):
    """(lines before the result, the result) of a process that has to succeed."""
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    *lines, result = output.splitlines()
    return lines, json.loads(result)


def never_reads_the_source(monkeypatch):
    for name in ("_files_in_folder", "_files_in_archive"):
        monkeypatch.setattr(reviews, name, lambda *_: pytest.fail("the source was read again"))


def test_several_processes_at_once_get_the_right_data_and_leave_one_whole_cache(folder, cache, monkeypatch):
    processes = [start(folder, cache) for _ in range(4)]
    for process in processes:
        lines, result = finish(process)
        assert result == expected(folder)
        assert len(lines) == 1
    assert [file.suffix for file in cache.iterdir()] == [".cache"]
    never_reads_the_source(monkeypatch)
    assert len(load_reviews(path=folder)[0]) == 2 * EACH


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_in_the_middle_leaves_no_cache_and_the_next_load_makes_one(folder, cache, monkeypatch):
    process = start(folder, cache, LOAD_AND_HANG)
    assert process.stdout.readline() == "hanging\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (part,) = cache.iterdir()
    assert part.suffix == ".part"
    assert part.read_bytes() == b"half a cache"
    lines, result = finish(start(folder, cache))
    assert result == expected(folder)
    assert len(lines) == 1
    never_reads_the_source(monkeypatch)
    load_reviews(path=folder)
    assert part.exists()  # it could be another process's, still at work ...
    os.utime(part, (time.time() - 4000,) * 2)  # ... but not an hour later
    monkeypatch.undo()
    (folder / "train/pos/0.txt").write_text("changed", encoding="utf-8")
    finish(start(folder, cache))
    assert [file.suffix for file in cache.iterdir()] == [".cache"]


BWRAP = shutil.which("bwrap")


@pytest.mark.skipif(BWRAP is None, reason="needs bubblewrap for a read-only file system")
def test_on_a_read_only_disk_it_works_and_says_so_once(folder, cache):
    twice = LOAD.replace("train, test =", "reviews.load_reviews(path=sys.argv[1])\ntrain, test =")
    lines, result = finish(start(folder, cache, twice, [BWRAP, "--ro-bind", "/", "/", "--dev", "/dev"]))
    assert result == expected(folder)
    complaints = [line for line in lines if line.startswith("리뷰의 캐시를 저장하지 못해 다음에도 원본을 읽습니다(")]
    assert len(complaints) == 1
    assert f"{cache} 폴더에 쓸 수 있게 하세요" in complaints[0]
    assert len(lines) == 3
    assert not cache.exists()


# Changed sources -----------------------------------------------------------------------------------------------------


def edit(folder):
    (folder / "test/pos/7.txt").write_text("other words of another length", encoding="utf-8")


def edit_same_length(folder):
    file = folder / "train/neg/3.txt"
    file.write_bytes(file.read_bytes().replace("영화".encode(), "영하".encode()))


def older_copy(folder):
    """As `cp -p` or an unpacker leaves it: the size and content change, the date of change is an older one."""
    (folder / "test/neg/1.txt").write_text("older", encoding="utf-8")
    os.utime(folder / "test/neg/1.txt", (1_000_000_000,) * 2)


def rename(folder):
    (folder / "test/pos/7.txt").rename(folder / "test/pos/07.txt")


def swap(folder):
    """Two reviews of the same length change their sides: number, sum of sizes and newest date stay."""
    for name in ("neg/1.txt", "pos/1.txt"):
        os.utime(folder / "train" / name, (1_000_000_000,) * 2)
    load_reviews(path=folder)
    (folder / "train/neg/1.txt").rename(folder / "train/pos/x.txt")
    (folder / "train/pos/1.txt").rename(folder / "train/neg/1.txt")
    (folder / "train/pos/x.txt").rename(folder / "train/pos/0x.txt")


def exchange(folder):
    (folder / "train/pos/5.txt").unlink()
    (folder / "train/pos/new.txt").write_text("train pos 5 영화\n", encoding="utf-8")


@pytest.mark.parametrize("change", [edit, edit_same_length, older_copy, rename, swap, exchange])
def test_a_changed_folder_is_read_again(folder, change, capsys):
    load_reviews(path=folder)
    change(folder)
    train, test = load_reviews(path=folder)
    assert [train.text.tolist(), train.label.tolist(), test.text.tolist(), test.label.tolist()] == expected(folder)
    assert "손상" not in capsys.readouterr().out


def test_a_changed_archive_is_read_again(folder, tmp_path):
    archive = tmp_path / "reviews.tar.gz"
    for text in ("first", "second"):
        (folder / "test/neg/0.txt").write_text(text, encoding="utf-8")
        with tarfile.open(archive, "w:gz") as packed:
            packed.add(folder, "aclImdb")
        assert load_reviews(path=archive)[1].text[0] == text


def test_a_cache_of_another_version_is_not_used(folder, cache, monkeypatch, capsys):
    load_reviews(path=folder)
    (file,) = cache.iterdir()
    old = file.read_bytes()
    monkeypatch.setattr(reviews, "CACHE_VERSION", reviews.CACHE_VERSION + 1)
    load_reviews(path=folder)
    assert file.read_bytes() != old
    assert "손상" not in capsys.readouterr().out


def test_two_sources_have_two_caches(folder, tmp_path, cache):
    shutil.copytree(folder, tmp_path / "copy")
    load_reviews(path=folder)
    load_reviews(path=tmp_path / "copy")
    assert len(list(cache.iterdir())) == 2


# Damaged caches ------------------------------------------------------------------------------------------------------


def test_every_damaged_byte_is_noticed_or_harmless(folder, cache, capsys):
    """Whichever byte is flipped, the reviews are the right ones, and most of the flips are said to be damage."""
    load_reviews(path=folder)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    right, told = expected(folder), 0
    places = range(0, len(whole), max(1, len(whole) // 300))
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0x15
        file.write_bytes(damaged)
        capsys.readouterr()
        train, test = load_reviews(path=folder)
        assert [train.text.tolist(), train.label.tolist(), test.text.tolist(), test.label.tolist()] == right, place
        told += "리뷰의 캐시가 손상되어 원본을 다시 읽습니다" in capsys.readouterr().out
    assert told > len(places) / 2


@pytest.mark.parametrize("keep", [0, 1, 0.5, 0.99])
def test_a_cut_cache_is_told_and_rebuilt(folder, cache, keep, capsys, monkeypatch):
    load_reviews(path=folder)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: 1 if keep == 1 else int(keep * len(whole))])
    assert load_reviews(path=folder)[0].text.tolist() == expected(folder)[0]
    assert "리뷰의 캐시가 손상되어 원본을 다시 읽습니다" in capsys.readouterr().out
    never_reads_the_source(monkeypatch)
    load_reviews(path=folder)


def test_a_folder_in_the_cache_s_place_does_no_harm(folder, cache, capsys):
    load_reviews(path=folder)
    (file,) = cache.iterdir()
    file.unlink()
    file.mkdir()
    assert load_reviews(path=folder)[0].text.tolist() == expected(folder)[0]
    assert "저장하지 못해" in capsys.readouterr().out
