"""make data: against a real HTTP server that breaks off, lies, refuses and redirects; nothing half or wrong is kept."""

import errno
import hashlib
import io
import json
import os
import random
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock
from pages import ROOT
from real_data import FOLDER, PRICES, REVIEWS, VECTORS, needs
from web import serving

from rnn_course import downloads, transfer
from rnn_course.datasets import DATA_FOLDER, EMBEDDED_PRICES, SETTING, load_prices
from rnn_course.downloads import Fetcher, main, price_faults, read_items
from rnn_course.reading import DataError, read_toml
from rnn_course.transfer import Client
from rnn_course.vectors import load_glove

NOISE = random.Random(7)
REVIEW_BYTES = NOISE.randbytes(300_000)
VECTOR_TEXT = "\n".join(f"word{i} {NOISE.random()} {NOISE.random()}" for i in range(4000)).encode()
PRICE_TEXT = """Date,Open,High,Low,Close,Adj Close,Volume
2020-01-02,55500.0,56000.0,55000.0,55200.0,52000.5,12993228
2020-01-03,56000.0,56600.0,54900.0,55500.0,52300.25,15422255
2020-01-06,54900.0,55600.0,54600.0,55500.0,52300.25,0
"""


def zip_of(members, kind=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


ARCHIVE = zip_of(
    {"glove.50d.txt": NOISE.randbytes(200_000), "glove.txt": VECTOR_TEXT, "z.txt": NOISE.randbytes(200_000)}
)


def known(content):
    return [{"what": "시험", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}]


def facts_of(text):
    table = pd.read_csv(io.StringIO(text))
    return {
        "rows": len(table),
        "zero_volume_rows": int((table["Volume"] == 0).sum()),
        "first_day": table["Date"].iloc[0],
        "last_day": table["Date"].iloc[-1],
        "describe": {name: table[name].describe().tolist() for name in ("Open", "High", "Low", "Close")},
    }


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    for name in (
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
        SETTING,
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv(downloads.MIRROR_SETTING, raising=False)


@pytest.fixture
def server():
    files = {"/reviews.tar.gz": REVIEW_BYTES, "/glove.zip": ARCHIVE, "/prices.csv": PRICE_TEXT.encode()}
    with serving(files) as running:
        yield running


@pytest.fixture
def items(server):
    return {
        "reviews": {"title": "영화 리뷰", "file": "reviews.tar.gz", "url": f"{server.url}/reviews.tar.gz",
                    "size": len(REVIEW_BYTES), "copies": known(REVIEW_BYTES)},
        "vectors": {"title": "단어 벡터", "file": "glove.txt", "archive": "glove.zip", "size": len(ARCHIVE),
                    "url": f"{server.url}/glove.zip", "copies": known(VECTOR_TEXT)},
        "prices": {"title": "주가", "file": "prices.csv", "facts": facts_of(PRICE_TEXT)},
    }  # fmt: skip


class Desk:
    """A Fetcher with its folder, what it said and how long it would have waited."""

    def __init__(self, folder, **settings):
        self.folder, self.said, self.waits = folder, [], []
        self.fetcher = Fetcher(folder, Client(self.waits.append, self.said.append), **settings)

    def fetch(self, *items):
        return self.fetcher.fetch_all(items)

    def names(self):
        """Names of the files in the folder, but for the lock."""
        return sorted({path.name for path in self.folder.glob("*")} - {downloads.LOCK})

    def text(self):
        return "\n".join(self.said)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "받은 데이터")


def content_of(desk, name):
    return (desk.folder / name).read_bytes()


# What works ----------------------------------------------------------------------------------------------------------


def test_reviews_and_vectors_come_whole_and_only_the_member_is_fetched(desk, items, server, capsys):
    assert desk.fetch(items["reviews"], items["vectors"])
    assert desk.names() == ["glove.txt", "reviews.tar.gz"]
    assert content_of(desk, "reviews.tar.gz") == REVIEW_BYTES
    assert content_of(desk, "glove.txt") == VECTOR_TEXT
    assert server.sent < len(REVIEW_BYTES) + len(ARCHIVE) - 200_000
    assert desk.said == [
        f"영화 리뷰: 내용을 확인하고 넣었습니다: {desk.folder / 'reviews.tar.gz'}",
        f"단어 벡터: 내용을 확인하고 넣었습니다: {desk.folder / 'glove.txt'}",
    ]
    lines = capsys.readouterr().out.splitlines()  # not in a terminal: plain lines, in order
    assert lines[0].startswith("영화 리뷰: ")
    assert "영화 리뷰: 100% (0.3 MB / 0.3 MB)" in lines
    assert len(lines) <= 2 * 11


def test_what_is_there_is_checked_and_not_fetched_again(desk, items, server):
    desk.fetch(items["reviews"], items["vectors"])
    asked = len(server.seen)
    assert desk.fetch(items["reviews"], items["vectors"])
    assert len(server.seen) == asked
    assert desk.text().count("이미 있습니다") == 2


def test_a_file_of_that_name_with_other_content_is_left_alone(desk, items, server):
    desk.folder.mkdir()
    (desk.folder / "reviews.tar.gz").write_bytes(b"mine")
    assert not desk.fetch(items["reviews"])
    assert content_of(desk, "reviews.tar.gz") == b"mine"
    assert "지우거나 다른 곳으로 옮기고" in desk.text()
    assert not server.seen


def test_a_stored_member_is_fetched_too(desk, items, server):
    server.files["/glove.zip"] = zip_of({"a": b"a" * 5000, "glove.txt": VECTOR_TEXT}, zipfile.ZIP_STORED)
    assert desk.fetch(items["vectors"])
    assert content_of(desk, "glove.txt") == VECTOR_TEXT


def test_an_archive_is_not_unpacked_on_the_way(desk, items, server):
    server.always = "named_gzip"
    assert desk.fetch(items["reviews"])
    assert content_of(desk, "reviews.tar.gz") == REVIEW_BYTES
    assert {headers["Accept-Encoding"] for _, headers in server.seen} == {"identity"}


def test_redirects_are_followed(desk, items, server):
    server.files["/moved/reviews.tar.gz"] = server.files["/reviews.tar.gz"]
    server.faults = ["redirect", "", "redirect", ""]
    assert desk.fetch(items["reviews"])
    assert [path for path, _ in server.seen] == ["/reviews.tar.gz", "/moved/reviews.tar.gz"] * 2


def test_a_mirror_has_the_files_under_their_names(tmp_path, items, server):
    server.files = {f"/course{path}": content for path, content in server.files.items()}
    desk = Desk(tmp_path / "real", mirror=f"{server.url}/course/")
    assert desk.fetch(*items.values())
    assert desk.names() == ["glove.txt", "prices.csv", "reviews.tar.gz"]


def test_a_mirror_without_prices(tmp_path, items, server):
    del server.files["/prices.csv"]
    desk = Desk(tmp_path / "real", mirror=server.url)
    assert desk.fetch(*items.values())
    assert "주가: 바뀌지 않는 공개 원본이 없어" in desk.text()


def test_the_proxy_of_the_environment_is_used(desk, items, server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.url)
    items["reviews"]["url"] = "http://data.invalid/reviews.tar.gz"
    assert desk.fetch(items["reviews"])


@pytest.mark.parametrize("packed", [True, False], ids=["archive", "text"])
def test_a_local_folder(tmp_path, items, server, packed):
    source = tmp_path / "받아 둔 파일"
    source.mkdir()
    (source / "reviews.tar.gz").write_bytes(REVIEW_BYTES)
    (source / ("glove.zip" if packed else "glove.txt")).write_bytes(ARCHIVE if packed else VECTOR_TEXT)
    (source / "prices.csv").write_text(PRICE_TEXT)
    desk = Desk(tmp_path / "real", source=source)
    assert desk.fetch(*items.values())
    assert desk.names() == ["glove.txt", "prices.csv", "reviews.tar.gz"]
    assert content_of(desk, "glove.txt") == VECTOR_TEXT
    assert not server.seen


def test_a_folder_that_has_only_some_of_the_files(tmp_path, items):
    source = tmp_path / "some"
    source.mkdir()
    desk = Desk(tmp_path / "real", source=source)
    assert not desk.fetch(*items.values())
    assert "glove.txt 또는 glove.zip 파일이 없습니다" in desk.text()
    (source / "prices.csv").write_text(PRICE_TEXT)
    assert desk.fetch(*items.values())


# Broken connections --------------------------------------------------------------------------------------------------


def test_a_dropped_connection_is_resumed_where_it_broke(desk, items, server):
    server.faults = ["", "drop", "drop", ""]
    assert desk.fetch(items["reviews"])
    assert content_of(desk, "reviews.tar.gz") == REVIEW_BYTES
    assert server.spans() == ["bytes=0-0", "bytes=0-299999", "bytes=150000-299999", "bytes=225000-299999"]
    assert [headers.get("If-Range") for _, headers in server.seen] == [None, '"one"', '"one"', '"one"']
    assert desk.waits == [1, 1]  # something new came each time
    assert "연결이 끊겼습니다. 1초 뒤에 다시 시도합니다(1/4)." in desk.said


def test_the_member_of_the_archive_is_resumed_too(desk, items, server):
    server.faults = ["", "drop", "", "close", "", "drop"]
    assert desk.fetch(items["vectors"])
    assert content_of(desk, "glove.txt") == VECTOR_TEXT
    assert len(desk.waits) == 3


def test_the_next_run_goes_on_where_this_one_gave_up(desk, items, server):
    server.faults, server.always = ["", "drop"], "nothing"
    assert not desk.fetch(items["reviews"])
    assert desk.waits == [1, 2, 4, 8]
    assert "다시 실행하세요. 서버가 이어받기를 지원하면" in desk.text()
    assert desk.names() == ["reviews.tar.gz.part", "reviews.tar.gz.part.json"]
    server.always = ""
    assert desk.fetch(items["reviews"])
    assert server.spans()[-1] == "bytes=150000-299999"
    assert "영화 리뷰: 지난번에 받은 0.1 MB에 이어서 받습니다." in desk.said
    assert desk.names() == ["reviews.tar.gz"]


def test_another_file_on_the_server_is_not_glued_to_the_first_half(desk, items, server):
    server.faults, server.always = ["", "drop"], "nothing"
    desk.fetch(items["reviews"])
    server.always, server.etag = "", '"two"'
    assert desk.fetch(items["reviews"])
    assert server.spans()[-1] == "bytes=0-299999"


def test_a_file_that_changes_between_two_parts_is_fetched_from_its_start(desk, items, server):
    changed = []

    def change(seconds):
        changed.append(seconds)
        server.etag = '"two"'

    desk.fetcher.client.wait = change
    server.faults = ["", "drop"]
    assert desk.fetch(items["reviews"])
    assert changed == [1]
    assert content_of(desk, "reviews.tar.gz") == REVIEW_BYTES


def test_without_etag_the_parts_are_joined_and_the_checksum_decides(desk, items, server):
    server.etag, server.faults = "", ["", "drop"]
    assert desk.fetch(items["reviews"])
    assert "If-Range" not in server.seen[-1][1]


def test_a_server_that_falls_silent_is_asked_again(desk, items, server, monkeypatch):
    monkeypatch.setattr(transfer, "TIMEOUT", (5, 0.3))
    server.faults = ["", "stall"]
    assert desk.fetch(items["reviews"])
    assert len(desk.waits) == 1


def test_no_server_there(desk, items):
    items["reviews"]["url"] = "http://127.0.0.1:9/reviews.tar.gz"
    items["vectors"]["url"] = "http://host.invalid/glove.zip"
    assert not desk.fetch(items["reviews"], items["vectors"], items["reviews"] | {"title": "다른 리뷰"})
    assert desk.waits == []
    (line,) = desk.said  # one line for all
    assert "\n" not in line
    assert "영화 리뷰, 다른 리뷰: 서버(127.0.0.1)에 연결하지 못했습니다. 단어 벡터: 서버(host.invalid)에" in line
    assert "내장 데이터로 돌아갑니다" in line
    assert "make data FROM=폴더" in line
    assert "make data MIRROR=주소" in line
    assert desk.names() == []


def test_a_server_that_never_answers(desk, items, server):
    server.always = "close"
    assert not desk.fetch(items["reviews"])
    assert desk.waits == [1, 2, 4, 8]
    assert "여러 번 시도해도" in desk.text()


# Lies and damage -----------------------------------------------------------------------------------------------------


def test_wrong_bytes_are_refused_and_deleted(desk, items, server):
    server.faults = ["", "wrong_bytes"]
    assert not desk.fetch(items["reviews"])
    assert "SHA-256" in desk.text()
    assert "다시 실행하면 처음부터" in desk.text()
    assert desk.names() == []
    assert desk.fetch(items["reviews"])


def test_wrong_bytes_in_the_member_are_refused_and_deleted(desk, items, server):
    place = ARCHIVE.index(b"glove.txt") + 5000
    server.files["/glove.zip"] = ARCHIVE[:place] + bytes(100) + ARCHIVE[place + 100 :]
    assert not desk.fetch(items["vectors"])
    assert "온전한 압축 파일이 아닙니다" in desk.text()
    assert desk.names() == []
    server.files["/glove.zip"] = ARCHIVE
    assert desk.fetch(items["vectors"])


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux's list of open files")
@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize("ranges", [True, False])
def test_what_is_deleted_is_closed_before(desk, items, server, monkeypatch, damaged, ranges):
    """Windows deletes no open file."""
    server.ranges = ranges
    if damaged:
        place = ARCHIVE.index(b"glove.txt") + 5000
        server.files["/glove.zip"] = ARCHIVE[:place] + bytes(100) + ARCHIVE[place + 100 :]
    discard, discarded = downloads._discard, []

    def look_and_discard(path):
        opened = [file.resolve() for file in Path("/proc/self/fd").iterdir()]
        discarded.append(path.resolve() in opened)
        discard(path)

    monkeypatch.setattr(downloads, "_discard", look_and_discard)
    assert desk.fetch(items["vectors"]) is not damaged
    assert discarded
    assert not any(discarded)


@pytest.mark.parametrize("fault", ["announce_more", "announce_less", "web_page"])
def test_a_wrong_length_is_noticed_before_anything_is_fetched(desk, items, server, fault):
    server.always = fault
    assert not desk.fetch(items["reviews"])
    assert "바이트여서 찾는 파일이 아닙니다" in desk.text()
    assert server.sent < 1000
    assert desk.names() == []


@pytest.mark.parametrize(("fault", "there"), [("announce_more", True), ("announce_less", False)])
def test_a_length_that_is_another_than_before(desk, items, server, fault, there):
    """Announced too long, all bytes come all the same, and the checksum decides; too short, some never come."""
    server.ranges, server.faults, server.always = False, [""], fault
    assert desk.fetch(items["reviews"]) == there
    assert ("reviews.tar.gz" in desk.names()) == there


def test_more_than_announced_is_cut_off(desk, items, server):
    server.faults = ["", "send_more"]
    assert not desk.fetch(items["reviews"])
    assert "알려 준 크기보다 많은 데이터" in desk.text()
    assert "reviews.tar.gz" not in desk.names()


def test_another_span_than_asked_for_is_refused(desk, items, server):
    server.faults = ["", "wrong_span"]
    assert not desk.fetch(items["reviews"])
    assert "서버가 다른 것을 보냈습니다" in desk.text()


def test_a_damaged_archive_on_the_computer_is_left_and_the_remedy_fits_its_place(tmp_path, items):
    for place in ("real", "mine"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "glove.zip").write_bytes(ARCHIVE[:-500])
    assert not (desk := Desk(tmp_path / "real")).fetch(items["vectors"])
    assert "이 파일을 지우거나 다른 곳으로 옮기고 다시 실행하세요" in desk.text()
    assert not (desk := Desk(tmp_path / "new", source=tmp_path / "mine")).fetch(items["vectors"])
    assert "파일을 원본에서 다시 받으세요" in desk.text()
    assert desk.names() == []
    for place in ("real", "mine"):
        assert (tmp_path / place / "glove.zip").read_bytes() == ARCHIVE[:-500]


@pytest.mark.parametrize(
    ("archive", "fault"),
    [
        (zip_of({"other.txt": VECTOR_TEXT}), "압축 파일 안에 glove.txt가 없습니다"),
        (zip_of({"glove.txt": VECTOR_TEXT + b"more"}), "바이트여서 찾는 파일이 아닙니다"),
        (zip_of({"glove.txt": VECTOR_TEXT[::-1]}), "SHA-256"),
        (ARCHIVE[:-500], "온전한 압축 파일이 아닙니다"),
        (b"<html>not found</html>", "온전한 압축 파일이 아닙니다"),
    ],
    ids=["member missing", "member of another size", "other member", "cut", "web page"],
)
def test_another_archive(desk, items, server, archive, fault):
    server.files["/glove.zip"] = archive
    assert not desk.fetch(items["vectors"])
    assert fault in desk.text()
    assert desk.names() == []


# Servers without ranges, busy servers, refusals ----------------------------------------------------------------------


def test_without_ranges_a_broken_download_starts_over(desk, items, server):
    server.ranges, server.faults = False, ["", "drop", "drop", ""]
    assert desk.fetch(items["reviews"])
    assert content_of(desk, "reviews.tar.gz") == REVIEW_BYTES
    assert desk.waits == [1, 2]


def test_without_ranges_a_server_that_always_breaks_off_is_left(desk, items, server):
    server.ranges, server.faults, server.always = False, [""], "drop"
    assert not desk.fetch(items["reviews"])
    assert len(desk.waits) == transfer.ATTEMPTS - 1
    assert "reviews.tar.gz" not in desk.names()
    server.always = ""
    desk.said.clear()
    assert desk.fetch(items["reviews"])
    assert "이어서" not in desk.text()  # from its start: nothing else is claimed
    assert content_of(desk, "reviews.tar.gz") == REVIEW_BYTES


def test_without_ranges_the_whole_archive_is_fetched_and_it_is_said(desk, items, server):
    server.ranges = False
    assert desk.fetch(items["vectors"])
    assert "압축 파일을 모두 받아야 합니다" in desk.text()
    assert desk.names() == ["glove.txt"]
    assert content_of(desk, "glove.txt") == VECTOR_TEXT


def test_without_ranges_and_with_wrong_bytes(desk, items, server):
    server.ranges, server.always = False, "wrong_bytes"
    assert not desk.fetch(items["vectors"])
    assert desk.names() == []


def test_busy_servers_are_waited_for_as_long_as_they_ask_and_it_is_said(desk, items, server):
    server.faults = ["busy_30_seconds", "busy_without_a_time", "busy_with_nonsense", "", "busy_30_seconds"]
    assert desk.fetch(items["reviews"])
    assert desk.waits == [30, 2, 4, 30]
    assert "서버(127.0.0.1)가 지금은 보내 주지 못합니다(HTTP 429). 30초 뒤에 다시 시도합니다(1/4)." in desk.said


@pytest.mark.parametrize("fault", ["429", "503"])
def test_a_server_that_stays_busy_is_left(desk, items, server, fault):
    server.always = fault
    assert not desk.fetch(items["reviews"])
    assert desk.waits == [1, 2, 4, 8]
    assert f"HTTP {fault}" in desk.said[-1]
    assert "잠시 뒤에 다시 실행하세요" in desk.said[-1]


def test_nobody_waits_until_2100(desk, items, server):
    server.always = "busy_until_a_date"
    assert not desk.fetch(items["reviews"])
    assert desk.waits == []
    assert "(HTTP 503). 서버가 120초보다 오래 기다리라고 하여 멈춥니다." in desk.text()


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("403", "내려받기를 허락하지 않습니다(HTTP 403)"),
        ("404", "이 주소에 파일이 없습니다(HTTP 404)"),
        ("407", "프록시가 로그인을 요구합니다(HTTP 407)"),
        ("418", "요청을 거절했습니다(HTTP 418)"),
        ("redirect_for_ever", "끝없이 다른 주소로"),
    ],
)
def test_refusals_are_said_at_once(desk, items, server, fault, message):
    server.always = fault
    assert not desk.fetch(items["reviews"])
    assert message in desk.text()
    assert desk.waits == []


