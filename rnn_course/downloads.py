"""``make data``: fetches real reviews, word vectors and prices, checks them, and puts them where the loaders look.

What is fetched from where, and how it is recognised, stands in ``data/manifest.toml``. A file appears under its own
name only when it is whole and checked; until then it is called ``….part``.
"""

import argparse
import errno
import hashlib
import io
import os
import shutil
import sys
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from filelock import FileLock, Timeout

from rnn_course.datasets import read_prices
from rnn_course.reading import DATA_FOLDER, MANIFEST, SETTING, DataError, read_toml
from rnn_course.transfer import (
    GOES_ON,
    Client,
    NotThere,
    RemoteFile,
    TransferError,
    Unreachable,
    in_megabytes,
    note_of,
)

AGAIN = "다시 실행하면 처음부터 받습니다. 또 같은 말이 나오면 다른 서버나 폴더에서 받으세요."
REMOVE = "이 파일을 지우거나 다른 곳으로 옮기고 다시 실행하세요."
ELSEWHERE = "네트워크가 로그인을 요구하는지, 주소가 맞는지 확인하세요. 그래도 안 되면 다른 서버나 폴더에서 받으세요."
MIRROR_SETTING = "RNN_COURSE_MIRROR"
LARGE = 1_000_000  # bytes; more is fetched only when the person agrees
BLOCK = 1 << 20
LOCK = ".make-data.lock"
PRICES = ["Open", "High", "Low", "Close"]  # not Adj Close, which changes with every later dividend
HOW_TO_GO_ON = (
    "받지 않아도 모든 노트북이 내장 데이터로 돌아갑니다. 실제 데이터를 쓰려면 연결된 뒤에 다시 실행하거나, "
    "파일이 있는 폴더를 make data FROM=폴더로, 닿을 수 있는 다른 서버를 make data MIRROR=주소로 알려 주세요."
)
HOW_TO_GET_PRICES = """\
주가: 바뀌지 않는 공개 원본이 없어 자동으로 내려받지 않습니다. 다음과 같이 넣으세요.
  1. Yahoo Finance 같은 곳에서 삼성전자(005930.KS)의 2000-09-01부터 2022-09-19까지 일별 주가를 CSV로 저장합니다.
     첫 줄은 Date,Open,High,Low,Close,Adj Close,Volume이고 날짜는 2000-09-01처럼 적혀 있어야 합니다.
  2. 파일 이름을 {file}로 바꾸고 make data FROM=그_파일이_있는_폴더를 실행합니다.
     형식과 값을 확인한 뒤 {folder}에 넣습니다.
  다른 회사나 다른 기간의 주가는 노트북에서 load_prices("파일 경로")로 읽습니다."""


def read_items(folder):
    """{name: what to fetch} from the manifest in ``folder``; what a file of prices must show is read with it."""
    items = read_toml(folder / MANIFEST).get("downloads")
    if not items:
        raise DataError(f"{folder / MANIFEST}에 내려받을 데이터가 적혀 있지 않습니다. 강의 자료를 다시 내려받으세요.")
    for item in items.values():
        if "facts" in item:
            item["facts"] = read_toml(folder / item["facts"])
    return items


class Damaged(DataError):
    """A file is not what the manifest says; the Korean message says in what and what to do."""

    def __init__(self, place, fault, remedy):
        super().__init__(f"{place}\n문제: {fault}\n해결: {remedy}")


