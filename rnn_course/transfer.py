"""Getting a file, or a part of one, by HTTP: broken connections are resumed, busy servers waited for, nothing trusted.

`requests` does redirects, TLS and the proxies that the environment names (``HTTPS_PROXY``, ``NO_PROXY``). fsspec or
remotezip would read a zip's member by ranges, too, but here whole files and members alike go on in a later run from
their ``.part``, If-Range keeps two versions from being joined, a server that sends another span or more than it
announced is refused, and each wait and refusal is said in Korean.
"""

import io
import json
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from tqdm import tqdm
from urllib3.exceptions import ConnectTimeoutError, InvalidHeader, NewConnectionError
from urllib3.exceptions import HTTPError as BrokenStream
from urllib3.util import Retry

from rnn_course.reading import DataError

ATTEMPTS = 5  # in a row without a new byte
LONGEST_WAIT = 120  # seconds; a server that asks for more is left alone
TIMEOUT = (10, 60)  # seconds to connect, seconds without a byte
BLOCK = 1 << 17
BUSY = {408, 429, 500, 502, 503, 504}
PROXY = (
    "환경 변수 HTTPS_PROXY(http 주소에는 HTTP_PROXY)에 적은 주소를 확인하세요. "
    "프록시가 로그인을 요구하면 http://이름:비밀번호@주소:포트로 적습니다."
)
GOES_ON = "서버가 이어받기를 지원하면 받은 데서부터 이어서 받습니다."


class TransferError(DataError):
    """A file could not be had; the Korean message says why and what to do."""

    def __init__(self, what, fault, remedy):
        super().__init__(f"받지 못했습니다: {what}\n문제: {fault}\n해결: {remedy}")


class NotThere(TransferError):
    """The server answers, and has no such file."""


class Unreachable(DataError):
    """No connection to the server at all, most often because the machine is offline; one Korean sentence."""


class Interrupted(Exception):
    """An attempt failed in a way that may pass; ``pause`` is the seconds the server asked to wait, or None."""

    def __init__(self, reason, pause=None, unreachable=False):
        super().__init__(reason)
        self.reason, self.pause, self.unreachable = reason, pause, unreachable


@dataclass(frozen=True)
class Remote:
    """What a server says about a file: its size in bytes (None where it does not), and whether it sends parts."""

    url: str
    size: int | None
    ranges: bool
    validator: str  # strong ETag or date of change, for If-Range; empty where the server gives neither