@pytest.mark.parametrize("address", ["data.example.org/x", "ftp://data.invalid/x", "http://"])
def test_an_address_that_is_none(desk, items, address):
    items["reviews"]["url"] = address
    assert not desk.fetch(items["reviews"])
    assert "https://나 http://로 시작하는 주소인지 확인하세요" in desk.text()


def test_a_proxy_that_is_not_there(desk, items, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert not desk.fetch(items["reviews"] | {"url": "http://data.invalid/x"})
    assert "HTTPS_PROXY" in desk.text()


# Prices --------------------------------------------------------------------------------------------------------------


def test_without_a_source_it_is_said_how_to_get_prices(desk, items):
    assert not desk.fetch(items["prices"])
    assert "Date,Open,High,Low,Close,Adj Close,Volume" in desk.text()
    assert "prices.csv" in desk.text()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (PRICE_TEXT.replace("54900.0,55600.0", "54910.0,55600.0"), "Open 열의 통계"),
        (PRICE_TEXT.replace(",0\n", ",1\n"), "거래량이 0인 날이 0일"),
        (PRICE_TEXT.replace("2020-01-03", "2019-12-03").replace("2020-01-02", "2019-12-02"), "1행"),
        (PRICE_TEXT.replace("56600.0", "없음"), "3번째 줄"),
        ("<!DOCTYPE html>", "웹 페이지"),
    ],
    ids=["price", "volume", "days", "no number", "web page"],
)
def test_other_prices_are_refused_with_the_reason(tmp_path, items, text, fault):
    source = tmp_path / "source"
    source.mkdir()
    (source / "prices.csv").write_text(text)
    desk = Desk(tmp_path / "real", source=source)
    assert not desk.fetch(items["prices"])
    assert fault in desk.text()
    assert desk.names() == []