class Fetcher:
    """Brings data sets into ``folder`` and says in Korean what happens.

    Args:
        folder: where the loaders look for real data.
        client: rnn_course.transfer.Client.
        mirror: address under which a server has the files with their usual names, or None for the public originals.
        source: a local folder that has the files, or None.
        agree: function that is given a Korean question and returns whether the person agrees to a large download;
            None where nobody can be asked.
    """

    def __init__(self, folder, client, mirror=None, source=None, agree=None):
        self.folder, self.client, self.mirror, self.source, self.agree = folder, client, mirror, source, agree
        self.say = client.say

    def fetch_all(self, items):
        """Fetch the data sets ``items`` (tables of the manifest's ``downloads``).

        Returns whether nothing failed and at least one of them is there in the end.
        """
        there, failed, unreachable = 0, 0, {}
        for item in items:
            try:
                there += self.fetch(item)
            except Unreachable as fault:
                unreachable.setdefault(str(fault), []).append(item["title"])
            except (DataError, OSError) as fault:
                self.say(f"{item['title']}: {_reason(fault)}")
                failed += 1
        if unreachable:
            reasons = [f"{', '.join(titles)}: {fault}" for fault, titles in unreachable.items()]
            self.say(f"{' '.join(reasons)} {HOW_TO_GO_ON}")
        return there > 0 and not failed and not unreachable

    def fetch(self, item):
        """True when the data set is in the folder afterwards, whole and checked; False where the reason was said."""
        self.folder.mkdir(parents=True, exist_ok=True)
        present = _find(item, self.folder)
        if present:
            _check(item, present, REMOVE)
            self.say(f"{item['title']}: 이미 있습니다. 내용을 확인했습니다: {present}")
            return True
        with self._alone():
            if self.source:
                return self._copy(item)
            address = self._address(item)
            try:
                if address:
                    return self._download(item, address)
            except NotThere:
                if "url" in item:
                    raise
        self.say(HOW_TO_GET_PRICES.format(file=item["file"], folder=self.folder))
        return False

    def _address(self, item):
        """Where to download from; None for what has no public original."""
        if self.mirror:
            return f"{self.mirror.rstrip('/')}/{item.get('archive', item['file'])}"
        return item.get("url")

    @contextmanager
    def _alone(self):
        """Two runs at once would write into the same temporary file."""
        try:
            with FileLock(self.folder / LOCK, timeout=0):
                yield
        except Timeout:
            raise DataError("다른 창에서 이미 데이터를 받고 있습니다. 그쪽이 끝난 뒤에 다시 실행하세요.") from None

    def _copy(self, item):
        found = _find(item, self.source)
        if found is None:
            names = " 또는 ".join(_names(item))
            self.say(f"{item['title']}: {self.source}에 {names} 파일이 없습니다.")
            return False
        remedy = "파일을 원본에서 다시 받으세요."
        _check(item, found, remedy)
        with _open(item, found, remedy) as content:
            return self._install(item, content)

    def _download(self, item, url):
        remote = self.client.look(url)
        if "archive" not in item:
            return self._download_file(item, remote)
        if remote.ranges and remote.size:
            return self._download_member(item, remote)
        self.say(f"{item['title']}: 서버가 파일의 일부만 보내지 못합니다. 압축 파일을 모두 받아야 합니다.")
        return self._download_archive(item, remote)

    def _download_file(self, item, remote):
        sizes = [copy["size"] for copy in item.get("copies", [])]
        if sizes and remote.size and remote.size not in sizes:
            fault = f"파일의 크기가 {remote.size:,}바이트여서 찾는 파일이 아닙니다."
            raise Damaged(remote.url, fault, ELSEWHERE)
        size = _size(item, remote)
        if not self._agreed(item, size):
            return False
        part = self._part(item["file"])
        self.client.save(remote, 0, size - 1, part, item["title"])
        with _discarded_if_damaged(part):
            return self._check_and_name(item)

    def _download_member(self, item, remote):
        """Of a zip archive fetch the list of its members, which stands at its end, then the bytes of one member."""
        stream = io.BufferedReader(RemoteFile(self.client, remote))
        with _member(item, remote.url, stream, ELSEWHERE) as (archive, member):
            first, last = _span(archive, member)
        if not self._agreed(item, last - first + 1, f"(풀면 {in_megabytes(member.file_size)})"):
            return False
        packed = self._part(item["archive"])
        self.client.save(remote, first, last, packed, item["title"])
        return self._unpack(item, packed, lambda part: io.BufferedReader(RemoteFile(self.client, remote, first, part)))

    def _download_archive(self, item, remote):
        size = _size(item, remote)
        if not self._agreed(item, size):
            return False
        packed = self._part(item["archive"])
        self.client.save(remote, 0, size - 1, packed, item["title"])
        return self._unpack(item, packed)

    def _unpack(self, item, packed, whole=lambda part: part):
        """Unpack the member from the downloaded bytes in ``packed``, which ``whole`` makes an archive of, and install.

        ``packed`` is closed before it is discarded: Windows deletes no open file.
        """
        with (
            _discarded_if_damaged(packed),
            packed.open("rb") as part,
            _member(item, packed, whole(part), AGAIN) as (archive, member),
            archive.open(member) as content,
        ):
            self._install(item, content)
        _discard(packed)
        return True

    def _install(self, item, content):
        """Write the stream ``content`` to the temporary file, check that and give it its name."""
        part = self._part(item["file"])
        try:
            with part.open("wb") as file:
                shutil.copyfileobj(content, file, BLOCK)
            return self._check_and_name(item)
        finally:  # on a full disk, the half that was written would be in the way
            _discard(part)

    def _check_and_name(self, item):
        """Check the temporary file and give it its name."""
        part, target = self._part(item["file"]), self.folder / item["file"]
        _check(item, part, AGAIN)
        os.replace(part, target)
        note_of(part).unlink(missing_ok=True)
        self.say(f"{item['title']}: 내용을 확인하고 넣었습니다: {target}")
        return True

    def _part(self, name):
        return self.folder / f"{name}.part"

    def _agreed(self, item, size, unpacked=""):
        if size <= LARGE:
            return True
        plan = f"{in_megabytes(size)}{unpacked}를 내려받습니다."
        if self.agree is None:
            raise DataError(f"{plan} 물어볼 터미널이 없어 받지 않았습니다. 받으려면 make data YES=1을 실행하세요.")
        if self.agree(f"{item['title']}: {plan} 계속할까요? [y/N] "):
            return True
        self.say(f"{item['title']}: 받지 않았습니다. 노트북은 내장 데이터로 돌아갑니다.")
        return False