class Client:
    """HTTP with patience. ``wait(seconds)`` and ``say(text)`` can be replaced, so that tests need not wait."""

    def __init__(self, wait=time.sleep, say=tqdm.write):
        self.wait, self.say = wait, say
        self.session = requests.Session()
        # the bytes as they are stored: a .tar.gz must not be unpacked on the way
        self.session.headers["Accept-Encoding"] = "identity"

    def look(self, url):
        """Ask for one byte of ``url``; returns what the answer tells about the file as a Remote.

        Raises Unreachable at once where no connection can be made, TransferError where the server refuses.
        """
        with self._patiently(url, lambda: self._open(url, {"Range": "bytes=0-0"}), give_up_unreachable=True) as answer:
            ranges = answer.status_code == 206
            told = answer.headers.get("Content-Range", "").rpartition("/")[2] if ranges else ""
            told = told if ranges else answer.headers.get("Content-Length", "")
            etag = answer.headers.get("ETag", "")
            validator = etag if etag and not etag.startswith("W/") else answer.headers.get("Last-Modified", "")
        return Remote(url, int(told) if told.isdecimal() else None, ranges, validator)

    def read(self, remote, first, last):
        """The bytes ``first`` to ``last`` (both included) of a small part of a file."""
        content = io.BytesIO()
        self._patiently(remote.url, lambda: self._continue(remote, first, last, content, lambda _: None), content.tell)
        return content.getvalue()

    def save(self, remote, first, last, part, task):
        """Bring the bytes ``first`` to ``last`` of ``remote`` into ``part``, going on where an earlier run ended.

        What lies in ``part`` is used only if it is of the same file (address, span, date or ETag); the note beside it
        tells. ``part`` keeps what came when this raises.
        """
        _forget_other(part, {"url": remote.url, "first": first, "last": last, "validator": remote.validator})
        with part.open("ab") as file, Progress(task, last - first + 1, file.tell()) as progress:
            if file.tell() and remote.ranges:
                self.say(f"{task}: 지난번에 받은 {in_megabytes(file.tell())}에 이어서 받습니다.")
            self._patiently(remote.url, lambda: self._continue(remote, first, last, file, progress.show), file.tell)

    def _patiently(self, url, work, furthest=lambda: 0, give_up_unreachable=False):
        """Do ``work`` until it succeeds; give up after ATTEMPTS failures without a step beyond the furthest."""
        failures, reached = 0, furthest()
        while True:
            try:
                return work()
            except Interrupted as fault:
                failures = 1 if furthest() > reached else failures + 1
                reached = max(reached, furthest())
                if fault.unreachable and give_up_unreachable:
                    raise Unreachable(fault.reason) from None
                pause = 2 ** (failures - 1) if fault.pause is None else fault.pause
                if pause > LONGEST_WAIT:
                    asked = f"서버가 {LONGEST_WAIT}초보다 오래 기다리라고 하여 멈춥니다."
                    remedy = "한참 뒤에 다시 실행하거나, 다른 서버나 폴더에서 받으세요."
                    raise TransferError(url, f"{fault.reason} {asked}", remedy) from None
                if failures >= ATTEMPTS:
                    asked = "여러 번 시도해도 되지 않아 멈춥니다."
                    raise TransferError(
                        url, f"{fault.reason} {asked}", f"잠시 뒤에 다시 실행하세요. {GOES_ON}"
                    ) from None
                self.say(f"{fault.reason} {pause:.0f}초 뒤에 다시 시도합니다({failures}/{ATTEMPTS - 1}).")
                self.wait(pause)

    def _open(self, url, headers):
        """The server's answer, its body not read yet. Raises Interrupted or TransferError."""
        host = urlsplit(url).hostname or url
        try:
            answer = self.session.get(url, headers=headers, stream=True, timeout=TIMEOUT)
        except requests.exceptions.ProxyError:
            raise TransferError(url, "프록시 서버를 거치지 못했습니다.", PROXY) from None
        except requests.exceptions.SSLError as error:
            fault = f"서버를 믿을 수 있는지 확인하지 못했습니다({error})."
            remedy = "컴퓨터의 시계를 확인하고, 학교나 회사의 인증서를 쓴다면 환경 변수 REQUESTS_CA_BUNDLE에 적으세요."
            raise TransferError(url, fault, remedy) from None
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as error:
            raise Interrupted(f"서버({host})에 연결하지 못했습니다.", unreachable=_never_connected(error)) from None
        except requests.exceptions.TooManyRedirects:
            raise TransferError(url, "주소가 끝없이 다른 주소로 넘겨집니다.", "주소를 확인하세요.") from None
        except requests.exceptions.RequestException as error:
            remedy = "https://나 http://로 시작하는 주소인지 확인하세요."
            raise TransferError(url, f"요청을 보내지 못했습니다({error}).", remedy) from None
        if answer.status_code in BUSY:
            answer.close()
            raise Interrupted(
                f"서버({host})가 지금은 보내 주지 못합니다(HTTP {answer.status_code}).", _retry_after(answer)
            )
        if not answer.ok:
            answer.close()
            kind = NotThere if answer.status_code in (404, 410) else TransferError
            remedy = PROXY if answer.status_code == 407 else "주소를 확인하거나 다른 서버를 쓰세요."
            raise kind(url, _refusal(answer.status_code), remedy)
        return answer

    def _continue(self, remote, first, last, file, show):
        """Append what is missing of the span to ``file``; raises Interrupted where the connection ends before it."""
        begin, total = first + file.tell(), last - first + 1
        if begin > last:
            return
        headers = {"Range": f"bytes={begin}-{last}"} if remote.ranges else {}
        if remote.ranges and remote.validator:
            headers["If-Range"] = remote.validator
        with self._open(remote.url, headers) as answer:
            if not (answer.status_code == 206 and _begins_at(answer, begin)):
                _start_over(remote, first, last, file, answer)
            try:
                for block in answer.raw.stream(BLOCK, decode_content=False):
                    if file.tell() + len(block) > total:
                        raise _wrong_length(remote)
                    file.write(block)
                    show(file.tell())
            except BrokenStream:
                file.flush()
        if file.tell() < total:
            raise Interrupted("연결이 끊겼습니다.")