def test_prices_as_yahoo_saves_them(tmp_path, items):
    """With a day of nulls and no line end at the end; the facts of the book's file decide."""
    source = tmp_path / "source"
    source.mkdir()
    text = PRICE_TEXT.replace("2020-01-06", "2020-01-04,null,null,null,null,null,null\n2020-01-06").rstrip("\n")
    (source / "prices.csv").write_text(text)
    assert Desk(tmp_path / "real", source=source).fetch(items["prices"])
    assert (tmp_path / "real" / "prices.csv").read_text() == text


def test_days_after_the_book_and_other_adjusted_prices_do_not_matter(items):
    later = PRICE_TEXT.replace("52300.25", "51111.5") + "2023-01-02,1,1,1,1,1,1\n"
    table = pd.read_csv(io.StringIO(later), parse_dates=["Date"])
    assert price_faults(table, items["prices"]["facts"]) == []


def test_the_synthetic_prices_do_not_pass_for_the_real_ones(capsys):
    facts = read_toml(DATA_FOLDER / "printed_prices.toml")
    assert price_faults(load_prices(DATA_FOLDER / EMBEDDED_PRICES), facts)


# Asking, disk, command line ------------------------------------------------------------------------------------------


def test_a_large_download_is_asked_for_with_its_size(tmp_path, items, monkeypatch):
    monkeypatch.setattr(downloads, "LARGE", 1000)
    questions = []
    desk = Desk(tmp_path / "real", agree=lambda question: bool(questions.append(question)))
    assert not desk.fetch(items["reviews"], items["vectors"])
    assert questions[0] == "영화 리뷰: 0.3 MB를 내려받습니다. 계속할까요? [y/N] "
    assert "(풀면 0.2 MB)" in questions[1]
    assert desk.said[0] == "영화 리뷰: 받지 않았습니다. 노트북은 내장 데이터로 돌아갑니다."
    assert desk.names() == []
    desk.fetcher.agree = lambda _: True
    assert desk.fetch(items["reviews"], items["vectors"])