def _size(item, remote):
    """Bytes to fetch: what the server says, else what the manifest says."""
    size = remote.size or item.get("size")
    if not size:
        raise Damaged(remote.url, "서버가 파일의 크기를 알려 주지 않습니다.", "다른 서버나 폴더에서 받으세요.")
    return size


def _names(item):
    return [item["file"], *([item["archive"]] if "archive" in item else [])]


def _find(item, folder):
    """The data set's file, or the archive with it, in ``folder``; None where neither is there."""
    return next((folder / name for name in _names(item) if (folder / name).exists()), None)


@contextmanager
def _open(item, path, remedy):
    """The content of the data set's file as a binary stream; from within the archive where ``path`` is that."""
    with path.open("rb") as stream:
        if path.name != item.get("archive"):
            yield stream
        else:
            with _member(item, path, stream, remedy) as (archive, member), archive.open(member) as content:
                yield content


@contextmanager
def _member(item, place, stream, remedy):
    """(archive, member) of the zip archive ``stream``; what is wrong with it becomes a DataError with ``remedy``."""
    try:
        with zipfile.ZipFile(stream) as archive:
            member = archive.getinfo(item["file"])
            if member.file_size not in [copy["size"] for copy in item["copies"]]:
                fault = f"{item['file']}의 크기가 {member.file_size:,}바이트여서 찾는 파일이 아닙니다."
                raise Damaged(place, fault, remedy)
            yield archive, member
    except DataError:
        raise
    except KeyError:
        raise Damaged(place, f"압축 파일 안에 {item['file']}가 없습니다.", remedy) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as fault:
        raise Damaged(place, f"온전한 압축 파일이 아닙니다({fault}).", remedy) from None


def _span(archive, member):
    """First and last byte of a member within its archive, its header included: up to where the next thing begins."""
    begins = [other.header_offset for other in archive.infolist()] + [archive.start_dir]
    return member.header_offset, min(begin for begin in begins if begin > member.header_offset) - 1


def _check(item, path, remedy):
    """Raise DataError unless ``path`` (the file, or the archive with it) is what the manifest says."""
    if "facts" in item:
        differing = price_faults(read_prices(path), item["facts"])
        if differing:
            fault = f"책이 쓴 주가 파일과 다릅니다: {', '.join(differing)}."
            raise Damaged(path, fault, '다른 주가를 쓰려면 노트북에서 load_prices("파일 경로")로 읽으세요.')
        return
    with _open(item, path, remedy) as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if digest not in [copy["sha256"] for copy in item["copies"]]:
        raise Damaged(path, f"내용이 배포된 것과 다릅니다(SHA-256이 {digest}입니다).", remedy)