class RemoteFile(io.RawIOBase):
    """A remote file as a seekable stream for `zipfile`, each read of which is one request.

    The bytes from ``start`` on that lie in the open local file ``part`` are read from there.
    """

    def __init__(self, client, remote, start=0, part=None):
        self.client, self.remote, self.start, self.part = client, remote, start, part
        self.part_size = part.seek(0, io.SEEK_END) if part else 0
        self.position = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.remote.size}[whence]
        if base + offset < 0:
            raise ValueError("before the start of the file")
        self.position = base + offset
        return self.position

    def readinto(self, buffer):
        content = self._bytes_from_here(len(buffer))
        buffer[: len(content)] = content
        self.position += len(content)
        return len(content)

    def _bytes_from_here(self, count):
        in_part = self.position - self.start
        if 0 <= in_part < self.part_size:
            self.part.seek(in_part)
            return self.part.read(count)
        last = min(self.position + count, self.remote.size) - 1
        return self.client.read(self.remote, self.position, last) if last >= self.position else b""


class Progress:
    """A bar in a terminal; elsewhere (a log, a pipe) one plain line at every tenth of the work."""

    def __init__(self, task, total, done=0):
        self.task, self.total, self.tenth = task, total, -1
        shape = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}, 남은 시간 {remaining}"
        self.bar = tqdm(desc=task, initial=done, total=total, unit="B", unit_scale=True, bar_format=shape, leave=False,
                        disable=not sys.stderr.isatty())  # fmt: skip

    def __enter__(self):
        return self

    def show(self, done):
        """``done`` of the total bytes are there; fewer than before where the work starts over."""
        if not self.bar.disable:
            self.bar.update(done - self.bar.n)
        elif done * 10 // self.total != self.tenth:
            self.tenth = done * 10 // self.total
            print(f"{self.task}: {self.tenth * 10}% ({in_megabytes(done)} / {in_megabytes(self.total)})", flush=True)

    def __exit__(self, *error):
        self.bar.close()


def in_megabytes(size):
    """Bytes as '84.1 MB'."""
    return f"{size / 1e6:,.1f} MB"


def note_of(part):
    """The file beside ``part`` that says of which remote file it is."""
    return part.with_name(f"{part.name}.json")


def _forget_other(part, origin):
    """Delete ``part`` where it is not of ``origin``, and write down beside it what it is going to be of."""
    note, text = note_of(part), json.dumps(origin)
    if not (part.exists() and note.exists() and note.read_text(encoding="utf-8") == text):
        part.unlink(missing_ok=True)
        note.write_text(text, encoding="utf-8")


def _start_over(remote, first, last, file, answer):
    """Empty ``file`` for an answer that has the whole file; refuse one where a part was asked for and is needed."""
    whole = answer.status_code == 200 and first == 0 and (remote.size is None or last == remote.size - 1)
    if not whole:
        fault = "파일의 일부를 달라고 했는데 서버가 다른 것을 보냈습니다. 그사이에 파일이 바뀌었을 수도 있습니다."
        raise TransferError(remote.url, fault, "다시 실행하고, 같은 말이 또 나오면 다른 서버를 쓰세요.")
    file.seek(0)
    file.truncate()


def _begins_at(answer, begin):
    return answer.headers.get("Content-Range", "").startswith(f"bytes {begin}-")


def _retry_after(answer):
    """The seconds that a Retry-After header asks for, as a number or a date; None without a usable one."""
    try:
        return Retry().parse_retry_after(answer.headers["Retry-After"])
    except (KeyError, InvalidHeader):
        return None


def _never_connected(error):
    """True where not even a connection came about (no network, no such host, nobody listens)."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _refusal(status):
    reasons = {401: "로그인을 요구합니다", 403: "내려받기를 허락하지 않습니다", 404: "이 주소에 파일이 없습니다"}
    reasons |= {
        407: "프록시가 로그인을 요구합니다",
        410: "파일이 더는 없습니다",
        416: "파일이 알려 준 크기보다 짧습니다",
    }
    return f"서버의 대답: {reasons.get(status, '요청을 거절했습니다')}(HTTP {status})."


def _wrong_length(remote):
    return TransferError(remote.url, "서버가 알려 준 크기보다 많은 데이터를 보냅니다.", "다른 서버를 쓰세요.")