def test_where_nobody_can_be_asked_it_is_said_what_to_do(desk, items, monkeypatch):
    monkeypatch.setattr(downloads, "LARGE", 1000)
    assert not desk.fetch(items["reviews"])
    assert "make data YES=1" in desk.text()
    assert desk.names() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
def test_a_full_disk(desk, items):
    desk.folder.mkdir()
    part = desk.folder / "reviews.tar.gz.part"
    part.symlink_to("/dev/full")
    origin = {"url": items["reviews"]["url"], "first": 0, "last": len(REVIEW_BYTES) - 1, "validator": '"one"'}
    transfer.note_of(part).write_text(json.dumps(origin))  # so that the link counts as the part of an earlier run
    assert not desk.fetch(items["reviews"])
    assert "디스크에 자리가 없습니다. 자리를 비우거나" in desk.text()
    assert not (desk.folder / "reviews.tar.gz").exists()


def test_a_disk_that_is_full_while_unpacking_keeps_the_download_and_no_half_of_the_member(
    desk, items, server, monkeypatch
):
    def full(source, target, length):
        target.write(source.read(1000))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(downloads.shutil, "copyfileobj", full)
        assert not desk.fetch(items["vectors"])
    assert "디스크에 자리가 없습니다. 자리를 비우거나 환경 변수 RNN_COURSE_DATA에 다른 폴더를" in desk.text()
    assert desk.names() == ["glove.zip.part", "glove.zip.part.json"]
    sent = server.sent
    assert desk.fetch(items["vectors"])
    assert server.sent - sent < 1000  # only the list of members was fetched again
    assert desk.names() == ["glove.txt"]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "쓸 권한이 없습니다"),
        (errno.EROFS, "쓸 권한이 없습니다"),
        (errno.EDQUOT, "디스크에 자리가 없습니다"),
        (errno.EIO, "파일을 다루지 못했습니다"),
    ],
)
def test_what_the_disk_refuses_is_said_and_nothing_is_lost(desk, items, monkeypatch, number, message):
    def refuse(source, target):
        raise OSError(number, os.strerror(number), str(target))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        assert not desk.fetch(items["reviews"])
    assert message in desk.text()
    assert "reviews.tar.gz" in desk.text()
    assert desk.names() == ["reviews.tar.gz.part", "reviews.tar.gz.part.json"]
    assert desk.fetch(items["reviews"])  # the whole part is only checked and renamed