def price_faults(prices, facts):
    """Korean phrases for each fact of the book about its price file that does not hold for ``prices``.

    ``facts`` is data/printed_prices.toml. Only the days of the book count, and not Adj Close, which later dividends
    change.
    """
    first, last = pd.Timestamp(facts["first_day"]), pd.Timestamp(facts["last_day"])
    days = prices[prices["Date"].between(first, last)]
    empty = int((days["Volume"] == 0).sum())
    faults = [] if len(days) == facts["rows"] else [f"{first:%Y-%m-%d}부터 {last:%Y-%m-%d}까지가 {len(days):,}행"]
    faults += [] if empty == facts["zero_volume_rows"] else [f"거래량이 0인 날이 {empty:,}일"]
    for name in PRICES:
        if not np.allclose(days[name].describe(), facts["describe"][name], rtol=0, atol=1e-5):
            faults.append(f"{name} 열의 통계")
    return faults


def _discard(part):
    part.unlink(missing_ok=True)
    note_of(part).unlink(missing_ok=True)


@contextmanager
def _discarded_if_damaged(part):
    """Delete ``part`` where what is done in the block finds it damaged; it stays where only network or disk failed."""
    try:
        yield
    except TransferError:
        raise
    except DataError:
        _discard(part)
        raise


def _reason(fault):
    """A Korean sentence for what went wrong."""
    if isinstance(fault, DataError):
        return str(fault)
    full = f"디스크에 자리가 없습니다. 자리를 비우거나 환경 변수 {SETTING}에 다른 폴더를 적고 다시 실행하세요."
    forbidden = "쓸 권한이 없습니다. 폴더와 파일의 권한을 확인하세요."
    in_the_way = "폴더가 있어야 할 자리에 파일이 있습니다."
    reasons = {errno.ENOSPC: full, errno.EDQUOT: full, errno.EACCES: forbidden, errno.EPERM: forbidden}
    reasons |= {errno.EROFS: forbidden, errno.ENOTDIR: in_the_way, errno.EEXIST: in_the_way}
    where = f" ({fault.filename})" if fault.filename else ""
    return reasons.get(fault.errno, f"파일을 다루지 못했습니다: {fault.strerror}.") + where


def _ask(question):
    try:
        return input(question).strip().lower() in ("y", "yes", "예", "네", "ㅛ")
    except EOFError:
        print()
        return False


def _arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m rnn_course.datasets", description="실제 데이터를 받아 확인하고 노트북이 찾는 폴더에 넣습니다."
    )
    names = "reviews, korean_train, korean_test, vectors, prices (적지 않으면 모두)"
    parser.add_argument("names", nargs="*", metavar="데이터", help=names)
    parser.add_argument("--from", dest="source", metavar="폴더", type=Path, help="내려받지 않고 이 폴더에서 가져옵니다")
    parser.add_argument(
        "--mirror", metavar="주소", help=f"이 주소에서 받습니다 (환경 변수 {MIRROR_SETTING}로도 정합니다)"
    )
    parser.add_argument("--yes", action="store_true", help="큰 파일도 묻지 않고 받습니다")
    return parser.parse_args(arguments)


def main(arguments=None):
    """Run the command line; returns the exit status."""
    chosen = _arguments(arguments)
    client = Client()
    try:
        downloads = read_items(DATA_FOLDER)
        unknown = [name for name in chosen.names if name not in downloads]
        if unknown:
            raise DataError(f"모르는 데이터입니다: {', '.join(unknown)}. {', '.join(downloads)} 가운데에서 고르세요.")
        if chosen.source and chosen.mirror:
            raise DataError("폴더(FROM, --from)와 서버(MIRROR, --mirror) 가운데 하나만 적으세요.")
        source = chosen.source and chosen.source.expanduser()  # make FROM=~/data leaves the ~ to us
        if source and not source.is_dir():
            raise DataError(f"폴더가 없습니다: {source}. FROM(--from)에 적은 경로를 확인하세요.")
        folder = Path(os.environ.get(SETTING) or DATA_FOLDER / "real").expanduser()
        mirror = None if source else chosen.mirror or os.environ.get(MIRROR_SETTING)
        agree = (lambda _: True) if chosen.yes else _ask if sys.stdin.isatty() else None
        fetcher = Fetcher(folder, client, mirror, source, agree)
        return 0 if fetcher.fetch_all([downloads[name] for name in chosen.names or downloads]) else 1
    except DataError as fault:
        client.say(str(fault))
        return 1
    except KeyboardInterrupt:
        client.say(f"멈췄습니다. 다시 실행할 때 {GOES_ON}")
        return 130