def test_two_runs_at_once_do_not_write_into_each_other(desk, items, server):
    desk.folder.mkdir()
    with FileLock(desk.folder / downloads.LOCK):
        assert not desk.fetch(items["reviews"])
    assert desk.said == ["영화 리뷰: 다른 창에서 이미 데이터를 받고 있습니다. 그쪽이 끝난 뒤에 다시 실행하세요."]
    assert not server.seen
    assert desk.fetch(items["reviews"])


def test_a_folder_that_cannot_be_made(tmp_path, items):
    (tmp_path / "file").write_text("in the way")
    desk = Desk(tmp_path / "file" / "real")
    assert not desk.fetch(items["reviews"])
    assert "폴더가 있어야 할 자리에 파일이 있습니다" in desk.text()


def test_progress_in_a_terminal_is_a_bar(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with transfer.Progress("영화 리뷰", 1000) as progress:
        progress.bar.mininterval = 0
        progress.show(500)
        progress.show(100)  # a server without ranges starts over
    shown = capsys.readouterr()
    assert "영화 리뷰  50%" in shown.err
    assert "남은 시간" in shown.err
    assert shown.out == ""


@pytest.fixture
def course_data(tmp_path, monkeypatch, server, items):
    """A data folder with a manifest whose originals are on the local server."""
    folder = tmp_path / "data"
    folder.mkdir()
    lines = []
    for name, item in items.items():
        lines += [f"[downloads.{name}]", f'title = "{item["title"]}"', f'file = "{item["file"]}"']
        lines += [f'{key} = "{item[key]}"' for key in ("archive", "url") if key in item]
        lines += [f"size = {item['size']}"] if "size" in item else ['facts = "facts.toml"']
        for copy in item.get("copies", []):
            lines += [f"[[downloads.{name}.copies]]", f"size = {copy['size']}", f'sha256 = "{copy["sha256"]}"']
    (folder / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    facts = items["prices"]["facts"]
    plain = [f"{key} = {value!r}".replace("'", '"') for key, value in facts.items() if key != "describe"]
    columns = [f"{name} = {values}" for name, values in facts["describe"].items()]
    (folder / "facts.toml").write_text("\n".join([*plain, "[describe]", *columns]), encoding="utf-8")
    monkeypatch.setattr(downloads, "DATA_FOLDER", folder)
    return folder


def test_command_line(course_data, server, capsys, tmp_path, monkeypatch):
    assert main([]) == 0  # the fakes are small: nothing to ask
    assert sorted(path.name for path in (course_data / "real").glob("[!.]*")) == ["glove.txt", "reviews.tar.gz"]
    assert "주가: 바뀌지 않는 공개 원본이 없어" in capsys.readouterr().out
    monkeypatch.setenv(SETTING, str(tmp_path / "elsewhere"))
    assert main(["--mirror", server.url, "prices"]) == 0
    assert (tmp_path / "elsewhere" / "prices.csv").exists()  # where the loaders look
    monkeypatch.setenv(downloads.MIRROR_SETTING, server.url)
    assert main([]) == 0
    monkeypatch.setenv(SETTING, str(tmp_path / "third"))
    assert main(["--from", str(tmp_path / "elsewhere"), "prices", "--yes"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["weather"], "모르는 데이터입니다: weather. reviews, vectors, prices 가운데에서 고르세요."),
        (["--from", "없는 폴더"], "폴더가 없습니다: 없는 폴더. FROM(--from)에 적은 경로를 확인하세요."),
        (["--from", ".", "--mirror", "http://a.invalid"], "폴더(FROM, --from)와 서버(MIRROR, --mirror) 가운데 하나만"),
    ],
)
def test_command_line_with_what_is_not_there(course_data, capsys, arguments, message):
    assert main(arguments) == 1
    assert message in capsys.readouterr().out


def words_of_make_data(*settings):
    """What `make data` hands to Python, cut into words as the shell does."""
    told = subprocess.run(
        ["make", "-n", "--no-print-directory", "data", *settings], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return shlex.split(told.replace("\\\n", "").splitlines()[-1].partition(" -m ")[2])


def test_make_data_hands_its_settings_on():
    assert words_of_make_data() == ["rnn_course.datasets"]
    place, address = "받아 둔 파일/a b", "https://mirror.example/a?b=1&c=2"
    given = words_of_make_data("YES=1", f"FROM={place}", f"MIRROR={address}")
    assert given == ["rnn_course.datasets", "--yes", "--from", place, "--mirror", address]


def test_the_program_itself_says_what_is_wrong_and_ends_so(tmp_path):
    """`make data` in a process of its own: Korean on the screen, a status that make notices, no traceback."""
    command = [sys.executable, "-m", "rnn_course.datasets", "--from", str(tmp_path / "a b")]
    surroundings = os.environ | {SETTING: str(tmp_path / "real")}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, encoding="utf-8")
    assert done.stdout == f"폴더가 없습니다: {tmp_path / 'a b'}. FROM(--from)에 적은 경로를 확인하세요.\n"
    assert done.stderr == ""
    assert done.returncode == 1
    assert not list(tmp_path.iterdir())


def test_a_person_in_a_terminal_is_asked(course_data, monkeypatch, capsys):
    monkeypatch.setattr(downloads, "LARGE", 1000)
    monkeypatch.setattr(sys, "stdin", io.StringIO("아니요\ny\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["reviews", "vectors"]) == 0
    assert [path.name for path in (course_data / "real").glob("[!.]*")] == ["glove.txt"]


def test_ctrl_c_keeps_what_came(course_data, server, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    server.faults = ["", "drop"]
    monkeypatch.setattr(downloads, "Client", lambda: Client(wait=interrupted))
    assert main(["reviews"]) == 130
    assert "멈췄습니다. 다시 실행할 때 서버가 이어받기를 지원하면" in capsys.readouterr().out
    assert (course_data / "real" / "reviews.tar.gz.part").stat().st_size == 150_000


# The manifest and the real files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [None, "[downloads", '["prices_synthetic.csv"]\nsize = 1\n'])
def test_a_missing_or_damaged_manifest_is_said_in_korean(tmp_path, monkeypatch, content, capsys):
    for name in (EMBEDDED_PRICES, "glove_subset.npz"):
        (tmp_path / name).write_bytes((DATA_FOLDER / name).read_bytes())
    if content:
        (tmp_path / "manifest.toml").write_text(content)
    for module in ("reading", "downloads"):
        monkeypatch.setattr(f"rnn_course.{module}.DATA_FOLDER", tmp_path)
    with pytest.raises(DataError, match=r"(?s)manifest\.toml\n문제: .*git checkout -- data/manifest\.toml"):
        load_prices()
    with pytest.raises(DataError, match=r"(?s)manifest\.toml\n문제: .*git checkout -- data/manifest\.toml"):
        load_glove()
    assert main([]) == 1
    assert "manifest.toml" in capsys.readouterr().out


def test_the_manifest_names_public_originals_only():
    manifest = tomllib.loads((DATA_FOLDER / "manifest.toml").read_text(encoding="utf-8"))["downloads"]
    hosts = {item["url"].split("/")[2] for item in manifest.values() if "url" in item}
    assert hosts == {"ai.stanford.edu", "nlp.stanford.edu", "raw.githubusercontent.com"}
    for item in manifest.values():
        for copy in item.get("copies", []):
            assert len(bytes.fromhex(copy["sha256"])) == 32
            assert copy["size"] > 4_000_000
    assert list(read_items(DATA_FOLDER)) == ["reviews", "korean_train", "korean_test", "vectors", "prices"]


@needs(PRICES, REVIEWS, VECTORS)
def test_the_real_files_are_taken(tmp_path):
    desk = Desk(tmp_path / "real", source=FOLDER)
    assert desk.fetch(*read_items(DATA_FOLDER).values()), desk.text()
    assert desk.names() == ["aclImdb_v1.tar.gz", "glove.6B.100d.txt", "samsung_electronics_.csv"]
